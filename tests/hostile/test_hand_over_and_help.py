"""What colleagues write to each other: hand-over notes, words of help, whispers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.help_requests import HelpAsked, Whisper
from crm_desktop.database.queries.new_customers import CardHolder, HandOver, StuckPlan
from crm_desktop.ui.help.lines import HelpLines
from crm_desktop.ui.help.mark import AskedMark
from crm_desktop.ui.help.state import AskingState, HelpingState
from crm_desktop.ui.home.panel import HomePanel
from crm_desktop.ui.new_customers.card_line import HandOverLine
from crm_desktop.ui.new_customers.state import (
    CardHolderState,
    NewCustomersReading,
    NewCustomersState,
)
from crm_desktop.ui.new_customers.words import moved_words
from crm_desktop.ui.shared.banner import Banner
from crm_desktop.ui.shared.formats import Formats
from tests.hostile.drawn_text import drawn
from tests.hostile.hostile_office import NOW
from tests.hostile.hostile_texts import ENDLESS, MOVING, TEXTS
from tests.ui.new_customers.rows import a_row

ALL = {**TEXTS, "endless": ENDLESS}
FORMATS = Formats("en", ZoneInfo("Asia/Tokyo"))


def asked_of(text: str) -> HelpAsked:
    return HelpAsked(UUID(int=1), 5, text, NOW, 7, text, text, text)


def home_of(text: str) -> QWidget:
    home = HomePanel(FORMATS, now=lambda: NOW)
    row = a_row(name=text, name_kana=text, from_name=text, note=text, move_note=text)
    plans = (StuckPlan(1, date(2026, 11, 20), 3, text),)
    home.show_new_customers(NewCustomersState(NewCustomersReading((row,), plans)))
    return home


def lines_of(text: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    line, lines, banner = HandOverLine(FORMATS, now=lambda: NOW), HelpLines(FORMATS), Banner()
    for part in (line, lines, banner):
        column.addWidget(part)
    given = HandOver(NOW, text, text, text, None)
    line.show_state(CardHolderState(7, CardHolder(text, text, given)))
    lines.show_asking(AskingState(NOW, text, (Whisper(1, text, 7, text),)))
    lines.writing.show_state(HelpingState((asked_of(text),), asked_of(text)))
    banner.note(moved_words(text))
    return page


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("make", [home_of, lines_of], ids=["home", "card"])
def test_words_of_colleagues_are_plain_lines(
    qtbot: QtBot, make: Callable[[str], QWidget], name: str
) -> None:
    screen = make(ALL[name])
    qtbot.addWidget(screen)
    screen.resize(1158, 628)

    assert not MOVING.search(drawn(screen))
    for label in screen.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.pixmap().isNull()
    assert screen.minimumSizeHint().width() < 1_158


@pytest.mark.parametrize("name", ALL)
def test_list_of_who_asks_is_lines_without_keys(qtbot: QtBot, name: str) -> None:
    mark = AskedMark(FORMATS, lambda: NOW)
    qtbot.addWidget(mark)
    mark.show_state(HelpingState((asked_of(ALL[name]),)))
    mark.list.aboutToShow.emit()

    (entry,) = mark.list.actions()
    assert not MOVING.search(entry.text())
    assert QKeySequence.mnemonic(entry.text()).isEmpty()
    assert "\t" not in entry.text()
    assert len(entry.text()) < 400
