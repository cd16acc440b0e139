"""What is typed into talk scripts, settings and printed papers comes back after a crash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import ADMIN, OPERATOR, SUPERVISOR
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.call_rules.script_form import ScriptForm
from crm_desktop.ui.printed_papers.paper_form import PrintedPaperForm
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.conftest import LoginAt

SitDown = Callable[[], Program]


@pytest.fixture
def sit_down(
    qtbot: QtBot, own_database: Database, open_desk: OpenDesk, login_at: LoginAt, tmp_path: Path
) -> SitDown:
    """Open the same supervisor's desk again; drafts are in memory, as signing in again has it."""
    who = {"name": "田所 紀代美", "extension": "201"}
    dsn = login_at(own_database, OPERATOR, SUPERVISOR, ADMIN, **who)
    place = DraftPlace(None, utc_now)

    def sit_down() -> Program:
        program = open_desk(own_database, OPERATOR, SUPERVISOR, dsn=dsn, drafts=place)
        qtbot.waitUntil(lambda: program.drafts.flush(0.0))
        qtbot.wait(1)
        return program

    return sit_down


def bring_back(program: Program) -> None:
    (draft,) = program.drafts.left
    program.kept.presenter.bring_back(draft)


def test_talk_script_comes_back(sit_down: SitDown) -> None:
    before = sit_down()
    before.office.open_rules()
    form = before.window.findChild(ScriptForm)
    assert isinstance(form, ScriptForm)
    form.title.setText("髙橋様へ")
    form.body.setPlainText("お電話ありがとうございます")
    before.close()
    program = sit_down()

    bring_back(program)

    again = program.window.findChild(ScriptForm)
    assert isinstance(again, ScriptForm)
    assert again.isVisible()
    assert again.body.toPlainText() == "お電話ありがとうございます"
    assert program.drafts.left == ()


def test_second_part_of_a_page_is_shown_with_what_was_typed(sit_down: SitDown) -> None:
    before = sit_down()
    before.office.open_printed()
    enclosure = before.window.findChildren(PrintedPaperForm)[1]
    enclosure.offer.setText("送料無料")
    enclosure.offer.textEdited.emit("送料無料")
    before.close()
    program = sit_down()

    bring_back(program)

    shown = [form for form in program.window.findChildren(PrintedPaperForm) if form.isVisible()]
    assert [form.offer.text() for form in shown] == ["送料無料"]


def test_discarded_form_leaves_no_draft(sit_down: SitDown) -> None:
    program = sit_down()
    program.office.open_printed()
    form = next(f for f in program.window.findChildren(PrintedPaperForm) if f.isVisible())
    form.offer.setText("送料無料")
    form.offer.textEdited.emit("送料無料")
    typed = program.office.has_typing

    program.office._printed.lists()[0].presenter.discard()  # type: ignore[union-attr]
    program.close()

    assert typed
    assert sit_down().drafts.left == ()
