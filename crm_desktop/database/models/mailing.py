"""Direct mail on paper (DM): the campaign once, and who got it when."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import Day, Id, Model, OptionalWords, Revision, Words


class Mailing(Model):
    """A campaign's paper: title, period, offer, and its ``conditions`` to be read aloud."""

    __tablename__ = "mailing"

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


class MailingRecipient(Model):
    """One customer who was sent one mailing in one wave; ``dropped_on`` is the day of posting."""

    __tablename__ = "mailing_recipient"
    __table_args__ = (Index("ix_mailing_recipient_customer_id", "customer_id"),)

    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailing.id"), primary_key=True)
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
    )
    wave: Mapped[int] = mapped_column(primary_key=True, server_default="1")
    dropped_on: Mapped[Day]
