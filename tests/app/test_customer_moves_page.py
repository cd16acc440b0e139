"""The page "Move customers" on a real database: find, share out, move, take back, two at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from crm_desktop.app.customer_moves_page import CustomerMovesPage
from crm_desktop.app.program import Program
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import SpreadReason
from crm_desktop.errors.moving import FilterNameTaken, NotAmongChosen, ReceiverLeft
from crm_desktop.ui.customer_moves.panel import HISTORY, MOVE, SPREAD
from crm_desktop.ui.customer_moves.state import (
    FilterField,
    HistoryQuestion,
    MoveStep,
    TypedFilter,
    TypedMove,
    TypedReceiver,
)
from crm_desktop.ui.shared.formats import Formats
from tests.actions.assignments import customers_of, moved, somebody, whose
from tests.app.conftest import OpenDesk
from tests.conftest import LoginOf

OpenPage = Callable[[], CustomerMovesPage]


@pytest.fixture
def open_page(
    qtbot: QtBot, inline_jobs: Jobs, login_of: LoginOf, formats: Formats
) -> Iterator[OpenPage]:
    """Return what opens the page at the desk of one more supervisor."""
    with ExitStack() as databases:

        def open_page() -> CustomerMovesPage:
            database = databases.enter_context(Database(login_of(SUPERVISOR, name="田所 守")))
            with database.asking() as session:
                staff = sign_in(session, "test")
            page = CustomerMovesPage(staff, database, formats, inline_jobs)
            page.find._pause.setInterval(0)
            qtbot.addWidget(page.panel)
            page.panel.resize(1150, 640)
            page.panel.show()
            page.load()
            return page

        yield open_page


@pytest.fixture
def formats() -> Formats:
    return Formats("en")


@pytest.fixture
def page(open_page: OpenPage) -> CustomerMovesPage:
    return open_page()


@pytest.fixture
def colleague(login_of: LoginOf) -> Iterator[Database]:
    """Return the database as another supervisor reaches it."""
    with Database(login_of(SUPERVISOR, name="佐伯 守"), pool_size=1) as colleague:
        yield colleague


def mean(page: CustomerMovesPage, **criteria: Any) -> None:
    page.find.change(TypedFilter(CustomerFilter(**criteria)))
    page.find.count()


def code_of(database: Database, customer_id: int) -> str:
    with database.reading() as session:
        return session.get_one(Customer, customer_id).code


def preview(page: CustomerMovesPage, whose_now: int, *receivers: int, **typed: str) -> None:
    """Share all customers of somebody out among the receivers, up to the preview."""
    mean(page, staff=(whose_now,))
    page.find.go_on()
    for staff_id in receivers:
        page.spread.give_to(staff_id, TypedReceiver(**typed))
    page.spread.preview()


def press_on(page: CustomerMovesPage) -> None:
    """Press the one key that goes on, wherever the page is."""
    keys = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    shown = page.panel.parts.currentWidget()
    assert shown is not None
    QTest.keyClick(shown, *keys)


def move(page: CustomerMovesPage) -> None:
    page.spread.go_on()
    page.move.ask()
    page.move.move()


def test_count_follows_the_filter(
    page: CustomerMovesPage, database: Database, qtbot: QtBot
) -> None:
    one = somebody(database)
    customers_of(database, one, 3)
    page.find.load()

    page.panel.find_pane.form.staff.model.choose(())
    page.panel.find_pane.form.typed.emit(TypedFilter(CustomerFilter(staff=(one,))))
    assert page.panel.find_pane.figures[0].text() == "–"
    qtbot.waitUntil(lambda: page.panel.find_pane.figures[0].text() == "3")


def test_filter_that_matches_nobody_says_so(page: CustomerMovesPage, database: Database) -> None:
    mean(page, staff=(somebody(database),))

    assert page.panel.find_pane.nobody.text().startswith("Nobody is like this")
    assert not page.panel.find_pane.go_on.isEnabled()


def test_half_typed_day_is_told_and_not_counted(page: CustomerMovesPage) -> None:
    page.find.change(TypedFilter().with_text(FilterField.ORDERED_FROM, "2026/1"))

    assert page.panel.find_pane.form.message.text().startswith("Last order from")
    assert page.find.state.totals is None
    assert page.has_typing


def test_sample_shows_names_on_a_button(page: CustomerMovesPage, database: Database) -> None:
    one = somebody(database)
    customers_of(database, one, 2)
    mean(page, staff=(one,))

    page.panel.find_pane.sample.click()

    assert [row.name for row in page.find.state.sample or ()] == ["髙橋 﨑"] * 2


def test_filter_saved_by_one_supervisor_is_seen_by_the_other(
    open_page: OpenPage, database: Database
) -> None:
    first, second = open_page(), open_page()
    one = somebody(database)
    mean(first, staff=(one,), unpaid=True)
    first.find.save(" 退職者 ")
    assert not first.has_typing

    second.find.load()
    kept = next(kept for kept in second.find.state.kept if kept.name == "退職者")
    second.find.choose_kept(kept.filter_id)
    assert second.find.state.typed.ticked == CustomerFilter(staff=(one,), unpaid=True)

    mean(second, ranks=("best",))
    second.find.save("退職者")
    assert isinstance(second.find.state.error, FilterNameTaken)


def test_deleted_filter_comes_back(page: CustomerMovesPage) -> None:
    mean(page, ranks=("best",))
    page.find.save("優良のみ")

    page.find.delete()
    assert "優良のみ" not in [kept.name for kept in page.find.state.kept]
    page.panel.find_pane.kept.bring_back.click()

    assert "優良のみ" in [kept.name for kept in page.find.state.kept]


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


def test_room_counts_what_somebody_has_already(page: CustomerMovesPage, database: Database) -> None:
    gone, one = somebody(database), somebody(database)
    customers_of(database, one, 2)
    customers_of(database, gone, 5)

    preview(page, gone, one, room="４")

    assert page.spread.state.preview is not None
    assert page.spread.state.preview.moving == 2
    assert len(page.spread.state.preview.left) == 3
    assert "3 stay for lack of room" in page.panel.spread_pane.told.text()


def test_pinned_customer_goes_where_they_are_sent(
    page: CustomerMovesPage, database: Database
) -> None:
    gone, one, other = (somebody(database) for _ in range(3))
    ids = customers_of(database, gone, 3)
    preview(page, gone, one)
    page.spread.give_to(other, TypedReceiver("0"))
    page.spread.find_code(code_of(database, ids[1]).lower())
    assert [row.customer_id for row in page.spread.state.rows] == [ids[1]]

    page.spread.pin(ids[1], other)
    page.spread.show_person(other)
    assert [row.reason for row in page.spread.state.rows] == [SpreadReason.PINNED]
    move(page)

    assert [whose(database, ids)[number][0] for number in ids] == [one, other, one]


def test_share_that_cannot_be_read_is_told_with_the_name(
    page: CustomerMovesPage, database: Database
) -> None:
    gone, one = somebody(database), somebody(database, "髙橋 涼")
    customers_of(database, gone, 1)

    preview(page, gone, one, share="たくさん")

    assert page.panel.spread_pane.message.text().startswith("髙橋 涼: “たくさん”")


def test_everybody_with_a_share_of_zero_is_a_sentence(
    page: CustomerMovesPage, database: Database
) -> None:
    gone, one = somebody(database), somebody(database)
    customers_of(database, gone, 1)

    preview(page, gone, one, share="0")

    assert page.panel.spread_pane.message.text().startswith("Nobody would get a customer.")


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
