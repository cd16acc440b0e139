"""Which enclosures lie in a parcel by the office's rules. The database asks the same in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.domain.order import NOT_PURCHASES, OrderStatus, ShipmentState


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """What must be so of a parcel; None asks for nothing. ``nth_order`` counts from 1."""

    product_id: int | None = None
    mailing_id: int | None = None
    nth_order: int | None = None
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class EnclosingRule:
    """One rule: where its terms hold, ``enclosure_id`` is laid into the parcel."""

    rule_id: int
    enclosure_id: int
    terms: RuleTerms
    active: bool = True


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """What rules ask about a parcel.

    ``day`` is `parcel_day`, ``nth_order`` None for an order that is no purchase, ``mailed_on`` the
    first day of posting of each mailing that the customer got.
    """

    day: date
    nth_order: int | None
    product_ids: frozenset[int]
    mailed_on: Mapping[int, date]


def rule_applies(rule: EnclosingRule, parcel: ParcelFacts) -> bool:
    """Tell whether a rule lays its enclosure into a parcel; nothing goes into one not bought."""
    terms = rule.terms
    if not rule.active or parcel.nth_order is None:
        return False
    in_time = (terms.from_on is None or terms.from_on <= parcel.day) and (
        terms.until_on is None or parcel.day <= terms.until_on
    )
    return (
        in_time
        and (terms.product_id is None or terms.product_id in parcel.product_ids)
        and terms.nth_order in {None, parcel.nth_order}
        and (terms.mailing_id is None or _was_mailed(terms.mailing_id, parcel))
    )


def enclosed_by_rule(rules: Iterable[EnclosingRule], parcel: ParcelFacts) -> dict[int, int]:
    """Return the enclosures of a parcel, each with the rule that lays it there: the oldest."""
    found: dict[int, int] = {}
    for rule in sorted(rules, key=lambda one: one.rule_id):
        if rule_applies(rule, parcel):
            found.setdefault(rule.enclosure_id, rule.rule_id)
    return found


def is_sent(state: ShipmentState, shipped_on: date | None) -> bool:
    """Tell whether a parcel has left: what lies in it stays as it was."""
    return shipped_on is not None or state is not ShipmentState.PREPARING


def parcel_day(
    state: ShipmentState,
    shipped_on: date | None,
    delivered_on: date | None,
    *,
    ordered_at: datetime,
    today: date,
) -> date:
    """Return the day in Japan that a rule's days are compared with.

    When it was sent; for a parcel that waits ``today``; without either when it arrived or, if
    even that is not known, when it was ordered.
    """
    if shipped_on is not None or not is_sent(state, shipped_on):
        return shipped_on or today
    return delivered_on or ordered_at.astimezone(JAPAN_TIME).date()


def nth_order(order_id: int, orders: Iterable[tuple[int, datetime, OrderStatus]]) -> int | None:
    """Return the place of an order among the customer's purchases; None if it is none.

    ``orders`` are all of the customer's, each with id, moment and status; those of one moment
    follow by id.
    """
    bought = sorted((at, one) for one, at, status in orders if status not in NOT_PURCHASES)
    ids = [one for _at, one in bought]
    return ids.index(order_id) + 1 if order_id in ids else None


def _was_mailed(mailing_id: int, parcel: ParcelFacts) -> bool:
    posted_on = parcel.mailed_on.get(mailing_id)
    return posted_on is not None and posted_on <= parcel.day
