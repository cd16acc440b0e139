"""Questions asked about the callers whom the office does not want to speak to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import Staff
from crm_desktop.database.models.unwanted_caller import UnwantedCaller
from crm_desktop.domain.unwanted import UnwantedAction, UnwantedRule


@dataclass(frozen=True, slots=True)
class UnwantedRow:
    """One caller of the list with who put it there, "" when that is not known."""

    unwanted_id: int
    revision: int
    pattern: str
    action: UnwantedAction
    reason: str
    staff_name: str
    created_at: datetime


def unwanted_callers(session: Session, *, limit: int = 1000) -> list[UnwantedRow]:
    """Return the list, newest first; supervisors only, for others it is empty or refused."""
    statement = (
        select(
            UnwantedCaller.id,
            UnwantedCaller.revision,
            UnwantedCaller.pattern,
            UnwantedCaller.action,
            UnwantedCaller.reason,
            Staff.name,
            UnwantedCaller.created_at,
        )
        .outerjoin(Staff, Staff.id == UnwantedCaller.staff_id)
        .order_by(UnwantedCaller.created_at.desc(), UnwantedCaller.id.desc())
        .limit(limit)
    )
    return [
        UnwantedRow(
            row.id,
            row.revision,
            row.pattern,
            UnwantedAction(row.action),
            row.reason,
            row.name or "",
            row.created_at,
        )
        for row in session.execute(statement)
    ]


def unwanted_rules(session: Session) -> list[UnwantedRule]:
    """Return the rules without their reasons, as the gateway heeds them."""
    statement = select(UnwantedCaller.pattern, UnwantedCaller.action).order_by(UnwantedCaller.id)
    return [
        UnwantedRule(row.pattern, UnwantedAction(row.action)) for row in session.execute(statement)
    ]


def unwanted_reason(session: Session, call_id: int) -> UnwantedRule | None:
    """Return why the caller of a call is unwanted; None when not, or when the call is not shown."""
    row = session.execute(_REASON, {"call_id": call_id}).one_or_none()
    return (
        None if row is None else UnwantedRule(row.pattern, UnwantedAction(row.action), row.reason)
    )


_REASON: Final = text("SELECT pattern, reason, action FROM unwanted_reason(:call_id)")
