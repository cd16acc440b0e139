"""Dialling at a whole desk: real window, database and rights; the test stands in for a gateway."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.calls import record_call_event
from crm_desktop.actions.dialling import TakenRequest, take_dial_requests
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.dial_requests import DIALLING_PROGRAM
from crm_desktop.database.roles import GATEWAY, OPERATOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import HOME, a_customer
from tests.conftest import LoginAt


@pytest.fixture
def customer_id(own_database: Database) -> int:
    with own_database.writing() as session:
        return a_customer(session, "﨑山 タミ", "サキヤマ タミ", phones=(HOME,)).id


@pytest.fixture
def gateway(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    """A gateway that listens to what is to be dialled."""
    dsn = login_at(own_database, GATEWAY)
    with psycopg.connect(dsn, application_name=DIALLING_PROGRAM), Database(dsn) as gateway:
        yield gateway


@pytest.fixture
def program(own_database: Database, open_desk: OpenDesk) -> Program:
    """The desk of an operator at extension 201."""
    return open_desk(own_database, OPERATOR)


def open_card(qtbot: QtBot, program: Program, customer_id: int) -> None:
    program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    qtbot.waitUntil(program.card_panel.body.isVisible)
    qtbot.waitUntil(program.window.isActiveWindow)


def press_ctrl_d(program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)


def taken(qtbot: QtBot, gateway: Database) -> TakenRequest:
    found: list[TakenRequest] = []

    def take() -> bool:
        with gateway.writing() as session:
            found.extend(take_dial_requests(session, "pbx", ["201"]))
        return bool(found)

    qtbot.waitUntil(take)
    return found[0]


def tell(gateway: Database, stage: CallStage) -> None:
    event = CallEvent(
        "pbx",
        "1763.1",
        stage,
        utc_now() - timedelta(milliseconds=1),
        direction=CallDirection.OUT,
        extension="201",
        caller=HOME,
    )
    with gateway.writing() as session:
        record_call_event(session, event)


def test_key_on_the_card_dials_its_first_number_and_follows_the_call(
    qtbot: QtBot, program: Program, gateway: Database, customer_id: int
) -> None:
    open_card(qtbot, program, customer_id)
    program.card_panel.note.body.setPlainText("折り返しのお電話")
    press_ctrl_d(program)

    assert taken(qtbot, gateway).number == HOME
    qtbot.waitUntil(lambda: "Pick it up" in program.dialling.strip.words.text())
    tell(gateway, CallStage.RINGING)
    qtbot.waitUntil(program.window.incoming_call.isVisible)

    assert program.window.incoming_call.phase.text() == "Calling"
    assert program.dialling.strip.isHidden()
    note = program.card.note.shown_note
    assert note is not None
    assert (note.customer_id, note.body) == (customer_id, "折り返しのお電話")
    assert note.call_id is not None
    tell(gateway, CallStage.ANSWERED)
    qtbot.waitUntil(lambda: program.window.incoming_call.phase.text() == "Talking")


def test_call_that_nobody_dials_is_said_and_not_dialled_later(
    qtbot: QtBot, program: Program, gateway: Database, customer_id: int
) -> None:
    open_card(qtbot, program, customer_id)
    press_ctrl_d(program)

    qtbot.waitUntil(lambda: "did not take" in program.dialling.strip.words.text())
    with gateway.writing() as session:
        assert take_dial_requests(session, "pbx", ["201"]) == []


def test_special_number_that_is_selected_reaches_nobody(
    qtbot: QtBot, program: Program, gateway: Database, customer_id: int
) -> None:
    open_card(qtbot, program, customer_id)
    body = program.card_panel.note.body
    body.setPlainText("119")
    body.setFocus()
    body.selectAll()
    press_ctrl_d(program)

    qtbot.waitUntil(lambda: "Emergency" in program.dialling.strip.words.text())
    with gateway.writing() as session:
        assert take_dial_requests(session, "pbx", ["201"]) == []
