"""What the gateway tells of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from crm_desktop.database.models.call_source import CallSourceState
from crm_desktop.domain.source_state import SourceReport

CHANNEL: Final = "call_source"
FORGOTTEN_AFTER: Final = timedelta(days=1)
"""A gateway that has said nothing for so long is not expected back."""


def report_sources(session: Session, place: str, reports: Sequence[SourceReport]) -> datetime:
    """Write down how all sources of the gateway at ``place`` (computer and port) are.

    Desks are told where that is new. Rows of gateways gone for long are removed, by one gateway at
    a time: after a weekend they would remove each other's. Returns the time by the clock of the
    database.
    """
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    gateway = session.scalars(_GATEWAY, {"place": place}).one()
    before = {name: tuple(told) for name, *told in session.execute(_ROWS, {"gateway": gateway})}
    changed = [report for report in reports if before.get(report.name) != _told(report)]
    if reports:
        session.execute(_WRITE, [_row(gateway, report) for report in reports])
    names = [report.name for report in reports]
    session.execute(
        delete(CallSourceState).where(
            CallSourceState.gateway == gateway, CallSourceState.name.not_in(names)
        )
    )
    session.execute(
        delete(CallSourceState).where(CallSourceState.seen_at < func.now() - FORGOTTEN_AFTER)
    )
    if changed or before.keys() - set(names):
        session.execute(select(func.pg_notify(CHANNEL, gateway)))
    return session.scalars(select(func.now())).one()


def _told(report: SourceReport) -> tuple[object, ...]:
    """Return what desks show of a source, but what is always new."""
    return report.kind, report.state, report.since, report.problem


def _row(gateway: str, report: SourceReport) -> dict[str, Any]:
    return {
        "gateway": gateway,
        "name": report.name,
        "kind": report.kind,
        "state": report.state,
        "since": report.since,
        "last_event_at": report.last_event_at,
        "problem": report.problem,
        "facts": dict(report.facts),
    }


_LOCK: Final = 0x736F7572  # "sour"
_GATEWAY: Final = text("SELECT SESSION_USER::text || '@' || :place")
_ROWS: Final = select(
    CallSourceState.name,
    CallSourceState.kind,
    CallSourceState.state,
    CallSourceState.since,
    CallSourceState.problem,
).where(CallSourceState.gateway == text(":gateway"))
_NEW: Final = insert(CallSourceState).values(seen_at=func.now())
_WRITE: Final = _NEW.on_conflict_do_update(
    index_elements=["gateway", "name"],
    set_={
        "kind": _NEW.excluded.kind,
        "state": _NEW.excluded.state,
        "since": _NEW.excluded.since,
        "last_event_at": _NEW.excluded.last_event_at,
        "problem": _NEW.excluded.problem,
        "facts": _NEW.excluded.facts,
        "seen_at": func.now(),
    },
)
