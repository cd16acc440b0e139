from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.app.opening_warning import OpeningWarning
from crm_desktop.domain.opening import NOT_COUNTED, Opening
from crm_desktop.ui.customer_card.state import CustomerCardState
from tests.ui.customer_card.cards import a_card


def opened(opening: Opening) -> CustomerCardState:
    return CustomerCardState(card=replace(a_card(), opening=opening))


@pytest.mark.parametrize(("count", "said"), [(59, 0), (60, 1), (61, 0), (70, 1), (86, 1), (90, 1)])
def test_warning_comes_at_the_threshold_and_near_the_end(
    qtbot: QtBot, count: int, said: int
) -> None:
    warning = OpeningWarning()
    words: list[str] = []
    warning.warned.connect(words.append)

    warning.on_card(opened(Opening(count, hourly_limit=90, warned_at=60)))

    assert len(words) == said
    assert all(str(count) in sentence for sentence in words)


def test_card_that_a_call_brought_is_not_told_twice(qtbot: QtBot) -> None:
    warning = OpeningWarning()
    words: list[str] = []
    warning.warned.connect(words.append)

    for _ in range(2):
        warning.on_card(opened(Opening(60, hourly_limit=90, warned_at=60)))

    assert len(words) == 1


def test_owner_is_never_warned(qtbot: QtBot) -> None:
    assert not NOT_COUNTED.is_warned
