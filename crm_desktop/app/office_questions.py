"""What administrators and supervisors ask of the database; each opens a session of its own.

Called on worker threads; knows no Qt. The database records what is refused, so nothing here runs
in a transaction that an error would roll back.
"""

from __future__ import annotations

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
from crm_desktop.ui.staff.presenter import StaffWork


class OfficeQuestions:
    """Everything that the pages for some people ask and tell."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
        with self._database.asking() as session:
            return add_staff(session, login, form)

    def change_staff(self, staff_id: int, form: StaffForm, seen_revision: int) -> None:
        """Store what the form says."""
        with self._database.asking() as session:
            change_staff(session, staff_id, form, seen_revision=seen_revision)

    def deactivate_staff(self, staff_id: int) -> int:
        """Let somebody in no more; return how many customers stay assigned to them."""
        with self._database.asking() as session:
            return deactivate_staff(session, staff_id)

    def reactivate_staff(self, staff_id: int) -> None:
        """Let somebody in again."""
        with self._database.asking() as session:
            reactivate_staff(session, staff_id)

    def reset_password(self, staff_id: int, login: str) -> str:
        """Give somebody a password for once, and return it."""
        with self._database.asking() as session:
            return reset_password(session, staff_id, login)

    def who_looked(self, customer_id: int) -> tuple[CardLook, ...]:
        """Return who opened or changed a card, newest first; asking is recorded too."""
        return read_access_history(self._database, customer_id)
