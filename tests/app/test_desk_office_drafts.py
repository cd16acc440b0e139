"""What is typed about staff and moves of customers is kept, and comes back on its page."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.app.customer_moves_page import CustomerMovesPage
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import ADMIN, OPERATOR, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.customer_moves.state import TypedMove
from crm_desktop.ui.kept_drafts.pane import KeptDraftsPane
from crm_desktop.ui.shared.clock import utc_now
from crm_desktop.ui.staff.presenter import StaffPresenter
from crm_desktop.ui.staff.state import StaffField
from tests.app.conftest import OpenDesk
from tests.conftest import LoginAt

PATIENCE_S = 30
TYPED = TypedMove(note="耳の遠い方が多い ﾃﾞﾝﾜは午前", planned=True, from_day="2026/12/1")


def staff_of(program: Program, qtbot: QtBot) -> StaffPresenter:
    program.office.open_staff()
    presenter = program.office._staff_presenter
    assert presenter is not None
    qtbot.waitUntil(lambda: presenter.state.loaded)
    return presenter


def moves_of(program: Program) -> CustomerMovesPage:
    program.office.open_moves()
    assert program.office.moves is not None
    return program.office.moves


def kept_kinds(program: Program) -> list[DraftKind]:
    return [draft.kind for draft in program.drafts._in_hand.values()]


def left_by_a_crash(
    program: Program, open_desk: OpenDesk, office: Database, place: DraftPlace, dsn: str
) -> Program:
    assert program.drafts.flush(PATIENCE_S)
    return open_desk(office, dsn=dsn, drafts=place)


def test_entry_of_somebody_new_comes_back_after_a_crash(
    own_database: Database, open_desk: OpenDesk, login_at: LoginAt, qtbot: QtBot
) -> None:
    dsn, place = login_at(own_database, ADMIN, name="田所 紀代美"), DraftPlace(None, utc_now)
    crashed = open_desk(own_database, dsn=dsn, drafts=place)
    staff = staff_of(crashed, qtbot)
    staff.begin_new()
    staff.on_typed(StaffField.NAME, "﨑山 ﾊﾅ")
    program = left_by_a_crash(crashed, open_desk, own_database, place, dsn)

    pane = program.kept.list
    qtbot.waitUntil(pane.isVisible)
    pane.rows.choose(0)
    QTest.keyClick(pane.rows, Qt.Key.Key_Return)

    presenter = staff_of(program, qtbot)
    qtbot.waitUntil(lambda: presenter.state.entry is not None and presenter.state.entry.changed)
    assert presenter.state.entry is not None
    assert presenter.state.entry.text(StaffField.NAME) == "﨑山 ﾊﾅ"
    assert pane.isHidden()


def test_discarded_entry_leaves_no_draft(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    program = open_desk(own_database, ADMIN)
    staff = staff_of(program, qtbot)
    staff.choose(staff.state.rows[0].staff_id)
    staff.on_typed(StaffField.NAME, "髙橋 実")
    assert kept_kinds(program) == [DraftKind.STAFF]

    staff.discard()

    assert kept_kinds(program) == []


def test_list_of_who_serves_no_customers_is_above_all_pages(
    own_database: Database, open_desk: OpenDesk
) -> None:
    admin = open_desk(own_database, ADMIN)

    assert admin.kept.list is not admin.window.home.kept
    assert isinstance(admin.kept.list, KeptDraftsPane)


def test_words_about_a_move_come_back(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    program = open_desk(own_database, SUPERVISOR)
    page = moves_of(program)
    page.move.change(TYPED)
    (draft,) = program.drafts._in_hand.values()
    page.move.change(TypedMove())
    assert kept_kinds(program) == []
    program.drafts.put_back(draft)

    program.kept.presenter.bring_back(draft)

    assert page.move.state.typed == TYPED
    assert page.panel.move_pane.form.note.toPlainText() == TYPED.note
    assert program.drafts.left == ()


def test_draft_of_a_page_that_a_person_has_not_is_told_calmly(
    own_database: Database, open_desk: OpenDesk
) -> None:
    program = open_desk(own_database, OPERATOR)
    page = Draft(uuid4(), DraftKind.MOVE, None, {"typed": {"note": "引き継ぎ"}}, utc_now())

    for draft in (page, replace(page, kind=DraftKind.STAFF)):
        program.kept.told.hide()
        program.kept.presenter.bring_back(draft)
        assert program.kept.told.isVisible()
