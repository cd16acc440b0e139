"""Days and times of the day at the office."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Final

from crm_desktop.errors.tasks import BadTime


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """A day at the office; ``began_at`` is when it began, aware."""

    day: date
    began_at: datetime


def office_day(day: date, zone: tzinfo | None) -> OfficeDay:
    """Return ``day`` as it is in ``zone``; None is this PC's."""
    return OfficeDay(day, moment_of(day, time(), zone))


def moment_of(day: date, at: time, zone: tzinfo | None) -> datetime:
    """Return the aware moment of a time of a day in ``zone``; None is this PC's."""
    if zone is None:
        return datetime.combine(day, at).astimezone()
    return datetime.combine(day, at, tzinfo=zone)


def read_time(words: str) -> time | None:
    """Return the time of the day that is typed as 14:05, 1405, 14 or １４時５分; None when empty.

    Raises:
        BadTime: there is no such time.
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    if not plain:
        return None
    found = _TIME.fullmatch(plain)
    if found is None:
        raise BadTime(words)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise BadTime(words)
    return time(hour, minute)


_LAST_HOUR: Final = 23
_LAST_MINUTE: Final = 59
_TIME: Final = re.compile(r"(?P<hour>\d{1,2})\s*(?:[:時.]?\s*(?P<minute>\d{2})?\s*分?|時)")
