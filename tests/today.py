"""Days that go with the clock: a fixed one is too old for the office's lists a month later."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from crm_desktop.domain.moment import JAPAN_TIME


def japans_today() -> date:
    """Return the day it is in Japan; asked while a test runs, for it may end meanwhile."""
    return datetime.now(JAPAN_TIME).date()


def yesterdays_noon() -> datetime:
    """Return when it was noon in Japan on the day before."""
    noon = datetime.now(JAPAN_TIME).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon - timedelta(days=1)
