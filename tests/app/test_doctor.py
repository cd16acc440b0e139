"""The phone link and the CTI doctor of a whole desk, on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.call_sources import report_sources
from crm_desktop.actions.received_events import Received, keep_received
from crm_desktop.app.doctor import replay_file
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.task_queue import queue_state
from crm_desktop.database.roles import ADMIN, GATEWAY, OPERATOR, SUPERVISOR
from crm_desktop.domain.fake_call import FakeCall
from crm_desktop.domain.source_state import GATEWAY_KIND, SourceReport, SourceState
from crm_desktop.errors.files import RecordingUnreadable
from crm_desktop.settings import DeskSettings
from crm_desktop.ui.doctor.dialog import DoctorDialog
from crm_desktop.ui.incoming_call.state import CallPhase, IncomingCallState
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.conftest import LoginAt

Desk = Callable[..., Program]
SETTINGS = DeskSettings(call_file="/home/tadokoro/calls.txt")


@pytest.fixture
def desk(own_database: Database, open_desk: OpenDesk) -> Desk:
    """Return a maker of desks of Tadokoro, at extension 201, in some groups."""
    return lambda *groups: open_desk(own_database, *groups, settings=SETTINGS)


@pytest.fixture
def gateway(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    with Database(login_at(own_database, GATEWAY)) as gateway:
        yield gateway


def tell(gateway: Database, state: SourceState, problem: str = "") -> None:
    facts = {"source": "本社", "user": "crm"} if problem else {}
    with gateway.writing() as session:
        report_sources(
            session,
            "pc:8713",
            [
                SourceReport("", GATEWAY_KIND, SourceState.LISTENING, utc_now()),
                SourceReport("本社", "ami", state, utc_now(), problem=problem, facts=facts),
            ],
        )


def refuse(gateway: Database) -> None:
    tell(gateway, SourceState.PROBLEM, "ExchangeLoginRefused")


def opened_doctor(program: Program) -> DoctorDialog:
    program.window.activateWindow()
    QTest.keyClick(
        program.window,
        Qt.Key.Key_D,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    dialog = program.phone_link.doctor.dialog
    assert dialog is not None
    return dialog


def test_supervisor_is_told_at_once_what_to_try_and_when_it_is_over(
    qtbot: QtBot, desk: Desk, gateway: Database
) -> None:
    program = desk(SUPERVISOR)
    bar, mark = program.window.error_bar, program.window.top_bar.link
    refuse(gateway)
    qtbot.waitUntil(bar.isVisible)

    assert "manager.conf" in bar.words.text()
    assert mark.text().startswith("Phone down since ")

    tell(gateway, SourceState.CONNECTED)
    qtbot.waitUntil(bar.isHidden)
    assert mark.text() == "Phone connected"


def test_operator_is_told_quietly(qtbot: QtBot, desk: Desk, gateway: Database) -> None:
    refuse(gateway)
    program = desk(OPERATOR)

    assert program.window.top_bar.link.text().startswith("Phone down since ")
    assert program.window.error_bar.isHidden()
    assert "manager.conf" not in program.window.top_bar.link.toolTip()


def test_administrator_who_takes_no_calls_is_told_too(desk: Desk, gateway: Database) -> None:
    refuse(gateway)
    program = desk(ADMIN)

    assert "manager.conf" in program.window.error_bar.words.text()


def test_operator_sees_how_the_sources_are(desk: Desk, gateway: Database) -> None:
    refuse(gateway)
    program = desk(OPERATOR)

    dialog = opened_doctor(program)

    assert len(dialog.parts) == 1
    assert [row[1] for row in dialog.sources.table.words.rows] == ["Listening", "Out of order"]


def test_supervisor_sees_events_as_they_come(qtbot: QtBot, desk: Desk, gateway: Database) -> None:
    dialog = opened_doctor(desk(SUPERVISOR))
    event = Received("本社", {"from": "0312345678"}, understood="ringing", why="repeated")
    with gateway.writing() as session:
        keep_received(session, [event])

    qtbot.waitUntil(lambda: bool(dialog.events.table.words.rows))

    (row,) = dialog.events.table.words.rows
    assert row[4:] == ("Nothing: it was told already.", "from=0312345678")


def test_supervisor_has_a_task_tried_again_that_was_given_up(
    qtbot: QtBot, desk: Desk, own_database: Database
) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("SELECT read_page_later(17, 2)")
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'failed'")
    dialog = opened_doctor(desk(SUPERVISOR))
    dialog.show_page(4)
    qtbot.waitUntil(lambda: bool(dialog.tasks.table.words.rows))

    QTest.keyClick(dialog.tasks.all_again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog.tasks.table.words.rows)

    with own_database.reading() as session:
        assert queue_state(session).waiting == 1


@pytest.mark.parametrize("kind", [FakeCall.RINGING, FakeCall.WITHHELD])
def test_test_call_rings_at_this_desk_and_ends(kind: FakeCall, qtbot: QtBot, desk: Desk) -> None:
    program = desk(SUPERVISOR)
    states: list[IncomingCallState] = []
    program.calls.changed.connect(states.append)
    dialog = opened_doctor(program)
    dialog.fakes.buttons[kind].click()
    qtbot.waitUntil(lambda: bool(states and states[-1].calls))
    rang = states[-1].calls[0]

    dialog.fakes.end.click()
    qtbot.waitUntil(lambda: all(call.phase is not CallPhase.RINGING for call in states[-1].calls))

    assert rang.phase is CallPhase.RINGING
    assert bool(rang.number) is (kind is not FakeCall.WITHHELD)


def test_report_names_no_person_and_no_path(qtbot: QtBot, desk: Desk, gateway: Database) -> None:
    refuse(gateway)
    dialog = opened_doctor(desk(SUPERVISOR))
    raw = {"from": "0312345678", "CallerIDName": "髙橋 美智子", "Event": "Newstate"}
    with gateway.writing() as session:
        keep_received(session, [Received("本社", raw, understood="ringing", why="popped")])
    qtbot.waitUntil(lambda: bool(dialog.events.table.words.rows))

    dialog.copy_button.click()

    report = QGuiApplication.clipboard().text()
    assert "ExchangeLoginRefused" in report
    assert "Event=Newstate" in report
    for secret in ("0312345678", "髙橋", "田所", "tadokoro", "user=crm"):
        assert secret not in report
    assert dialog.copied.text()


def test_closed_doctor_asks_for_nothing_more(desk: Desk) -> None:
    program = desk(SUPERVISOR)
    opened_doctor(program).reject()

    doctor = program.phone_link.doctor
    assert doctor.presenter is not None
    assert not doctor.presenter._asking.isActive()
    assert not doctor.presenter._reading.isActive()


def test_recording_is_played_back_off_a_file(tmp_path: Path) -> None:
    file = tmp_path / "昨日.txt"
    file.write_bytes(RECORDED)

    replayed = replay_file(file, lambda: False)

    assert [call["result"] for call in replayed.calls] == ["missed"]
    assert replay_file(file, lambda: True).calls == ()


def test_recording_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordingUnreadable):
        replay_file(tmp_path / "none.txt", lambda: False)


RECORDED = (
    b"Asterisk Call Manager/11.0.0\r\n"
    b"Event: Newchannel\r\nChannel: PJSIP/trunk-00000001\r\nChannelStateDesc: Ring\r\n"
    b"CallerIDNum: 0355550182\r\nExten: 0120000001\r\nContext: from-trunk\r\n"
    b"Uniqueid: 17.1\r\nLinkedid: 17.1\r\n\r\n"
    b"Event: Hangup\r\nChannel: PJSIP/trunk-00000001\r\nUniqueid: 17.1\r\nLinkedid: 17.1\r\n"
    b"Cause: 127\r\n\r\n"
)
