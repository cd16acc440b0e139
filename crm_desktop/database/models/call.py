"""Calls as the phone systems reported them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import (
    CreatedAt,
    Id,
    Model,
    OptionalWords,
    UtcTime,
    one_of,
)
from crm_desktop.domain.call import CallDirection, CallResult, CallStage
from crm_desktop.domain.no_number import NoNumberReason


class Call(Model):
    """One call from its first ring to its end, whichever desks it went through.

    ``caller`` is the outside number in E.164, or empty with ``no_number_reason`` saying why.
    ``result`` is empty while the call goes on.
    """

    __tablename__ = "call"
    __table_args__ = (
        one_of("direction", CallDirection),
        one_of("result", CallResult),
        one_of("no_number_reason", NoNumberReason),
        CheckConstraint(r"caller ~ '^\+[0-9]{3,15}$'", name="e164"),
        UniqueConstraint("source", "source_call_id"),
        Index("ix_call_caller_began_at", "caller", "began_at"),
        Index("ix_call_customer_id_began_at", "customer_id", "began_at"),
        Index("ix_call_began_at", "began_at"),
    )

    id: Mapped[Id]
    source: Mapped[str] = mapped_column(Text)
    source_call_id: Mapped[str] = mapped_column(Text)
    direction: Mapped[str] = mapped_column(Text)
    caller_raw: Mapped[OptionalWords]
    caller: Mapped[str | None] = mapped_column(Text)
    no_number_reason: Mapped[str | None] = mapped_column(Text)
    called_raw: Mapped[OptionalWords]
    line_name: Mapped[OptionalWords]
    queue: Mapped[OptionalWords]
    began_at: Mapped[UtcTime]
    answered_at: Mapped[UtcTime | None]
    ended_at: Mapped[UtcTime | None]
    result: Mapped[str | None] = mapped_column(Text)
    ended_by: Mapped[OptionalWords]
    cause: Mapped[OptionalWords]
    recording_url: Mapped[OptionalWords]
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id", ondelete="SET NULL"))


class CallLeg(Model):
    """One telephone that rang or talked in a call."""

    __tablename__ = "call_leg"
    __table_args__ = (
        UniqueConstraint("call_id", "source_leg_id"),
        Index("ix_call_leg_extension_rang_at", "extension", "rang_at"),
    )

    id: Mapped[Id]
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    source_leg_id: Mapped[str] = mapped_column(Text)
    extension: Mapped[OptionalWords]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    rang_at: Mapped[UtcTime | None]
    answered_at: Mapped[UtcTime | None]
    ended_at: Mapped[UtcTime | None]
    outcome: Mapped[OptionalWords]


class CallStep(Model):
    """One reported step of one call; never updated. Desks read the ones newer than they have seen.

    ``event_key`` is made of what tells one event from another, so a repeated event is one row.
    """

    __tablename__ = "call_step"
    __table_args__ = (one_of("stage", CallStage), UniqueConstraint("event_key"))

    id: Mapped[Id]
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"), index=True)
    event_key: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(Text)
    extension: Mapped[OptionalWords]
    happened_at: Mapped[UtcTime]
    recorded_at: Mapped[CreatedAt]
    raw: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
