"""Two desks on one server: an operator asks for help, a supervisor sees it and whispers."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.opening import OpeningReason
from tests.app.conftest import OpenDesk
from tests.builders import a_customer

SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def customer_id(own_database: Database) -> int:
    with own_database.writing() as session:
        return a_customer(session, "髙橋 﨑").id


@pytest.fixture
def supervisor(own_database: Database, open_desk: OpenDesk) -> Program:
    return open_desk(own_database, SUPERVISOR, extension="202")


@pytest.fixture
def operator(
    own_database: Database, supervisor: Program, open_desk: OpenDesk, customer_id: int, qtbot: QtBot
) -> Program:
    """The desk of an operator with the customer's card open, opened last: it has the caret."""
    program = open_desk(own_database, OPERATOR)
    program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    qtbot.waitUntil(lambda: program.card.note.shown_note is not None)
    return program


@pytest.fixture
def asked(operator: Program, supervisor: Program, qtbot: QtBot) -> Program:
    """The operator's desk once the supervisor's knows that help is asked for."""
    press_help(operator)
    qtbot.waitUntil(supervisor.window.top_bar.help_asked.isVisible)
    return operator


def press_help(program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_H, SHIFTED)


def listed(program: Program) -> list[str]:
    mark = program.window.top_bar.help_asked
    mark._fill()
    return [action.text() for action in mark.list.actions()]


def help_there(supervisor: Program, qtbot: QtBot) -> None:
    """Open the card of who asks, from the list."""
    mark = supervisor.window.top_bar.help_asked
    mark._fill()
    mark.list.actions()[0].trigger()
    qtbot.waitUntil(supervisor.card_panel.help.writing.isVisible)


def whispers(supervisor: Program, words: str) -> None:
    line = supervisor.card_panel.help.writing
    line.body.setText(words)
    line.send.click()


def test_supervisor_sees_who_asks_and_opens_that_card(
    asked: Program, supervisor: Program, own_database: Database, customer_id: int, qtbot: QtBot
) -> None:
    assert supervisor.window.top_bar.help_asked.text() == "Help 1"
    assert listed(supervisor)[0].startswith("田所 紀代美   0:0")
    assert "髙橋" not in listed(supervisor)[0]

    help_there(supervisor, qtbot)

    with own_database.reading() as session:
        reasons = session.scalars(
            text("SELECT after ->> 'why' FROM audit_entry WHERE action = 'open' ORDER BY id")
        ).all()
    assert reasons == ["search", "help"]


def test_whisper_appears_while_typing_goes_on(
    asked: Program, supervisor: Program, qtbot: QtBot
) -> None:
    help_there(supervisor, qtbot)
    asked.window.activateWindow()
    body = asked.card_panel.note.body
    body.setFocus()
    QTest.keyClicks(body, "henpin")
    body.moveCursor(body.textCursor().MoveOperation.Left)
    before = (QApplication.focusWidget(), body.textCursor().position(), body.toPlainText())

    whispers(supervisor, "返金できます")

    line = asked.card_panel.help.whisper
    qtbot.waitUntil(line.isVisible)
    assert line.words.text() == "田所 紀代美: 返金できます"
    assert (QApplication.focusWidget(), body.textCursor().position(), body.toPlainText()) == before
    qtbot.waitUntil(lambda: supervisor.card_panel.help.writing.body.text() == "")


def test_whisper_is_put_away_with_a_key_and_never_becomes_a_note(
    asked: Program, supervisor: Program, own_database: Database, qtbot: QtBot
) -> None:
    help_there(supervisor, qtbot)
    whispers(supervisor, "返金できます")
    line = asked.card_panel.help.whisper
    qtbot.waitUntil(line.isVisible)

    asked.window.activateWindow()
    QTest.keyClick(asked.window, Qt.Key.Key_W, SHIFTED)

    qtbot.waitUntil(line.isHidden)
    asked.card.note.save()
    with own_database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM contact_note")) == 0


def test_word_of_who_asks_is_on_the_list(asked: Program, supervisor: Program, qtbot: QtBot) -> None:
    press_help(asked)
    line = asked.card_panel.help.asking
    assert line.word.hasFocus()
    line.word.setText("返品 & 返金")
    QTest.keyClick(line.word, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "返品 && 返金" in listed(supervisor)[0])
    assert asked.card_panel.note.body.hasFocus()


def test_closing_the_card_ends_the_request(
    asked: Program, supervisor: Program, qtbot: QtBot
) -> None:
    help_there(supervisor, qtbot)

    asked.pages.go_home()

    qtbot.waitUntil(supervisor.window.top_bar.help_asked.isHidden)
    assert not supervisor.card_panel.help.writing.isVisible()
    assert not asked.card_panel.help.asking.isVisible()


def test_whoever_needs_no_help_any_more_says_so(
    asked: Program, supervisor: Program, qtbot: QtBot
) -> None:
    asked.card_panel.help.asking.withdraw.click()

    qtbot.waitUntil(supervisor.window.top_bar.help_asked.isHidden)
    assert not asked.card_panel.help.asking.isVisible()


def test_word_for_a_card_that_was_closed_is_kept_and_told(
    asked: Program, supervisor: Program, own_database: Database, qtbot: QtBot
) -> None:
    help_there(supervisor, qtbot)
    with own_database.writing() as session:
        session.execute(text("UPDATE help_request SET ended_at = now()"))

    whispers(supervisor, "返金できます")

    bar = supervisor.window.error_bar
    qtbot.waitUntil(bar.isVisible)
    assert "closed the card already" in bar.words.text()


def test_nothing_that_was_said_is_in_the_log(
    asked: Program, supervisor: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "crm_desktop")
    help_there(supervisor, qtbot)
    asked.help.asking.say("返品のこと")
    whispers(supervisor, "返金できます")
    qtbot.waitUntil(asked.card_panel.help.whisper.isVisible)

    assert "返" not in caplog.text


def test_key_asks_nothing_without_a_card(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    operator = open_desk(own_database, OPERATOR)
    assert not operator.window.top_bar.ask_help.isEnabled()
    press_help(operator)

    assert operator.card_panel.help.asking.isHidden()


def test_who_only_takes_letters_in_is_offered_no_help(
    own_database: Database, open_desk: OpenDesk
) -> None:
    scanner = open_desk(own_database, SCANNER)

    assert scanner.window.top_bar.ask_help.isHidden()
    assert scanner.window.top_bar.help_asked.isHidden()


def test_whoever_leaves_the_desk_asks_no_longer(
    asked: Program, supervisor: Program, qtbot: QtBot
) -> None:
    asked.sign_out_wanted.emit()

    qtbot.waitUntil(supervisor.window.top_bar.help_asked.isHidden)
