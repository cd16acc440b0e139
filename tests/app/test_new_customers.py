"""Customers change hands at one desk, and another sees it: on the home page and on the card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from crm_desktop.actions.customer_moves import MoveWish, plan_move
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.roles import ADMIN, OPERATOR, SUPERVISOR
from crm_desktop.domain.opening import OpeningReason
from tests.actions.assignments import customers_of, draft, moved, somebody, today, whose
from tests.app.conftest import OpenDesk
from tests.conftest import LoginAt


@pytest.fixture
def program(own_database: Database, open_desk: OpenDesk) -> Program:
    """The desk of Tadokoro, an operator."""
    return open_desk(own_database, OPERATOR)


@pytest.fixture
def supervisor(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    """The way in of a supervisor at another desk."""
    with Database(login_at(own_database, SUPERVISOR, name="佐伯"), pool_size=1) as desk:
        yield desk


def new_ones(program: Program) -> list[int]:
    return [row.customer_id for row in program.window.home.new_customers.rows.row_model.rows]


def tadokoro(program: Program) -> int:
    return program.place.staff.staff_id


def test_home_page_names_whom_a_move_just_brought(
    program: Program, own_database: Database, supervisor: Database, qtbot: QtBot
) -> None:
    ids = customers_of(own_database, somebody(own_database, "﨑田"), 2)
    assert not program.window.home.new_customers.isVisible()

    moved(supervisor, ids, tadokoro(program), hand_over_note="休職のため")

    qtbot.waitUntil(lambda: sorted(new_ones(program)) == ids)
    assert program.window.home.new_customers.isVisible()
    assert program.call_list._state.new_customers == 2


def test_card_of_a_new_customer_says_so_until_they_are_known(
    program: Program, own_database: Database, supervisor: Database, qtbot: QtBot
) -> None:
    ids = customers_of(own_database, somebody(own_database, "﨑田"), 1)
    moved(supervisor, ids, tadokoro(program), hand_over_note="耳が遠い")
    qtbot.waitUntil(lambda: new_ones(program) == ids)

    program.window.home.new_customers.customer_wanted.emit(ids[0])
    line = program.card_panel.hand_over
    qtbot.waitUntil(line.isVisible)
    assert "耳が遠い" in line.words.whole_text
    line.done.click()

    qtbot.waitUntil(lambda: not line.isVisible() and not new_ones(program))


def test_open_card_sees_a_move_and_the_note_is_left_alone(
    program: Program, own_database: Database, supervisor: Database, qtbot: QtBot
) -> None:
    (customer_id,) = customers_of(own_database, somebody(own_database, "佐伯"), 1)
    program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    header = program.card_panel.header
    qtbot.waitUntil(lambda: "佐伯" in header.staff.whole_text)
    body = program.card_panel.note.body
    body.setFocus()
    body.setPlainText("払込票の再発")
    body.textCursor().setPosition(3)
    before = (QApplication.focusWidget(), body.textCursor().position())

    moved(supervisor, [customer_id], somebody(own_database, "﨑田"))

    qtbot.waitUntil(lambda: "﨑田" in header.staff.whole_text)
    told = program.new_customers.told
    assert told.words.text() == "﨑田 is in charge of this customer now."
    assert told.isVisible()
    assert (QApplication.focusWidget(), body.textCursor().position()) == before
    assert body.toPlainText() == "払込票の再発"
    program.pages.go_home()
    assert not told.isVisible()


def test_desk_does_at_its_start_what_is_planned_for_today(
    own_database: Database, supervisor: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    ids = customers_of(own_database, somebody(own_database), 2)
    receiver = somebody(own_database, "﨑田")
    planned(supervisor, ids, receiver, today(own_database))

    open_desk(own_database, OPERATOR)

    qtbot.waitUntil(lambda: holders(own_database, ids) == {receiver})


def test_desk_that_is_open_at_midnight_does_what_the_new_day_brings(
    program: Program, own_database: Database, supervisor: Database, qtbot: QtBot
) -> None:
    ids = customers_of(own_database, somebody(own_database), 1)
    receiver = somebody(own_database, "﨑田")
    planned(supervisor, ids, receiver, today(own_database))
    due = program.new_customers.due
    due.look()
    due._today = lambda: program.place.today() + timedelta(days=1)

    with qtbot.waitSignal(due.day_began):
        due.look()

    qtbot.waitUntil(lambda: holders(own_database, ids) == {receiver})


def test_supervisor_is_told_of_a_plan_whose_receiver_left(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    ids = customers_of(own_database, somebody(own_database), 3)
    receiver = somebody(own_database, "﨑田")
    program = open_desk(own_database, SUPERVISOR)
    planned(program.database, ids, receiver, today(own_database) + timedelta(days=1))
    with own_database.writing() as session:
        session.execute(update(Staff).where(Staff.id == receiver).values(active=False))

    program.new_customers.on_linked(linked=True)

    stuck = program.window.home.stuck
    qtbot.waitUntil(stuck.isVisible)
    assert "﨑田 has left and was to get 3 customers" in stuck.words.text()


def test_administrators_ask_nothing_about_moves(
    own_database: Database, open_desk: OpenDesk
) -> None:
    program = open_desk(own_database, ADMIN)

    assert not program.new_customers.due._minutes.isActive()


def planned(desk: Database, ids: list[int], receiver: int, day: date) -> None:
    move_id = draft(desk, ids, receiver)
    with desk.writing() as session:
        plan_move(session, move_id, MoveWish(), from_day=day)


def holders(office: Database, ids: list[int]) -> set[object]:
    return {facts[0] for facts in whose(office, ids).values()}
