"""The page of openings as a supervisor sees and works it, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.ui.openings.panel import OpeningsPanel
from crm_desktop.ui.openings.state import OpeningsState, rows_of
from crm_desktop.ui.openings.tables import MARK, PERSON
from crm_desktop.ui.shared.formats import Formats
from tests.ui.openings.days import DAY, TODAY, a_person

ROWS = rows_of(DAY)
STATE = OpeningsState(TODAY, TODAY, ROWS, DAY.rule, "sakiyama")


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats) -> OpeningsPanel:
    panel = OpeningsPanel(formats)
    qtbot.addWidget(panel)
    panel.show_state(STATE)
    panel.show()
    panel.activateWindow()
    panel.table.setFocus()
    return panel


def cells(panel: OpeningsPanel, row: int) -> tuple[str, ...]:
    return tuple(panel.table.words.cells(row))


def test_each_reason_has_its_figure_and_nothing_is_a_dash(panel: OpeningsPanel) -> None:
    assert cells(panel, 1) == (
        *("﨑山 蓮", "Ask about it", "94", "88", "6", "31", "61", "–"),
        *("3", "58", "–", "5", "1", "–"),
    )
    assert cells(panel, 0)[4:8] == ("28", "–", "–", "3")


def test_a_mark_is_an_icon_and_a_word_where_the_person_stands(panel: OpeningsPanel) -> None:
    model = panel.table.words
    marks = [
        (model.index(row, MARK).data(), model.index(row, MARK).data(Qt.ItemDataRole.DecorationRole))
        for row in range(3)
    ]

    assert [words for words, _icon in marks] == ["", "Ask about it", ""]
    assert [icon is not None for _words, icon in marks] == [False, True, False]
    assert panel.summary.text() == "3 people, 1 stand out"


def test_the_sentence_says_why_with_all_three_limits(panel: OpeningsPanel) -> None:
    assert panel.why.text().startswith(
        "88 cards without a call: more than 20, more than 3 for each of 6 calls (18), and more"
        " than 3 times what is usual among the others (8)."
    )
    assert panel.mark.isVisible()


def test_whoever_does_not_stand_out_is_told_of_plainly(panel: OpeningsPanel) -> None:
    panel.show_state(replace(STATE, login="shizuka"))

    assert panel.why.text() == "31 openings of 31 cards: call 28, task 3."
    assert not panel.mark.isVisible()


def test_a_login_of_nobody_and_unproven_calls_are_told(panel: OpeningsPanel) -> None:
    odd = a_person("odd", "<b>花</b>", answered=4, unproven=4, questions=2)
    day = replace(DAY, people=(*DAY.people, odd))
    panel.show_state(replace(STATE, rows=rows_of(day), login="odd"))

    assert cells(panel, 2)[PERSON] == "old_login"
    assert panel.name.whole_text == "<b>花</b>"
    assert panel.name.textFormat() is Qt.TextFormat.PlainText
    assert panel.more.text() == (
        "4 calls were reported by a desk alone and do not count. Asked 2 times who opened what."
    )


def test_arrow_keys_choose_and_enter_asks(panel: OpeningsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.person_chosen) as chosen:
        QTest.keyClick(panel.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.cards_wanted):
        QTest.keyClick(panel.table, Qt.Key.Key_Return)

    assert chosen.args == ["old_login"]


def test_keys_go_through_the_days_and_not_beyond_today(panel: OpeningsPanel, qtbot: QtBot) -> None:
    moved: list[int] = []
    panel.days_moved.connect(moved.append)
    qtbot.waitUntil(panel.isActiveWindow)

    QTest.keyClick(panel.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(panel.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    panel.show_state(replace(STATE, day=TODAY - timedelta(days=1)))
    QTest.keyClick(panel.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    assert moved == [-1, 1]


def test_a_day_is_chosen_and_shown_with_its_weekday(panel: OpeningsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.day_wanted) as wanted:
        panel.day.setDate(QDate(2026, 11, 20))
    panel.show_state(replace(STATE, day=date(2026, 11, 20)))

    assert wanted.args == [date(2026, 11, 20)]
    assert panel.weekday.text() == "Nov 20 (Fri)"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OpeningsState(TODAY, TODAY, reading=True), "Reading the openings …"),
        (OpeningsState(TODAY, TODAY, failed=True), "This could not be read."),
        (OpeningsState(TODAY, TODAY, ()), "Nobody opened a card"),
    ],
)
def test_nothing_is_claimed_without_an_answer(
    state: OpeningsState, words: str, panel: OpeningsPanel
) -> None:
    panel.show_state(state)

    assert panel.empty.text().startswith(words)
    assert not panel.table.isVisible()
    assert (panel.detail.isVisible(), panel.summary.text()) == (False, "")


def test_whoever_opened_nothing_has_nothing_to_be_shown(panel: OpeningsPanel) -> None:
    idle = replace(DAY, people=(a_person(notes=2),))
    panel.show_state(replace(STATE, rows=rows_of(idle), login="shizuka"))

    assert panel.why.text() == "No card was opened."
    assert not panel.open_button.isEnabled()


def test_every_column_says_its_heading_whole(panel: OpeningsPanel) -> None:
    panel.resize(1157, 720)
    header = panel.table.horizontalHeader()
    for column, heading in enumerate(panel.table.words.headings):
        assert header.sectionSize(column) >= header.fontMetrics().horizontalAdvance(heading) + 8
