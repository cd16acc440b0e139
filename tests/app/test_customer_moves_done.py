"""The page "Move customers" on a real database: moved, planned, taken back; two at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from crm_desktop.app.customer_moves_page import CustomerMovesPage
from crm_desktop.app.program import Program
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.errors.moving import NotAmongChosen, ReceiverLeft
from crm_desktop.ui.customer_moves.panel import HISTORY, MOVE, SPREAD
from crm_desktop.ui.customer_moves.state import (
    HistoryQuestion,
    MoveStep,
    TypedMove,
)
from tests.actions.assignments import customers_of, moved, somebody, whose
from tests.app.conftest import OpenDesk
from tests.app.moves_pages import a_page, code_of, move, press_on, preview
from tests.conftest import LoginOf

OpenPage = Callable[[], CustomerMovesPage]


@pytest.fixture
def open_page(qtbot: QtBot, inline_jobs: Jobs, login_of: LoginOf) -> Iterator[OpenPage]:
    """Return what opens the page at the desk of one more supervisor."""
    with ExitStack() as databases:

        def open_page() -> CustomerMovesPage:
            database = Database(login_of(SUPERVISOR, name="田所 守"))
            return a_page(databases.enter_context(database), inline_jobs, qtbot)

        yield open_page


@pytest.fixture
def page(open_page: OpenPage) -> CustomerMovesPage:
    return open_page()


@pytest.fixture
def colleague(login_of: LoginOf) -> Iterator[Database]:
    """Return the database as another supervisor reaches it."""
    with Database(login_of(SUPERVISOR, name="佐伯 守"), pool_size=1) as colleague:
        yield colleague


def test_customers_go_from_the_filter_to_two_receivers(
    page: CustomerMovesPage, database: Database
) -> None:
    gone, one, other = (somebody(database) for _ in range(3))
    ids = customers_of(database, gone, 5)
    preview(page, gone, one, other)
    assert page.panel.spread_pane.told.text() == "5 move, 0 are where they should be."

    move(page)

    counts = [facts[0] for facts in whose(database, ids).values()]
    assert sorted([counts.count(one), counts.count(other)]) == [2, 3]
    assert page.panel.move_pane.sentence.text() == "5 customers were moved."
    assert page.panel.parts.currentIndex() == MOVE
    assert not page.has_typing


def test_sentence_says_what_will_happen(page: CustomerMovesPage, database: Database) -> None:
    gone, one = somebody(database), somebody(database, "髙橋 涼")
    customers_of(database, gone, 2)
    preview(page, gone, one)
    page.spread.go_on()
    page.move.change(TypedMove(with_tasks=False, covers=True, cover_until="2099/1/5"))

    page.move.ask()

    assert page.panel.move_pane.sentence.text() == (
        "2 customers go to 髙橋 涼 at once, until Jan 5, 2099 (Mon), then back by itself,"
        " without their open tasks and call-backs."
    )


def test_second_supervisor_sees_who_was_moved_meanwhile_and_moves_the_others(
    open_page: OpenPage, database: Database, colleague: Database
) -> None:
    gone, one, other = somebody(database), somebody(database, "佐伯 千鶴"), somebody(database)
    ids = customers_of(database, gone, 3)
    second = open_page()
    preview(second, gone, other)
    second.spread.go_on()
    moved(colleague, ids[:1], one)

    second.move.ask()
    second.move.move()
    assert second.move.state.step is MoveStep.CONFLICT
    told = [(row.code, row.now_with) for row in second.move.state.exceptions]
    assert told == [(code_of(database, ids[0]), "佐伯 千鶴")]
    second.panel.move_pane.others.click()

    assert [whose(database, ids)[number][0] for number in ids] == [one, other, other]
    assert second.panel.move_pane.sentence.text() == (
        "2 customers were moved. 1 stay where others had moved them."
    )


def test_receiver_who_left_meanwhile_leads_back_to_sharing_out(
    page: CustomerMovesPage, database: Database
) -> None:
    gone, one = somebody(database), somebody(database)
    ids = customers_of(database, gone, 1)
    preview(page, gone, one)
    page.spread.go_on()
    with database.writing() as session:
        session.execute(update(Staff).where(Staff.id == one).values(active=False))

    page.move.ask()
    page.move.move()

    assert page.panel.parts.currentIndex() == SPREAD
    assert isinstance(page.spread.state.error, ReceiverLeft)
    assert one not in page.spread.state.receivers
    assert whose(database, ids)[ids[0]][0] == gone


def test_note_about_one_customer_goes_along(page: CustomerMovesPage, database: Database) -> None:
    gone, one = somebody(database), somebody(database)
    ids = customers_of(database, gone, 1)
    preview(page, gone, one)
    page.spread.go_on()

    page.move.note_customer("C-なし", "…")
    assert isinstance(page.move.state.error, NotAmongChosen)
    page.move.note_customer(code_of(database, ids[0]), "耳が遠い")

    assert page.move.state.notes == ((code_of(database, ids[0]), "耳が遠い"),)
    assert page.has_typing


def test_move_is_taken_back_at_once(page: CustomerMovesPage, database: Database) -> None:
    gone, one = somebody(database), somebody(database)
    ids = customers_of(database, gone, 2)
    preview(page, gone, one)
    move(page)

    page.panel.move_pane.undo.click()

    assert {facts[0] for facts in whose(database, ids).values()} == {gone}
    assert page.panel.move_pane.sentence.text() == "2 customers are back."


def test_history_takes_back_and_lists_who_stayed(
    page: CustomerMovesPage, database: Database, colleague: Database
) -> None:
    gone, one, other = somebody(database), somebody(database), somebody(database, "佐伯 千鶴")
    ids = customers_of(database, gone, 2)
    preview(page, gone, one)
    move(page)
    moved(colleague, ids[:1], other)
    page.history.load()
    page.panel.show_part(HISTORY)
    page.history.choose(page.history.state.moves[1].move_id)

    page.history.ask(HistoryQuestion.UNDO)
    page.history.yes()

    assert [whose(database, ids)[number][0] for number in ids] == [other, gone]
    told = [(row.code, row.now_with) for row in page.history.state.exceptions]
    assert told == [(code_of(database, ids[0]), "佐伯 千鶴")]


def test_plan_is_given_up_in_the_history(page: CustomerMovesPage, database: Database) -> None:
    gone, one = somebody(database), somebody(database)
    ids = customers_of(database, gone, 1)
    preview(page, gone, one)
    page.spread.go_on()
    page.move.change(TypedMove(note="よろしく", planned=True, from_day="令和81年1月5日"))
    page.move.ask()
    page.move.move()
    assert page.move.state.step is MoveStep.PLANNED
    assert page.history.state.moves[0].state == "planned"

    page.history.choose(page.history.state.moves[0].move_id)
    page.panel.history_pane.drop.click()
    page.panel.history_pane.sure.click()

    assert page.history.state.moves[0].state == "dropped"
    assert whose(database, ids)[ids[0]][0] == gone


def test_supervisors_open_the_page_from_their_menu_and_walk_it_by_keys(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    gone, one = somebody(own_database, "旧担当"), somebody(own_database, "新担当")
    ids = customers_of(own_database, gone, 4)
    program: Program = open_desk(own_database, SUPERVISOR)
    program.window.top_bar.person.moves.trigger()
    page = program.office.moves
    assert page is not None
    qtbot.waitUntil(lambda: page.find.state.totals is not None and bool(page.find.state.staff))
    press_on(page)
    qtbot.waitUntil(lambda: len(page.spread.state.people) > 0)
    page.panel.spread_pane.form.search.setText("新担当")
    table = page.panel.spread_pane.form.table
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    press_on(page)
    qtbot.waitUntil(page.panel.spread_pane.go_on.isEnabled)
    for step in (MoveStep.READY, MoveStep.ASKED, MoveStep.DONE):
        press_on(page)
        qtbot.waitUntil(lambda step=step: page.move.state.step is step)  # type: ignore[misc]

    assert {facts[0] for facts in whose(own_database, ids).values()} == {one}


def test_operators_are_not_offered_the_page(own_database: Database, open_desk: OpenDesk) -> None:
    operator = open_desk(own_database, OPERATOR)

    assert not operator.window.top_bar.person.moves.isVisible()
