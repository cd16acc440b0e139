"""Who looked at a card; the database decides who may ask, and records that it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session


class HistoryOutcome(StrEnum):
    """What the database answers to whoever wants to ask."""

    NOTED = "noted"
    NOT_ALLOWED = "not_allowed"
    NOT_STAFF = "not_staff"
    PASSWORD_DUE = "password_due"  # noqa: S105 - not a password


@dataclass(frozen=True, slots=True)
class CardLook:
    """One thing that somebody did with a card.

    ``action`` is what the record calls it (open, refuse, insert, update, delete, export, history),
    ``subject`` the table it is about. ``what`` is the outcome of a refusal, ``why`` the reason of
    an opening or an export, ``columns`` what a change changed; each empty where it has no meaning.
    ``staff_name`` is empty for a login that belongs to nobody.
    """

    entry_id: int
    happened_at: datetime
    login: str
    staff_name: str
    action: str
    subject: str
    what: str
    why: str
    columns: tuple[str, ...]
    call_id: int | None
    program: str


@dataclass(frozen=True, slots=True)
class OwnOpening:
    """A card that whoever asks has opened; ``counted`` towards the hourly limit or not."""

    happened_at: datetime
    customer_id: int
    why: str
    call_id: int | None
    counted: bool


def note_question(session: Session, customer_id: int) -> tuple[HistoryOutcome, str]:
    """Have it recorded that the history is asked for; return the outcome, and whose login asks.

    A session of ``Database.writing``; let it commit whatever the outcome is.
    """
    asked = select(func.history_noted(customer_id), func.session_user())
    outcome, login = session.execute(asked).one()
    return HistoryOutcome(outcome), login


def who_looked(session: Session, customer_id: int, *, most: int = 500) -> list[CardLook]:
    """Return what was done with a card, newest first; at most 1000.

    Within a minute of `note_question`, in a transaction that has written nothing.

    Raises:
        RightMissing: the question was not recorded, or the login is no supervisor.
    """
    columns = tuple(CardLook.__dataclass_fields__)
    found = func.who_looked(customer_id, most).table_valued(*columns)
    return [
        CardLook(**{**row, "columns": tuple(row["columns"])})
        for row in session.execute(select(found)).mappings()
    ]


def my_openings_today(session: Session) -> list[OwnOpening]:
    """Return the cards that this login opened since midnight in Japan, newest first."""
    columns = tuple(OwnOpening.__dataclass_fields__)
    found = func.my_openings_today().table_valued(*columns)
    return [OwnOpening(*row) for row in session.execute(select(found))]
