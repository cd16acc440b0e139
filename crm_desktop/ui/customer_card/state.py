"""Everything the card shows, as facts; the widgets choose the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.domain.purchase_cycle import (
    ProductCycle,
    PurchaseCycle,
    product_cycles,
    purchase_cycle,
)
from crm_desktop.domain.reasons_for_call import Reason, reasons_for_call
from crm_desktop.ui.customer_card.card_facts import call_facts_of, purchases_of
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
    reasons: tuple[Reason, ...] = ()
    cycle: PurchaseCycle | None = None
    products: tuple[ProductCycle, ...] = ()


def card_state(card: CustomerCard, now: datetime, zone: tzinfo | None) -> CustomerCardState:
    """Return what the card of a customer shows at the aware time ``now``."""
    today = now.astimezone(zone).date()
    purchases = purchases_of(card, zone)
    cycle = purchase_cycle(purchases, today=today)
    orders = tuple(order_facts(order, today=today, zone=zone) for order in card.orders)
    return CustomerCardState(
        card=card,
        today=today,
        orders=orders,
        unpaid_yen=card.unpaid_yen,
        timeline=timeline(card, zone),
        reasons=reasons_for_call(call_facts_of(card, cycle, zone), today=today),
        cycle=cycle,
        products=product_cycles(purchases, today=today),
    )
