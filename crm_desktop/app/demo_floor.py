"""The other desks of the demo, so that the floor lives: each is signed in, as a desk is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from random import Random
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.availability import AvailabilitySaid, set_availability
from crm_desktop.actions.calls import record_call_events
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.domain.availability import Availability
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.demo_office.cast import CALLED_NUMBER
from crm_desktop.domain.demo_office.shift import (
    Colleague,
    ShiftAct,
    ShiftStep,
    begun_shift,
    ended_shift,
    gone_on,
)
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.shared.clock import Clock

SOURCE: Final = "demo-floor"
COLLEAGUES: Final = {
    "203": "kunimoto",
    "204": "hayami",
    "205": "ogata",
    "206": "teshigawara",
    "207": "mitarai",
    "208": "kamoshita",
    "209": "yonekura",
    "210": "takayanagi",
}
"""Logins by extension."""
_STEP_MS: Final = 2_000
_SEED: Final = 1
_STAGES: Final = {
    ShiftAct.RING: CallStage.RINGING,
    ShiftAct.ANSWER: CallStage.ANSWERED,
    ShiftAct.HANG_UP: CallStage.ENDED,
}


class DemoFloor(QObject):
    """Lets the colleagues take calls and pause until it is stopped; withheld callers all."""

    failed = Signal(object)

    def __init__(
        self,
        telephones: Database,
        desks: Mapping[str, Database],
        jobs: Jobs,
        now: Clock,
        parent: QObject | None = None,
    ) -> None:
        """``telephones`` is signed in as a gateway, each of ``desks`` as who sits at its extension.

        ``jobs`` keep their order.
        """
        super().__init__(parent)
        self._telephones = telephones
        self._desks = desks
        self._jobs = jobs
        self._now = now
        self._chance = Random(_SEED)  # noqa: S311 - a play
        self._people: tuple[Colleague, ...] = ()
        self._calls: dict[str, CallEvent] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Let everybody sign in and be ready; nothing when that is so."""
        if self._people:
            return
        self._people, steps = begun_shift(tuple(self._desks), self._now())
        self._do(steps)
        self._timer.start()

    def stop(self) -> None:
        """End the calls and let everybody go home; jobs have ended, nobody waits."""
        self._timer.stop()
        ended, at = tuple(ended_shift(self._people)), self._now()
        gone = [
            (self._desks[one.extension], AvailabilitySaid(Availability.SIGNED_OUT, at))
            for one in self._people
        ]
        self._people = ()
        with suppress(CrmError):  # the next demo closes calls of which no end was told
            self._play(self._events_of(ended), gone)

    def _go_on(self) -> None:
        self._people, steps = gone_on(self._people, self._now(), self._chance)
        if steps:
            self._do(steps)

    def _do(self, steps: Sequence[ShiftStep]) -> None:
        events, at = self._events_of(steps), self._now()
        said = [
            (self._desks[step.extension], AvailabilitySaid(step.state, at, reason=step.reason))
            for step in steps
            if step.state is not None
        ]
        self._jobs.run(
            self,
            lambda: self._play(events, said),
            then=lambda _done: None,
            failed=self.failed.emit,
        )

    def _play(
        self,
        events: Sequence[CallEvent],
        said: Sequence[tuple[Database, AvailabilitySaid]],
    ) -> None:
        if events:
            with self._telephones.writing() as session:
                record_call_events(session, events)
        for desk, one in said:
            _say(desk, one)

    def _events_of(self, steps: Sequence[ShiftStep]) -> list[CallEvent]:
        return [self._event_of(step) for step in steps if step.act in _STAGES]

    def _event_of(self, step: ShiftStep) -> CallEvent:
        at: datetime = self._now()
        if step.act is ShiftAct.RING:
            self._calls[step.extension] = CallEvent(
                SOURCE,
                str(uuid4()),
                CallStage.RINGING,
                at,
                direction=CallDirection.IN,
                extension=step.extension,
                no_number_reason=NoNumberReason.WITHHELD,
                called_raw=CALLED_NUMBER,
                queue=step.queue,
            )
            return self._calls[step.extension]
        ring = self._calls[step.extension]
        whole = step.act is ShiftAct.HANG_UP
        extension = "" if whole else step.extension
        return CallEvent(SOURCE, ring.call_id, _STAGES[step.act], at, extension=extension)


def _say(desk: Database, said: AvailabilitySaid) -> None:
    with desk.writing() as session:
        set_availability(session, said, now=said.at)
