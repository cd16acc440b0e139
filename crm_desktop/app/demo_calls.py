"""Lets calls of the demo ring, by the very way a phone system's events come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.calls import record_call_event
from crm_desktop.app.demo_colleague import COLLEAGUES_EXTENSION, DemoColleague
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.demo_office.cast import CALLED_NUMBER, demo_callers
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.demo_bar.panel import DemoCaller
from crm_desktop.ui.shared.clock import Clock

SOURCE = "demo"
QUEUE = "受注"
WAITED = timedelta(seconds=48)
TALKED = timedelta(seconds=75)


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
        colleague: DemoColleague,
        parent: QObject | None = None,
    ) -> None:
        """Ring at ``extension``; ``telephones`` is signed in as a gateway is.

        ``colleague`` talks first where a call is handed on.
        """
        super().__init__(parent)
        self._telephones = telephones
        self._jobs = jobs
        self._extension = extension
        self._now = now
        self._callers = {
            DemoCaller(caller.kind.value): caller.caller_raw for caller in demo_callers()
        }
        self._colleague = colleague
        self._ringing: CallEvent | None = None
        self._waiting: CallEvent | None = None

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
            queue=QUEUE,
        )
        if caller is DemoCaller.TRANSFERRED:
            self._let_colleague_talk(self._ringing)
        self._send(self._ringing)

    def let_wait(self) -> None:
        """Let somebody else wait in the queue, until the next hanging up."""
        self._waiting = CallEvent(
            source=SOURCE,
            call_id=str(uuid4()),
            stage=CallStage.RINGING,
            happened_at=self._now() - WAITED,
            direction=CallDirection.IN,
            no_number_reason=NoNumberReason.WITHHELD,
            called_raw=CALLED_NUMBER,
            queue=QUEUE,
        )
        self._send(self._waiting)

    def answer(self) -> None:
        """Lift the receiver at this desk for the call that rings."""
        if self._ringing is not None:
            now = self._now()
            self._send(replace(self._ringing, stage=CallStage.ANSWERED, happened_at=now))

    def hang_up(self) -> None:
        """End the call that was made to ring last, and who waits, if there are any."""
        for call in filter(None, (self._ringing, self._waiting)):
            ended = CallEvent(
                source=SOURCE,
                call_id=call.call_id,
                stage=CallStage.ENDED,
                happened_at=self._now(),
            )
            self._send(ended)
        self._ringing = self._waiting = None

    def _let_colleague_talk(self, call: CallEvent) -> None:
        there = replace(call, extension=COLLEAGUES_EXTENSION, happened_at=call.happened_at - TALKED)
        self._send(there)
        self._send(replace(there, stage=CallStage.ANSWERED))
        self._do(lambda: self._colleague.write_note(call.call_id))

    def _send(self, event: CallEvent) -> None:
        def record() -> None:
            with self._telephones.writing() as session:
                record_call_event(session, event)

        self._do(record)

    def _do(self, work: Callable[[], None]) -> None:
        self._jobs.run(
            self,
            work,
            then=lambda _done: None,
            failed=self.failed.emit,
        )
