"""Which customers a supervisor chooses, and the form in which the database is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """All of what is set must be so; within one list any will do; nothing set means everybody.

    ``staff`` are ids, joined by any with those whose person has left (``staff_left``) and those
    who are nobody's. ``cities`` have their prefecture in front (東京都新宿区). ``products`` are
    codes, bought at least once. ``subscriptions`` are states, or "none". ``overdue_days`` counts
    from the day the purchase cycle (購入周期) lets expect, so 0 is that day.
    """

    staff: tuple[int, ...] = ()
    staff_left: bool = False
    staff_nobody: bool = False
    ranks: tuple[str, ...] = ()
    prefectures: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    tags: tuple[int, ...] = ()
    products: tuple[str, ...] = ()
    subscriptions: tuple[str, ...] = ()
    ordered_from: date | None = None
    ordered_until: date | None = None
    never_ordered: bool = False
    orders_least: int | None = None
    orders_most: int | None = None
    overdue_days: int | None = None
    unpaid: bool = False

    def as_criteria(self) -> dict[str, Any]:
        """Return what is set, as ``customers_counted`` and its siblings take it."""
        criteria: dict[str, Any] = {}
        for name in _names():
            value = getattr(self, name)
            if isinstance(value, date):
                criteria[name] = value.isoformat()
            elif isinstance(value, tuple) and value:
                criteria[name] = list(value)
            elif value is not None and value is not False and value != ():
                criteria[name] = value
        return criteria


def filter_of(criteria: Mapping[str, Any]) -> CustomerFilter:
    """Return the filter that was kept as ``criteria``; what cannot be read is left out."""
    empty = CustomerFilter()
    known: dict[str, Any] = {}
    for name in _names():
        given = criteria.get(name)
        if (value := _read(given, getattr(empty, name), name)) is not None:
            known[name] = value
    return CustomerFilter(**known)


def _names() -> list[str]:
    return [field.name for field in fields(CustomerFilter)]


def _read(given: Any, empty: Any, name: str) -> Any:  # noqa: ANN401 (JSON of anybody's)
    if isinstance(empty, tuple):
        kind = int if name in {"staff", "tags"} else str
        return tuple(one for one in given if type(one) is kind) if isinstance(given, list) else None
    if isinstance(empty, bool):
        return given if isinstance(given, bool) else None
    if name.startswith("ordered_"):
        return _day(given)
    return given if type(given) is int else None


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
