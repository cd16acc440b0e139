from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from zoneinfo import ZoneInfo

import psycopg
import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.app.call_rules_page import CallRulesPage
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.ui.call_rules.category_form import CategoryForm
from crm_desktop.ui.call_rules.line_names import LineNames
from crm_desktop.ui.call_rules.script_form import ScriptForm
from crm_desktop.ui.call_rules.settings_form import SettingsForm
from crm_desktop.ui.call_rules.unwanted_form import UnwantedFormFields
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.rules_pane import RulesPane
from tests.conftest import LoginOf

OpenPage = Callable[..., CallRulesPage]


@pytest.fixture
def open_page(
    qtbot: QtBot, inline_jobs: Jobs, login_of: LoginOf, database_url: str
) -> Iterator[OpenPage]:
    pages = []
    with ExitStack() as databases:

        def open_page(*groups: str) -> CallRulesPage:
            database = databases.enter_context(Database(login_of(*groups, name="田所 守")))
            with database.asking() as session:
                staff = sign_in(session, "test")
            formats = Formats("en", ZoneInfo("Asia/Tokyo"))
            page = CallRulesPage(staff, database, formats, inline_jobs)
            qtbot.addWidget(page.panel)
            page.panel.resize(1158, 640)
            pages.append(page)
            page.load()
            page.panel.show()
            return page

        yield open_page
    with psycopg.connect(database_url) as owner:
        for table in ("talk_script", "unwanted_caller", "office_setting", "note_category"):
            owner.execute(f"DELETE FROM {table}")


def pane(page: CallRulesPage, place: int) -> RulesPane:
    page.panel.show_part(place)
    shown = page.panel.parts.currentWidget()
    assert isinstance(shown, RulesPane)
    return shown


def typed(field: QLineEdit, words: str) -> None:
    """Type what no single key gives."""
    field.setText(words)
    field.textEdited.emit(words)


def rows(shown: RulesPane) -> list[str]:
    model = shown.rows.row_model
    return [model.data(model.index(place)) for place in range(len(model.rows))]


def test_a_supervisor_writes_a_script(open_page: OpenPage) -> None:
    page = open_page("crm_supervisor")
    scripts = pane(page, 0)
    form = scripts.findChild(ScriptForm)
    assert form is not None
    typed(form.title, "ご注文")
    form.body.setPlainText("{name}様、お電話ありがとうございます。")
    assert page.has_typing
    scripts.save.click()
    assert rows(scripts) == ["ご注文 all other calls"]
    assert not page.has_typing


def test_an_unwanted_number_is_read_as_people_write_it(open_page: OpenPage) -> None:
    unwanted = pane(open_page("crm_supervisor"), 1)
    form = unwanted.findChild(UnwantedFormFields)
    assert form is not None
    typed(form.digits, "０３－５３２１－２２２２")
    typed(form.reason, "無言電話")
    unwanted.save.click()
    assert rows(unwanted) == ["03-5321-2222 warn: 無言電話 (田所 守)"]


def test_an_emergency_number_is_refused_in_words(open_page: OpenPage) -> None:
    unwanted = pane(open_page("crm_supervisor"), 1)
    form = unwanted.findChild(UnwantedFormFields)
    assert form is not None
    typed(form.digits, "110")
    unwanted.save.click()
    assert "cannot be listed as unwanted" in unwanted.told.text()
    assert form.digits.text() == "110"
    assert rows(unwanted) == []


def test_an_entry_goes_once_it_was_confirmed(open_page: OpenPage) -> None:
    page = open_page("crm_supervisor")
    unwanted = pane(page, 1)
    form = unwanted.findChild(UnwantedFormFields)
    assert form is not None
    typed(form.digits, "03-5321-2222")
    unwanted.save.click()
    unwanted.rows.choose(0)
    unwanted.remove.click()
    assert unwanted.leave.hasFocus() or not unwanted.isActiveWindow()
    unwanted.really.click()
    assert rows(unwanted) == []


def test_an_administrator_names_a_line(open_page: OpenPage) -> None:
    page = open_page("crm_admin")
    settings = pane(page, 0)
    lines = settings.findChild(LineNames)
    assert lines is not None
    typed(lines.pairs[0][0], "0120-000-111")
    typed(lines.pairs[0][1], "テレビ通販受付")
    assert len(lines.pairs) == 2
    settings.save.click()
    assert settings.told.text() == "Saved."
    assert lines.lines == (("+81120000111", "テレビ通販受付"),)


def test_each_role_is_offered_what_it_may_keep(open_page: OpenPage) -> None:
    assert open_page("crm_supervisor").panel.parts.count() == 3
    assert open_page("crm_admin").panel.parts.count() == 1
    assert open_page("crm_admin", "crm_supervisor").panel.parts.count() == 4


def test_a_supervisor_marks_a_category_that_needs_approval(
    open_page: OpenPage, database_url: str
) -> None:
    with psycopg.connect(database_url) as owner:
        owner.execute("INSERT INTO note_category (label_ja) VALUES ('苦情'), ('ご要望')")
    shown = pane(open_page("crm_supervisor"), 2)
    assert isinstance(shown.form, CategoryForm)
    assert shown.new.isHidden()

    shown.rows.choose(1)
    shown.form.needs_approval.click()
    shown.save.click()

    assert rows(shown) == ["苦情", "ご要望 A supervisor agrees before a note is done"]
    with psycopg.connect(database_url) as owner:
        marked = owner.execute("SELECT label_ja FROM note_category WHERE needs_approval")
        assert marked.fetchall() == [("ご要望",)]


def test_groups_and_times_of_tasks_are_the_admins(open_page: OpenPage, database_url: str) -> None:
    shown = pane(open_page("crm_admin"), 0)
    assert isinstance(shown.form, SettingsForm)

    typed(shown.form.tasks.groups, "発送係、受注係")
    typed(shown.form.tasks.overdue_hours, "4")
    shown.save.click()

    with psycopg.connect(database_url) as owner:
        stored = owner.execute("SELECT key, value FROM office_setting").fetchall()
    kept: dict[str, object] = dict(stored)
    assert kept["task_groups"] == ["発送係", "受注係"]
    assert (kept["task_taken_minutes"], kept["task_overdue_hours"]) == (15, 4)
