"""Lets calls of the demo ring, by the very way a phone system's events come in."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.calls import record_call_event
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.demo_office.cast import CALLED_NUMBER, demo_callers
from crm_desktop.ui.demo_bar.panel import DemoCaller
from crm_desktop.ui.shared.clock import Clock

SOURCE = "demo"


class DemoCalls(QObject):
    """One call at a time: a new one hangs the one before up."""

    failed = Signal(object)

    def __init__(
        self,
        telephones: Database,
        jobs: Jobs,
        *,
        extension: str,
        now: Clock,
        parent: QObject | None = None,
    ) -> None:
        """Ring at ``extension``; ``telephones`` is signed in as a gateway is."""
        super().__init__(parent)
        self._telephones = telephones
        self._jobs = jobs
        self._extension = extension
        self._now = now
        self._callers = {
            DemoCaller(caller.kind.value): caller.caller_raw for caller in demo_callers()
        }
        self._ringing: CallEvent | None = None

    def ring(self, caller: DemoCaller) -> None:
        """Let ``caller`` ring."""
        self.hang_up()
        caller_raw = self._callers[caller]
        who = read_caller(caller_raw)
        self._ringing = CallEvent(
            source=SOURCE,
            call_id=str(uuid4()),
            stage=CallStage.RINGING,
            happened_at=self._now(),
            direction=CallDirection.IN,
            extension=self._extension,
            caller_raw=caller_raw,
            caller=who.number,
            no_number_reason=who.no_number_reason,
            called_raw=CALLED_NUMBER,
        )
        self._send(self._ringing)

    def answer(self) -> None:
        """Lift the receiver at this desk for the call that rings."""
        if self._ringing is not None:
            now = self._now()
            self._send(replace(self._ringing, stage=CallStage.ANSWERED, happened_at=now))

    def hang_up(self) -> None:
        """End the call that was made to ring last, if there is one."""
        if self._ringing is None:
            return
        ended = CallEvent(
            source=SOURCE,
            call_id=self._ringing.call_id,
            stage=CallStage.ENDED,
            happened_at=self._now(),
        )
        self._ringing = None
        self._send(ended)

    def _send(self, event: CallEvent) -> None:
        def record() -> None:
            with self._telephones.writing() as session:
                record_call_event(session, event)

        self._jobs.run(
            self,
            record,
            then=lambda _done: None,
            failed=self.failed.emit,
        )
