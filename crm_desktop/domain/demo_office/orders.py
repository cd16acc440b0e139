"""Orders with their lines, as customers place them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final, NamedTuple

from crm_desktop.domain.demo_office.fulfilment import (
    Outcome,
    day_paid,
    dispatch_day,
    dunned,
    order_status,
    payment_row,
    shipment_row,
)
from crm_desktop.domain.demo_office.numbering import Numbering
from crm_desktop.domain.demo_office.plan import OfficePlan
from crm_desktop.domain.demo_office.rows import (
    OrderLineRow,
    OrderRow,
    PaymentRow,
    ProductRow,
    ShipmentRow,
)
from crm_desktop.domain.order import OrderChannel, OrderStatus
from crm_desktop.domain.payment import PaymentMethod

FREE_SHIPPING_FROM_YEN: Final = 3900
SHIPPING_FEE_YEN: Final = 550
_SUBSCRIPTION_DISCOUNT: Final = 10
_MEMOS: Final = (
    "のし(御中元)希望", "領収書同封", "簡易包装で", "お誕生日プレゼント包装", "土曜着希望",
    "前回と同じ内容", "はがきの字が読みづらく電話で確認済み", "娘様宅へお届け", "粗品2つ希望",
)  # fmt: skip
_MEMO_CHANCE: Final = 0.06
_MORE_LINES: Final = (0, 1, 2)
_MORE_LINES_WEIGHTS: Final = (58, 30, 12)
_QUANTITIES: Final = (1, 2, 3, 5)
_QUANTITY_WEIGHTS: Final = (80, 15, 4, 1)


class Item(NamedTuple):
    """So many of one product."""

    product: ProductRow
    quantity: int


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """What one customer orders and what becomes of it; ``ordered_at`` is aware."""

    customer_id: int
    ordered_at: datetime
    channel: OrderChannel
    method: PaymentMethod
    basket: Sequence[Item]
    outcome: Outcome
    subscription_id: int | None = None
    staff_id: int | None = None
    memo: str = ""


class PlacedOrder(NamedTuple):
    """An order with its lines; nothing is paid or sent for a cancelled one."""

    order: OrderRow
    lines: tuple[OrderLineRow, ...]
    payment: PaymentRow | None
    parcel: ShipmentRow | None


def place_order(plan: OfficePlan, numbering: Numbering, request: OrderRequest) -> PlacedOrder:
    """Return the order with lines, payment and parcel as they stand on the plan's day."""
    order = _new_order(numbering, request)
    lines = tuple(
        OrderLineRow(order.id, position, product.id, product.code, product.name, quantity,
                     product.price_yen)
        for position, (product, quantity) in enumerate(request.basket, start=1)
    )  # fmt: skip
    outcome = request.outcome
    if outcome.broken_off is OrderStatus.CANCELLED:
        return PlacedOrder(order._replace(status=OrderStatus.CANCELLED), lines, None, None)
    day, today = request.ordered_at.date(), plan.today
    parcel = shipment_row(
        next(numbering.shipments), order.id, dispatch_day(day, outcome), outcome, today=today
    )
    paid_on = day_paid(day, parcel, request.method, outcome, today=today)
    payment = payment_row(
        next(numbering.payments), parcel, request.method, order.total_yen, paid_on
    )
    payment = dunned(payment, today=today)
    order = order._replace(status=order_status(parcel, payment))
    if outcome.broken_off and parcel.delivered_on and payment.paid_on:
        order = order._replace(status=outcome.broken_off, memo="返品・返金済み")
    return PlacedOrder(order, lines, payment, parcel)


def draw_basket(rng: Random, products: Sequence[ProductRow]) -> tuple[Item, ...]:
    """Return one to three different ``products``, the first of them the likeliest."""
    wanted = 1 + rng.choices(_MORE_LINES, _MORE_LINES_WEIGHTS)[0]
    chosen = dict.fromkeys(_favoured(rng, products) for _ in range(wanted))
    return tuple(
        Item(product, rng.choices(_QUANTITIES, _QUANTITY_WEIGHTS)[0]) for product in chosen
    )


def draw_memo(rng: Random) -> str:
    """Return what was asked for with an order; mostly nothing."""
    return rng.choice(_MEMOS) if rng.random() < _MEMO_CHANCE else ""


def _new_order(numbering: Numbering, request: OrderRequest) -> OrderRow:
    day = request.ordered_at.date()
    goods_yen = sum(item.product.price_yen * item.quantity for item in request.basket)
    repeat = request.subscription_id is not None
    fee_yen = 0 if repeat or goods_yen >= FREE_SHIPPING_FROM_YEN else SHIPPING_FEE_YEN
    discount_yen = goods_yen * _SUBSCRIPTION_DISCOUNT // 100 if repeat else 0
    shop, shop_order_number = numbering.shop_order(request.channel, day)
    return OrderRow(
        id=next(numbering.orders),
        customer_id=request.customer_id,
        number=numbering.order_number(day),
        shop=shop,
        shop_order_number=shop_order_number,
        channel=request.channel,
        status=OrderStatus.NEW,
        ordered_at=request.ordered_at,
        subtotal_yen=goods_yen,
        shipping_fee_yen=fee_yen,
        discount_yen=discount_yen,
        total_yen=goods_yen + fee_yen - discount_yen,
        subscription_id=request.subscription_id,
        staff_id=request.staff_id,
        memo=request.memo,
        created_at=request.ordered_at,
    )


def _favoured(rng: Random, products: Sequence[ProductRow]) -> ProductRow:
    return products[int(len(products) * rng.random() ** 2)]
