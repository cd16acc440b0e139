"""When a sender says that something happened, as far as it can be believed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from crm_desktop.domain.moment import JAPAN_TIME, parse_moment
from crm_desktop.errors.text import BadDate

LONGEST_AGO: Final = timedelta(hours=1)
"""Less than the nine hours by which one is wrong who sends UTC without saying so."""

FURTHEST_AHEAD: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class MomentTold:
    """When it happened; ``doubted`` is what was told where that cannot be, else empty."""

    at: datetime
    doubted: str = ""


def moment_told(
    text: str, received_at: datetime, *, longest_ago: timedelta = LONGEST_AGO
) -> MomentTold:
    """Return the moment ``text`` tells; that of reception where it is far off or none is told.

    ``text``: seconds or milliseconds since 1970, ``20261120120000``, or a day with a time;
    Japanese time unless an offset stands behind. Never raises.
    """
    if not text:
        return MomentTold(received_at)
    at = _moment(unicodedata.normalize("NFKC", text).strip())
    if at is None or not received_at - longest_ago <= at <= received_at + FURTHEST_AHEAD:
        return MomentTold(received_at, text)
    return MomentTold(at)


def _moment(plain: str) -> datetime | None:
    try:
        if _SECONDS.fullmatch(plain):
            return datetime.fromtimestamp(float(plain), UTC)
        if _MILLISECONDS.fullmatch(plain):
            return datetime.fromtimestamp(int(plain) / 1000, UTC)
        if _DIGITS.fullmatch(plain):
            told = datetime.strptime(plain, "%Y%m%d%H%M%S").replace(tzinfo=JAPAN_TIME)
            return told.astimezone(UTC)
        return parse_moment(plain)
    except (BadDate, ValueError, OverflowError, OSError):
        return None


_SECONDS: Final = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,9})?")
_MILLISECONDS: Final = re.compile(r"[0-9]{11,13}")
_DIGITS: Final = re.compile(r"[0-9]{14}")
