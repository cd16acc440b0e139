"""Whose the telephones are."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.extension import StaffTelephone


def staff_telephones(session: Session) -> list[StaffTelephone]:
    """Return the extensions of those who work here, with the names they are known by."""
    statement = (
        select(func.coalesce(Staff.extension, ""), Staff.login, Staff.name, Staff.name_kana)
        .where(Staff.active, Staff.extension.is_not(None))
        .order_by(Staff.id)
    )
    return [StaffTelephone(*row) for row in session.execute(statement)]
