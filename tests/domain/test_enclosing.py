from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from crm_desktop.domain.enclosing import (
    EnclosingRule,
    ParcelFacts,
    RuleTerms,
    enclosed_by_rule,
    is_sent,
    nth_order,
    parcel_day,
    rule_applies,
)
from crm_desktop.domain.order import OrderStatus, ShipmentState

TODAY = date(2026, 11, 22)
PARCEL = ParcelFacts(TODAY, 2, frozenset({7}), {3: date(2026, 11, 5)})


@pytest.mark.parametrize(
    ("terms", "applies"),
    [
        (RuleTerms(), True),
        (RuleTerms(product_id=7), True),
        (RuleTerms(product_id=8), False),
        (RuleTerms(mailing_id=3), True),
        (RuleTerms(mailing_id=4), False),
        (RuleTerms(nth_order=2), True),
        (RuleTerms(nth_order=1), False),
        (RuleTerms(from_on=TODAY, until_on=TODAY), True),
        (RuleTerms(from_on=date(2026, 11, 23)), False),
        (RuleTerms(until_on=date(2026, 11, 21)), False),
        (RuleTerms(7, 3, 2, TODAY, TODAY), True),
        (RuleTerms(7, 3, 1, TODAY, TODAY), False),
    ],
)
def test_all_terms_of_a_rule_must_hold(terms: RuleTerms, *, applies: bool) -> None:
    assert rule_applies(EnclosingRule(1, 1, terms), PARCEL) is applies


def test_a_mailing_that_was_posted_later_is_no_reason() -> None:
    parcel = replace(PARCEL, mailed_on={3: date(2026, 11, 23)})

    assert not rule_applies(EnclosingRule(1, 1, RuleTerms(mailing_id=3)), parcel)


def test_nothing_goes_into_a_parcel_of_a_cancelled_order() -> None:
    assert not rule_applies(EnclosingRule(1, 1, RuleTerms()), replace(PARCEL, nth_order=None))


def test_a_rule_that_is_switched_off_does_nothing() -> None:
    assert not rule_applies(EnclosingRule(1, 1, RuleTerms(), active=False), PARCEL)


def test_an_enclosure_lies_in_a_parcel_once_by_its_oldest_rule() -> None:
    rules = [EnclosingRule(9, 1, RuleTerms()), EnclosingRule(4, 1, RuleTerms(nth_order=2))]

    assert enclosed_by_rule(rules, PARCEL) == {1: 4}


def test_orders_that_are_no_purchases_are_not_counted() -> None:
    noon = datetime(2026, 11, 1, 3, tzinfo=UTC)
    orders = [
        (5, noon, OrderStatus.COMPLETED),
        (4, noon, OrderStatus.RETURNED),
        (3, noon, OrderStatus.NEW),
    ]

    assert [nth_order(one, orders) for one in (3, 4, 5)] == [1, None, 2]


@pytest.mark.parametrize(
    ("state", "shipped_on", "delivered_on", "day"),
    [
        (ShipmentState.PREPARING, None, None, TODAY),
        (ShipmentState.PREPARING, date(2026, 11, 20), None, date(2026, 11, 20)),
        (ShipmentState.DELIVERED, None, date(2026, 11, 21), date(2026, 11, 21)),
        (ShipmentState.ON_THE_WAY, None, None, date(2026, 11, 16)),
    ],
)
def test_days_of_a_rule_are_about_when_the_parcel_is_sent(
    state: ShipmentState, shipped_on: date | None, delivered_on: date | None, day: date
) -> None:
    ordered_at = datetime(2026, 11, 15, 15, 30, tzinfo=UTC)

    found = parcel_day(state, shipped_on, delivered_on, ordered_at=ordered_at, today=TODAY)

    assert found == day


def test_a_parcel_has_left_when_anybody_says_so() -> None:
    assert is_sent(ShipmentState.PREPARING, TODAY)
    assert is_sent(ShipmentState.DELIVERED, None)
    assert not is_sent(ShipmentState.PREPARING, None)
