"""What the orders say in words, ready to be painted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.customer_card import CardOrder, CardOrderLine
from crm_desktop.domain.order import OrderChannel, OrderStatus, ShipmentState
from crm_desktop.domain.payment import PaymentMethod, PaymentStanding
from crm_desktop.ui.customer_card.order_facts import OrderFacts
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate
_SOON_DAYS: Final = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: its words, their tone, and the name of an icon before them or ""."""

    text: str
    tone: Tone = Tone.PLAIN
    icon: str = ""


@dataclass(frozen=True, slots=True)
class OrderWords:
    """One row of the order list; ``tooltip`` says all of it."""

    cells: tuple[Cell, ...]
    tooltip: str


def order_words(facts: OrderFacts, formats: Formats, today: date) -> OrderWords:
    """Return the row of one order."""
    order = facts.order
    quiet = Tone.PLAIN if facts.is_purchase else Tone.SOFT
    cells = (
        Cell(row_day(facts.ordered_on, formats, today), quiet),
        Cell(channel_word(order.channel), Tone.SOFT, channel_icon(order.channel)),
        Cell(items_words(order), quiet),
        Cell(formats.yen(order.total_yen), quiet),
        parcel_cell(facts, formats, today),
        payment_cell(facts, formats, today),
    )
    full_day = formats.day(facts.ordered_on, today=today)
    first = f"{full_day}  {cells[1].text}  {order.number}"
    tooltip = "\n".join([first, *map(line_words, order.lines)])
    return OrderWords(cells, tooltip)


def row_day(day: date, formats: Formats, today: date) -> str:
    """Return 11/20(金), 25/12/30, Nov 20 or Dec 30 ’25: a day as short as a row needs."""
    if day.year == today.year:
        this_year = formats.day if formats.language == "ja" else formats.short_day
        return this_year(day, today=today)
    short = formats.short_day(day, today=today)
    if formats.language == "ja":
        return short.removeprefix(str(day.year // 100))
    return short.replace(f", {day.year}", f" ’{day.year % 100:02}")


def items_words(order: CardOrder) -> str:
    """Return the first line of the order and how many more there are."""
    if not order.lines:
        return translate("customer_card", "(no lines)")
    first = line_words(order.lines[0])
    if len(order.lines) == 1:
        return first
    more = translate("customer_card", "%1 and %2 more")
    return filled(more, first, str(len(order.lines) - 1))


def line_words(line: CardOrderLine) -> str:
    """Return 青汁30包 ×2; a quantity of one is not said."""
    return line.product_name if line.quantity == 1 else f"{line.product_name} ×{line.quantity}"


def parcel_cell(facts: OrderFacts, formats: Formats, today: date) -> Cell:
    """Return where the parcel of the order is."""
    if not facts.is_purchase or facts.parcel is None:
        return _status_cell(OrderStatus(facts.order.status))
    match ShipmentState(facts.parcel.state):
        case ShipmentState.PREPARING:
            return Cell(translate("customer_card", "Preparing"), Tone.PLAIN, "box")
        case ShipmentState.ON_THE_WAY:
            return Cell(_on_the_way(facts, formats, today), Tone.MOVING, "truck")
        case ShipmentState.DELIVERED:
            return Cell(translate("customer_card", "Delivered"), Tone.SOFT, "check")
        case ShipmentState.BROUGHT_BACK:
            return Cell(translate("customer_card", "Brought back"), Tone.LATE, "back")


def payment_cell(facts: OrderFacts, formats: Formats, today: date) -> Cell:
    """Return how the payment of the order stands."""
    due_on = None if facts.payment is None else facts.payment.due_on
    match facts.standing:
        case None:
            return Cell("")
        case PaymentStanding.PAID:
            return Cell(translate("customer_card", "Paid"), Tone.SOFT, "check")
        case PaymentStanding.OVERDUE:
            late = translate("customer_card", "%1 d late")
            return Cell(filled(late, str(facts.days_late)), Tone.LATE, "alert")
        case PaymentStanding.SLIP_EXPIRED:
            return Cell(translate("customer_card", "Slip expired"), Tone.LATE, "alert")
        case PaymentStanding.OPEN if due_on is None:
            return Cell(method_word(facts.payment.method if facts.payment else ""), Tone.PLAIN)
        case PaymentStanding.OPEN:
            soon = (due_on - today).days <= _SOON_DAYS
            words = translate("customer_card", "Due %1")
            due = filled(words, formats.short_day(due_on, today=today))
            return Cell(due, Tone.SOON if soon else Tone.PLAIN, "clock" if soon else "")


def channel_word(channel: str) -> str:
    """Return the way an order came in."""
    match OrderChannel(channel):
        case OrderChannel.PHONE:
            return translate("customer_card", "Tel")
        case OrderChannel.WEB:
            return translate("customer_card", "Web")
        case OrderChannel.POSTCARD:
            return translate("customer_card", "Post")
        case OrderChannel.FAX:
            return translate("customer_card", "Fax")
        case OrderChannel.MALL:
            return translate("customer_card", "Mall")
        case OrderChannel.SUBSCRIPTION:
            return translate("customer_card", "Auto")


def channel_icon(channel: str) -> str:
    """Return the name of the icon of a way."""
    match OrderChannel(channel):
        case OrderChannel.PHONE:
            return "phone"
        case OrderChannel.WEB:
            return "globe"
        case OrderChannel.POSTCARD:
            return "postcard"
        case OrderChannel.FAX:
            return "fax"
        case OrderChannel.MALL:
            return "shop"
        case OrderChannel.SUBSCRIPTION:
            return "repeat"


def method_word(method: str) -> str:
    """Return the way an order is paid; "" for none."""
    words = {
        PaymentMethod.CASH_ON_DELIVERY: translate("customer_card", "Cash on delivery"),
        PaymentMethod.DEFERRED: translate("customer_card", "Pay later"),
        PaymentMethod.PAYMENT_SLIP: translate("customer_card", "Payment slip"),
        PaymentMethod.CONVENIENCE_STORE: translate("customer_card", "Convenience store"),
        PaymentMethod.CARD: translate("customer_card", "Card payment"),
        PaymentMethod.BANK_TRANSFER: translate("customer_card", "Bank transfer"),
        PaymentMethod.POSTAL_TRANSFER: translate("customer_card", "Postal transfer"),
        PaymentMethod.FREE: translate("customer_card", "Free of charge"),
    }
    return words[PaymentMethod(method)] if method else ""


def _on_the_way(facts: OrderFacts, formats: Formats, today: date) -> str:
    expected_on = None if facts.parcel is None else facts.parcel.expected_on
    if expected_on is None:
        return translate("customer_card", "On the way")
    arrives = translate("customer_card", "by %1")
    return filled(arrives, formats.short_day(expected_on, today=today))


def _status_cell(status: OrderStatus) -> Cell:
    match status:
        case OrderStatus.NEW:
            return Cell(translate("customer_card", "Received"))
        case OrderStatus.PROCESSING:
            return Cell(translate("customer_card", "Preparing"), Tone.PLAIN, "box")
        case OrderStatus.SHIPPED:
            return Cell(translate("customer_card", "Shipped"), Tone.MOVING, "truck")
        case OrderStatus.COMPLETED:
            return Cell(translate("customer_card", "Completed"), Tone.SOFT, "check")
        case OrderStatus.CANCELLED:
            return Cell(translate("customer_card", "Cancelled"), Tone.SOFT, "close")
        case OrderStatus.RETURNED:
            return Cell(translate("customer_card", "Returned"), Tone.SOFT, "back")
