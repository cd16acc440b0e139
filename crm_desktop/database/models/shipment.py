"""Parcels, and what was laid into them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import (
    Day,
    Id,
    Model,
    OptionalWords,
    Revision,
    Words,
    one_of,
)
from crm_desktop.domain.order import ShipmentState


class Shipment(Model):
    """One parcel of one order; dates are empty until they happened or are known."""

    __tablename__ = "shipment"
    __table_args__ = (
        one_of("state", ShipmentState),
        Index(
            "ix_shipment_tracking_number",
            "tracking_number",
            postgresql_where=text("tracking_number <> ''"),
        ),
    )

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(
        ForeignKey("customer_order.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(Text, server_default=ShipmentState.PREPARING)
    carrier: Mapped[OptionalWords]
    tracking_number: Mapped[OptionalWords]
    shipped_on: Mapped[Day | None]
    expected_on: Mapped[Day | None]
    delivered_on: Mapped[Day | None]


class Enclosure(Model):
    """A leaflet, sample or letter that is put into parcels (同梱物): the master, stored once."""

    __tablename__ = "enclosure"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[Words]
    offer: Mapped[OptionalWords]
    conditions: Mapped[OptionalWords]
    valid_from_on: Mapped[Day | None]
    valid_until_on: Mapped[Day | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class EnclosureRule(Model):
    """Which parcels an enclosure is laid into: those to which all that is said here applies.

    ``product_id`` is in the order, the customer got ``mailing_id``, it is their ``nth_order``
    (from 1), it is sent within the days.
    """

    __tablename__ = "enclosure_rule"
    __table_args__ = (
        CheckConstraint("nth_order > 0", name="nth_order_counts"),
        CheckConstraint("from_on <= until_on", name="days_in_order"),
    )

    id: Mapped[Id]
    enclosure_id: Mapped[int] = mapped_column(
        ForeignKey("enclosure.id", ondelete="CASCADE"), index=True
    )
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)
    mailing_id: Mapped[int | None] = mapped_column(ForeignKey("mailing.id"), index=True)
    nth_order: Mapped[int | None]
    from_on: Mapped[Day | None]
    until_on: Mapped[Day | None]
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class ShipmentEnclosure(Model):
    """One enclosure in one parcel; ``rule_id`` is the rule that laid it there."""

    __tablename__ = "shipment_enclosure"

    shipment_id: Mapped[int] = mapped_column(
        ForeignKey("shipment.id", ondelete="CASCADE"), primary_key=True
    )
    enclosure_id: Mapped[int] = mapped_column(
        ForeignKey("enclosure.id"), primary_key=True, index=True
    )
    rule_id: Mapped[int | None] = mapped_column(
        ForeignKey("enclosure_rule.id", ondelete="SET NULL"), index=True
    )
