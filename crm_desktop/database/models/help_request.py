"""An operator asks for help while talking; a supervisor whispers a word."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import CreatedAt, Id, Model, OptionalWords, UtcTime, Words


class HelpRequest(Model):
    """Somebody at a desk asks for help with the card that is open; ended when it is answered."""

    __tablename__ = "help_request"
    __table_args__ = (
        Index("ix_help_request_open", "asked_at", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[Id]
    operation_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )
    call_id: Mapped[int | None] = mapped_column(
        ForeignKey("call.id", ondelete="SET NULL"), index=True
    )
    word: Mapped[OptionalWords]
    asked_at: Mapped[CreatedAt]
    ended_at: Mapped[UtcTime | None]


class WhisperNote(Model):
    """A word that appears on one operator's card and nowhere else; no note of the customer."""

    __tablename__ = "whisper_note"
    __table_args__ = (
        Index("ix_whisper_note_unseen", "to_staff_id", postgresql_where=text("seen_at IS NULL")),
    )

    id: Mapped[Id]
    operation_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    from_staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    to_staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )
    body: Mapped[Words]
    written_at: Mapped[CreatedAt]
    seen_at: Mapped[UtcTime | None]
