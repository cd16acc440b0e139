"""What phone systems reported of calls, as the call's state is worked out from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from sqlalchemy.orm import Session

from crm_desktop.database.call_store import Row, read_calls
from crm_desktop.domain.call import CallDirection, CallEndedBy, CallEvent, CallResult, CallStage
from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.no_number import NoNumberReason


@dataclass(frozen=True, slots=True)
class StoredCall:
    """The newest call with one id of one source, and its events without what came by wire."""

    row_id: int
    occurrence: int
    events: tuple[CallEvent, ...]


@dataclass(frozen=True, slots=True)
class StoredCalls:
    """The calls that were known, and what the office calls its lines, as `lines_named` reads it."""

    calls: tuple[StoredCall, ...]
    line_names: str


def stored_calls(session: Session, ids: Iterable[tuple[str, str]]) -> StoredCalls:
    """Return the calls with these ids of source and call; none for an id not seen before."""
    rows = read_calls(session, list(dict.fromkeys(ids)))
    known = [row for row in rows if row["id"] is not None]
    by_call = groupby(known, lambda row: row["id"])
    calls = tuple(_stored_call(list(reports)) for _, reports in by_call)
    return StoredCalls(calls, (rows[0]["line_names"] or "") if rows else "")


@lru_cache(maxsize=4)
def lines_named(setting: str) -> dict[str, str]:
    """Return the names of lines by E.164 and as written, from the office's setting as JSON."""
    written = json.loads(setting) if setting else None
    if not isinstance(written, dict):
        return {}
    names = {str(number): str(name) for number, name in written.items()}
    return names | {read_caller(number).number or number: name for number, name in names.items()}


def facts_of(event: CallEvent) -> dict[str, Any]:
    """Return what is kept of ``event`` beside its stage, time and wire form; empty is left out."""
    return {name: value for name in _FACTS if (value := getattr(event, name))}


def _stored_call(reports: Sequence[Row]) -> StoredCall:
    events = tuple(_event(row) for row in reports if row["stage"] is not None)
    return StoredCall(reports[0]["id"], reports[0]["occurrence"], events)


def _event(row: Row) -> CallEvent:
    facts: Row = {
        name: _KINDS[name](value) if name in _KINDS else value
        for name, value in row["facts"].items()
    }
    return CallEvent(
        row["source"],
        row["call_id"],
        CallStage(row["stage"]),
        row["happened_at"],
        event_key=row["event_key"] or "",
        **facts,
    )


_KINDS: Final[dict[str, type[StrEnum]]] = {
    "direction": CallDirection,
    "no_number_reason": NoNumberReason,
    "result": CallResult,
    "ended_by": CallEndedBy,
}
_FACTS: Final = (
    *_KINDS,
    "leg_id",
    "extension",
    "caller_raw",
    "caller",
    "called_raw",
    "queue",
    "cause",
    "recording_url",
)
