"""Which enclosures lie in which parcel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from crm_desktop.domain.demo_office.orders import PlacedOrder
from crm_desktop.domain.demo_office.papers import Papers
from crm_desktop.domain.demo_office.rows import ShipmentEnclosureRow

_GREETING, _CATALOGUE, _SUBSCRIBE, _BIRTHDAY, _VOICES, _RECIPES, _FRIENDS, _HOW_TO_PAY = range(8)
_CATALOGUE_MONTHS: Final = frozenset({3, 9})
_SUBSCRIBE_CHANCE: Final = 0.25
_VOICES_CHANCE: Final = 0.2
_RECIPES_CHANCE: Final = 0.45
_FRIENDS_CHANCE: Final = 0.1


def enclosures_of(
    rng: Random, papers: Papers, placed: PlacedOrder, *, first: bool, birthday: date | None
) -> Iterator[ShipmentEnclosureRow]:
    """Yield what was laid into the order's parcel; nothing while it is not sent."""
    if placed.parcel is None or placed.parcel.shipped_on is None:
        return
    sent_on = placed.parcel.shipped_on
    repeat = placed.order.subscription_id is not None
    reasons = {
        _GREETING: first,
        _CATALOGUE: first or (sent_on.month in _CATALOGUE_MONTHS and not repeat),
        _SUBSCRIBE: not repeat and rng.random() < _SUBSCRIBE_CHANCE,
        _BIRTHDAY: birthday is not None and birthday.month == sent_on.month,
        _VOICES: rng.random() < _VOICES_CHANCE,
        _RECIPES: rng.random() < _RECIPES_CHANCE,
        _FRIENDS: rng.random() < _FRIENDS_CHANCE,
        _HOW_TO_PAY: first and placed.payment is not None and bool(placed.payment.slip_number),
    }
    for which, enclosed in reasons.items():
        if enclosed:
            yield ShipmentEnclosureRow(placed.parcel.id, papers.enclosures[which].id)
