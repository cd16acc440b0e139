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
