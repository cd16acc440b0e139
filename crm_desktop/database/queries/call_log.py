"""The call log: which calls there were, and how each came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from crm_desktop.database.models.base import Kind
from crm_desktop.database.models.note import ContactNote, NoteCategory
from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.call import CallDirection, CallEndedBy, CallResult, LegOutcome
from crm_desktop.domain.call_filter import CallFilter, call_words
from crm_desktop.domain.no_number import NoNumberReason

PAGE: Final = 200
MOST_LOGGED: Final = 1000


@dataclass(frozen=True, slots=True)
class LoggedLeg:
    """One telephone of a call; ``staff_name`` is empty where it is nobody's."""

    extension: str
    staff_name: str
    rang_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: LegOutcome | None


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """One call. ``caller`` is the outside number in E.164, whoever dialled.

    ``caller_raw`` is only there when it could not be read as a number and none was kept back.
    ``customer_id`` is who may be named: chosen for the call or the number, or the only one who has
    it. ``legs`` in the order in which they rang.
    """

    call_id: int
    direction: CallDirection
    caller: str | None
    no_number_reason: NoNumberReason | None
    caller_raw: str
    line_name: str
    called_raw: str
    queue: str
    began_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    result: CallResult | None
    ended_by: CallEndedBy | None
    cause: str
    recording_url: str
    customer_id: int | None
    customer_name: str
    customer_kana: str
    legs: tuple[LoggedLeg, ...] = ()


@dataclass(frozen=True, slots=True)
class CallLogWish:
    """Which calls: of one's own telephone or, for supervisors, the ``floor``; a span of time.

    The span begins with ``since`` and ends before ``until``, both aware. ``before`` is the call
    behind which a further page begins; ``most`` at most `MOST_LOGGED`.
    """

    floor: bool
    since: datetime
    until: datetime
    filter: CallFilter = field(default_factory=CallFilter)
    before: LoggedCall | None = None
    most: int = PAGE


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at whose telephone calls ring."""

    staff_id: int
    name: str
    extension: str


@dataclass(frozen=True, slots=True)
class CallNote:
    """What somebody wrote of a call; ``category`` is empty where none was chosen."""

    happened_at: datetime
    staff_name: str
    category: str
    body: str


def logged_calls(session: Session, wish: CallLogWish) -> list[LoggedCall]:
    """Return the newest calls that are wanted, newest first. Nothing is opened or recorded."""
    wanted, words = wish.filter, call_words(wish.filter.words)
    before = wish.before
    rows = session.execute(
        _CALL_LOG,
        {
            "floor": wish.floor,
            "since": wish.since,
            "until": wish.until,
            "wanted": {
                "direction": wanted.direction or "",
                "result": wanted.result,
                "digits": words.digits,
                "name": words.name,
                "kana": words.kana,
                "staff": wanted.staff_id,
                "queue": wanted.queue,
            },
            "before_at": None if before is None else before.began_at,
            "before_id": None if before is None else before.call_id,
            "most": wish.most,
        },
    )
    return [LoggedCall(*(*row[:-1], _legs(row[-1]))) for row in rows]


def telephones_people(session: Session, *, limit: int = 500) -> list[Colleague]:
    """Return who works here and has a telephone, by extension."""
    statement = (
        select(Staff.id, Staff.name, Staff.extension)
        .where(Staff.active, Staff.extension != "")
        .order_by(Staff.extension, Staff.id)
        .limit(limit)
    )
    rows = session.execute(statement)
    return [Colleague(staff_id, name, extension or "") for staff_id, name, extension in rows]


def notes_of_call(session: Session, call_id: int, *, limit: int = 20) -> list[CallNote]:
    """Return what was written of a call, oldest first; only of customers whose card is open."""
    statement = (
        select(
            ContactNote.happened_at,
            Staff.name,
            NoteCategory.label_ja,
            ContactNote.body,
        )
        .outerjoin(Staff, Staff.id == ContactNote.staff_id)
        .outerjoin(NoteCategory, NoteCategory.id == ContactNote.category_id)
        .where(ContactNote.call_id == call_id)
        .order_by(ContactNote.happened_at, ContactNote.id)
        .limit(limit)
    )
    rows = session.execute(statement)
    return [CallNote(at, staff or "", category or "", body) for at, staff, category, body in rows]


def _legs(found: Sequence[Sequence[Any]] | None) -> tuple[LoggedLeg, ...]:
    return tuple(
        LoggedLeg(
            extension,
            staff_name,
            _moment(rang_at),
            _moment(answered_at),
            _moment(ended_at),
            None if outcome is None else LegOutcome(outcome),
        )
        for extension, staff_name, rang_at, answered_at, ended_at, outcome in found or ()
    )


def _moment(told: str | None) -> datetime | None:
    return None if told is None else datetime.fromisoformat(told)


_CALL_LOG: Final = (
    text("""
SELECT call_id, direction, caller, no_number_reason, caller_raw, line_name, called_raw, queue,
       began_at, answered_at, ended_at, result, ended_by, cause, recording_url, customer_id,
       customer_name, customer_kana, legs
  FROM call_log(:floor, :since, :until, :wanted, :before_at, :before_id, :most)
""")
    .bindparams(bindparam("wanted", type_=JSONB))
    .columns(
        direction=Kind(CallDirection),
        no_number_reason=Kind(NoNumberReason),
        result=Kind(CallResult),
        ended_by=Kind(CallEndedBy),
        legs=JSONB,
    )
)
