"""Nobody is lost, nobody is doubled, however customers are shared out."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.spread import (
    Movable,
    Receiver,
    SpreadBy,
    SpreadReason,
    SpreadWish,
    spread,
)
from crm_desktop.errors.moving import NobodyToMoveTo


@st.composite
def offices(draw: st.DrawFn) -> list[Movable]:
    count = draw(st.integers(0, 60))
    return [
        Movable(
            number,
            draw(st.none() | st.integers(1, 5)),
            draw(st.integers(0, 100_000)),
            draw(st.integers(0, number)),
            draw(st.sampled_from(["", "東京都新宿区", "京都府京都市中京区", "静岡県浜松市中央区"])),
        )
        for number in range(count)
    ]


@st.composite
def wishes(draw: st.DrawFn) -> SpreadWish:
    weights = draw(st.lists(st.floats(0, 100), min_size=1, max_size=8))
    rooms = st.none() | st.integers(0, 30)
    receivers = [
        Receiver(number, weight, draw(rooms), draw(st.none() | st.integers(0, 10**6)))
        for number, weight in enumerate(weights, start=1)
    ]
    return SpreadWish(
        (*receivers, Receiver(99)),
        draw(st.sampled_from(SpreadBy)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.dictionaries(st.integers(0, 60), st.integers(1, 5), max_size=5)),
    )


@settings(max_examples=300)
@given(offices(), wishes())
def test_each_customer_is_placed_once_or_left(customers: list[Movable], wish: SpreadWish) -> None:
    shared = spread(customers, wish)
    told = [one.customer_id for one in shared.placed] + list(shared.left)
    assert sorted(told) == [one.customer_id for one in customers]


@settings(max_examples=300)
@given(offices(), wishes())
def test_nobody_gets_more_than_they_have_room_for(
    customers: list[Movable], wish: SpreadWish
) -> None:
    yen = {one.customer_id: one.yearly_yen for one in customers}
    shared = [one for one in spread(customers, wish).placed if one.reason != SpreadReason.PINNED]
    for receiver in wish.receivers:
        theirs = [one.customer_id for one in shared if one.staff_id == receiver.staff_id]
        assert receiver.most_customers is None or len(theirs) <= receiver.most_customers
        room = receiver.most_yearly_yen
        assert room is None or sum(yen[one] for one in theirs) <= room


@settings(max_examples=200)
@given(offices(), wishes())
def test_whoever_was_pinned_goes_there(customers: list[Movable], wish: SpreadWish) -> None:
    for one in spread(customers, wish).placed:
        assert wish.pins.get(one.customer_id, one.staff_id) == one.staff_id


def test_customers_are_shared_by_weight() -> None:
    customers = [Movable(number, None, 0, number, "") for number in range(600)]
    shared = spread(customers, SpreadWish((Receiver(1, 1), Receiver(2, 2), Receiver(3, 3))))
    assert Counter(one.staff_id for one in shared.placed) == {1: 100, 2: 200, 3: 300}


def test_sales_are_shared_evenly() -> None:
    customers = [Movable(number, None, number * 1000, number, "") for number in range(100)]
    wish = SpreadWish((Receiver(1), Receiver(2)), SpreadBy.YEARLY_SALES)
    yen: Counter[int] = Counter()
    for one in spread(customers, wish).placed:
        yen[one.staff_id] += one.customer_id * 1000
    assert abs(yen[1] - yen[2]) <= 1000


def test_a_household_stays_together() -> None:
    customers = [Movable(number, None, 0, number // 4, "") for number in range(40)]
    shared = spread(customers, SpreadWish(tuple(Receiver(number) for number in range(1, 4))))
    homes: dict[int, set[int]] = {}
    for one in shared.placed:
        homes.setdefault(one.customer_id // 4, set()).add(one.staff_id)
    assert all(len(staff) == 1 for staff in homes.values())
    assert {one.reason for one in shared.placed} == {SpreadReason.HOUSEHOLD}


def test_a_household_that_fits_nobody_is_parted_rather_than_left() -> None:
    customers = [Movable(number, None, 0, 1, "") for number in range(4)]
    wish = SpreadWish((Receiver(1, most_customers=2), Receiver(2, most_customers=2)))
    assert Counter(one.staff_id for one in spread(customers, wish).placed) == {1: 2, 2: 2}


def test_a_region_goes_to_one_person() -> None:
    customers = [
        Movable(n, None, 0, n, "東京都新宿区" if n < 5 else "北海道札幌市中央区") for n in range(9)
    ]
    wish = SpreadWish((Receiver(1), Receiver(2)), regions_together=True)
    placed = {one.customer_id: one.staff_id for one in spread(customers, wish).placed}
    assert [placed[n] for n in range(9)] == [1] * 5 + [2] * 4


def test_nobody_with_a_weight_is_refused() -> None:
    with pytest.raises(NobodyToMoveTo):
        spread([], SpreadWish((Receiver(1, 0),)))


def test_ten_thousand_receivers_are_shared_with() -> None:
    customers = [Movable(number, None, 0, number, "") for number in range(20_000)]
    wish = SpreadWish(tuple(Receiver(number) for number in range(10_000)))
    assert set(Counter(one.staff_id for one in spread(customers, wish).placed).values()) == {2}
