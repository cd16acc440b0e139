"""Asks what somebody opened on a day: first on record, then answered."""

from __future__ import annotations

from datetime import date

from crm_desktop.actions.access_history import refusal_of
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.access_history import HistoryOutcome
from crm_desktop.database.queries.openings import (
    OpenedCard,
    note_openings_question,
    what_was_opened,
)


def read_opened_cards(
    database: Database, login: str, day: date, *, before: OpenedCard | None = None, most: int = 500
) -> tuple[OpenedCard, ...]:
    """Return what ``login`` opened on ``day`` of Japan, newest first, at most ``most`` and 1,000.

    With ``before`` those that were opened before it: a next page, asked for and recorded anew.

    Raises:
        RightMissing, PasswordDue, StaffUnknown: this login may not ask; that is on record too.
    """
    with database.writing() as session:
        outcome, asking = note_openings_question(session, login, day)
    if outcome is not HistoryOutcome.NOTED:
        raise refusal_of(outcome, asking)
    with database.reading() as session:
        return tuple(what_was_opened(session, login, day, before=before, most=most))
