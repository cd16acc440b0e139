"""One order in all its parts, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.customer_card import CardOrder, CardPayment, CardShipment
from crm_desktop.domain.order import ShipmentState
from crm_desktop.ui.customer_card.order_facts import OrderFacts
from crm_desktop.ui.customer_card.order_words import line_words, method_word
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Fact:
    """A caption and what stands beside it; ``tooltip`` has it line by line, or is empty."""

    caption: str
    text: str
    tone: Tone = Tone.PLAIN
    tooltip: str = ""


def order_detail(facts: OrderFacts, formats: Formats, today: date) -> tuple[Fact, ...]:
    """Return what is to be said about an order; parts that are not known are left out."""
    order = facts.order
    found = [_order(facts, formats, today), _items(order, formats)]
    found.extend(_parcel(parcel, formats, today) for parcel in order.shipments)
    enclosed = [title for parcel in order.shipments for title in parcel.enclosures]
    if enclosed:
        words = translate("customer_card", ", ").join(enclosed)
        found.append(
            Fact(translate("customer_card", "Enclosed"), words, tooltip="\n".join(enclosed))
        )
    found.extend(_payment(facts, payment, formats, today) for payment in order.payments)
    if order.memo:
        found.append(Fact(translate("customer_card", "Memo"), order.memo))
    return tuple(found)


def _order(facts: OrderFacts, formats: Formats, today: date) -> Fact:
    order = facts.order
    parts = [formats.day(facts.ordered_on, today=today), order.number]
    if order.shop_order_number:
        parts.append(f"{order.shop} {order.shop_order_number}")
    if order.is_subscription:
        parts.append(translate("customer_card", "subscription"))
    return Fact(translate("customer_card", "Order"), "  ".join(parts))


def _items(order: CardOrder, formats: Formats) -> Fact:
    lines = [
        f"{line_words(line)}  {formats.yen(line.quantity * line.unit_price_yen)}"
        for line in order.lines
    ]
    words = translate("customer_card", ", ").join(lines)
    return Fact(translate("customer_card", "Items"), words, tooltip="\n".join(lines))


def _parcel(parcel: CardShipment, formats: Formats, today: date) -> Fact:
    parts = [_moved(parcel, formats, today), parcel.carrier, parcel.tracking_number]
    late = parcel.state == ShipmentState.BROUGHT_BACK
    return Fact(
        translate("customer_card", "Parcel"),
        "  ".join(filter(None, parts)),
        Tone.LATE if late else Tone.PLAIN,
    )


def _moved(parcel: CardShipment, formats: Formats, today: date) -> str:
    match ShipmentState(parcel.state):
        case ShipmentState.PREPARING:
            words, day = translate("customer_card", "Ships %1"), parcel.expected_on
            unknown = translate("customer_card", "Being prepared")
        case ShipmentState.ON_THE_WAY:
            words, day = translate("customer_card", "Shipped %1"), parcel.shipped_on
            unknown = translate("customer_card", "On the way")
        case ShipmentState.DELIVERED:
            words, day = translate("customer_card", "Delivered %1"), parcel.delivered_on
            unknown = translate("customer_card", "Delivered")
        case ShipmentState.BROUGHT_BACK:
            words, day = translate("customer_card", "Brought back, shipped %1"), parcel.shipped_on
            unknown = translate("customer_card", "Brought back")
    said = unknown if day is None else filled(words, formats.day(day, today=today))
    if parcel.state != ShipmentState.ON_THE_WAY or parcel.expected_on is None:
        return said
    expected = formats.day(parcel.expected_on, today=today)
    return filled("%1  %2", said, filled(translate("customer_card", "arrives %1"), expected))


def _payment(facts: OrderFacts, payment: CardPayment, formats: Formats, today: date) -> Fact:
    parts = [method_word(payment.method), formats.yen(payment.amount_yen)]
    days = (
        (translate("customer_card", "paid %1"), payment.paid_on),
        (translate("customer_card", "due %1"), payment.due_on),
        (translate("customer_card", "slip to %1"), payment.slip_expires_on),
    )
    for words, day in days[:1] if payment.paid_on else days[1:]:
        if day is not None:
            parts.append(filled(words, formats.day(day, today=today)))
    if payment.dunning_count:
        reminders = translate("customer_card", "reminded %1×")
        parts.append(filled(reminders, str(payment.dunning_count)))
    is_late = facts.days_late > 0 and payment is facts.payment
    tone = Tone.LATE if is_late else Tone.PLAIN
    return Fact(translate("customer_card", "Payment"), "  ".join(parts), tone)
