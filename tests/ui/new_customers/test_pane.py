from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.new_customers import (
    CardHolder,
    HandOver,
    NewCustomerRow,
    StuckPlan,
)
from crm_desktop.ui.home.panel import HomePanel
from crm_desktop.ui.new_customers.card_line import HandOverLine
from crm_desktop.ui.new_customers.pane import NewCustomersPane
from crm_desktop.ui.new_customers.state import (
    CardHolderState,
    NewCustomersReading,
    NewCustomersState,
)
from crm_desktop.ui.new_customers.words import row_words
from crm_desktop.ui.shared.formats import Formats
from tests.ui.new_customers.rows import NOW, a_row


@pytest.fixture
def home(qtbot: QtBot, formats: Formats) -> HomePanel:
    home = HomePanel(formats, now=lambda: NOW)
    qtbot.addWidget(home)
    home.resize(1100, 600)
    home.show()
    return home


@pytest.fixture
def pane(home: HomePanel) -> NewCustomersPane:
    home.show_new_customers(state(a_row(), a_row(customer_id=8, name="﨑田 ｻﾁｺ")))
    return home.new_customers


def state(
    *rows: NewCustomerRow, worked: int = 0, stuck: tuple[StuckPlan, ...] = ()
) -> NewCustomersState:
    return NewCustomersState(NewCustomersReading(rows, stuck), worked)


def test_nobody_is_told_of_new_customers_before_the_first_answer(home: HomePanel) -> None:
    assert not home.new_customers.isVisible()
    assert not home.stuck.isVisible()


def test_home_page_keeps_silent_about_new_customers_where_there_are_none(home: HomePanel) -> None:
    home.show_new_customers(state())

    assert not home.new_customers.isVisible()
    assert not home.stuck.isVisible()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "髙橋 美智子, from 佐伯, Nov 20"),
        ({"unpaid_yen": 4980}, "髙橋 美智子, ¥4,980 unpaid, from 佐伯, Nov 20"),
        ({"overdue_days": 12}, "髙橋 美智子, Cycle 12 d behind, from 佐伯, Nov 20"),
        ({"thanks_due": True}, "髙橋 美智子, Letter not thanked, from 佐伯, Nov 20"),
        ({"from_name": ""}, "髙橋 美智子, from nobody, Nov 20"),
        ({"name": "", "name_kana": ""}, "C-004182, from 佐伯, Nov 20"),
        (
            {"cover_until": date(2026, 11, 30), "note": "耳が遠い", "move_note": "休職中"},
            "髙橋 美智子, from 佐伯, Nov 20, cover until Nov 30, 耳が遠い  ·  休職中",
        ),
    ],
)
def test_a_row_says_what_matters(facts: dict[str, object], words: str, formats: Formats) -> None:
    assert row_words(a_row(**facts), formats, NOW) == words


def test_enter_opens_the_card(pane: NewCustomersPane, qtbot: QtBot) -> None:
    pane.rows.choose(1)

    with qtbot.waitSignal(pane.customer_wanted) as wanted:
        QTest.keyClick(pane.rows, Qt.Key.Key_Return)

    assert wanted.args == [8]


def test_delete_marks_all_that_are_chosen(pane: NewCustomersPane, qtbot: QtBot) -> None:
    assert not pane.done.isEnabled()
    QTest.keyClick(pane.rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    with qtbot.waitSignal(pane.worked_through) as worked:
        QTest.keyClick(pane.rows, Qt.Key.Key_Delete)

    assert worked.args == [[7, 8]]


def test_the_last_one_can_be_put_back(
    home: HomePanel, pane: NewCustomersPane, qtbot: QtBot
) -> None:
    home.show_new_customers(state(worked=2))
    assert pane.isVisible()

    with qtbot.waitSignal(pane.undo_wanted):
        pane.undo.click()


def test_plan_that_waits_is_told_with_who_left(home: HomePanel) -> None:
    home.show_new_customers(state(stuck=(StuckPlan(3, date(2026, 11, 20), 1200, "佐伯、﨑田"),)))

    assert home.stuck.isVisible()
    assert "Nov 20 is not done: 佐伯、﨑田 has left and was to get 1,200" in home.stuck.words.text()


def test_line_on_the_card_says_from_whom_and_why(qtbot: QtBot, formats: Formats) -> None:
    line = HandOverLine(formats, now=lambda: NOW)
    qtbot.addWidget(line)
    given = HandOver(a_row().moved_at, "佐伯", "休職中", "耳が遠い", None)

    line.show_state(CardHolderState(7, CardHolder("﨑田", "", given)))
    assert line.words.whole_text == "Handed over: from 佐伯, Nov 20  ·  耳が遠い  ·  休職中"
    with qtbot.waitSignal(line.worked_through) as worked:
        line.done.click()

    assert worked.args == [[7]]


def test_line_is_gone_once_the_customer_is_known(qtbot: QtBot, formats: Formats) -> None:
    line = HandOverLine(formats, now=lambda: NOW)
    qtbot.addWidget(line)
    given = HandOver(a_row().moved_at, "佐伯", "", "", None)
    line.show_state(CardHolderState(7, CardHolder("﨑田", "", given)))
    assert not line.isHidden()

    line.show_state(CardHolderState(7, CardHolder("﨑田", "")))

    assert line.isHidden()
