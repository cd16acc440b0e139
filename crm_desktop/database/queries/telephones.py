"""Whose the telephones are, and what the office calls its lines."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import OfficeSetting, Staff
from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.extension import StaffTelephone

LINE_NAMES = "line_names"
"""Key of the office setting that maps numbers, written in any way, to what they are called."""


def staff_telephones(session: Session) -> list[StaffTelephone]:
    """Return the extensions of those who work here, with the names they are known by."""
    statement = (
        select(func.coalesce(Staff.extension, ""), Staff.login, Staff.name, Staff.name_kana)
        .where(Staff.active, Staff.extension.is_not(None))
        .order_by(Staff.id)
    )
    return [StaffTelephone(*row) for row in session.execute(statement)]


def line_names(session: Session) -> dict[str, str]:
    """Return what the office calls its numbers, by E.164 and as written; empty when not set."""
    written = session.scalar(select(OfficeSetting.value).where(OfficeSetting.key == LINE_NAMES))
    if not isinstance(written, dict):
        return {}
    names = {str(number): str(name) for number, name in written.items()}
    return names | {read_caller(number).number or number: name for number, name in names.items()}
