"""Numbers that desks ask to be dialled."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import CreatedAt, Id, Kind, Model, OptionalWords, one_of
from crm_desktop.domain.dial_request import DialState, NumberShown


class DialRequest(Model):
    """One number that is to be dialled for one telephone.

    ``number`` is E.164. ``customer_id`` is whose card it was started from; the call that comes of
    it is noted with them and becomes ``call_id``. ``dialler`` is what dials it: the name of an
    exchange, ``link`` or ``url``. ``problem`` is a word for why it FAILED, empty otherwise.
    """

    __tablename__ = "dial_request"
    __table_args__ = (
        one_of("state", DialState),
        one_of("number_shown", NumberShown),
        CheckConstraint(r"number ~ '^\+[0-9]{3,15}$'", name="e164"),
        UniqueConstraint("operation_id"),
        Index("ix_dial_request_number_asked_at", "number", "asked_at"),
        Index("ix_dial_request_asked", "id", postgresql_where=text("state = 'asked'")),
    )

    id: Mapped[Id]
    operation_id: Mapped[uuid.UUID]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    extension: Mapped[OptionalWords]
    number: Mapped[str] = mapped_column(Text)
    number_shown: Mapped[NumberShown] = mapped_column(
        Kind(NumberShown), server_default=NumberShown.AS_USUAL
    )
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", ondelete="SET NULL"), index=True
    )
    dialler: Mapped[str] = mapped_column(Text)
    state: Mapped[DialState] = mapped_column(Kind(DialState), server_default=DialState.ASKED)
    problem: Mapped[OptionalWords]
    call_id: Mapped[int | None] = mapped_column(
        ForeignKey("call.id", ondelete="SET NULL"), index=True
    )
    asked_at: Mapped[CreatedAt]
