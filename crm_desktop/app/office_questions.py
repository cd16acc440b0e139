"""What administrators and supervisors ask of the database; each opens a session of its own.

Called on worker threads; knows no Qt. The database records what is refused, so nothing here runs
in a transaction that an error would roll back: what is refused is told when it is on record.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from sqlalchemy.orm import Session

from crm_desktop.actions.access_history import read_access_history
from crm_desktop.actions.staff import (
    AddedStaff,
    StaffForm,
    add_staff,
    change_staff,
    deactivate_staff,
    reactivate_staff,
    reset_password,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.access_history import CardLook
from crm_desktop.database.queries.staff import StaffRow, staff_list
from crm_desktop.database.sent_operations import SentOperations
from crm_desktop.domain.one_time_password import one_time_password
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.staff.presenter import StaffWork


class OfficeQuestions:
    """Everything that the pages for some people ask and tell."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sent = SentOperations(database)
        self._made_up: dict[tuple[str, StaffForm], str] = {}

    def of_staff(self) -> StaffWork:
        """Return what the page of staff asks."""
        return StaffWork(
            load=self.load_staff,
            add=self.add_staff,
            change=self.change_staff,
            deactivate=self.deactivate_staff,
            reactivate=self.reactivate_staff,
            reset_password=self.reset_password,
        )

    def load_staff(self) -> list[StaffRow]:
        """Return everybody, also who has left."""
        with self._database.asking() as session:
            return staff_list(session)

    def add_staff(self, login: str, form: StaffForm) -> AddedStaff:
        """Make a member of staff with a login and a password for once."""
        password = self._made_up.setdefault((login, form), one_time_password(secrets.choice))
        staff_id = self._save(
            ("add", login, form),
            lambda session: add_staff(session, login, form, password=password).staff_id,
        )
        del self._made_up[login, form]
        return AddedStaff(staff_id, password)

    def change_staff(self, staff_id: int, form: StaffForm, seen_revision: int) -> None:
        """Store what the form says."""

        def change(session: Session) -> int:
            change_staff(session, staff_id, form, seen_revision=seen_revision)
            return staff_id

        self._save(("change", staff_id, form, seen_revision), change)

    def deactivate_staff(self, staff_id: int) -> int:
        """Let somebody in no more; return how many customers stay assigned to them."""
        with self._database.settling() as session:
            return deactivate_staff(session, staff_id)

    def reactivate_staff(self, staff_id: int) -> None:
        """Let somebody in again."""
        with self._database.settling() as session:
            reactivate_staff(session, staff_id)

    def reset_password(self, staff_id: int, login: str) -> str:
        """Give somebody a password for once, and return it."""
        with self._database.settling() as session:
            return reset_password(session, staff_id, login)

    def who_looked(self, customer_id: int) -> tuple[CardLook, ...]:
        """Return who opened or changed a card, newest first; asking is recorded too."""
        return read_access_history(self._database, customer_id)

    def _save(self, what: object, act: Callable[[Session], int]) -> int:
        """Return what ``act`` returns, done once; a refusal is on record before it is told."""
        refused: list[CrmError] = []

        def work(session: Session) -> int | None:
            try:
                return act(session)
            except CrmError as error:
                refused.append(error)
                return None

        answer: int | None = self._sent.save(what, work)
        if refused:
            raise refused[0]
        if answer is None:  # it was refused before, and nobody heard why
            return self._save(what, act)
        return answer
