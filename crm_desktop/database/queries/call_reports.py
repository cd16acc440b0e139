"""What phone systems reported of calls, as the call's state is worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ARRAY, Text, bindparam, column, func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.call import Call, CallReport
from crm_desktop.domain.call import CallDirection, CallEndedBy, CallEvent, CallResult
from crm_desktop.domain.no_number import NoNumberReason


@dataclass(frozen=True, slots=True)
class StoredCall:
    """The newest call with one id of one source, and its events without what came by wire."""

    row_id: int
    occurrence: int
    events: tuple[CallEvent, ...]


def stored_calls(session: Session, ids: Iterable[tuple[str, str]]) -> list[StoredCall]:
    """Return the calls with these ids of source and call; none for an id not seen before."""
    wanted_ids = dict.fromkeys(ids)
    parameters = {
        "sources": [source for source, _ in wanted_ids],
        "call_ids": [call_id for _, call_id in wanted_ids],
    }
    rows = session.execute(_STATEMENT, parameters).all()
    return [
        _stored_call(list(reports))
        for _, reports in groupby(rows, key=lambda row: (row.source, row.source_call_id))
    ]


def facts_of(event: CallEvent) -> dict[str, Any]:
    """Return what is kept of ``event`` beside its stage, time and wire form; empty is left out."""
    return {name: value for name in _FACTS if (value := getattr(event, name))}


def _stored_call(reports: list[Any]) -> StoredCall:
    newest = reports[-1].occurrence
    events = tuple(_events(row for row in reports if row.occurrence == newest))
    return StoredCall(reports[-1].id, newest, events)


def _events(rows: Iterable[Any]) -> Iterator[CallEvent]:
    for row in rows:
        facts: dict[str, Any] = {
            name: _KINDS[name](value) if name in _KINDS else value
            for name, value in row.facts.items()
        }
        yield CallEvent(
            row.source,
            row.source_call_id,
            row.stage,
            row.happened_at,
            event_key=row.event_key or "",
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
_WANTED = (
    func.unnest(bindparam("sources", type_=ARRAY(Text)), bindparam("call_ids", type_=ARRAY(Text)))
    .table_valued(column("source", Text), column("call_id", Text), name="wanted")
    .render_derived()
)
_STATEMENT = (
    select(
        Call.id,
        Call.source,
        Call.source_call_id,
        Call.occurrence,
        CallReport.stage,
        CallReport.happened_at,
        CallReport.event_key,
        CallReport.facts,
    )
    .join(_WANTED, (_WANTED.c.source == Call.source) & (_WANTED.c.call_id == Call.source_call_id))
    .join(CallReport, CallReport.call_id == Call.id)
    .order_by(Call.source, Call.source_call_id, Call.occurrence, CallReport.id)
)
