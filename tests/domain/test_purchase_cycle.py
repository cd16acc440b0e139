from __future__ import annotations

from datetime import date, timedelta

from crm_desktop.domain.purchase_cycle import (
    ProductCycle,
    Purchase,
    PurchaseCycle,
    product_cycles,
    purchase_cycle,
)

FIRST = date(2026, 1, 1)


def bought(*days: int, products: tuple[str, ...] = ()) -> list[Purchase]:
    return [Purchase(FIRST + timedelta(days=day), products) for day in days]


def test_one_day_says_nothing() -> None:
    assert purchase_cycle([], today=FIRST) is None
    assert purchase_cycle(bought(0, 0), today=FIRST) is None


def test_two_days_make_a_cycle() -> None:
    cycle = purchase_cycle(bought(0, 30), today=FIRST + timedelta(days=42))

    next_on = FIRST + timedelta(days=60)
    assert cycle == PurchaseCycle((FIRST, FIRST + timedelta(days=30)), 30, next_on, -18)


def test_one_long_pause_does_not_bend_it() -> None:
    cycle = purchase_cycle(bought(0, 30, 61, 400, 431), today=FIRST + timedelta(days=462))

    assert cycle is not None
    assert cycle.every_days == 31


def test_orders_of_one_day_are_one_purchase() -> None:
    cycle = purchase_cycle(bought(30, 0, 0, 0, 30), today=FIRST)

    assert cycle is not None
    assert (len(cycle.bought_on), cycle.every_days) == (2, 30)


def test_half_a_day_is_rounded_up() -> None:
    cycle = purchase_cycle(bought(0, 30, 61), today=FIRST)

    assert cycle is not None
    assert cycle.every_days == 31


def test_lateness_counts_from_the_expected_day() -> None:
    late = [
        cycle.days_late
        for day in (59, 60, 72)
        if (cycle := purchase_cycle(bought(0, 30), today=FIRST + timedelta(days=day)))
    ]

    assert late == [-1, 0, 12]


def test_product_needs_three_days() -> None:
    purchases = bought(0, 10, products=("黒酢",)) + bought(0, 30, 60, products=("青汁", "青汁"))

    (only,) = product_cycles(purchases, today=FIRST)

    assert isinstance(only, ProductCycle)
    assert (only.product, only.cycle.every_days) == ("青汁", 30)


def test_products_bought_most_often_come_first() -> None:
    purchases = (
        bought(0, 1, 2, products=("乳液",))
        + bought(0, 1, 2, products=("クリーム",))
        + bought(0, 1, 2, 3, products=("青汁",))
    )

    names = [one.product for one in product_cycles(purchases, today=FIRST)]

    assert names == ["青汁", "クリーム", "乳液"]
