"""What the page of rules about calls asks of the database; each opens a session of its own.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

from crm_desktop.actions.approvals import mark_category
from crm_desktop.actions.office_settings import (
    OfficeSettingsRow,
    read_office_form,
    save_office_form,
)
from crm_desktop.actions.talk_scripts import (
    TalkScriptForm,
    add_talk_script,
    delete_talk_script,
    save_talk_script,
)
from crm_desktop.actions.unwanted_callers import (
    add_unwanted_caller,
    change_unwanted_caller,
    remove_unwanted_caller,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.mailings import mailing_titles
from crm_desktop.database.queries.note_categories import note_categories
from crm_desktop.database.queries.talk_scripts import TalkScriptRow, talk_scripts
from crm_desktop.database.queries.unwanted_callers import UnwantedRow, unwanted_callers
from crm_desktop.database.sent_operations import SentOperations
from crm_desktop.domain.office_form import OfficeForm
from crm_desktop.ui.call_rules.category_form import CategoryMark, CategoryRule
from crm_desktop.ui.call_rules.state import ScriptChoices, TypedUnwanted
from crm_desktop.ui.call_rules.unwanted_reading import typed_of, unwanted_form
from crm_desktop.ui.shared.rules_presenter import RuleWork


class CallRulesQuestions:
    """``staff_id`` is who adds rules."""

    def __init__(self, database: Database, staff_id: int | None) -> None:
        self.database = database
        self.staff_id = staff_id
        self._sent = SentOperations(database)

    def of_scripts(self) -> RuleWork:
        """Return what is done with talk scripts."""
        return RuleWork(
            load=self.load_scripts,
            add=self.add_script,
            change=self.change_script,
            remove=self.remove_script,
            id_of=lambda row: int(row.script_id),
            form_of=_script_form,
            blank=TalkScriptForm("", ""),
        )

    def of_unwanted(self) -> RuleWork:
        """Return what is done with unwanted callers."""
        return RuleWork(
            load=self.load_unwanted,
            add=self.add_unwanted,
            change=self.change_unwanted,
            remove=self.remove_unwanted,
            id_of=lambda row: int(row.unwanted_id),
            form_of=typed_of,
            blank=TypedUnwanted(),
        )

    def of_categories(self) -> RuleWork:
        """Return what is done with inquiry categories."""
        return RuleWork(
            load=self.load_categories,
            change=self.change_category,
            id_of=lambda row: int(row.category.category_id),
            form_of=lambda row: CategoryMark(row.category.needs_approval),
            blank=CategoryMark(),
        )

    def of_settings(self) -> RuleWork:
        """Return what is done with the office's settings."""
        return RuleWork(
            load=self.load_settings,
            change=self.change_settings,
            id_of=lambda _row: 1,
            form_of=lambda row: row.form,
            blank=OfficeForm(),
        )

    def load_choices(self) -> ScriptChoices:
        """Return what a script can be for."""
        with self.database.asking() as session:
            lines = [name for _number, name in read_office_form(session).form.lines]
            return ScriptChoices(tuple(dict.fromkeys(lines)), tuple(mailing_titles(session)))

    def load_scripts(self) -> list[TalkScriptRow]:
        """Return all scripts."""
        with self.database.asking() as session:
            return talk_scripts(session)

    def add_script(self, form: TalkScriptForm) -> None:
        """Store a new script."""
        self._sent.save(("add script", form), lambda session: add_talk_script(session, form))

    def change_script(self, script_id: int, form: TalkScriptForm, seen_revision: int) -> None:
        """Store what the form says."""
        self._sent.save(
            ("change script", script_id, form, seen_revision),
            lambda session: save_talk_script(session, script_id, form, seen_revision=seen_revision),
        )

    def remove_script(self, script_id: int, seen_revision: int) -> None:
        """Remove a script for good."""
        self._sent.save(
            ("remove script", script_id, seen_revision),
            lambda session: delete_talk_script(session, script_id, seen_revision=seen_revision),
        )

    def load_unwanted(self) -> list[UnwantedRow]:
        """Return the list of unwanted callers."""
        with self.database.asking() as session:
            return unwanted_callers(session)

    def add_unwanted(self, typed: TypedUnwanted) -> None:
        """Put a caller on the list."""
        form = unwanted_form(typed)
        self._sent.save(
            ("add unwanted", form),
            lambda session: add_unwanted_caller(session, form, staff_id=self.staff_id),
        )

    def change_unwanted(self, unwanted_id: int, typed: TypedUnwanted, seen_revision: int) -> None:
        """Store what the form says."""
        form = unwanted_form(typed)
        self._sent.save(
            ("change unwanted", unwanted_id, form, seen_revision),
            lambda session: change_unwanted_caller(
                session, unwanted_id, form, seen_revision=seen_revision
            ),
        )

    def remove_unwanted(self, unwanted_id: int, seen_revision: int) -> None:
        """Take a caller off the list."""
        self._sent.save(
            ("remove unwanted", unwanted_id, seen_revision),
            lambda session: remove_unwanted_caller(
                session, unwanted_id, seen_revision=seen_revision
            ),
        )

    def load_categories(self) -> list[CategoryRule]:
        """Return the categories that are in use."""
        with self.database.asking() as session:
            return [CategoryRule(row) for row in note_categories(session)]

    def change_category(self, category_id: int, mark: CategoryMark, _seen_revision: int) -> None:
        """Say whether notes of a category need approval."""
        with self.database.writing() as session:
            mark_category(session, category_id, needs_approval=mark.needs_approval)

    def load_settings(self) -> list[OfficeSettingsRow]:
        """Return the one row of settings."""
        with self.database.asking() as session:
            return [read_office_form(session)]

    def change_settings(self, _id: int, form: OfficeForm, seen_revision: int) -> None:
        """Store what the form says."""
        self._sent.save(
            ("settings", form, seen_revision),
            lambda session: save_office_form(session, form, seen_revision=seen_revision),
        )


def _script_form(row: TalkScriptRow) -> TalkScriptForm:
    return TalkScriptForm(
        row.title, row.body, row.line_name, row.mailing_id, row.position, row.active
    )
