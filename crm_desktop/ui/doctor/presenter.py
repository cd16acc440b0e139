"""Watches what the gateway receives, makes up calls, replays recordings."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.call_sources import ReceivedRow
from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.fake_call import FakeCall, FakeDesk, FakeStep, end_of, fake_call
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.doctor.state import MOST_SHOWN, DoctorState, Replayed
from crm_desktop.ui.phone_link.state import PhoneLinkState
from crm_desktop.ui.shared.clock import Clock

READ_EVERY_MS: Final = 1_000
ASK_EVERY_MS: Final = 20_000
"""The gateway stops a minute after it was last asked to keep what it receives."""


@dataclass(frozen=True, slots=True)
class DoctorQuestions:
    """What the doctor asks and does; all of it is called off the GUI thread.

    ``replay`` may be stopped half-way by the callable, and raises `FileUnreadable`.
    """

    watch: Callable[[], None]
    received_after: Callable[[int], Sequence[ReceivedRow]]
    record: Callable[[CallEvent], None]
    replay: Callable[[Path, Callable[[], bool]], Replayed]


class DoctorPresenter(QObject):
    """Works from `open` to `close`, and costs nothing else."""

    changed = Signal(object)  # DoctorState
    failed = Signal(object)  # Exception

    def __init__(
        self,
        questions: DoctorQuestions,
        jobs: Jobs,
        files: Jobs,
        *,
        now: Clock,
        parent: QObject | None = None,
    ) -> None:
        """``files`` has one worker: made-up events keep their order there, replays take turns."""
        super().__init__(parent)
        self._questions = questions
        self._jobs = jobs
        self._files = files
        self._now = now
        self._reading = QTimer(self, interval=READ_EVERY_MS)
        self._reading.timeout.connect(self._read)
        self._asking = QTimer(self, interval=ASK_EVERY_MS)
        self._asking.timeout.connect(self._ask)
        self._newest = 0
        self._is_reading = False
        self._course: list[FakeStep] = []
        self._begun_at = now()
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._go_on)
        self._cancel = threading.Event()
        self.state = DoctorState()

    def open(self, *, watches: bool) -> None:
        """Begin; who may not see what is received does not watch."""
        if watches:
            self._ask()
            self._asking.start()
            self._reading.start()

    def close(self) -> None:
        """Stop watching and replaying; a made-up call ends."""
        self._reading.stop()
        self._asking.stop()
        self.cancel_replay()
        self.end_fake()

    def on_link(self, link: PhoneLinkState) -> None:
        """Know how the sources are."""
        self._show(replace(self.state, link=link))

    def forget_received(self) -> None:
        """Show only what comes from now on."""
        self._show(replace(self.state, received=()))

    def make_up(self, kind: FakeCall, desk: FakeDesk) -> None:
        """Let a call ring at ``desk``; the one before ends."""
        self.end_fake()
        self._begun_at = self._now()
        self._course = fake_call(kind, desk, key=str(uuid4()), began_at=self._begun_at)
        self._show(replace(self.state, fake=kind))
        self._go_on()

    def end_fake(self) -> None:
        """End the made-up call, if one goes on."""
        self._next.stop()
        course, self._course = self._course, []
        if course:
            after_s = (self._now() - self._begun_at).total_seconds()
            self._record(end_of(course, after_s=after_s))
            self._show(replace(self.state, fake=None))

    def replay(self, file: Path) -> None:
        """Go through a recording; the one before is left."""
        self.cancel_replay()
        self._cancel = threading.Event()
        self._show(replace(self.state, replaying=file.name, replayed=None))
        self._files.run(
            self,
            partial(self._questions.replay, file, self._cancel.is_set),
            then=partial(self._show_replayed, self._cancel),
            failed=self._on_replay_failed,
        )

    def cancel_replay(self) -> None:
        """Leave the recording that is gone through."""
        self._cancel.set()
        if self.state.replaying:
            self._show(replace(self.state, replaying=""))

    def note_copied(self) -> None:
        """Say that the report is in the clipboard."""
        self._show(replace(self.state, copied=True))

    def _go_on(self) -> None:
        step, self._course = self._course[0], self._course[1:]
        self._record(step.event)
        if not self._course:
            self._show(replace(self.state, fake=None))
            return
        self._next.start(round((self._course[0].after_s - step.after_s) * 1000))

    def _record(self, event: CallEvent) -> None:
        self._files.run(
            self,
            partial(self._questions.record, event),
            then=lambda _done: None,
            failed=self.failed.emit,
        )

    def _ask(self) -> None:
        self._jobs.run(self, self._questions.watch, then=lambda _done: None, failed=self._on_failed)

    def _read(self) -> None:
        if self._is_reading:
            return
        self._is_reading = True
        self._jobs.run(
            self,
            partial(self._questions.received_after, self._newest),
            then=self._add,
            failed=self._on_failed,
        )

    def _add(self, rows: Sequence[ReceivedRow]) -> None:
        self._is_reading = False
        if not rows:
            return
        self._newest = rows[-1].event_id
        received = (*reversed(rows), *self.state.received)[:MOST_SHOWN]
        self._show(replace(self.state, received=received))

    def _show_replayed(self, cancel: threading.Event, replayed: Replayed) -> None:
        if not cancel.is_set():
            self._show(replace(self.state, replaying="", replayed=replayed))

    def _on_replay_failed(self, error: Exception) -> None:
        self._show(replace(self.state, replaying=""))
        self.failed.emit(error)

    def _on_failed(self, error: Exception) -> None:
        """A database that is away is told of elsewhere, and asked again."""
        self._is_reading = False
        if not isinstance(error, CrmError):
            self.failed.emit(error)

    def _show(self, state: DoctorState) -> None:
        if state != self.state:
            copied = state.copied and not self.state.copied
            self.state = replace(state, copied=copied)
            self.changed.emit(self.state)
