"""The page on which supervisors keep mailings, enclosures and the rules of enclosures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from crm_desktop.app.printed_papers_questions import PrintedPapersQuestions
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.engine import Database
from crm_desktop.domain.draft import DraftKind
from crm_desktop.domain.printed_paper import PrintedKind
from crm_desktop.ui.printed_papers.paper_form import PrintedPaperForm
from crm_desktop.ui.printed_papers.rows import EnclosureRuleRows, PrintedRows
from crm_desktop.ui.printed_papers.rule_form import EnclosureRuleFields
from crm_desktop.ui.printed_papers.state import RuleChoices, TypedRule
from crm_desktop.ui.printed_papers.words import kind_words, list_words, page_words, rules_words
from crm_desktop.ui.shared.parts_panel import PartsPanel
from crm_desktop.ui.shared.rule_drafts import RulesList, RulesPlace
from crm_desktop.ui.shared.rules_pane import RulesPane
from crm_desktop.ui.shared.rules_presenter import RulesPresenter, RuleWork
from crm_desktop.ui.shared.rules_wiring import connect_rules


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    heading: str
    pane: RulesPane
    presenter: RulesPresenter


class PrintedPapersPage(QObject):
    """Three lists: mailings, enclosures, rules. None of their rows is ever removed."""

    failed = Signal(object)

    def __init__(
        self, database: Database, jobs: Jobs, *, today: date, parent: QObject | None = None
    ) -> None:
        """``today`` is from when a new rule holds, unless somebody writes another day."""
        super().__init__(parent)
        self._jobs = jobs
        self._questions = PrintedPapersQuestions(database)
        self._parts: list[_Part] = []
        for kind in PrintedKind:
            self._add_papers(kind)
        self._rule_fields = EnclosureRuleFields()
        blank = TypedRule(from_on=f"{today.year}/{today.month}/{today.day}")
        pane = RulesPane(EnclosureRuleRows(), self._rule_fields, _rule_id, words=list_words(None))
        self._add("rules", rules_words(), self._questions.of_rules(blank), pane)
        self.panel = PartsPanel(page_words(), [(part.heading, part.pane) for part in self._parts])

    @property
    def has_typing(self) -> bool:
        """Whether something typed is not saved."""
        return any(part.presenter.has_typing for part in self._parts)

    def lists(self) -> list[RulesList]:
        """Return what can be typed into."""
        kind = DraftKind.PRINTED_PAPER
        return [
            RulesList(
                RulesPlace(kind, "printed", each.name),
                each.presenter,
                partial(self.panel.show_part, place),
            )
            for place, each in enumerate(self._parts)
        ]

    def load(self) -> None:
        """Read everything anew; what is typed stays."""
        for part in self._parts:
            part.presenter.load()
        self._load_choices()

    def _load_choices(self) -> None:
        self._jobs.run(
            self, self._questions.load_choices, then=self._offer, failed=self.failed.emit
        )

    def _offer(self, choices: RuleChoices) -> None:
        self._rule_fields.show_choices(choices)

    def _add_papers(self, kind: PrintedKind) -> None:
        form = PrintedPaperForm()
        reading = LatestOnly(self._jobs, form)
        form.picture_wanted.connect(lambda wanted: self._bring_picture(form, reading, wanted))
        pane = RulesPane(PrintedRows(), form, _master_id, words=list_words(kind))
        self._add(str(kind), kind_words(kind), self._questions.of_papers(kind), pane)

    def _bring_picture(
        self, form: PrintedPaperForm, reading: LatestOnly, document_id: int | None
    ) -> None:
        if document_id is None:
            reading.forget()
            return
        reading.run(
            lambda: QImage.fromData(self._questions.load_first_page(document_id)),
            then=lambda picture: form.show_picture(document_id, picture),
            failed=self.failed.emit,
        )

    def _add(self, name: str, heading: str, work: RuleWork, pane: RulesPane) -> None:
        presenter = RulesPresenter(work, self._jobs, self)
        presenter.failed.connect(self.failed)
        presenter.changed.connect(lambda state: self._load_choices() if state.saved else None)
        connect_rules(presenter, pane)
        self._parts.append(_Part(name, heading, pane, presenter))


def _master_id(row: object) -> int:
    return int(getattr(row, "master_id", 0))


def _rule_id(row: object) -> int:
    return int(getattr(row, "rule_id", 0))
