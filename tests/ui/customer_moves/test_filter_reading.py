from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.errors.moving import BadCount, BadShare
from crm_desktop.ui.customer_moves.filter_reading import read_count, read_filter, typed_filter
from crm_desktop.ui.customer_moves.spread_reading import read_share
from crm_desktop.ui.customer_moves.state import FilterField, TypedFilter


def test_era_days_and_wide_figures_are_read() -> None:
    typed = (
        TypedFilter(CustomerFilter(unpaid=True))
        .with_text(FilterField.ORDERED_FROM, "令和8年1月5日")
        .with_text(FilterField.ORDERS_LEAST, "３")
        .with_text(FilterField.OVERDUE_DAYS, " 0 ")
    )

    assert read_filter(typed).chosen == CustomerFilter(
        unpaid=True, ordered_from=date(2026, 1, 5), orders_least=3, overdue_days=0
    )


def test_filter_comes_back_into_the_form_as_it_was() -> None:
    chosen = CustomerFilter(
        staff=(3,), ordered_until=date(2026, 11, 20), orders_most=9, cities=("東京都新宿区",)
    )

    assert read_filter(typed_filter(chosen)).chosen == chosen


def test_each_field_that_cannot_be_read_is_told() -> None:
    typed = (
        TypedFilter()
        .with_text(FilterField.ORDERED_UNTIL, "13月")
        .with_text(FilterField.ORDERS_MOST, "-1")
    )

    reading = read_filter(typed)

    assert reading.chosen is None
    assert set(reading.refused) == {FilterField.ORDERED_UNTIL, FilterField.ORDERS_MOST}


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("１２，０００", 12_000), ("¥500", 500), (" 0", 0)]
)
def test_counts_are_read(text: str, number: int | None) -> None:
    assert read_count(text) == number


@pytest.mark.parametrize("text", ["1.5", "-3", "たくさん", "9" * 13])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(BadCount):
        read_count(text)


@pytest.mark.parametrize(("text", "share"), [("", 1.0), ("０．５", 0.5), ("0", 0.0), (".5", 0.5)])
def test_shares_are_read(text: str, share: float) -> None:
    assert read_share(text) == share


@pytest.mark.parametrize("text", ["-1", "nan", "1e9", ".", "1.2.3"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(BadShare):
        read_share(text)
