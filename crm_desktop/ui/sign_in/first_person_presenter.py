"""Makes the first member of staff of a new database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.access import (
    BadExtension,
    BadLogin,
    ExtensionInUse,
    LoginTaken,
    NameMissing,
    PasswordTooWeak,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.sign_in.first_person import (
    FirstPersonState,
    PersonField,
    TypedPerson,
    read_person,
    refusals_of,
)
from crm_desktop.ui.sign_in.state import FirstPerson


class FirstPersonPresenter(QObject):
    """Checks every field before anything is made; what the database refuses stands beside it."""

    changed = Signal(object)  # FirstPersonState
    created = Signal(object)  # FirstPerson
    failed = Signal(object)  # a bug; the page says so too

    def __init__(
        self,
        create_first_person: Callable[[FirstPerson], None],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._create_first_person = create_first_person
        self._jobs = jobs
        self._state = FirstPersonState()

    def on_typed(self, which: PersonField) -> None:
        """Take back what was said of a field once it is being corrected."""
        if which in self._state.refusals:
            refusals = {key: value for key, value in self._state.refusals.items() if key != which}
            self._show(replace(self._state, refusals=refusals))

    def create(self, typed: TypedPerson) -> None:
        """Make the person, or say beside each field what is wrong."""
        if self._state.creating:
            return
        refusals = refusals_of(typed)
        self._show(FirstPersonState(refusals, creating=not refusals))
        if refusals:
            return
        person = read_person(typed)
        self._jobs.run(
            self,
            lambda: self._create_first_person(person),
            then=lambda _nothing: self._on_created(person),
            failed=self._on_refused,
        )

    def _on_created(self, person: FirstPerson) -> None:
        self._show(FirstPersonState())
        self.created.emit(person)

    def _on_refused(self, error: Exception) -> None:
        which = _FIELDS.get(type(error))
        if isinstance(error, CrmError) and which is not None:
            self._show(FirstPersonState({which: error}))
            return
        self._show(FirstPersonState(error=error))
        if not isinstance(error, CrmError):
            self.failed.emit(error)

    def _show(self, state: FirstPersonState) -> None:
        self._state = state
        self.changed.emit(state)


_FIELDS: dict[type[Exception], PersonField] = {
    NameMissing: PersonField.NAME,
    LoginTaken: PersonField.LOGIN,
    BadLogin: PersonField.LOGIN,
    PasswordTooWeak: PersonField.PASSWORD,
    BadExtension: PersonField.EXTENSION,
    ExtensionInUse: PersonField.EXTENSION,
}
