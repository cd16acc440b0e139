"""A presenter of a person's availability, with everything it looks at and tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from crm_desktop.actions.availability import AvailabilitySaid
from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.availability import Availability
from crm_desktop.ui.availability.presenter import AvailabilityPresenter, AvailabilityWork
from crm_desktop.ui.availability.state import AvailabilityRules, CategoryOwed
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)
READY, AFTER_CALL = Availability.READY, Availability.AFTER_CALL
AWAY, SIGNED_OUT = Availability.AWAY, Availability.SIGNED_OUT


class Desk:
    """A presenter, the clock it looks at, and what it stored, said and asked."""

    def __init__(self, jobs: Jobs, rules: AvailabilityRules) -> None:
        self.now = NOON
        self.rules = rules
        self.may_end = True
        self.unsettled: Exception | None = None
        self.error: Exception | None = None
        self.stored: list[AvailabilitySaid] = []
        self.failed: list[Exception] = []
        self.owed: list[CategoryOwed] = []
        self.presenter = AvailabilityPresenter(
            AvailabilityWork(self.load, self.store),
            jobs,
            now=lambda: self.now,
            may_end=lambda: self.may_end,
        )
        self.presenter.failed.connect(self.failed.append)
        self.presenter.category_owed.connect(self.owed.append)

    def load(self) -> AvailabilityRules:
        if self.unsettled is not None:
            raise self.unsettled
        return self.rules

    def store(self, said: AvailabilitySaid) -> None:
        if self.error is not None:
            raise self.error
        self.stored.append(said)

    def calls(self, **phases: CallPhase) -> None:
        """Let the desk have calls: ``c7=CallPhase.TALKING``."""
        calls = (DeskCall(int(name[1:]), phase, self.now) for name, phase in phases.items())
        self.presenter.on_calls(IncomingCallState(tuple(calls)))

    def talk(self, call_id: int = 7) -> None:
        """Have a call from ring to end; its card stays open."""
        for phase in CallPhase.RINGING, CallPhase.TALKING, CallPhase.ENDED:
            self.calls(**{f"c{call_id}": phase})

    @property
    def said(self) -> list[tuple[Availability, str]]:
        return [(said.state, said.reason) for said in self.stored]

    @property
    def state(self) -> tuple[Availability, str]:
        return self.presenter.state.state, self.presenter.state.reason


NewDesk = Callable[..., Desk]
