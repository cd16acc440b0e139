"""What the call log asks of the database: each question opens a session of its own.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.call_log import (
    CallLogWish,
    CallNote,
    Colleague,
    LoggedCall,
    logged_calls,
    notes_of_call,
    telephones_people,
)
from crm_desktop.ui.call_log.presenter import CallLogWork, CallsWanted


class CallLogQuestions:
    """Days are those of ``zone``; None is this PC's."""

    def __init__(self, database: Database, zone: tzinfo | None) -> None:
        self._database = database
        self._zone = zone

    def of_log(self) -> CallLogWork:
        """Return what the page asks."""
        return CallLogWork(self.read_calls, self.read_notes, self.read_colleagues)

    def read_calls(self, wanted: CallsWanted) -> list[LoggedCall]:
        """Return a page of the calls of some days, newest first."""
        wish = CallLogWish(
            floor=wanted.floor,
            since=self._begin_of(wanted.first_on),
            until=self._begin_of(wanted.last_on + timedelta(days=1)),
            filter=wanted.filter,
            before=wanted.before,
        )
        with self._database.reading() as session:
            return logged_calls(session, wish)

    def read_notes(self, call_id: int) -> list[CallNote]:
        """Return what was written of a call, as far as the card is open."""
        with self._database.reading() as session:
            return notes_of_call(session, call_id)

    def read_colleagues(self) -> list[Colleague]:
        """Return who has a telephone."""
        with self._database.reading() as session:
            return telephones_people(session)

    def _begin_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone).astimezone(self._zone)
