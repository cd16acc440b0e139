"""Everything the card shows, as facts; the widgets choose the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.ui.customer_card.order_facts import OrderFacts, order_facts
from crm_desktop.ui.customer_card.timeline_facts import TimelineEntry, timeline


@dataclass(frozen=True, slots=True)
class CustomerCardState:
    """One customer on the screen. ``card`` is None when nobody is, or while ``loading``."""

    card: CustomerCard | None = None
    loading: bool = False
    today: date = date.min
    orders: tuple[OrderFacts, ...] = ()
    unpaid_yen: int = 0
    timeline: tuple[TimelineEntry, ...] = ()


def card_state(card: CustomerCard, now: datetime, zone: tzinfo | None) -> CustomerCardState:
    """Return what the card of a customer shows at the aware time ``now``."""
    today = now.astimezone(zone).date()
    orders = tuple(order_facts(order, today=today, zone=zone) for order in card.orders)
    return CustomerCardState(
        card=card,
        today=today,
        orders=orders,
        unpaid_yen=card.unpaid_yen,
        timeline=timeline(card, zone),
    )
