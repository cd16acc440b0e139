"""The whole desk on a real database: what an operator sees of a call from ring to note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from threading import Event, Timer

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from crm_desktop.actions.call_notices import ReportingDesk, record_call_notice
from crm_desktop.actions.calls import record_call_event
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.note import ContactNote
from crm_desktop.database.queries.customers import customers_with_phone
from crm_desktop.database.roles import GATEWAY, OPERATOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.incoming_call.state import CallPhase
from crm_desktop.ui.new_customer.state import Field
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt

MICHIKO, SHARED, UNKNOWN = "+81353211111", "+81353212222", "+81312345678"
NUMBERS = count(1)


@pytest.fixture
def office(own_database: Database) -> Database:
    """Michiko alone on a number, and on one she shares with Taro; the owner's way in."""
    with own_database.writing() as session:
        for name, numbers in (("髙橋 美智子", (MICHIKO, SHARED)), ("髙橋 太郎", (SHARED,))):
            a_customer(session, name, phones=numbers)
    return own_database


@pytest.fixture
def program(office: Database, open_desk: OpenDesk) -> Program:
    """The desk of Tadokoro, an operator at extension 201."""
    return open_desk(office, OPERATOR)


@pytest.fixture
def tell(office: Database, login_at: LoginAt) -> Iterator[Callable[..., str]]:
    """Report one step of a call, as the gateway does; returns the id of the call."""
    gateway = Database(login_at(office, GATEWAY), pool_size=1)

    def report(
        stage: CallStage, caller: str | None = None, *, call_id: str = "", to: str = "201"
    ) -> str:
        event = CallEvent(
            "test",
            call_id or f"call-{next(NUMBERS)}",
            stage,
            utc_now() - timedelta(milliseconds=1),
            direction=CallDirection.IN,
            extension=to,
            caller=caller,
            no_number_reason=None if caller or call_id else NoNumberReason.WITHHELD,
            called_raw="0120000000",
        )
        with gateway.writing() as session:
            record_call_event(session, event)
        return event.call_id

    yield report
    gateway.close()


def shown(program: Program) -> QWidget | None:
    return program.window.pages.currentWidget()


def test_a_known_caller_stands_on_the_screen_while_it_rings(
    program: Program, qtbot: QtBot, tell: Callable[..., str]
) -> None:
    tell(CallStage.RINGING, MICHIKO)

    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    assert program.window.incoming_call.isVisible()
    assert "髙橋 美智子" in program.window.incoming_call.reason.whole_text


def test_lost_connection_is_said_calmly_until_it_is_back(qtbot: QtBot, program: Program) -> None:
    bar = program.connection.bar
    program.feed.connected.emit(False)
    program.errors.show(DatabaseUnreachable())
    qtbot.waitUntil(bar.isVisible)
    assert not program.window.error_bar.isVisible()

    program.feed.connected.emit(True)

    assert bar.words.text() == "Connected again."


def test_a_call_at_another_desk_changes_nothing(
    program: Program, qtbot: QtBot, tell: Callable[..., str]
) -> None:
    with qtbot.assertNotEmitted(program.feed.call_step, wait=300):
        tell(CallStage.RINGING, MICHIKO, to="202")

    assert shown(program) is program.window.home
    assert not program.window.incoming_call.isVisible()


def test_a_call_answered_elsewhere_leaves_the_screen_as_it_was(
    program: Program, qtbot: QtBot, tell: Callable[..., str]
) -> None:
    call_id = tell(CallStage.RINGING, MICHIKO)
    tell(CallStage.RINGING, MICHIKO, call_id=call_id, to="202")
    qtbot.waitUntil(lambda: shown(program) is program.card_panel)

    tell(CallStage.ANSWERED, call_id=call_id, to="202")

    qtbot.waitUntil(lambda: shown(program) is program.window.home)
    assert not program.window.incoming_call.isVisible()


def test_who_was_chosen_for_a_shared_number_is_first_the_next_time(
    program: Program, qtbot: QtBot, tell: Callable[..., str], office: Database
) -> None:
    tell(CallStage.RINGING, SHARED)
    page = program.window.caller_page
    qtbot.waitUntil(lambda: shown(program) is page)
    second = page.matches.row_model.rows[1].match

    QTest.keyClick(page.matches, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: shown(program) is program.card_panel)

    def first_guess() -> tuple[str, bool]:
        with office.asking() as session:
            first = customers_with_phone(session, SHARED, None)[0]
        return first.name, first.last_chosen

    qtbot.waitUntil(lambda: first_guess() == (second.name, True))


