from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.top_bar.panel import TopBarPanel
from crm_desktop.ui.top_bar.state import DeskStatus, TopBarState

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture
def bar(qtbot: QtBot, formats: Formats) -> TopBarPanel:
    bar = TopBarPanel(QLineEdit(), staff_words="田所 内線201", formats=formats, now=lambda: NOW)
    qtbot.addWidget(bar)
    return bar


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (DeskStatus.READY, "Ready 0:12"),
        (DeskStatus.CALLING, "Calling 0:12"),
        (DeskStatus.RINGING, "Ringing 0:12"),
        (DeskStatus.TALKING, "Talking 0:12"),
        (DeskStatus.AFTER_CALL, "After call 0:12"),
    ],
)
def test_the_state_of_the_desk_is_told_with_its_time(
    bar: TopBarPanel, status: DeskStatus, words: str
) -> None:
    bar.show_state(TopBarState(status, NOW - timedelta(seconds=12)))

    assert bar.status.text() == words


def test_a_break_is_told_with_its_reason_and_no_reason_takes_the_time_away(
    bar: TopBarPanel,
) -> None:
    for reason in ("昼食", "新しい商品の研修と、そのあとの会議"):
        bar.show_state(
            TopBarState(DeskStatus.AWAY, NOW - timedelta(seconds=252), away_reason=reason)
        )

        assert bar.status.text().startswith(f"Away {reason[:2]}")
        assert bar.status.text().endswith(" 4:12")
        assert bar.status.fontMetrics().horizontalAdvance(bar.status.text()) < bar.status.width()


@pytest.mark.parametrize(
    ("limit_s", "words", "look"),
    [
        (0, "After call 3:00", "status-after"),
        (181, "After call 3:00", "status-after"),
        (180, "Over time 3:00", "status-over"),
    ],
)
def test_after_call_work_over_its_time_is_told_in_words_and_colour(
    bar: TopBarPanel, limit_s: int, words: str, look: str
) -> None:
    since = NOW - timedelta(minutes=3)
    bar.show_state(TopBarState(DeskStatus.AFTER_CALL, since, after_call_s=limit_s))

    assert bar.status.text() == words
    assert bar.status.property("look") == look


def test_waiting_calls_are_counted_with_the_longest(bar: TopBarPanel) -> None:
    waiting = (NOW - timedelta(seconds=5), NOW - timedelta(seconds=48))
    bar.show_state(TopBarState(waiting_since=waiting))

    assert bar.waiting.text() == "Waiting 2 (longest 0:48)"


def test_a_lost_phone_system_is_told_in_words_and_not_by_colour_alone(bar: TopBarPanel) -> None:
    bar.show_state(TopBarState(linked=False))

    assert bar.link.text() == "Phone disconnected"
    assert bar.staff.whole_text == "田所 内線201"
