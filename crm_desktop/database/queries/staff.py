"""Questions about the people at the desks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.errors.access import StaffUnknown


@dataclass(frozen=True, slots=True)
class SignedInStaff:
    """Who works at this desk; ``extension`` is empty when no telephone belongs to them.

    ``groups`` are the groups of the database they were put into, such as crm_operator. While
    ``password_due`` nothing opens before the password is changed. 0 idle minutes: no lock.
    """

    staff_id: int
    login: str
    name: str
    extension: str
    groups: frozenset[str] = frozenset()
    password_due: bool = False
    idle_lock_minutes: int = 0


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One member of staff as administrators see them.

    ``can_sign_in``: the login is there and open. ``customers`` are assigned to them. ``revision``
    is to be handed to ``change_staff``.
    """

    staff_id: int
    revision: int
    login: str
    name: str
    name_kana: str
    extension: str
    groups: frozenset[str]
    active: bool
    can_sign_in: bool
    password_due: bool
    last_signed_in_at: datetime | None
    customers: int


def sign_in(session: Session, program: str) -> SignedInStaff:
    """Return who this session's login is, and have the database record that they came.

    Belongs into ``Database.asking``: where nobody is found, that is recorded too.

    Raises:
        StaffUnknown: nobody active has this login.
    """
    found = func.sign_in(program).table_valued(*_names_of(SignedInStaff))
    row = session.execute(select(found)).one_or_none()
    if row is None:
        raise StaffUnknown(str(session.scalar(select(func.session_user()))))
    return SignedInStaff(**{**row._mapping, "groups": frozenset(row.groups)})  # noqa: SLF001


def staff_list(session: Session) -> list[StaffRow]:
    """Return everybody, also who has left, by reading.

    Raises:
        RightMissing: the login manages no staff.
    """
    found = func.staff_list().table_valued(*_names_of(StaffRow))
    statement = select(found).order_by(found.c.name_kana, found.c.name, found.c.staff_id)
    return [_staff_row(row._mapping) for row in session.execute(statement)]  # noqa: SLF001


def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(kind.__dataclass_fields__)  # type: ignore[attr-defined]


def _staff_row(values: Any) -> StaffRow:  # noqa: ANN401 - a row of any columns
    return StaffRow(**{**values, "groups": frozenset(values["groups"])})
