"""How often a customer buys (購入周期), and when the next purchase is to be expected."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

FEWEST_DAYS: Final = 2
FEWEST_DAYS_OF_PRODUCT: Final = 3


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order that is neither cancelled nor returned, on its day in the office's time.

    ``products`` names what was in it, each by anything that tells products apart and can be shown.
    """

    bought_on: date
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurchaseCycle:
    """「何日に1回」. ``bought_on`` are the distinct days, oldest first, at least two.

    ``every_days`` is the median interval, at least 1. ``days_late`` counts from ``next_on``, the
    day when the next purchase is expected: 0 on that day, negative before it.
    """

    bought_on: tuple[date, ...]
    every_days: int
    next_on: date
    days_late: int


@dataclass(frozen=True, slots=True)
class ProductCycle:
    """How often one product is bought."""

    product: str
    cycle: PurchaseCycle


def purchase_cycle(purchases: Iterable[Purchase], *, today: date) -> PurchaseCycle | None:
    """Return how often ``purchases`` were made; None when they fall on fewer than two days.

    The glossary's 購入周期: the median of the intervals between order days, so that one long
    pause or one extra order does not bend it. Orders of one day are one purchase.
    """
    return _cycle((purchase.bought_on for purchase in purchases), FEWEST_DAYS, today)


def product_cycles(purchases: Iterable[Purchase], *, today: date) -> tuple[ProductCycle, ...]:
    """Return how often each product is bought that was bought on three days or more.

    The most often bought first, then by name.
    """
    days: dict[str, set[date]] = {}
    for purchase in purchases:
        for product in purchase.products:
            days.setdefault(product, set()).add(purchase.bought_on)
    found = [
        ProductCycle(product, cycle)
        for product, bought_on in days.items()
        if (cycle := _cycle(bought_on, FEWEST_DAYS_OF_PRODUCT, today)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.cycle.bought_on), one.product)))


def _cycle(days: Iterable[date], fewest: int, today: date) -> PurchaseCycle | None:
    bought_on = tuple(sorted(set(days)))
    if len(bought_on) < fewest:
        return None
    intervals = [(later - earlier).days for earlier, later in itertools.pairwise(bought_on)]
    every_days = int(median(intervals) + 0.5)
    next_on = bought_on[-1] + timedelta(days=every_days)
    return PurchaseCycle(bought_on, every_days, next_on, (today - next_on).days)
