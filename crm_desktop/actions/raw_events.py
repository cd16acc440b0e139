"""What came over the wire is kept with a call's reports for some days, then no longer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from crm_desktop.database.models.call import CallReport
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.domain.office_value import whole_number

SETTING: Final = "raw_event_days"
DAYS: Final = 30
MOST_DAYS: Final = 3_650
AT_ONCE: Final = 500


def forget_raw_events(session: Session, *, at: datetime, most: int = AT_ONCE) -> int:
    """Empty what was received longer ago than the office keeps it; return of how many reports.

    At most ``most``, the oldest first; those that somebody else is at are left for the next time.
    What was understood of them stays. The office's setting is ``raw_event_days``, 1 to 3650, 30
    unless set.
    """
    days = whole_number(office_settings(session), SETTING, default=DAYS, least=1, most=MOST_DAYS)
    old = (
        select(CallReport.id)
        .where(CallReport.raw.is_not(None), CallReport.recorded_at < at - timedelta(days=days))
        .order_by(CallReport.recorded_at, CallReport.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    emptied = update(CallReport).where(CallReport.id.in_(old.scalar_subquery())).values(raw=null())
    return len(session.scalars(emptied.returning(CallReport.id)).all())
