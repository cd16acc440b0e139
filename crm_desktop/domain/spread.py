"""Sharing customers out among staff: by weight, within capacity, homes and regions together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from crm_desktop.errors.moving import NobodyToMoveTo


class SpreadBy(StrEnum):
    """What is shared out evenly: heads, or what they bought in the last year."""

    CUSTOMERS = "customers"
    YEARLY_SALES = "yearly_sales"


class SpreadReason(StrEnum):
    """Why a customer goes to just this person."""

    SHARE = "share"
    HOUSEHOLD = "household"
    REGION = "region"
    PINNED = "pinned"


@dataclass(frozen=True, slots=True)
class Movable:
    """One customer to be moved; yen are those of the last twelve months, 0 for none.

    ``household`` is the same for those who live together, ``region`` for those who live near each
    other; "" is no region.
    """

    customer_id: int
    staff_id: int | None
    yearly_yen: int
    household: int
    region: str


@dataclass(frozen=True, slots=True)
class Receiver:
    """One of the staff who may get customers.

    ``weight`` is the share against the others', 0 for none. ``most_customers`` and
    ``most_yearly_yen`` are how many more they can take in this move, None: any number.
    """

    staff_id: int
    weight: float = 1.0
    most_customers: int | None = None
    most_yearly_yen: int | None = None


@dataclass(frozen=True, slots=True)
class SpreadWish:
    """How to share out; ``pins`` says by hand to whom a customer goes."""

    receivers: tuple[Receiver, ...]
    by: SpreadBy = SpreadBy.CUSTOMERS
    households_together: bool = True
    regions_together: bool = False
    pins: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placed:
    """To whom one customer goes, and why."""

    customer_id: int
    staff_id: int
    reason: SpreadReason


@dataclass(frozen=True, slots=True)
class Spread:
    """Who goes to whom, in the order they were given, and for whom there was no room."""

    placed: tuple[Placed, ...]
    left: tuple[int, ...]


def spread(
    customers: Sequence[Movable],
    wish: SpreadWish,
    *,
    progress: Callable[[int], None] = lambda _customers: None,
) -> Spread:
    """Share ``customers`` out: each is placed once or left, never both.

    The heaviest group that belongs together goes first to whoever has least for their weight; a
    household stays whole, a region as far as there is room for it. ``progress`` is told now and
    then how many have their place; what it raises ends the work.

    Raises:
        NobodyToMoveTo: there is no receiver with a weight.
    """
    if not any(receiver.weight > 0 for receiver in wish.receivers):
        raise NobodyToMoveTo
    sharing = _Sharing(wish, progress)
    free = sharing.pin(customers)
    sharing.place(_grouped(free, wish))
    places = sharing.places
    placed = tuple(
        Placed(one.customer_id, *places[one.customer_id])
        for one in customers
        if one.customer_id in places
    )
    return Spread(placed, tuple(c.customer_id for c in customers if c.customer_id not in places))


_TOLD_EACH: Final = 2_000  # groups

# Households of one region, each a list of customers.
_Region = list[list[Movable]]


def _grouped(customers: Iterable[Movable], wish: SpreadWish) -> list[_Region]:
    """Return what belongs together, in the order of the customers."""
    regions: defaultdict[object, dict[object, list[Movable]]] = defaultdict(dict)
    for number, one in enumerate(customers):
        household = one.household if wish.households_together else number
        region = one.region if wish.regions_together and one.region else (household, "home")
        regions[region].setdefault(household, []).append(one)
    return [list(households.values()) for households in regions.values()]


def _together(region: _Region) -> list[Movable]:
    return [one for home in region for one in home]


def _size(customers: Iterable[Movable], by: SpreadBy) -> int:
    if by is SpreadBy.CUSTOMERS:
        return sum(1 for _ in customers)
    return sum(one.yearly_yen for one in customers)


class _Sharing:
    """Who has got how much so far."""

    def __init__(self, wish: SpreadWish, progress: Callable[[int], None]) -> None:
        self.places: dict[int, tuple[int, SpreadReason]] = {}
        self._wish = wish
        self._progress = progress
        self._tried = 0
        self._limited = any(one.most_yearly_yen is not None for one in wish.receivers)
        self._heads: defaultdict[int, int] = defaultdict(int)
        self._yen: defaultdict[int, int] = defaultdict(int)
        weighty = [receiver for receiver in wish.receivers if receiver.weight > 0]
        self._receivers = {receiver.staff_id: receiver for receiver in weighty}
        # Who had no room for the last that was offered, who has most room first.
        self._short_of_heads: list[tuple[int, int, int]] = []
        self._short_of_yen: list[tuple[int, int, int]] = []
        # Least for their weight first; of equals who was named first.
        self._turns = [
            (0.0, 0.0, place, receiver.staff_id) for place, receiver in enumerate(weighty)
        ]

    def pin(self, customers: Iterable[Movable]) -> list[Movable]:
        """Place those who were pinned by hand, whatever the capacity; return the others."""
        free = []
        for one in customers:
            staff_id = self._wish.pins.get(one.customer_id)
            if staff_id is None:
                free.append(one)
            else:
                self._give(staff_id, [one], SpreadReason.PINNED)
        self._turns = [self._turn(place, staff_id) for _, _, place, staff_id in self._turns]
        heapq.heapify(self._turns)
        return free

    def place(self, regions: list[_Region]) -> None:
        """Place whole regions, then homes, then who is left of homes that fit nowhere as a whole.

        The heaviest come first each time: so who had no room for one has none for the next.
        """
        homes = [region[0] for region in regions if len(region) == 1]
        several = [region for region in regions if len(region) > 1]
        for region in sorted(several, key=lambda region: self._weight(_together(region))):
            if not self._place(_together(region), SpreadReason.REGION):
                homes.extend(region)
        parted: list[list[Movable]] = []
        for home in sorted(homes, key=self._weight):
            reason = SpreadReason.HOUSEHOLD if len(home) > 1 else SpreadReason.SHARE
            if not self._place(home, reason) and len(home) > 1:
                parted.extend([one] for one in home)
        for single in sorted(parted, key=self._weight):
            self._place(single, SpreadReason.SHARE)

    def _weight(self, group: list[Movable]) -> tuple[int, int]:
        """Return what sorts the heaviest first; sales only matter where they are limited too."""
        sales = _size(group, SpreadBy.YEARLY_SALES) if self._limited else 0
        return -_size(group, self._wish.by), -sales

    def _place(self, group: list[Movable], reason: SpreadReason) -> bool:
        """Give ``group`` to whoever's turn it is and has room; tell whether anybody had."""
        heads, yen = len(group), _size(group, SpreadBy.YEARLY_SALES)
        self._tried += 1
        if self._tried % _TOLD_EACH == 1:
            self._progress(len(self.places))
        self._bring_back(self._short_of_heads, heads)
        self._bring_back(self._short_of_yen, yen)
        while self._turns:
            *_, place, staff_id = heapq.heappop(self._turns)
            if not self._put_aside(place, staff_id, heads, yen):
                self._give(staff_id, group, reason)
                heapq.heappush(self._turns, self._turn(place, staff_id))
                return True
        return False

    def _put_aside(self, place: int, staff_id: int, heads: int, yen: int) -> bool:
        """Let somebody wait for a group that they have room for, if they have none for this."""
        receiver = self._receivers[staff_id]
        if receiver.most_customers is not None:
            room = receiver.most_customers - self._heads[staff_id]
            if room < heads:
                heapq.heappush(self._short_of_heads, (-room, place, staff_id))
                return True
        if receiver.most_yearly_yen is not None:
            room = receiver.most_yearly_yen - self._yen[staff_id]
            if room < yen:
                heapq.heappush(self._short_of_yen, (-room, place, staff_id))
                return True
        return False

    def _bring_back(self, waiting: list[tuple[int, int, int]], needed: int) -> None:
        while waiting and -waiting[0][0] >= needed:
            _room, place, staff_id = heapq.heappop(waiting)
            heapq.heappush(self._turns, self._turn(place, staff_id))

    def _give(self, staff_id: int, group: list[Movable], reason: SpreadReason) -> None:
        self._heads[staff_id] += len(group)
        self._yen[staff_id] += _size(group, SpreadBy.YEARLY_SALES)
        for one in group:
            self.places[one.customer_id] = (staff_id, reason)

    def _turn(self, place: int, staff_id: int) -> tuple[float, float, int, int]:
        weight = self._receivers[staff_id].weight
        heads, yen = self._heads[staff_id] / weight, self._yen[staff_id] / weight
        by_heads = self._wish.by is SpreadBy.CUSTOMERS
        return (heads if by_heads else yen, yen if by_heads else heads, place, staff_id)
