"""What customers order: products, orders with their lines, subscriptions."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm_desktop.database.models.base import (
    CreatedAt,
    Day,
    Id,
    Model,
    OptionalWords,
    Revision,
    UtcTime,
    Words,
    Yen,
    one_of,
)
from crm_desktop.domain.order import OrderChannel, OrderStatus, SubscriptionState


class Product(Model):
    """Something that is sold; ``code`` is the shop's own."""

    __tablename__ = "product"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Words]
    price_yen: Mapped[Yen] = mapped_column(server_default=text("0"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))


class Subscription(Model):
    """A repeat delivery (定期): every so many days or months, until paused or stopped."""

    __tablename__ = "subscription"
    __table_args__ = (
        one_of("state", SubscriptionState),
        CheckConstraint(
            "(interval_days IS NULL) <> (interval_months IS NULL)", name="one_interval"
        ),
    )

    id: Mapped[Id]
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    quantity: Mapped[int] = mapped_column(server_default=text("1"))
    interval_days: Mapped[int | None]
    interval_months: Mapped[int | None]
    next_on: Mapped[Day | None] = mapped_column(index=True)
    delivered_count: Mapped[int] = mapped_column(server_default=text("0"))
    state: Mapped[str] = mapped_column(Text, server_default=SubscriptionState.ACTIVE)
    paused_until: Mapped[Day | None]
    started_on: Mapped[Day]
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class Order(Model):
    """One order. ``number`` is ours; ``shop`` and ``shop_order_number`` are where it came from."""

    __tablename__ = "customer_order"
    __table_args__ = (
        one_of("channel", OrderChannel),
        one_of("status", OrderStatus),
        UniqueConstraint("shop", "shop_order_number"),
        Index("ix_customer_order_customer_id_ordered_at", "customer_id", "ordered_at"),
        Index(
            "ix_customer_order_number_prefix",
            "number",
            postgresql_ops={"number": "text_pattern_ops"},
        ),
        Index(
            "ix_customer_order_shop_order_number_prefix",
            "shop_order_number",
            postgresql_ops={"shop_order_number": "text_pattern_ops"},
        ),
    )

    id: Mapped[Id]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(Text, unique=True)
    shop: Mapped[str] = mapped_column(Text, server_default="office")
    shop_order_number: Mapped[str | None] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default=OrderStatus.NEW)
    ordered_at: Mapped[UtcTime]
    subtotal_yen: Mapped[Yen] = mapped_column(server_default=text("0"))
    shipping_fee_yen: Mapped[Yen] = mapped_column(server_default=text("0"))
    discount_yen: Mapped[Yen] = mapped_column(server_default=text("0"))
    total_yen: Mapped[Yen]
    subscription_id: Mapped[int | None] = mapped_column(ForeignKey("subscription.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    memo: Mapped[OptionalWords]
    operation_id: Mapped[uuid.UUID | None] = mapped_column(unique=True)
    created_at: Mapped[CreatedAt]
    revision: Mapped[Revision] = mapped_column()
    lines: Mapped[list[OrderLine]] = relationship(
        back_populates="order", cascade="all, delete-orphan", lazy="raise"
    )

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class OrderLine(Model):
    """One line of an order; the product's name and price as they were when it was ordered."""

    __tablename__ = "order_line"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    order_id: Mapped[int] = mapped_column(
        ForeignKey("customer_order.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    product_code: Mapped[OptionalWords]
    product_name: Mapped[Words]
    quantity: Mapped[int]
    unit_price_yen: Mapped[Yen]
    order: Mapped[Order] = relationship(back_populates="lines", lazy="raise")
