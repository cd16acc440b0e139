from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm_desktop.domain.backup_plan import Kept, OneBackup, is_due, superfluous

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=TOKYO)
KEPT = Kept(daily=7, weekly=4, monthly=6)


@pytest.mark.parametrize(
    ("last_at", "due"),
    [
        (None, True),
        (NOW.replace(hour=2, minute=1), False),
        (NOW.replace(hour=1, minute=59), True),
        (NOW - timedelta(days=9), True),
        (NOW, False),
    ],
)
def test_missed_night_is_made_up_for(last_at: datetime | None, *, due: bool) -> None:
    assert is_due(last_at, NOW, hour=2) is due


def test_before_the_hour_the_night_before_counts() -> None:
    last_at = NOW - timedelta(hours=20)

    assert not is_due(last_at, NOW, hour=12)
    assert is_due(last_at, NOW, hour=9)


def nightly(days: int, *, proved: bool = True) -> list[OneBackup]:
    first = NOW - timedelta(days=days - 1)
    times = [first + timedelta(days=day) for day in range(days)]
    return [OneBackup(at.strftime("%Y-%m-%d"), at, proved) for at in times]


def left(backups: list[OneBackup], kept: Kept = KEPT) -> list[str]:
    gone = {one.name for one in superfluous(backups, kept)}
    return [one.name for one in backups if one.name not in gone]


def test_a_year_of_nights_leaves_days_weeks_and_months() -> None:
    assert left(nightly(365)) == [
        "2026-06-30",
        "2026-07-31",
        "2026-08-31",
        "2026-09-30",
        "2026-10-31",
        "2026-11-01",
        "2026-11-08",
        "2026-11-15",
        *(f"2026-11-{day}" for day in range(16, 23)),
    ]


def test_a_pc_that_is_seldom_on_keeps_its_last_ones() -> None:
    seldom = nightly(365)[::30]

    assert len(left(seldom)) >= 7


def test_one_that_was_not_proved_takes_no_place_of_one_that_was() -> None:
    first, second = nightly(1)[0], OneBackup("later", NOW + timedelta(hours=1), proved=False)
    third = OneBackup("last", NOW + timedelta(days=1), proved=False)

    assert left([first, second, third], Kept(1, 0, 0)) == [first.name, third.name]


def test_the_last_one_always_stays() -> None:
    assert left(nightly(3), Kept(1, 0, 0)) == ["2026-11-22"]
    assert superfluous([], KEPT) == []
