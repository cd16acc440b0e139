"""The whole desk on a real database: moving a call, leaving it aside, scripts, unwanted callers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from crm_desktop.actions.calls import record_call_event
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.actions.unwanted_callers import UnwantedForm
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.customer import CallerChoice, Customer
from crm_desktop.database.models.note import ContactNote
from crm_desktop.database.models.talk_script import TalkScript
from crm_desktop.database.roles import GATEWAY, OPERATOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt

MICHIKO = "+81353211111"
CONTROL = Qt.KeyboardModifier.ControlModifier
Tell = Callable[..., None]


@pytest.fixture
def office(own_database: Database) -> Database:
    with own_database.writing() as session:
        a_customer(session, "髙橋 美智子", phones=(MICHIKO,))
        a_customer(session, "﨑山 弘", "サキヤマ ヒロシ")
        session.add(TalkScript(title="一般", body="{operator}でございます。"))
    return own_database


@pytest.fixture
def program(office: Database, open_desk: OpenDesk) -> Program:
    """The desk of Tadokoro, an operator at extension 201."""
    return open_desk(office, OPERATOR)


@pytest.fixture
def tell(office: Database, login_at: LoginAt) -> Iterator[Tell]:
    """Report a step of the one call, as the gateway does."""
    gateway = Database(login_at(office, GATEWAY), pool_size=1)

    def tell(stage: CallStage, *, at: str = "201", call_id: str = "c1", seconds: int = 0) -> None:
        event = CallEvent(
            "test",
            call_id,
            stage,
            utc_now() - timedelta(seconds=60 - seconds),
            direction=CallDirection.IN,
            extension=at,
            caller=MICHIKO,
            called_raw="0120000000",
            queue="受注",
        )
        with gateway.writing() as session:
            record_call_event(session, event)

    yield tell
    gateway.close()


def shown(program: Program) -> QWidget | None:
    return program.window.pages.currentWidget()


def talk(program: Program, qtbot: QtBot, tell: Tell, words: str = "") -> None:
    """Let Michiko's call ring and be answered here, and type ``words``."""
    tell(CallStage.RINGING)
    tell(CallStage.ANSWERED, seconds=5)
    band = program.window.incoming_call
    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    qtbot.waitUntil(lambda: band.phase.text() == "Talking")
    QTest.keyClicks(program.card_panel.note.body, words)


def whose(office: Database) -> dict[str, set[str]]:
    """Return the names of those who have the call, its notes and the first guess."""
    with office.reading() as session:
        tables = {"call": Call, "note": ContactNote, "guess": CallerChoice}
        return {
            name: set(session.scalars(select(Customer.name).join(table)))
            for name, table in tables.items()
        }


def test_call_and_its_note_are_moved_to_whose_they_are(
    program: Program, qtbot: QtBot, tell: Tell, office: Database
) -> None:
    talk(program, qtbot, tell, "for her husband")
    qtbot.waitUntil(lambda: whose(office)["guess"] == {"髙橋 美智子"})
    QTest.keyClick(program.window, Qt.Key.Key_M, CONTROL)
    finder = program.window.caller_page.finder
    assert shown(program) is program.window.caller_page

    finder.field.setText("﨑山 弘")
    qtbot.waitUntil(lambda: bool(finder.found.row_model.rows))
    finder.open_only.click()

    qtbot.waitUntil(lambda: program.card_panel.header.name.whole_text == "﨑山 弘")
    everything = {"call": {"﨑山 弘"}, "note": {"﨑山 弘"}, "guess": {"﨑山 弘"}}
    qtbot.waitUntil(lambda: whose(office) == everything)
    assert program.card_panel.note.body.toPlainText() == "for her husband"


def test_escape_leaves_the_call_with_whom_it_was(
    program: Program, qtbot: QtBot, tell: Tell
) -> None:
    talk(program, qtbot, tell, "half a")
    QTest.keyClick(program.window, Qt.Key.Key_M, CONTROL)

    QTest.keyClick(program.window, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    assert program.card_panel.header.name.whole_text == "髙橋 美智子"
    qtbot.waitUntil(lambda: program.card_panel.note.body.toPlainText() == "half a")


def test_note_of_the_call_waits_while_another_card_is_looked_at(
    program: Program, qtbot: QtBot, tell: Tell, office: Database
) -> None:
    talk(program, qtbot, tell, "half a")
    with office.reading() as session:
        other = session.scalars(select(Customer.id).where(Customer.name == "﨑山 弘")).one()
    program.pages.open_customer(other, OpeningReason.SEARCH)
    qtbot.waitUntil(lambda: program.card_panel.header.name.whole_text == "﨑山 弘")
    assert program.card_panel.note.body.toPlainText() == ""

    QTest.keyClick(program.window, Qt.Key.Key_B, CONTROL)

    qtbot.waitUntil(lambda: program.card_panel.header.name.whole_text == "髙橋 美智子")
    qtbot.waitUntil(lambda: program.card_panel.note.body.toPlainText() == "half a")
    note = program.card.note.shown_note
    assert isinstance(note, WrittenNote)
    assert note.call_id is not None


def test_script_opens_below_the_note_and_moves_nothing_typed(
    program: Program, qtbot: QtBot, tell: Tell
) -> None:
    talk(program, qtbot, tell)
    card = program.card_panel
    qtbot.waitUntil(program.window.incoming_call.script.isVisible)
    place = card.note.body.geometry()

    QTest.keyClick(program.window, Qt.Key.Key_T, CONTROL)

    assert card.script.isVisible()
    assert card.script.text.toPlainText() == "田所 紀代美でございます。"
    assert card.note.body.geometry() == place
    QTest.keyClick(program.window, Qt.Key.Key_F8)
    assert card.timeline.isVisible()


def test_number_marked_here_is_told_as_unwanted(program: Program, qtbot: QtBot, tell: Tell) -> None:
    talk(program, qtbot, tell)

    program.call_desk.mark_unwanted(UnwantedForm(MICHIKO, "無言電話"), uuid4())

    words = "Unwanted caller: 無言電話"
    qtbot.waitUntil(lambda: program.window.incoming_call.aid.unwanted.whole_text == words)


def test_colleague_who_handed_the_call_on_is_named(
    program: Program, qtbot: QtBot, tell: Tell, office: Database, login_at: LoginAt
) -> None:
    login_at(office, OPERATOR, name="佐伯 﨑子", extension="202")
    tell(CallStage.RINGING, at="202")
    tell(CallStage.ANSWERED, at="202", seconds=5)

    tell(CallStage.RINGING, seconds=40)

    words = "佐伯 﨑子 took this call before; no note yet"
    qtbot.waitUntil(lambda: program.window.incoming_call.aid.colleagues.whole_text == words)


def test_others_who_wait_in_ones_queue_are_counted(
    program: Program, qtbot: QtBot, tell: Tell, office: Database
) -> None:
    tell(CallStage.RINGING)
    tell(CallStage.RINGING, at="", call_id="c2", seconds=10)

    qtbot.waitUntil(lambda: program.window.incoming_call.waiting.text() == "+1 waiting")
    with office.reading() as session:
        assert session.scalar(select(func.count()).select_from(Call)) == 2
