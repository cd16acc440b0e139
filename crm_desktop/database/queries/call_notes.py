"""Questions asked about what was written in a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.call import CallLeg
from crm_desktop.database.models.note import ContactNote
from crm_desktop.database.models.staff import Staff

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class ColleagueInCall:
    """A colleague who talked in a call before; ``notes`` are those saved, the first first."""

    staff_id: int
    name: str
    answered_at: datetime
    notes: tuple[str, ...] = ()


def colleagues_in_call(session: Session, call_id: int, *, but: int | None) -> list[ColleagueInCall]:
    """Return who has answered in the call, in their order, with what they wrote.

    ``but`` is the id of who asks, and is left out. Calls that this login does not see have no
    colleagues; notes are told with the open card only.
    """
    first_answer = func.min(CallLeg.answered_at)
    statement = (
        select(Staff.id, Staff.name, first_answer)
        .join(CallLeg, CallLeg.staff_id == Staff.id)
        .where(CallLeg.call_id == call_id, CallLeg.answered_at.is_not(None))
        .where(Staff.id.is_distinct_from(but))
        .group_by(Staff.id, Staff.name)
        .order_by(first_answer, Staff.id)
        .limit(MOST)
    )
    found = session.execute(statement).all()
    notes = _notes(session, call_id) if found else {}
    return [
        ColleagueInCall(staff_id, name, answered_at, tuple(notes.get(staff_id, ())))
        for staff_id, name, answered_at in found
        if answered_at is not None
    ]


def note_revisions(session: Session, call_id: int, customer_id: int) -> dict[int, int]:
    """Return the revision of each note of the call with the customer, by its id."""
    of_call = and_(ContactNote.call_id == call_id, ContactNote.customer_id == customer_id)
    statement = select(ContactNote.id, ContactNote.revision).where(of_call).limit(MOST)
    return {row.id: row.revision for row in session.execute(statement)}


def customer_of_note(session: Session, operation_id: UUID) -> int | None:
    """Return whose card a note of one's own stands on by now, None where it is not stored."""
    return session.scalar(select(func.customer_of_note(operation_id)))


def _notes(session: Session, call_id: int) -> dict[int | None, list[str]]:
    statement = (
        select(ContactNote.staff_id, ContactNote.body)
        .where(ContactNote.call_id == call_id, ContactNote.body != "")
        .order_by(ContactNote.happened_at, ContactNote.id)
        .limit(MOST)
    )
    by_staff: dict[int | None, list[str]] = {}
    for row in session.execute(statement):
        by_staff.setdefault(row.staff_id, []).append(row.body)
    return by_staff
