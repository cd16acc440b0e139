"""Repeat deliveries (定期): what, how often, and the days they were sent."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from crm_desktop.domain.demo_office.habits import BuyingYears
from crm_desktop.domain.demo_office.rows import ProductRow, SubscriptionRow
from crm_desktop.domain.order import SubscriptionState

_MONTHS: Final = (1, 2, 3)
_MONTH_WEIGHTS: Final = (60, 30, 10)
_DAYS: Final = (28, 30, 45, 60)
_BY_DAYS_CHANCE: Final = 0.3
_PAUSED_CHANCE: Final = 0.1
_QUANTITY_WEIGHTS: Final = (85, 15)


@dataclass(frozen=True, slots=True)
class RepeatDelivery:
    """A subscription and the days on which its orders were sent."""

    row: SubscriptionRow
    sent_on: tuple[date, ...]


def repeat_delivery(
    rng: Random,
    subscription_id: int,
    customer_id: int,
    product: ProductRow,
    years: BuyingYears,
    *,
    today: date,
) -> RepeatDelivery:
    """Return a subscription that began with ``years`` and ended with them, if they have ended."""
    by_days = rng.random() < _BY_DAYS_CHANCE
    days = rng.choice(_DAYS) if by_days else None
    months = None if by_days else rng.choices(_MONTHS, _MONTH_WEIGHTS)[0]
    planned = _deliveries(years.first_on, days, months, until=today)
    sent_on = tuple(day for day in planned if day <= years.last_on)
    stopped = years.last_on < today - timedelta(days=1)
    paused = not stopped and rng.random() < _PAUSED_CHANCE
    paused_until = today + timedelta(days=rng.randint(14, 75)) if paused else None
    next_on = _after(planned[-1], days, months) if planned else years.first_on
    row = SubscriptionRow(
        id=subscription_id,
        customer_id=customer_id,
        product_id=product.id,
        quantity=rng.choices((1, 2), _QUANTITY_WEIGHTS)[0],
        interval_days=days,
        interval_months=months,
        next_on=None if stopped else max(paused_until or next_on, next_on),
        delivered_count=len(sent_on),
        state=_state(stopped=stopped, paused=paused),
        paused_until=paused_until,
        started_on=years.first_on,
    )
    return RepeatDelivery(row, sent_on)


def months_later(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _deliveries(first_on: date, days: int | None, months: int | None, *, until: date) -> list[date]:
    planned, day = [], first_on
    while day <= until:
        planned.append(day)
        day = _after(day, days, months)
    return planned


def _after(day: date, days: int | None, months: int | None) -> date:
    return day + timedelta(days=days) if days else months_later(day, months or 1)


def _state(*, stopped: bool, paused: bool) -> SubscriptionState:
    if stopped:
        return SubscriptionState.STOPPED
    return SubscriptionState.PAUSED if paused else SubscriptionState.ACTIVE
