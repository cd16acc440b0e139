"""What becomes of an order: the parcel, the payment, the state, as they stand on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from crm_desktop.domain.demo_office.rows import PaymentRow, ShipmentRow
from crm_desktop.domain.order import OrderStatus, ShipmentState
from crm_desktop.domain.payment import PaymentMethod

DUE_DAYS: Final = 14
SLIP_VALID_DAYS: Final = 30
_CARRIERS: Final = ("ヤマト運輸", "佐川急便", "日本郵便")
_CARRIER_WEIGHTS: Final = (6, 2, 2)
_FAR_PREFECTURES: Final = frozenset({"北海道", "沖縄県", "鹿児島県", "宮崎県", "長崎県"})
_DUNNED_AFTER_DAYS: Final = (6, 20, 40)
_WITH_SLIP: Final = frozenset(
    {
        PaymentMethod.DEFERRED,
        PaymentMethod.PAYMENT_SLIP,
        PaymentMethod.CONVENIENCE_STORE,
        PaymentMethod.POSTAL_TRANSFER,
    }
)
_SUNDAY: Final = 6
_CANCELLED_CHANCE: Final = 0.025
_RETURNED_CHANCE: Final = 0.015
_NEVER_PAID_CHANCE: Final = 0.0015
_LATE_PAYER_NEVER_PAID_CHANCE: Final = 0.06
_LATE_CHANCE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happens to an order in time; ``paid_after_days`` counts from dispatch, None: never.

    ``broken_off`` is CANCELLED, RETURNED or None.
    """

    handling_days: int
    transit_days: int
    paid_after_days: int | None
    carrier: str = _CARRIERS[0]
    broken_off: OrderStatus | None = None


def draw_outcome(rng: Random, prefecture: str, *, pays_late: bool) -> Outcome:
    """Return what may happen to an order of somebody who lives in ``prefecture``."""
    broken_off = rng.choices(
        (OrderStatus.CANCELLED, OrderStatus.RETURNED, None),
        (_CANCELLED_CHANCE, _RETURNED_CHANCE, 1),
    )[0]
    return Outcome(
        handling_days=rng.choices((0, 1, 2), (25, 65, 10))[0],
        transit_days=rng.choice((2, 3))
        if prefecture in _FAR_PREFECTURES
        else rng.choice((1, 1, 2)),
        paid_after_days=_paid_after_days(rng, pays_late=pays_late),
        carrier=rng.choices(_CARRIERS, _CARRIER_WEIGHTS)[0],
        broken_off=broken_off,
    )


def dispatch_day(ordered_on: date, outcome: Outcome) -> date:
    """Return the day the parcel leaves; none leaves on a Sunday."""
    day = ordered_on + timedelta(days=outcome.handling_days)
    return day + timedelta(days=1) if day.weekday() == _SUNDAY else day


def shipment_row(
    shipment_id: int, order_id: int, dispatched_on: date, outcome: Outcome, *, today: date
) -> ShipmentRow:
    """Return the parcel as it stands ``today``."""
    arrives_on = dispatched_on + timedelta(days=outcome.transit_days)
    sent = dispatched_on <= today
    return ShipmentRow(
        id=shipment_id,
        order_id=order_id,
        state=_shipment_state(dispatched_on, arrives_on, today),
        carrier=outcome.carrier,
        tracking_number=_tracking_number(shipment_id) if sent else "",
        shipped_on=dispatched_on if sent else None,
        expected_on=arrives_on,
        delivered_on=arrives_on if arrives_on < today else None,
    )


def payment_row(
    payment_id: int,
    parcel: ShipmentRow,
    method: PaymentMethod,
    amount_yen: int,
    paid_on: date | None,
) -> PaymentRow:
    """Return the payment; a slip is issued when the parcel leaves."""
    due_on = slip_expires_on = None
    if parcel.shipped_on and (method in _WITH_SLIP or method is PaymentMethod.BANK_TRANSFER):
        due_on = parcel.shipped_on + timedelta(days=DUE_DAYS)
    slip = due_on is not None and method in _WITH_SLIP
    if slip and parcel.shipped_on:
        slip_expires_on = parcel.shipped_on + timedelta(days=SLIP_VALID_DAYS)
    return PaymentRow(
        id=payment_id,
        order_id=parcel.order_id,
        method=method,
        amount_yen=amount_yen,
        due_on=due_on,
        slip_number=f"{55_550_000_000 + payment_id}" if slip else "",
        slip_expires_on=slip_expires_on,
        slip_issued_count=1 if slip else 0,
        paid_on=paid_on,
        dunning_count=0,
    )


def day_paid(
    ordered_on: date, parcel: ShipmentRow, method: PaymentMethod, outcome: Outcome, *, today: date
) -> date | None:
    """Return when the money came, or None while it has not come by ``today``."""
    match method:
        case PaymentMethod.CARD | PaymentMethod.FREE:
            return ordered_on
        case PaymentMethod.CASH_ON_DELIVERY:
            return parcel.delivered_on
        case _ if parcel.shipped_on is None or outcome.paid_after_days is None:
            return None
        case _:
            day = parcel.shipped_on + timedelta(days=outcome.paid_after_days)
            return day if day <= today else None


def dunned(payment: PaymentRow, *, today: date) -> PaymentRow:
    """Return ``payment`` with as many reminders as its lateness brought about."""
    if payment.due_on is None:
        return payment
    days_late = ((payment.paid_on or today) - payment.due_on).days
    reminders = sum(days_late >= days for days in _DUNNED_AFTER_DAYS)
    reissued = reminders == len(_DUNNED_AFTER_DAYS) and payment.slip_issued_count
    return payment._replace(
        dunning_count=reminders,
        slip_issued_count=payment.slip_issued_count + (1 if reissued else 0),
    )


def order_status(parcel: ShipmentRow, payment: PaymentRow) -> OrderStatus:
    """Return the state of an order that was not broken off."""
    match parcel.state:
        case ShipmentState.PREPARING:
            return OrderStatus.PROCESSING
        case ShipmentState.DELIVERED if payment.paid_on is not None:
            return OrderStatus.COMPLETED
        case _:
            return OrderStatus.SHIPPED


def _shipment_state(dispatched_on: date, arrives_on: date, today: date) -> ShipmentState:
    if dispatched_on > today:
        return ShipmentState.PREPARING
    return ShipmentState.DELIVERED if arrives_on < today else ShipmentState.ON_THE_WAY


def _tracking_number(shipment_id: int) -> str:
    """Return 12 digits, the last the remainder by 7 of the others, as carriers print them."""
    body = 55_550_000_000 + shipment_id
    return f"{body}{body % 7}"


def _paid_after_days(rng: Random, *, pays_late: bool) -> int | None:
    chance = rng.random()
    if chance < (_LATE_PAYER_NEVER_PAID_CHANCE if pays_late else _NEVER_PAID_CHANCE):
        return None
    if pays_late or chance > 1 - _LATE_CHANCE:
        return rng.randint(DUE_DAYS - 2, DUE_DAYS + 45)
    return min(DUE_DAYS, 1 + round(rng.expovariate(1 / 5)))
