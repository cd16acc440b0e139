"""How the gateways and their sources are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Double, cast, extract, func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.call_source import CallSourceState
from crm_desktop.domain.source_state import GATEWAY_KIND, SourceState


@dataclass(frozen=True, slots=True)
class SourceStateRow:
    """One source as its gateway last told; the gateway itself is one without a name.

    ``gateway`` is ``login@computer:port``, ``silent_s`` the seconds since it last said anything,
    by the clock of the database. ``problem`` is the name of an error with its ``facts``, or empty.
    """

    gateway: str
    name: str
    kind: str
    state: SourceState
    since: datetime
    last_event_at: datetime | None
    problem: str
    facts: Mapping[str, Any]
    seen_at: datetime
    silent_s: float

    @property
    def is_gateway(self) -> bool:
        """Whether it is the gateway itself."""
        return self.kind == GATEWAY_KIND


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """One thing that a source said, as this login may see it; see `Received` of the actions.

    ``source`` is empty for what the gateway itself has to say.
    """

    event_id: int
    source: str
    received_at: datetime
    raw: Mapping[str, str]
    understood: str
    why: str
    extension: str
    call_id: int | None


def received_after(session: Session, event_id: int, *, limit: int = 500) -> list[ReceivedRow]:
    """Return the newest that was received after ``event_id``, oldest first; of an hour at most.

    Raises:
        RightMissing: the login is neither a supervisor nor an administrator.
    """
    received = func.received_events(event_id, limit).table_valued(
        "id", "source", "received_at", "raw", "understood", "why", "extension", "call_id"
    )
    return [ReceivedRow(*row) for row in session.execute(select(received).order_by(received.c.id))]


def events_are_watched(session: Session) -> bool:
    """Tell whether somebody watches what is received; for gateways."""
    return session.scalars(select(func.events_are_watched())).one() is True


def call_sources(session: Session) -> list[SourceStateRow]:
    """Return all sources, each gateway before its own; empty where no gateway has ever run."""
    statement = select(
        CallSourceState.gateway,
        CallSourceState.name,
        CallSourceState.kind,
        CallSourceState.state,
        CallSourceState.since,
        CallSourceState.last_event_at,
        CallSourceState.problem,
        CallSourceState.facts,
        CallSourceState.seen_at,
        cast(extract("epoch", func.now() - CallSourceState.seen_at), Double),
    ).order_by(CallSourceState.gateway, CallSourceState.name, CallSourceState.id)
    return [SourceStateRow(*row) for row in session.execute(statement)]
