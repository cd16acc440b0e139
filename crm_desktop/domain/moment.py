"""A day with a time, as shops write it, in Japanese time."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Final

from crm_desktop.domain.calendar_date import parse_date
from crm_desktop.errors.text import BadDate, DateProblem

JAPAN_TIME: Final = timezone(timedelta(hours=9), "JST")
"""Japan has had no summer time since 1951."""


def parse_moment(text: str) -> datetime:
    """Return the moment of ``2024-01-05 12:34:56`` or ``令和6年1月5日`` (its midnight) in UTC.

    Japanese time is meant unless an offset such as ``+09:00`` or ``Z`` stands behind.

    Raises:
        BadDate: no such day or time.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _TIME.search(plain)
    if found is None:
        return datetime.combine(parse_date(plain), time(), JAPAN_TIME).astimezone(UTC)
    day = parse_date(plain[: found.start()])
    try:
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
        moment = datetime.combine(day, clock, _offset(found["offset"] or ""))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadDate(text, DateProblem.NOT_A_DATE) from error


def _offset(text: str) -> timezone:
    if not text:
        return JAPAN_TIME
    if text in "Zz":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))


_TIME: Final = re.compile(
    r"(?:(?<=[0-9日)])T|\s+)\s*(?P<hour>[0-9]{1,2})[:時](?P<minute>[0-9]{1,2})"
    r"(?:[:分](?P<second>[0-9]{1,2})(?:\.[0-9]+)?)?[秒分]?"
    r"\s*(?P<offset>Z|[-+][0-9]{2}:?[0-9]{2})?$",
    re.I,
)
