"""The kinds of orders, parcels and subscriptions, and what each state means."""

from __future__ import annotations

from enum import StrEnum


class OrderChannel(StrEnum):
    """The way an order came in."""

    PHONE = "phone"
    WEB = "web"
    POSTCARD = "postcard"
    FAX = "fax"
    MALL = "mall"
    SUBSCRIPTION = "subscription"


class OrderStatus(StrEnum):
    """How far an order has come; cancelled and returned orders do not count as purchases."""

    NEW = "new"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    RETURNED = "returned"


class ShipmentState(StrEnum):
    """Where a parcel is."""

    PREPARING = "preparing"
    ON_THE_WAY = "on_the_way"
    DELIVERED = "delivered"
    BROUGHT_BACK = "brought_back"


class SubscriptionState(StrEnum):
    """Whether a repeat delivery goes on."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"


NOT_PURCHASES = frozenset({OrderStatus.CANCELLED, OrderStatus.RETURNED})
