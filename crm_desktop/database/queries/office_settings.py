"""What an office has settled for all its desks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import OfficeSetting


def office_settings(session: Session) -> dict[str, Any]:
    """Return what is settled by its key: values as JSON has them, of whatever kind somebody wrote.

    Read a value with `crm_desktop.domain.office_value`.
    """
    statement = select(OfficeSetting.key, OfficeSetting.value)
    return {row.key: row.value for row in session.execute(statement)}
