"""What the office believes to go on at an exchange, for a source that begins to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.calls import calls_begun_before
from crm_desktop.telephony.exchange_link import StoredCall


def stored_calls_of(source: str, database: Database) -> Callable[[], Iterable[StoredCall]]:
    """Return what reads the calls of ``source`` that have not ended; it may raise `CrmError`."""

    def stored_calls() -> Iterable[StoredCall]:
        with database.asking() as session:
            going_on = calls_begun_before(session, datetime.now(UTC), limit=5_000)
        return [
            StoredCall(call.source_call_id, call.began_at)
            for call in going_on
            if call.source == source
        ]

    return stored_calls
