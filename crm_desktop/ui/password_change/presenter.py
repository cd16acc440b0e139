"""Changes one's own password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.access import PasswordTooWeak, PasswordWrong, SignInRefused
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.password_change.state import (
    ChangeField,
    ChangeReason,
    PasswordChangeState,
    TypedPasswords,
    refusals_of,
)


class PasswordChangePresenter(QObject):
    """Asks for the change once nothing is wrong with what was typed."""

    changed = Signal(object)  # PasswordChangeState
    password_changed = Signal()
    failed = Signal(object)  # a bug; the sheet says so too

    def __init__(
        self,
        login: str,
        change_password: Callable[[str, str], None],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """``change_password`` takes the old one and the new one."""
        super().__init__(parent)
        self._login = login
        self._change_password = change_password
        self._jobs = jobs
        self._state = PasswordChangeState()

    @property
    def state(self) -> PasswordChangeState:
        """What was shown last."""
        return self._state

    def ask(self, reason: ChangeReason) -> None:
        """Begin anew and say why."""
        self._show(PasswordChangeState(reason))

    def on_typed(self, which: ChangeField) -> None:
        """Take back what was said of a field once it is being corrected."""
        if which in self._state.refusals:
            refusals = {key: value for key, value in self._state.refusals.items() if key != which}
            self._show(replace(self._state, refusals=refusals))

    def change(self, typed: TypedPasswords) -> None:
        """Change the password, or say beside each field what is wrong."""
        if self._state.saving:
            return
        refusals = refusals_of(typed, self._login)
        self._show(PasswordChangeState(self._state.reason, refusals, saving=not refusals))
        if not refusals:
            self._jobs.run(
                self,
                lambda: self._change_password(typed.old, typed.new),
                then=lambda _nothing: self._on_changed(),
                failed=self._on_refused,
            )

    def _on_changed(self) -> None:
        self._show(PasswordChangeState())
        self.password_changed.emit()

    def _on_refused(self, error: Exception) -> None:
        refused = PasswordChangeState(self._state.reason)
        match error:
            case PasswordWrong() | SignInRefused():
                self._show(replace(refused, refusals={ChangeField.OLD: PasswordWrong()}))
            case PasswordTooWeak():
                self._show(replace(refused, refusals={ChangeField.NEW: error}))
            case _:
                self._show(replace(refused, error=error))
        if not isinstance(error, CrmError):
            self.failed.emit(error)

    def _show(self, state: PasswordChangeState) -> None:
        self._state = state
        self.changed.emit(state)
