"""What the gateway and the desks do with calls."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.actions.call_rows import write_records
from crm_desktop.database.call_store import lock_calls
from crm_desktop.database.queries.call_reports import stored_calls
from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.call_record import CallRecord, records_after, telephones_of
from crm_desktop.domain.caller import without_withheld_number
from crm_desktop.errors.database import RecordGone

CHANNEL: Final = "call_step"
WRITER_LOCK: Final = 0x63616C6C
"""Key of the advisory lock that a transaction holds from before its first insert to its commit, so
that steps become visible in the order of their ids, whoever writes them."""


def record_call_event(session: Session, event: CallEvent) -> list[int]:
    """Store one event; see `record_call_events`."""
    return record_call_events(session, [event])


def record_call_events(session: Session, events: Sequence[CallEvent]) -> list[int]:
    """Store ``events`` in the order given and tell the desks; return the ids of the new steps.

    What changes nothing (a repetition, an answer after the hang-up) is not stored. The
    notifications leave with the commit and carry the newest id. Digits of a withheld number are
    never stored. Only one transaction at a time gets past the first statement: keep it short.
    """
    ids = [(event.source, event.call_id) for event in events]
    lock_calls(session, WRITER_LOCK)
    known = stored_calls(session, ids)
    records = records_after(
        [
            CallRecord(call.events, row_id=call.row_id, occurrence=call.occurrence)
            for call in known.calls
        ],
        [without_withheld_number(event) for event in events],
    )
    if not records:
        return []
    channels = [CHANNEL, *map(own_channel, telephones_of(records))]
    return write_records(session, records, line_names=known.line_names, channels=channels)


def own_channel(extension: str) -> str:
    """Return the channel on which only what concerns one telephone is notified.

    A name of a channel has 63 bytes at the most, and exchanges call telephones what they like.
    """
    return f"{CHANNEL}_{blake2b(extension.encode(), digest_size=16).hexdigest()}"


def mark_call_customer(session: Session, call_id: int, customer_id: int) -> str | None:
    """Note with which customer a call was had, as the operator chose; the card must be open.

    Returns the caller's number in E.164, None when there is none.

    Raises:
        RecordGone: there is no such call, or not for this login.
    """
    marked = session.execute(_MARK, {"call_id": call_id, "customer_id": customer_id}).one_or_none()
    if marked is None:
        raise RecordGone("call", call_id)
    return None if marked.called_from is None else str(marked.called_from)


def remember_caller_choice(session: Session, number: str, customer_id: int) -> None:
    """Make ``customer_id`` the first guess when ``number`` (E.164) calls again.

    The card must be open, and the number have called this telephone within the day.
    """
    session.execute(_REMEMBER, {"number": number, "customer_id": customer_id})


_MARK: Final = text("SELECT called_from FROM mark_call_customer(:call_id, :customer_id)")
_REMEMBER: Final = text("SELECT remember_caller(:number, :customer_id)")
