"""Asks who looked at a card: first on record, then answered."""

from __future__ import annotations

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.access_history import (
    CardLook,
    HistoryOutcome,
    note_question,
    who_looked,
)
from crm_desktop.errors.access import PasswordDue, RightMissing, StaffUnknown
from crm_desktop.errors.base import CrmError


def read_access_history(database: Database, customer_id: int) -> tuple[CardLook, ...]:
    """Return what was done with a customer's card, newest first, at most 500 entries.

    The first of them is the question itself.

    Raises:
        RightMissing, PasswordDue, StaffUnknown: this login may not ask; that is on record too.
    """
    with database.writing() as session:
        outcome, login = note_question(session, customer_id)
    if outcome is not HistoryOutcome.NOTED:
        raise refusal_of(outcome, login)
    with database.reading() as session:
        return tuple(who_looked(session, customer_id))


def refusal_of(outcome: HistoryOutcome, login: str) -> CrmError:
    """Return why ``login`` is not told what is on record."""
    match outcome:
        case HistoryOutcome.NOT_STAFF:
            return StaffUnknown(login)
        case HistoryOutcome.PASSWORD_DUE:
            return PasswordDue()
        case _:
            return RightMissing("only a supervisor may ask what is on record")
