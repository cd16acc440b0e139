"""Locks the desk, and opens it for the person whose desk it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.lock.state import LockProblem, LockState


class LockPresenter(QObject):
    """Nothing behind the lock is closed; calls are announced without saying whose."""

    changed = Signal(object)  # LockState
    locked = Signal()
    unlocked = Signal()
    other_person_wanted = Signal()
    failed = Signal(object)  # a bug; the lock says so too

    def __init__(
        self,
        login: str,
        person: str,
        check_password: Callable[[str, str], None],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """``check_password`` takes login and password and raises what a sign-in would raise."""
        super().__init__(parent)
        self._login = login
        self._check_password = check_password
        self._check = LatestOnly(jobs, self)
        self._state = LockState(person)

    @property
    def state(self) -> LockState:
        """What was shown last."""
        return self._state

    def lock(self) -> None:
        """Cover the desk; nothing when it is covered."""
        if not self._state.locked:
            self._show(replace(self._state, locked=True, checking=False, refusal=None))
            self.locked.emit()

    def unlock(self, password: str) -> None:
        """Uncover the desk if this is the person's password, else say that it is not."""
        if not self._state.locked or self._state.checking:
            return
        if not password:
            self._show(replace(self._state, refusal=LockProblem.NO_PASSWORD))
            return
        self._show(replace(self._state, checking=True, refusal=None))
        self._check.run(
            lambda: self._check_password(self._login, password),
            then=lambda _nothing: self._open(),
            failed=self._on_refused,
        )

    def open(self) -> None:
        """Uncover the desk for its person, who has just signed in anew."""
        self._check.forget()
        if self._state.locked:
            self._open()

    def cancel(self) -> None:
        """Wait no longer for the answer; the desk stays locked."""
        if self._state.checking:
            self._check.forget()
            self._show(replace(self._state, checking=False))

    def call_other_person(self) -> None:
        """Hand the desk to somebody else; whoever hears it saves what is typed and signs out."""
        self._check.forget()
        self._show(replace(self._state, checking=False, refusal=None))
        self.other_person_wanted.emit()

    def on_ringing(self, ringing: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Say on the lock whether a call rings at this desk."""
        if ringing != self._state.ringing:
            self._show(replace(self._state, ringing=ringing))

    def _open(self) -> None:
        self._show(replace(self._state, locked=False, checking=False, refusal=None))
        self.unlocked.emit()

    def _on_refused(self, error: Exception) -> None:
        self._show(replace(self._state, checking=False, refusal=error))
        if not isinstance(error, CrmError):
            self.failed.emit(error)

    def _show(self, state: LockState) -> None:
        self._state = state
        self.changed.emit(state)
