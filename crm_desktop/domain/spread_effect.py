"""What a spread means for each person: customers and yearly sales, before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crm_desktop.domain.spread import Movable, Receiver, Spread


@dataclass(frozen=True, slots=True)
class Load:
    """What one person looks after; yen are those of the last twelve months."""

    customers: int = 0
    yearly_yen: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes for one person (``staff_id`` None: nobody's customers)."""

    staff_id: int | None
    gets: Load
    gives: Load

    @property
    def customers(self) -> int:
        """How many more customers they have afterwards; below 0: fewer."""
        return self.gets.customers - self.gives.customers

    @property
    def yearly_yen(self) -> int:
        """How much more their customers bought in a year; below 0: less."""
        return self.gets.yearly_yen - self.gives.yearly_yen


def effects_of(customers: Sequence[Movable], done: Spread) -> list[Effect]:
    """Return what changes for whom; all changes together are 0.

    Who stays with the same person, or is left, changes nothing.
    """
    places = {one.customer_id: one.staff_id for one in done.placed}
    gets: defaultdict[int | None, list[Movable]] = defaultdict(list)
    gives: defaultdict[int | None, list[Movable]] = defaultdict(list)
    for one in customers:
        to = places.get(one.customer_id)
        if to is not None and to != one.staff_id:
            gets[to].append(one)
            gives[one.staff_id].append(one)
    people = dict.fromkeys([*gets, *gives])
    return [Effect(staff_id, _load(gets[staff_id]), _load(gives[staff_id])) for staff_id in people]


def own_loads(customers: Iterable[Movable]) -> dict[int | None, Load]:
    """Return what of ``customers`` is whose now."""
    whose: defaultdict[int | None, list[Movable]] = defaultdict(list)
    for one in customers:
        whose[one.staff_id].append(one)
    return {staff_id: _load(theirs) for staff_id, theirs in whose.items()}


def receiver_up_to(
    receiver: Receiver, *, now: Load, own: Load, customers: int | None, yearly_yen: int | None
) -> Receiver:
    """Return ``receiver`` with the room for looking after no more than so much in all.

    ``now`` is what they have, ``own`` what of it is among those who are shared out: they may stay.
    None: any number.
    """
    return Receiver(
        receiver.staff_id,
        receiver.weight,
        _room(customers, now.customers - own.customers),
        _room(yearly_yen, now.yearly_yen - own.yearly_yen),
    )


def _room(most: int | None, other: int) -> int | None:
    return None if most is None else max(0, most - other)


def _load(customers: Iterable[Movable]) -> Load:
    all_of_them = list(customers)
    return Load(len(all_of_them), sum(one.yearly_yen for one in all_of_them))
