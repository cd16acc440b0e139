"""How the gateway's sources are, and what they last said: for whoever looks for a fault."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import (
    CreatedAt,
    Id,
    Kind,
    Model,
    OptionalWords,
    UtcTime,
    one_of,
)
from crm_desktop.domain.source_state import SourceState


class CallSourceState(Model):
    """One source of one gateway, as it is since ``since``; ``seen_at`` is when it last said so.

    ``kind`` is how it speaks (``ami``, ``zammad`` …). ``problem`` is the name of the error in the
    way, with its ``facts``; empty when there is none.
    """

    __tablename__ = "call_source_state"
    __table_args__ = (one_of("state", SourceState), UniqueConstraint("gateway", "name"))

    id: Mapped[Id]
    gateway: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[SourceState] = mapped_column(Kind(SourceState))
    since: Mapped[UtcTime]
    last_event_at: Mapped[UtcTime | None]
    problem: Mapped[OptionalWords]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    seen_at: Mapped[UtcTime]


class ReceivedEvent(Model):
    """One thing that a source said, and what was made of it, while somebody watches.

    ``raw`` is what came, ``understood`` the word for what it was taken for, ``why`` the word for
    why nothing was made of it; both may be empty. Kept for some days.
    """

    __tablename__ = "received_event"
    __table_args__ = (Index("ix_received_event_received_at", "received_at"),)

    id: Mapped[Id]
    source: Mapped[str] = mapped_column(Text)
    received_at: Mapped[CreatedAt]
    raw: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    understood: Mapped[OptionalWords]
    why: Mapped[OptionalWords]
    extension: Mapped[OptionalWords]
    call_id: Mapped[int | None] = mapped_column(
        ForeignKey("call.id", ondelete="SET NULL"), index=True
    )
