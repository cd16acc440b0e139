"""How long an answer of a web server may be used without asking again (RFC 9111)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final

WEEK_S: Final = 7 * 86_400.0
YEAR_S: Final = 365 * 86_400.0


def fresh_for_s(headers: Mapping[str, str], *, unsaid_s: float = WEEK_S) -> float | None:
    """Return the seconds for which an answer with ``headers`` is fresh, 0 to a year.

    None: it must not be kept. ``unsaid_s`` is for answers that say nothing of it.
    """
    control = headers.get("cache-control", "").lower()
    if "no-store" in control:
        return None
    if "no-cache" in control:
        return 0.0
    said = _MAX_AGE.search(control)
    lasting = float(said.group(1)[:12]) if said else _until_expiry(headers)
    if lasting is None:
        return unsaid_s
    age = headers.get("age", "").strip()
    return min(max(lasting - (float(age[:12]) if _DIGITS.fullmatch(age) else 0.0), 0.0), YEAR_S)


def wait_s(headers: Mapping[str, str], *, most_s: float) -> float | None:
    """Return the seconds after which a server wants to be asked again; None: it does not say."""
    said = headers.get("retry-after", "").strip()
    return min(float(said[:12]), most_s) if _DIGITS.fullmatch(said) else None


def _until_expiry(headers: Mapping[str, str]) -> float | None:
    """Return the seconds from the answer's own date to its expiry; 0 for one that is no date."""
    if "expires" not in headers:
        return None
    try:
        expiry = parsedate_to_datetime(headers["expires"])
        return (expiry - parsedate_to_datetime(headers["date"])).total_seconds()
    except (KeyError, ValueError, TypeError, OverflowError):
        return 0.0


_MAX_AGE: Final = re.compile(r"max-age\s*=\s*\"?([0-9]+)")
_DIGITS: Final = re.compile("[0-9]+")
