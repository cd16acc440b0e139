"""People and openings with defaults, at a clock that stands still."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crm_desktop.database.queries.openings import OpenedCard, OpeningsOfDay, PersonOpenings
from crm_desktop.domain.openings import OutlierRule

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
_IDLE = PersonOpenings("shizuka", 1, "一戸 静", "", 0, 0, (), 0, 0, 0, 0, 0, 0, 0, 0)
_OPENED = OpenedCard(
    9_000, NOW, "open", 7, "C-004182", "髙橋 美智子", "search", "", True, None, None
)


def a_person(login: str = "shizuka", name: str = "一戸 静", **facts: Any) -> PersonOpenings:
    """Return somebody who opened nothing unless ``facts`` say so."""
    return replace(_IDLE, login=login, name=name, **facts)


BUSY = a_person(cards=31, uncalled=8, reasons=(("call", 28), ("task", 3)), answered=24, notes=27)
CURIOUS = a_person(
    "sakiyama",
    "﨑山 蓮",
    staff_id=2,
    cards=94,
    uncalled=88,
    reasons=(("call", 6), ("list", 61), ("search", 31)),
    refused=3,
    searches=58,
    answered=5,
    called=1,
)
NOBODY = a_person("old_login", "", staff_id=None, refused=2)
DAY = OpeningsOfDay((BUSY, CURIOUS, NOBODY), OutlierRule())


def a_card(number: int = 0, **facts: Any) -> OpenedCard:
    """Return the ``number``-th newest opening of noon, a minute before the one after it."""
    at = NOW - timedelta(minutes=number)
    return replace(_OPENED, entry_id=9_000 - number, happened_at=at, **facts)
