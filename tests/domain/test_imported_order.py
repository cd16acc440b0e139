from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.domain.imported_order import (
    OrderSums,
    PricedLine,
    assumed_paid_on,
    order_sums,
    parcel_state,
    prices_with_tax,
)
from crm_desktop.domain.order import OrderStatus, ShipmentState
from crm_desktop.domain.payment import PaymentMethod

TODAY = date(2026, 11, 20)


def line(price: str, quantity: int = 1, tax: int = 10) -> PricedLine:
    return PricedLine(Decimal(price), quantity, Decimal(tax))


@pytest.mark.parametrize(
    ("subtotal", "prices"),
    [(None, [109]), (109, [109]), (108, [108]), (99, [99])],
    ids=["nothing known", "half up", "down", "tax is in the price"],
)
def test_rounding_of_the_tax_is_the_one_that_makes_the_subtotal(
    subtotal: int | None, prices: list[int]
) -> None:
    assert prices_with_tax([line("99")], subtotal) == prices


def test_reduced_tax_is_that_of_its_line() -> None:
    assert prices_with_tax([line("1000.00", tax=8), line("1000.00", 2)], 3280) == [1080, 1100]


def test_sums_that_are_missing_are_worked_out() -> None:
    sums = order_sums(
        lines_yen=3300, fees_yen=500, subtotal_yen=None, discount_yen=None, total_yen=None
    )

    assert sums == OrderSums(3300, 500, 0, 3800, 0)


def test_points_become_part_of_the_discount() -> None:
    sums = order_sums(
        lines_yen=3300, fees_yen=500, subtotal_yen=3300, discount_yen=100, total_yen=3600
    )

    assert sums == OrderSums(3300, 500, 200, 3600, 0)


def test_sums_that_do_not_add_up_are_kept_with_their_gap() -> None:
    sums = order_sums(lines_yen=3300, fees_yen=0, subtotal_yen=3300, discount_yen=0, total_yen=3500)

    assert sums == OrderSums(3300, 0, 0, 3500, 200)


@pytest.mark.parametrize(
    ("status", "shipped_on", "state"),
    [
        (OrderStatus.NEW, None, ShipmentState.PREPARING),
        (OrderStatus.SHIPPED, date(2026, 11, 18), ShipmentState.ON_THE_WAY),
        (OrderStatus.SHIPPED, date(2026, 11, 1), ShipmentState.DELIVERED),
        (OrderStatus.SHIPPED, None, ShipmentState.DELIVERED),
        (OrderStatus.COMPLETED, None, ShipmentState.DELIVERED),
        (OrderStatus.RETURNED, date(2026, 11, 18), ShipmentState.BROUGHT_BACK),
    ],
)
def test_old_parcels_are_not_on_the_way_for_ever(
    status: OrderStatus, shipped_on: date | None, state: ShipmentState
) -> None:
    assert state is parcel_state(
        status,
        shipped_on=shipped_on,
        delivered_on=None,
        ordered_on=date(2026, 10, 30),
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("method", "status", "arrived", "paid"),
    [
        (PaymentMethod.CARD, OrderStatus.NEW, False, date(2026, 11, 1)),
        (PaymentMethod.CARD, OrderStatus.CANCELLED, False, None),
        (PaymentMethod.CASH_ON_DELIVERY, OrderStatus.SHIPPED, False, None),
        (PaymentMethod.CASH_ON_DELIVERY, OrderStatus.SHIPPED, True, date(2026, 11, 3)),
        (PaymentMethod.DEFERRED, OrderStatus.SHIPPED, True, None),
        (PaymentMethod.DEFERRED, OrderStatus.COMPLETED, True, date(2026, 11, 3)),
    ],
)
def test_money_is_taken_to_have_come_only_where_the_method_says_so(
    method: PaymentMethod, status: OrderStatus, *, arrived: bool, paid: date | None
) -> None:
    assert paid == assumed_paid_on(
        method,
        status,
        ordered_on=date(2026, 11, 1),
        shipped_on=date(2026, 11, 3),
        arrived=arrived,
    )
