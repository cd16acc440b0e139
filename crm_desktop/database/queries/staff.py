"""Questions about the people at the desks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import Staff
from crm_desktop.errors.access import StaffUnknown


@dataclass(frozen=True, slots=True)
class SignedInStaff:
    """Who works at this desk; ``extension`` is empty when no telephone belongs to them."""

    staff_id: int
    login: str
    name: str
    extension: str


def signed_in_staff(session: Session) -> SignedInStaff:
    """Return the member of staff whose login this session uses.

    Raises:
        StaffUnknown: nobody active has this login.
    """
    statement = select(Staff.id, Staff.login, Staff.name, func.coalesce(Staff.extension, "")).where(
        Staff.login == func.current_user(), Staff.active
    )
    row = session.execute(statement).one_or_none()
    if row is None:
        raise StaffUnknown(str(session.scalar(select(func.current_user()))))
    return SignedInStaff(*row)
