"""Days of the calendar as Japan writes them, with the years of the eras (和暦)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from crm_desktop.errors.text import BadDate, DateProblem


def parse_date(text: str) -> date:
    """Return the day meant by a text such as 2026/1/5, 昭和23年3月5日, S23.3.5 or 令和元年5月1日.

    Also 20260105, S230305 and kanji numerals, in any width. A time of day and a weekday behind
    the day are read over. Years are those from 1873, when Japan took this calendar over.

    Raises:
        BadDate: no day, a day that does not exist or, with the right era as its proposal, a
            year that its era never had (昭和64年1月8日 is 平成).
    """
    plain = _plain(text) if len(text) <= _LONGEST else "?"
    if not plain:
        raise BadDate(text, DateProblem.EMPTY)
    found = _ERA_DAY.fullmatch(plain) or _ERA_COMPACT.fullmatch(plain)
    if found:
        return _era_day(text, found)
    found = _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if found is None:
        raise BadDate(text, _why_not(plain))
    return _checked(text, _day(text, *map(int, found.group("year", "month", "day"))))


def era_display(day: date) -> str:
    """Return ``day`` as 昭和23年3月5日; the first year of an era is 元年, before 1868 "" ."""
    for era in _ERAS:
        if day >= era.first_day:
            year = day.year - era.first_day.year + 1
            shown = "元" if year == 1 else str(year)
            return f"{era.name}{shown}年{day.month}月{day.day}日"
    return ""


def age_on(birthday: date, today: date) -> int:
    """Return the age in whole years; negative before the birth. 29 February counts on 1 March."""
    return today.year - birthday.year - ((today.month, today.day) < (birthday.month, birthday.day))


@dataclass(frozen=True, slots=True)
class _Era:
    name: str
    signs: str
    first_day: date
    last_day: date


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_HYPHENS)
    plain = _BEHIND_DAY.sub("", plain.strip())
    return _KANJI_NUMBER.sub(_arabic, plain).upper().strip()


def _era_day(text: str, found: re.Match[str]) -> date:
    era = next(era for era in _ERAS if found["era"][0] in era.signs)
    year = 1 if found["year"] == "元" else int(found["year"])
    if year == 0:
        raise BadDate(text, DateProblem.NO_SUCH_DAY)
    month, number = int(found["month"]), int(found["day"])
    day = _checked(text, _day(text, era.first_day.year + year - 1, month, number))
    if not era.first_day <= day <= era.last_day:
        raise BadDate(text, DateProblem.OUTSIDE_ERA, proposal=day)
    return day


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadDate(text, DateProblem.NO_SUCH_DAY) from error


def _checked(text: str, day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadDate(text, DateProblem.OUT_OF_RANGE)
    return day


def _why_not(plain: str) -> DateProblem:
    if _AMBIGUOUS.fullmatch(plain):
        return DateProblem.AMBIGUOUS
    if _INCOMPLETE.fullmatch(plain):
        return DateProblem.INCOMPLETE
    return DateProblem.NOT_A_DATE


def _arabic(kanji: re.Match[str]) -> str:
    """Return 二十三 or 二三 as 23; only hundreds and less, as dates need no more."""
    text = kanji[0]
    if "十" not in text:
        return text.translate(_KANJI_DIGITS)
    tens, _, ones = text.translate(_KANJI_DIGITS).partition("十")
    return f"{tens or '1'}{ones or '0'}" if "十" not in ones else text


# Newest first. The day on which an era changed belongs to both when the old one ended by death.
_ERAS: Final = (
    _Era("令和", "令R", date(2019, 5, 1), date.max),
    _Era("平成", "平H", date(1989, 1, 8), date(2019, 4, 30)),
    _Era("昭和", "昭S", date(1926, 12, 25), date(1989, 1, 7)),
    _Era("大正", "大T", date(1912, 7, 30), date(1926, 12, 25)),
    _Era("明治", "明M", date(1868, 1, 25), date(1912, 7, 30)),
)
_LONGEST: Final = 100
_FIRST_YEAR: Final = 1873
_LAST_YEAR: Final = 2199
_SEPARATOR: Final = r"\s*[-/.,年月]\s*|\s+"
_ERA: Final = r"(?P<era>令和?|平成?|昭和?|大正?|明治?|[RHSTM])\.?\s*"
_ERA_DAY: Final = re.compile(
    rf"{_ERA}(?P<year>元|[0-9]{{1,3}})(?:{_SEPARATOR})(?P<month>[0-9]{{1,2}})"
    rf"(?:{_SEPARATOR})(?P<day>[0-9]{{1,2}})\s*日?"
)
_ERA_COMPACT: Final = re.compile(
    rf"{_ERA}(?P<year>[0-9]{{2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})"
)
_DAY: Final = re.compile(
    rf"(?:西暦)?\s*(?P<year>[0-9]{{4}})(?:{_SEPARATOR})(?P<month>[0-9]{{1,2}})"
    rf"(?:{_SEPARATOR})(?P<day>[0-9]{{1,2}})\s*日?"
)
_COMPACT: Final = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:\.0+)?")
# 26/1/5, 1/5/2026, 260105 and 4230305 (an era as a digit) can each be read in two ways.
_AMBIGUOUS: Final = re.compile(r"[0-9]{1,2}[-/. 年][0-9]{1,2}[-/. 月][0-9]{1,4}日?|[0-9]{6,7}")
_INCOMPLETE: Final = re.compile(
    rf"(?:{_ERA})?(?:元|[0-9]{{1,4}})\s*(?:[-/.年]\s*(?:[0-9]{{1,2}}\s*月?)?)?|[0-9]{{1,2}}月[0-9]{{1,2}}日"
)
_BEHIND_DAY: Final = re.compile(
    r"\s*(?:生まれ|生れ|生)?\s*(?:\(?[月火水木金土日]曜?日?\)|[月火水木金土日]曜日?)?\s*(?:生まれ|生れ|生)?\s*"
    r"(?:(?<=[0-9日)])(?:T|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?$"
)
_KANJI_NUMBER: Final = re.compile("[〇零一二三四五六七八九十]+(?=[年月日./\\s-]|$)")
_KANJI_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HYPHENS: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−ー─━﹣", "-"))
_UNSEEN: Final = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
