"""The page of rules about calls, as far as a person's groups may keep them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.app.call_rules_questions import CallRulesQuestions
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.database.roles import ADMIN, SUPERVISOR
from crm_desktop.domain.draft import DraftKind
from crm_desktop.ui.call_rules.category_form import CategoryForm, CategoryRows, CategoryRule
from crm_desktop.ui.call_rules.rows import ScriptRows, UnwantedRows
from crm_desktop.ui.call_rules.script_form import ScriptForm
from crm_desktop.ui.call_rules.settings_form import SettingsForm
from crm_desktop.ui.call_rules.state import ScriptChoices
from crm_desktop.ui.call_rules.unwanted_form import UnwantedFormFields
from crm_desktop.ui.call_rules.words import Part, list_words, page_words, part_words
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.parts_panel import PartsPanel
from crm_desktop.ui.shared.rule_drafts import RulesList, RulesPlace
from crm_desktop.ui.shared.rule_rows import RuleRows
from crm_desktop.ui.shared.rules_pane import RulesPane
from crm_desktop.ui.shared.rules_presenter import RulesPresenter, RuleWork
from crm_desktop.ui.shared.rules_wiring import connect_rules

_KINDS: Final = {
    Part.SCRIPTS: DraftKind.TALK_SCRIPT,
    Part.UNWANTED: DraftKind.UNWANTED,
    Part.SETTINGS: DraftKind.SETTING,
    Part.CATEGORIES: DraftKind.SETTING,
}


@dataclass(frozen=True, slots=True)
class _Part:
    part: Part
    heading: str
    pane: RulesPane
    presenter: RulesPresenter


class CallRulesPage(QObject):
    """Scripts and unwanted callers are the supervisors' to keep, the settings the admins'."""

    failed = Signal(object)

    def __init__(
        self,
        staff: SignedInStaff,
        database: Database,
        formats: Formats,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._questions = CallRulesQuestions(database, staff.staff_id)
        self._script_form = ScriptForm()
        self._script_rows = ScriptRows()
        self._keeps_scripts = SUPERVISOR in staff.groups
        self._parts: list[_Part] = []
        if self._keeps_scripts:
            self._add_lists(formats)
        if ADMIN in staff.groups:
            self._add_settings()
        if self._keeps_scripts:
            self._add_categories(formats)
        self.panel = PartsPanel(page_words(), [(part.heading, part.pane) for part in self._parts])

    @property
    def has_typing(self) -> bool:
        """Whether something typed is not saved."""
        return any(part.presenter.has_typing for part in self._parts)

    def lists(self) -> list[RulesList]:
        """Return what can be typed into."""
        return [
            RulesList(
                RulesPlace(_KINDS[each.part], "rules", each.part.name),
                each.presenter,
                partial(self.panel.show_part, place),
            )
            for place, each in enumerate(self._parts)
        ]

    def load(self) -> None:
        """Read everything anew; what is typed stays."""
        for part in self._parts:
            part.presenter.load()
        if self._keeps_scripts:
            choices = self._questions.load_choices
            self._jobs.run(self, choices, then=self._offer, failed=self.failed.emit)

    def _offer(self, choices: ScriptChoices) -> None:
        self._script_rows.mailings = dict(choices.mailings)
        self._script_form.show_choices(choices)

    def _add_lists(self, formats: Formats) -> None:
        scripts = list_words(Part.SCRIPTS)
        self._add(
            Part.SCRIPTS,
            self._questions.of_scripts(),
            RulesPane(self._script_rows, self._script_form, _script_id, words=scripts),
        )
        unwanted = list_words(Part.UNWANTED)
        self._add(
            Part.UNWANTED,
            self._questions.of_unwanted(),
            RulesPane(UnwantedRows(formats), UnwantedFormFields(), _unwanted_id, words=unwanted),
        )

    def _add_categories(self, formats: Formats) -> None:
        words = list_words(Part.CATEGORIES)
        rows = CategoryRows(formats.language)
        pane = RulesPane(rows, CategoryForm(), _category_id, words=words)
        self._add(Part.CATEGORIES, self._questions.of_categories(), pane)

    def _add_settings(self) -> None:
        pane = RulesPane(RuleRows(), SettingsForm(), lambda _row: 1)
        self._add(Part.SETTINGS, self._questions.of_settings(), pane)

    def _add(self, part: Part, work: RuleWork, pane: RulesPane) -> None:
        presenter = RulesPresenter(work, self._jobs, self)
        presenter.failed.connect(self.failed)
        connect_rules(presenter, pane)
        self._parts.append(_Part(part, part_words(part), pane, presenter))


def _script_id(row: object) -> int:
    return int(getattr(row, "script_id", 0))


def _category_id(row: object) -> int:
    return row.category.category_id if isinstance(row, CategoryRule) else 0


def _unwanted_id(row: object) -> int:
    return int(getattr(row, "unwanted_id", 0))
