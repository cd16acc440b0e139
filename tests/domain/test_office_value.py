"""Promises of reading single values of what the office has settled."""

from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.domain.office_value import switch, text, text_list, whole_number

WRONG: tuple[Any, ...] = (None, {}, {"休憩": 1}, 1.5, [[]], [None, 3])


def test_a_list_keeps_its_order_and_loses_blanks_doubles_and_what_is_no_text() -> None:
    settings = {"away_reasons": [" 昼食 ", "", 7, None, "会議", "昼食", "　"]}

    assert text_list(settings, "away_reasons") == ("昼食", "会議")


@pytest.mark.parametrize("value", [*WRONG, True, 3, "休憩", []])
def test_what_is_no_list_of_words_leaves_the_default(value: Any) -> None:
    assert text_list({"away_reasons": value}, "away_reasons", default=("離席",)) == ("離席",)


@pytest.mark.parametrize("value", [*WRONG, True, "180", -1, 3601, 10**30])
def test_what_is_no_number_within_bounds_leaves_the_default(value: Any) -> None:
    assert whole_number({"seconds": value}, "seconds", default=60, most=3600) == 60


@pytest.mark.parametrize("value", [0, 180, 3600])
def test_a_number_within_bounds_is_taken(value: int) -> None:
    assert whole_number({"seconds": value}, "seconds", default=60, most=3600) == value


@pytest.mark.parametrize("value", [*WRONG, 1, "true", []])
def test_what_is_neither_yes_nor_no_leaves_the_default(value: Any) -> None:
    assert switch({"on": value}, "on", default=True) is True


@pytest.mark.parametrize("value", [*WRONG, True, 0, ["0"]])
def test_what_is_no_text_leaves_the_default(value: Any) -> None:
    assert text({"outside_prefix": value}, "outside_prefix", default="0") == "0"


def test_values_of_the_right_kind_are_taken() -> None:
    assert switch({"on": False}, "on", default=True) is False
    assert text({"outside_prefix": " 9 "}, "outside_prefix", default="0") == "9"
