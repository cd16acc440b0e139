from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from crm_desktop.ui.shared.formats import Formats

TODAY = date(2026, 11, 23)
TOKYO = ZoneInfo("Asia/Tokyo")
JA = Formats("ja", TOKYO)
EN = Formats("en", TOKYO)


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (date(2026, 11, 20), "11/20(金)", "Nov 20 (Fri)"),
        (date(2025, 11, 20), "2025/11/20(木)", "Nov 20, 2025 (Thu)"),
    ],
)
def test_day_has_its_year_only_when_it_is_not_this_one(day: date, ja: str, en: str) -> None:
    assert (JA.day(day, today=TODAY), EN.day(day, today=TODAY)) == (ja, en)


def test_short_day_leaves_the_weekday_out() -> None:
    assert JA.short_day(date(2025, 1, 3), today=TODAY) == "2025/1/3"
    assert EN.short_day(date(2026, 1, 3), today=TODAY) == "Jan 3"


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 11, 22, 15, 5, tzinfo=UTC), "今日 0:05"),
        (datetime(2026, 11, 22, 14, 59, tzinfo=UTC), "昨日 23:59"),
        (datetime(2026, 11, 3, 1, 0, tzinfo=UTC), "11/3(火) 10:00"),
    ],
)
def test_moment_is_told_in_the_zone_of_the_office(moment: datetime, shown: str) -> None:
    assert JA.moment(moment, now=datetime(2026, 11, 23, 3, tzinfo=UTC)) == shown


@pytest.mark.parametrize(
    ("amount", "shown"), [(0, "¥0"), (4980, "¥4,980"), (1234567, "¥1,234,567"), (-500, "−¥500")]
)
def test_money_has_separators_and_its_sign_in_front(amount: int, shown: str) -> None:
    assert JA.yen(amount) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (84.9, "1:24"), (3723, "1:02:03"), (-3, "0:00")]
)
def test_duration_counts_minutes_then_hours(seconds: float, shown: str) -> None:
    assert JA.duration(seconds) == shown


def test_age_grows_on_the_birthday() -> None:
    assert JA.age(date(1954, 11, 24), today=TODAY) == "71歳"
    assert EN.age(date(1954, 11, 23), today=TODAY) == "72"


def test_tooltip_tells_the_day_in_the_japanese_calendar() -> None:
    assert JA.era_day(date(1948, 3, 5)) == "昭和23年3月5日(金)"


@pytest.mark.parametrize(
    ("name", "spoken"),
    [("髙橋 美智子", "髙橋 美智子 様"), ("株式会社 﨑山 御中", "株式会社 﨑山 御中"), ("", "")],
)
def test_a_customer_is_spoken_of_politely_and_only_once(name: str, spoken: str) -> None:
    assert JA.person(name) == spoken
    assert EN.person(name) == name


def test_phone_is_shown_with_the_right_hyphens() -> None:
    assert JA.phone("+81353211111") == "03-5321-1111"
    assert JA.phone("110") == "110"
