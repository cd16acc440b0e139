"""The call log of a whole desk, on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from crm_desktop.actions.calls import record_call_events
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import GATEWAY, OPERATOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.ui.call_log.state import CallLogView
from crm_desktop.ui.call_log.table import CUSTOMER, RESULT
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt

MICHIKO = "+81353211111"
Misses = Callable[[str], None]


@pytest.fixture
def office(own_database: Database) -> Database:
    with own_database.writing() as session:
        a_customer(session, "髙橋 美智子", phones=(MICHIKO,))
    return own_database


@pytest.fixture
def program(office: Database, open_desk: OpenDesk) -> Program:
    """The desk of Tadokoro, an operator at extension 201."""
    return open_desk(office, OPERATOR)


@pytest.fixture
def misses(office: Database, login_at: LoginAt) -> Iterator[Misses]:
    """Let a call ring at 201 in vain: over before the desk hears of it."""
    with Database(login_at(office, GATEWAY), pool_size=1) as gateway:

        def miss(call_id: str) -> None:
            began_at = utc_now() - timedelta(seconds=30)
            ring = CallEvent(
                "test",
                call_id,
                CallStage.RINGING,
                began_at,
                direction=CallDirection.IN,
                extension="201",
                caller=MICHIKO,
            )
            end = CallEvent("test", call_id, CallStage.ENDED, began_at + timedelta(seconds=20))
            with gateway.writing() as session:
                record_call_events(session, [ring, end])

        yield miss


def open_log(program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_F5)


def column(program: Program, which: int) -> list[object]:
    model = program.call_log.page.model
    return [model.index(row, which).data() for row in range(model.rowCount())]


def test_call_appears_in_the_log_that_is_open(
    program: Program, qtbot: QtBot, misses: Misses
) -> None:
    open_log(program)
    assert program.window.pages.currentWidget() is program.call_log.page

    misses("a")

    qtbot.waitUntil(lambda: column(program, RESULT) == ["Missed"])
    assert column(program, CUSTOMER) == ["髙橋 美智子"]


def test_card_that_is_opened_from_the_log_is_recorded_with_its_call(
    program: Program, qtbot: QtBot, misses: Misses, office: Database
) -> None:
    misses("a")
    open_log(program)
    qtbot.waitUntil(lambda: len(column(program, RESULT)) == 1)
    table = program.call_log.page.table

    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)

    qtbot.waitUntil(program.card_panel.isVisible)
    qtbot.waitUntil(lambda: "髙橋 美智子" in program.card_panel.header.name.whole_text)
    opened = "SELECT after ->> 'why', (after ->> 'call_id') IS NOT NULL FROM audit_entry"
    with office.asking() as session:
        rows = session.execute(text(f"{opened} WHERE action = 'open'")).all()
    assert [tuple(row) for row in rows] == [("call", True)]


def test_one_step_back_leads_from_the_card_to_the_log_and_then_home(
    program: Program, qtbot: QtBot, misses: Misses
) -> None:
    misses("a")
    open_log(program)
    page = program.call_log.page
    qtbot.waitUntil(lambda: len(column(program, RESULT)) == 1)
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(program.card_panel.isVisible)

    program.window.back_wanted.emit()
    assert program.window.pages.currentWidget() is page
    program.window.back_wanted.emit()

    assert program.window.pages.currentWidget() is program.window.home


def test_card_that_was_left_by_the_log_does_not_hold_back_on_it(
    program: Program, qtbot: QtBot, misses: Misses
) -> None:
    misses("a")
    open_log(program)
    qtbot.waitUntil(lambda: len(column(program, RESULT)) == 1)
    program.call_log.page.table.selectRow(0)
    QTest.keyClick(program.call_log.page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(program.card_panel.isVisible)

    program.call_log.open()
    program.window.back_wanted.emit()

    assert program.window.pages.currentWidget() is program.window.home


def test_missed_calls_of_the_left_column_lead_to_their_list(
    program: Program, qtbot: QtBot, misses: Misses
) -> None:
    misses("a")
    misses("b")
    program.home.refresh()

    program.window.call_list.missed_wanted.emit()

    page = program.call_log.page
    qtbot.waitUntil(lambda: bool(page.missed.rows.row_model.rows))
    assert page.views[CallLogView.MISSED].isChecked()
    assert page.missed.isVisible()
    assert [row.times for row in page.missed.rows.row_model.rows] == [2]


def test_what_is_done_in_the_log_can_be_put_back(
    program: Program, qtbot: QtBot, misses: Misses
) -> None:
    misses("a")
    program.call_log.open_missed()
    missed = program.call_log.page.missed
    qtbot.waitUntil(lambda: bool(missed.rows.row_model.rows))

    missed.rows.choose(0)
    missed.settle.settled.emit(MissedCallSettled.SALES)
    qtbot.waitUntil(lambda: not missed.rows.row_model.rows)
    missed.settle.undo.click()

    qtbot.waitUntil(lambda: bool(missed.rows.row_model.rows))
