"""What is done to the list of people at the desks."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import Staff


def register_staff(session: Session, *, login: str, name: str, extension: str) -> int:
    """Add a member of staff unless the login is known, and return the id.

    ``extension`` is empty when no telephone belongs to them yet.
    """
    known = session.scalar(select(Staff.id).where(Staff.login == login))
    if known is not None:
        return known
    staff = Staff(login=login, name=name, extension=extension or None)
    session.add(staff)
    session.flush()
    return staff.id
