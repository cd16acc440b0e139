"""Parcels, and what was laid into them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import Day, Id, Model, OptionalWords, Words, one_of
from crm_desktop.domain.order import ShipmentState


class Shipment(Model):
    """One parcel of one order; dates are empty until they happened or are known."""

    __tablename__ = "shipment"
    __table_args__ = (one_of("state", ShipmentState),)

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
    valid_from_on: Mapped[Day | None]
    valid_until_on: Mapped[Day | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)


class ShipmentEnclosure(Model):
    """One enclosure in one parcel."""

    __tablename__ = "shipment_enclosure"

    shipment_id: Mapped[int] = mapped_column(
        ForeignKey("shipment.id", ondelete="CASCADE"), primary_key=True
    )
    enclosure_id: Mapped[int] = mapped_column(
        ForeignKey("enclosure.id"), primary_key=True, index=True
    )
