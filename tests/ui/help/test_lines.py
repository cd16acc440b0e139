from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.help_requests import HelpAsked, Whisper
from crm_desktop.ui.help.lines import HelpLines
from crm_desktop.ui.help.mark import AskedMark
from crm_desktop.ui.help.state import AskingState, HelpingState
from crm_desktop.ui.help.words import asked_words
from crm_desktop.ui.shared.formats import Formats

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
ASKED = HelpAsked(
    UUID(int=1), 5, "佐伯 千鶴", NOW - timedelta(seconds=48), 7, "", "通販受付", "返品"
)


@pytest.fixture
def lines(qtbot: QtBot, formats: Formats) -> HelpLines:
    lines = HelpLines(formats)
    qtbot.addWidget(lines)
    lines.show()
    return lines


def test_nothing_is_shown_as_long_as_nobody_asks(lines: HelpLines) -> None:
    lines.show_asking(AskingState())
    lines.writing.show_state(HelpingState((ASKED,)))

    assert not any(one.isVisible() for one in (lines.whisper, lines.asking, lines.writing))
    assert lines.sizeHint().height() <= 0


def test_all_whispers_stand_below_each_other(lines: HelpLines, qtbot: QtBot) -> None:
    whispers = (Whisper(1, "田所", 7, "<b>返金可</b>"), Whisper(2, "田所", 7, "送料も"))
    lines.show_asking(AskingState(whispers=whispers))

    assert lines.whisper.words.text() == "田所: <b>返金可</b>\n田所: 送料も"
    with qtbot.waitSignal(lines.whisper.put_away):
        lines.whisper.away.click()


def test_word_is_added_with_enter_and_then_stands_there(lines: HelpLines, qtbot: QtBot) -> None:
    lines.show_asking(AskingState(NOW))
    lines.asking.word.setText("返品")

    with qtbot.waitSignal(lines.asking.word_said) as said:
        QTest.keyClick(lines.asking.word, Qt.Key.Key_Return)
    lines.show_asking(AskingState(NOW, "返品"))

    assert said.args == ["返品"]
    assert "返品" in lines.asking.words.whole_text
    assert not lines.asking.word.isVisible()


def test_what_a_supervisor_types_stays_while_the_list_changes(lines: HelpLines) -> None:
    here = HelpingState((ASKED,), ASKED)
    lines.writing.show_state(here)
    lines.writing.body.setText("返金で")

    other = replace(ASKED, operation_id=UUID(int=2), customer_id=8)
    lines.writing.show_state(HelpingState((ASKED, other), ASKED))

    assert lines.writing.body.text() == "返金で"


def test_what_was_typed_for_one_is_never_offered_to_another(lines: HelpLines) -> None:
    lines.writing.show_state(HelpingState((ASKED,), ASKED))
    lines.writing.body.setText("返金で")

    other = replace(ASKED, operation_id=UUID(int=2), staff_id=6)
    lines.writing.show_state(HelpingState((other,), other))

    assert lines.writing.body.text() == ""


def test_nothing_but_blanks_is_whispered(lines: HelpLines, qtbot: QtBot) -> None:
    lines.writing.show_state(HelpingState((ASKED,), ASKED))
    lines.writing.body.setText(" 　")

    with qtbot.assertNotEmitted(lines.writing.whispered):
        lines.writing.send.click()


def test_list_says_who_waits_how_long_and_on_which_line(formats: Formats) -> None:
    assert asked_words(ASKED, formats, NOW) == "佐伯 千鶴   0:48   通販受付   “返品”"


def test_list_opens_the_card_of_who_asks(qtbot: QtBot, formats: Formats) -> None:
    mark = AskedMark(formats, lambda: NOW)
    qtbot.addWidget(mark)
    mark.show_state(HelpingState((ASKED,)))
    mark.list.aboutToShow.emit()

    with qtbot.waitSignal(mark.customer_wanted) as wanted:
        mark.list.actions()[0].trigger()

    assert wanted.args == [7]