def test_an_unknown_caller_becomes_a_customer_in_the_call(
    program: Program, qtbot: QtBot, tell: Callable[..., str], office: Database
) -> None:
    tell(CallStage.RINGING, UNKNOWN)
    qtbot.waitUntil(lambda: shown(program) is program.window.caller_page)

    QTest.keyClick(program.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    name = program.form.panel.fields[Field.NAME].edit
    QTest.keyClicks(name, "Sakiyama Sakura")
    QTest.keyClick(name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    with office.asking() as session:
        assert [match.name for match in customers_with_phone(session, UNKNOWN, None)] == [
            "Sakiyama Sakura"
        ]


def test_an_existing_customer_is_given_the_number_that_calls(
    program: Program, qtbot: QtBot, tell: Callable[..., str], office: Database
) -> None:
    tell(CallStage.RINGING, UNKNOWN)
    finder = program.window.caller_page.finder
    qtbot.waitUntil(lambda: shown(program) is program.window.caller_page)

    finder.field.setText("髙橋 太郎")
    qtbot.waitUntil(lambda: bool(finder.found.row_model.rows))
    QTest.keyClick(finder.field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    with office.asking() as session:
        assert [match.name for match in customers_with_phone(session, UNKNOWN, None)] == [
            "髙橋 太郎"
        ]


def test_number_given_while_not_connected_goes_in_once_the_line_is_back(
    program: Program, qtbot: QtBot, tell: Callable[..., str], office: Database
) -> None:
    tell(CallStage.RINGING, UNKNOWN)
    qtbot.waitUntil(lambda: shown(program) is program.window.caller_page)
    with office.asking() as session:
        taro = next(
            who for who in customers_with_phone(session, SHARED, None) if "太郎" in who.name
        )
    program.connection.on_linked(False)

    program.calls.attach_number(taro.customer_id, taro.name)
    assert program.connection.presenter.state.waiting == 1
    program.connection.on_linked(True)

    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    with office.asking() as session:
        assert [who.name for who in customers_with_phone(session, UNKNOWN, None)] == [taro.name]
    assert program.outbox.waiting == 0


def test_a_withheld_caller_is_asked_for_the_name(
    program: Program, qtbot: QtBot, tell: Callable[..., str]
) -> None:
    tell(CallStage.RINGING)

    qtbot.waitUntil(lambda: shown(program) is program.window.caller_page)
    assert program.window.caller_page.title.whole_text == "Number withheld"


def test_a_call_waits_at_the_side_while_a_note_is_typed(
    program: Program, qtbot: QtBot, tell: Callable[..., str]
) -> None:
    tell(CallStage.RINGING, MICHIKO)
    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    note = program.card_panel.note.body
    note.setFocus()
    QTest.keyClicks(note, "half a sentence")

    tell(CallStage.RINGING, UNKNOWN)

    list_rows = program.window.call_list.rows.row_model
    qtbot.waitUntil(lambda: "Unknown caller" in str(list_rows.rows))
    assert shown(program) is program.card_panel
    assert note.toPlainText() == "half a sentence"
    assert note.hasFocus()

    QTest.keyClick(note, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(program) is program.window.caller_page)


def test_card_of_an_unfinished_call_is_the_present_one_when_it_is_opened_again(
    program: Program, qtbot: QtBot, tell: Callable[..., str], office: Database
) -> None:
    call_id = tell(CallStage.RINGING, MICHIKO)
    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    tell(CallStage.ANSWERED, call_id=call_id)
    qtbot.waitUntil(lambda: program.calls._book.calls[0].phase is CallPhase.TALKING)
    program.pages.go_home()
    with office.writing() as session:
        session.execute(update(Customer).values(name="髙橋 道子"))

    program.window.call_list.call_wanted.emit(program.calls._book.calls[0].call_id)

    qtbot.waitUntil(lambda: "髙橋 道子" in program.card_panel.header.name.whole_text)


def test_escape_goes_from_the_form_to_the_caller_then_home(
    program: Program, qtbot: QtBot, tell: Callable[..., str]
) -> None:
    tell(CallStage.RINGING, UNKNOWN)
    qtbot.waitUntil(lambda: shown(program) is program.window.caller_page)
    QTest.keyClick(program.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert shown(program) is program.form.panel

    QTest.keyClick(program.form.panel, Qt.Key.Key_Escape)
    assert shown(program) is program.window.caller_page
    QTest.keyClick(program.window, Qt.Key.Key_Escape)

    assert shown(program) is program.window.home


def test_what_is_typed_when_the_desk_closes_is_stored(
    program: Program, qtbot: QtBot, tell: Callable[..., str], office: Database
) -> None:
    tell(CallStage.RINGING, MICHIKO)
    qtbot.waitUntil(lambda: shown(program) is program.card_panel)
    let_go = Event()
    for _worker in range(8):
        program.jobs.run(program, let_go.wait, then=lambda _: None, failed=program.errors.show)
    QTest.keyClicks(program.card_panel.note.body, "the last words")

    Timer(0.3, let_go.set).start()
    program.close()

    with Database(office.dsn) as again, again.reading() as session:
        assert session.scalars(select(ContactNote.body)).all() == ["the last words"]


def test_a_card_left_while_it_loads_does_not_open_behind_the_home_page(
    program: Program, qtbot: QtBot, office: Database
) -> None:
    with office.asking() as session:
        michiko = customers_with_phone(session, MICHIKO, None)[0].customer_id

    program.pages.open_customer(michiko, OpeningReason.SEARCH)
    program.pages.go_home()
    qtbot.wait(300)

    assert shown(program) is program.window.home
    assert program.card.note.shown_note is None


def test_call_that_was_reported_here_and_never_ended_is_over_when_the_desk_opens_again(
    program: Program, qtbot: QtBot, office: Database
) -> None:
    with program.database.writing() as session:
        desk = ReportingDesk(program.place.staff.login, "201")
        long_ago = utc_now() - timedelta(hours=2)
        record_call_notice(
            session, CallNotice(CallStage.RINGING, caller_raw="0355550199"), desk, at=long_ago
        )

    program.reported_calls.close_forgotten()

    def ended() -> bool:
        with office.reading() as session:
            return session.scalars(select(Call.ended_at)).one() is not None

    qtbot.waitUntil(ended)
