"""How each source of calls is, for whoever looks for a fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from crm_desktop.domain.source_state import SourceReport, SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.told import facts_to_tell


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source, so since ``since``; ``last_event_at`` None: it has told of nothing yet.

    ``kind`` is how it speaks (``ami``, ``zammad`` …). ``problem`` is what is in the way: while
    the state is `PROBLEM` of all calls, otherwise of some (a missing right, a clock apart).
    """

    name: str
    kind: str
    state: SourceState
    since: datetime
    last_event_at: datetime | None = None
    problem: CrmError | None = None


def report_of(health: SourceHealth) -> SourceReport:
    """Return ``health`` as it is told to other programs."""
    problem = health.problem
    return SourceReport(
        health.name,
        health.kind,
        health.state,
        health.since,
        health.last_event_at,
        problem=type(problem).__name__ if problem else "",
        facts=facts_to_tell(problem) if problem else {},
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SourceNotes:
    """Keeps the health of one source, which says what happens to it."""

    def __init__(self, name: str, kind: str, *, now: Callable[[], datetime] = _utc_now) -> None:
        """Begin connecting, now."""
        self._now = now
        self.health = SourceHealth(name, kind, SourceState.CONNECTING, now())

    def is_now(self, state: SourceState, problem: CrmError | None = None) -> None:
        """Note that the source is so; since when stays as long as the state does."""
        since = self.health.since if state is self.health.state else self._now()
        self.health = replace(self.health, state=state, since=since, problem=problem)

    def heard(self) -> None:
        """Note that the source told of something, just now."""
        self.health = replace(self.health, last_event_at=self._now())
