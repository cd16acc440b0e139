"""Calls: what the phone systems reported, what follows from it, and what the desks are told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, func, text
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
from crm_desktop.domain.call import CallDirection, CallEndedBy, CallResult, CallStage, LegOutcome
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.domain.no_number import NoNumberReason


class Call(Model):
    """One call from its first ring to its end, whichever desks it went through.

    ``caller`` is the outside number in E.164, or empty with ``no_number_reason`` saying why; the
    digits of a withheld number are never here. ``result`` is empty while the call goes on.
    ``occurrence`` counts the calls to which a phone system gave the same id, from 1.
    ``reported_by`` is the login that wrote the call: what a desk reports of itself is not trusted.
    """

    __tablename__ = "call"
    __table_args__ = (
        one_of("direction", CallDirection),
        one_of("result", CallResult),
        one_of("ended_by", CallEndedBy),
        one_of("no_number_reason", NoNumberReason),
        CheckConstraint(r"caller ~ '^\+[0-9]{3,15}$'", name="e164"),
        CheckConstraint(
            "caller IS NULL OR no_number_reason IS NULL", name="withheld_has_no_number"
        ),
        CheckConstraint("(result IS NULL) = (ended_at IS NULL)", name="ended_has_result"),
        UniqueConstraint("source", "source_call_id", "occurrence"),
        Index("ix_call_caller_began_at", "caller", "began_at"),
        Index("ix_call_customer_id_began_at", "customer_id", "began_at"),
        Index("ix_call_began_at", "began_at"),
        Index(
            "ix_call_unassigned_caller",
            "caller",
            "began_at",
            "id",
            postgresql_where=text("customer_id IS NULL"),
        ),
        Index("ix_call_going_on", "began_at", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[Id]
    source: Mapped[str] = mapped_column(Text)
    source_call_id: Mapped[str] = mapped_column(Text)
    occurrence: Mapped[int] = mapped_column(server_default=text("1"))
    direction: Mapped[CallDirection] = mapped_column(Kind(CallDirection))
    caller_raw: Mapped[OptionalWords]
    caller: Mapped[str | None] = mapped_column(Text)
    no_number_reason: Mapped[NoNumberReason | None] = mapped_column(Kind(NoNumberReason))
    called_raw: Mapped[OptionalWords]
    line_name: Mapped[OptionalWords]
    queue: Mapped[OptionalWords]
    began_at: Mapped[UtcTime]
    answered_at: Mapped[UtcTime | None]
    ended_at: Mapped[UtcTime | None]
    result: Mapped[CallResult | None] = mapped_column(Kind(CallResult))
    ended_by: Mapped[CallEndedBy | None] = mapped_column(Kind(CallEndedBy))
    cause: Mapped[OptionalWords]
    recording_url: Mapped[OptionalWords]
    reported_by: Mapped[str] = mapped_column(Text, server_default=func.session_user())
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id", ondelete="SET NULL"))


class CallLeg(Model):
    """One telephone that rang or talked in a call. ``outcome`` is empty while it goes on."""

    __tablename__ = "call_leg"
    __table_args__ = (
        one_of("outcome", LegOutcome),
        UniqueConstraint("call_id", "source_leg_id"),
        Index("ix_call_leg_extension_id", "extension", "id"),
        Index("ix_call_leg_going_on", "extension", postgresql_where=text("ended_at IS NULL")),
        Index(
            "ix_call_leg_answered_at",
            "answered_at",
            postgresql_where=text("answered_at IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    source_leg_id: Mapped[str] = mapped_column(Text)
    extension: Mapped[OptionalWords]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    rang_at: Mapped[UtcTime | None]
    answered_at: Mapped[UtcTime | None]
    ended_at: Mapped[UtcTime | None]
    outcome: Mapped[LegOutcome | None] = mapped_column(Kind(LegOutcome))


class CallReport(Model):
    """One event as a phone system reported it; the call and its legs are worked out from these.

    Only events that changed something, or still may, are kept, as long as their call. ``facts`` is
    what was told beside stage and time; ``event_key`` the source's own id of the event where it
    has one. ``raw`` is what came over the wire, for the support screen; it is emptied after some
    days.
    """

    __tablename__ = "call_report"
    __table_args__ = (
        one_of("stage", CallStage),
        UniqueConstraint("call_id", "event_key"),
        Index(
            "ix_call_report_recorded_at", "recorded_at", postgresql_where=text("raw IS NOT NULL")
        ),
    )

    id: Mapped[Id]
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    event_key: Mapped[str | None] = mapped_column(Text)
    stage: Mapped[CallStage] = mapped_column(Kind(CallStage))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    happened_at: Mapped[UtcTime]
    recorded_at: Mapped[CreatedAt]
    raw: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class CallStep(Model):
    """One change at one telephone, or of the whole call where ``extension`` is empty.

    Never updated. Desks read the rows newer than they have seen, so ids must become visible in
    their order: only ``actions/calls.py`` inserts here, one writer at a time.
    """

    __tablename__ = "call_step"
    __table_args__ = (
        one_of("stage", CallStage),
        one_of("outcome", LegOutcome),
        Index("ix_call_step_call_id_id", "call_id", "id"),
    )

    id: Mapped[Id]
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    stage: Mapped[CallStage] = mapped_column(Kind(CallStage))
    extension: Mapped[OptionalWords]
    outcome: Mapped[LegOutcome | None] = mapped_column(Kind(LegOutcome))
    happened_at: Mapped[UtcTime]
    recorded_at: Mapped[CreatedAt]


class MissedCallDone(Model):
    """A missed call that nobody need call back any more, although nobody has spoken to the caller.

    It settles all missed calls of the caller up to ``done_at``.
    """

    __tablename__ = "missed_call_done"
    __table_args__ = (one_of("reason", MissedCallSettled),)

    call_id: Mapped[int] = mapped_column(
        ForeignKey("call.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    reason: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[CreatedAt]
