"""Promises of the button that says how a person is, and of its menu."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.availability import Availability
from crm_desktop.ui.availability.button import AvailabilityButton
from crm_desktop.ui.availability.state import AvailabilityRules, AvailabilityState

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)
HOSTILE = "昼\n食\t&1 \u202e<b>太字</b>" + "長" * 500


@pytest.fixture
def button(qtbot: QtBot) -> Iterator[AvailabilityButton]:
    window = QWidget()
    button = AvailabilityButton(window)
    button.setFixedWidth(196)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield button
    window.close()


def choices(
    button: AvailabilityButton, state: Availability, reason: str = "", *reasons: str
) -> list[QAction]:
    """Return what the menu offers for a person who is so."""
    rules = AvailabilityRules(away_reasons=reasons)
    button.show_state(AvailabilityState(state, NOON, reason, rules))
    button.choices.aboutToShow.emit()
    return [action for action in button.choices.actions() if not action.isSeparator()]


def test_the_usual_reasons_are_offered_where_the_office_has_settled_none(
    button: AvailabilityButton,
) -> None:
    offered = choices(button, Availability.READY)

    assert [action.text() for action in offered] == [
        "Ready",
        "After-call work",
        "Away\tCtrl+Shift+A",
        "&1  Away Break",
        "&2  Away Lunch",
        "&3  Away Meeting",
        "&4  Away Training",
    ]
    assert [action.isChecked() for action in offered] == [True, *[False] * 6]


def test_the_key_stands_at_what_it_would_do(button: AvailabilityButton) -> None:
    offered = choices(button, Availability.AWAY, "昼食", "昼食")

    assert offered[0].text() == "Ready\tCtrl+Shift+A"
    assert [action.text() for action in offered if action.isChecked()] == ["&1  Away 昼食"]


def test_a_hostile_reason_is_one_short_line_and_is_said_as_it_is(
    button: AvailabilityButton, qtbot: QtBot
) -> None:
    *_, hostile = choices(button, Availability.READY, "", HOSTILE)

    assert hostile.text().startswith("&1  Away 昼 食 &&1 <b>太字</b>長")
    assert len(hostile.text()) < 60
    with qtbot.waitSignal(button.away_wanted) as wanted:
        hostile.trigger()
    assert wanted.args == [HOSTILE]


def test_the_menu_opens_by_key_with_its_first_choice_marked(button: AvailabilityButton) -> None:
    choices(button, Availability.AWAY)

    QTest.keyClick(button.window(), Qt.Key.Key_F2)

    assert button.choices.isVisible()
    assert button.choices.activeAction() is button.choices.actions()[0]
    button.choices.close()


def test_no_key_works_where_nothing_is_offered(button: AvailabilityButton, qtbot: QtBot) -> None:
    button.offer(False)

    with qtbot.assertNotEmitted(button.toggle_wanted):
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(button.window(), Qt.Key.Key_A, keys)
    QTest.keyClick(button.window(), Qt.Key.Key_F2)
    assert not button.choices.isVisible()


def test_a_screen_reader_hears_the_whole_words_without_the_running_time(
    button: AvailabilityButton,
) -> None:
    button.say("Away 新しい商品の研修と、そのあとの会議", "1:02")

    assert button.accessibleName() == "Away 新しい商品の研修と、そのあとの会議"
    assert button.text().endswith("… 1:02")
