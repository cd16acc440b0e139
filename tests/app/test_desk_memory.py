"""However many calls a desk takes, it holds as much afterwards as before."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from crm_desktop.actions.calls import record_call_event
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import GATEWAY, OPERATOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.ui.customer_card import note_presenter
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt

ROUND = 8
IDS = count(1)
Tell = Callable[[str, CallStage], None]


@pytest.fixture
def office(own_database: Database) -> Database:
    """As many customers as there are calls, so that no card grows."""
    with own_database.writing() as session:
        for number in range(3 * ROUND):
            a_customer(session, "髙橋 美智子", phones=(caller(number),))
    return own_database


@pytest.fixture
def program(office: Database, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A desk that soon has left enough calls to forget the first."""
    monkeypatch.setattr(note_presenter, "MOST_STORED", ROUND // 2)
    return open_desk(office, OPERATOR)


@pytest.fixture
def tell(office: Database, login_at: LoginAt) -> Iterator[Tell]:
    """Report one step of the call of a number, as the gateway does."""
    with Database(login_at(office, GATEWAY), pool_size=1) as gateway:

        def report(number: str, stage: CallStage) -> None:
            with gateway.writing() as session:
                event = CallEvent(
                    "test",
                    number,
                    stage,
                    utc_now(),
                    direction=CallDirection.IN,
                    extension="201",
                    caller=number,
                    called_raw="0120000000",
                )
                record_call_event(session, event)

        yield report


def caller(number: int) -> str:
    return f"+8135321{number:04}"


def take_call(qtbot: QtBot, program: Program, tell: Tell, number: str) -> None:
    """Have one call from ring to its note, which is saved and finished."""
    note = program.card_panel.note
    tell(number, CallStage.RINGING)
    qtbot.waitUntil(lambda: program.card.note.shown_note is not None)
    tell(number, CallStage.ANSWERED)
    note.body.insertPlainText(f"{number} 来週でよい。")
    tell(number, CallStage.ENDED)
    qtbot.waitUntil(lambda: all(call.phase is CallPhase.ENDED for call in calls(program)))
    with qtbot.waitSignal(program.card.finished):
        note.finish.click()
    qtbot.waitUntil(lambda: not calls(program) and not program.jobs.is_busy)


def calls(program: Program) -> tuple[DeskCall, ...]:
    return program.calls._book.calls


def held(qtbot: QtBot, program: Program) -> Counter[str]:
    """Return how many objects of each class of ours there are, of each of Qt's, and of all Qt's."""
    qtbot.waitUntil(lambda: not (program.jobs.is_busy or program.reports.is_busy))
    QApplication.sendPostedEvents(None, 0)
    gc.collect()
    found = (type(one) for one in gc.get_objects())
    ours = Counter(str(kind) for kind in found if str(kind.__module__).startswith("crm_desktop"))
    shown = program.window.findChildren(QObject) + program.findChildren(QObject)
    ours["Qt"] = len(shown)
    return ours + Counter(one.metaObject().className() for one in shown)


def left_each_time(before: Counter[str], after: Counter[str]) -> list[str]:
    """Return the classes of which a round of calls or sheets left one or more for each.

    An animation of a scroll bar or a row of a list may come meanwhile: once, not each time.
    """
    return [name for name, more in (after - before).items() if more >= ROUND]


def test_calls_that_are_over_leave_nothing_behind(
    qtbot: QtBot, program: Program, tell: Tell
) -> None:
    found = []
    for third in range(3):
        for number in range(third * ROUND, (third + 1) * ROUND):
            take_call(qtbot, program, tell, caller(number))
        found.append(held(qtbot, program))

    assert left_each_time(found[1], found[2]) == []


def test_sheet_of_keys_goes_when_it_is_put_away(qtbot: QtBot, program: Program) -> None:
    before = len(program.window.findChildren(QDialog))
    found = []
    for _ in range(3):
        for _ in range(ROUND):
            program.window.keys_wanted.emit()
            assert len(program.window.findChildren(QDialog)) > before
            program.window.findChildren(QDialog)[-1].reject()
        qtbot.waitUntil(lambda: len(program.window.findChildren(QDialog)) == before)
        found.append(held(qtbot, program))

    assert left_each_time(found[1], found[2]) == []
