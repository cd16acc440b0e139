"""How often a customer buys, and what is delivered by itself, in words."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.customer_card import CardSubscription
from crm_desktop.domain.order import SubscriptionState
from crm_desktop.domain.purchase_cycle import ProductCycle, PurchaseCycle
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate
_DAYS_OF_MONTH: Final = 30.44
_MONTHS_FROM_DAYS: Final = 46
_YEARS_FROM_DAYS: Final = 548


def often_words(every_days: int) -> str:
    """Return 32日に1回, 約2か月に1回 or 約2年に1回, as people would say it."""
    if every_days >= _YEARS_FROM_DAYS:
        years = round(every_days / 365.25)
        return filled(translate("cycle", "about every %1 years"), str(years))
    if every_days >= _MONTHS_FROM_DAYS:
        months = round(every_days / _DAYS_OF_MONTH)
        return filled(translate("cycle", "about every %1 months"), str(months))
    return _every_days(every_days)


def next_words(cycle: PurchaseCycle, formats: Formats, today: date) -> str:
    """Return when the next purchase is expected, or how late it is."""
    if cycle.days_late == 0:
        return translate("cycle", "expected today")
    day = formats.day(cycle.next_on, today=today)
    if cycle.days_late < 0:
        return filled(translate("cycle", "next about %1"), day)
    return filled(translate("cycle", "%1 days late (expected %2)"), str(cycle.days_late), day)


def products_words(products: tuple[ProductCycle, ...]) -> str:
    """Return how often each product is bought, in one line; "" for none."""
    words = translate("cycle", "%1 %2 (%3 times)")
    return "   ".join(
        filled(
            words,
            one.product,
            often_words(one.cycle.every_days),
            str(len(one.cycle.bought_on)),
        )
        for one in products
    )


def subscription_words(one: CardSubscription, formats: Formats, today: date) -> str:
    """Return what is delivered by itself, how often, and when next."""
    if one.interval_days is not None:
        often = _every_days(one.interval_days)
    elif one.interval_months == 1:
        often = translate("cycle", "every month")
    else:
        often = filled(translate("cycle", "every %1 months"), str(one.interval_months))
    product = one.product_name if one.quantity == 1 else f"{one.product_name} ×{one.quantity}"
    count = filled(translate("cycle", "%1 delivered"), str(one.delivered_count))
    return "  ".join(filter(None, [product, often, _next_delivery(one, formats, today), count]))


def _every_days(days: int) -> str:
    if days == 1:
        return translate("cycle", "every day")
    return filled(translate("cycle", "every %1 days"), str(days))


def _next_delivery(one: CardSubscription, formats: Formats, today: date) -> str:
    match SubscriptionState(one.state):
        case SubscriptionState.STOPPED:
            return translate("cycle", "stopped")
        case SubscriptionState.PAUSED if one.paused_until is not None:
            until = formats.day(one.paused_until, today=today)
            return filled(translate("cycle", "paused until %1"), until)
        case SubscriptionState.PAUSED:
            return translate("cycle", "paused")
        case _ if one.next_on is not None:
            return filled(translate("cycle", "next %1"), formats.day(one.next_on, today=today))
        case _:
            return ""
