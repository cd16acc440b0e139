"""Dates, money, ages, times and numbers as an operator reads them, in either language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from crm_desktop.domain.calendar_date import age_on, era_display
from crm_desktop.domain.phone_number import national_display

_HONORIFICS: Final = ("様", "御中")
_MINUS: Final = "−"
_WEEKDAYS: Final = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


@dataclass(frozen=True, slots=True)
class Formats:
    """How values look; ``language`` is "ja" or "en", ``zone`` the office's (None: this PC's)."""

    language: str = "ja"
    zone: tzinfo | None = None

    def day(self, value: date, *, today: date) -> str:
        """Return 11/20(金), or 2025/11/20(木) when it is not this year."""
        weekday = _WEEKDAYS[self.language][value.weekday()]
        if self.language == "ja":
            year = "" if value.year == today.year else f"{value.year}/"
            return f"{year}{value.month}/{value.day}({weekday})"
        year = "" if value.year == today.year else f", {value.year}"
        return f"{_month_name(value)} {value.day}{year} ({weekday})"

    def short_day(self, value: date, *, today: date) -> str:
        """Return the day without its weekday: 11/20, 2025/11/20."""
        return self.day(value, today=today).partition("(")[0].rstrip()

    def era_day(self, value: date) -> str:
        """Return the day in the Japanese calendar, for tooltips: 令和8年11月20日(金)."""
        return f"{era_display(value)}({_WEEKDAYS['ja'][value.weekday()]})"

    def month(self, value: date) -> str:
        """Return 2026年11月 or Nov 2026."""
        if self.language == "ja":
            return f"{value.year}年{value.month}月"
        return f"{_month_name(value)} {value.year}"

    def time(self, value: datetime) -> str:
        """Return the time of day of the aware ``value`` at the office: 9:05."""
        local = self.local(value)
        return f"{local.hour}:{local.minute:02}"

    def moment(self, value: datetime, *, now: datetime) -> str:
        """Return 今日 14:05, 昨日 14:05 or 11/20(金) 14:05 of the aware ``value``."""
        day, today = self.local(value).date(), self.local(now).date()
        if day == today:
            word = {"ja": "今日", "en": "Today"}[self.language]
        elif day == today - timedelta(days=1):
            word = {"ja": "昨日", "en": "Yesterday"}[self.language]
        else:
            word = self.day(day, today=today)
        return f"{word} {self.time(value)}"

    def local(self, value: datetime) -> datetime:
        """Return the aware ``value`` in the office's zone."""
        return value.astimezone(self.zone)

    def yen(self, amount: int) -> str:
        """Return ¥4,980; a negative amount has its sign in front: −¥500."""
        return f"{_MINUS if amount < 0 else ''}¥{abs(amount):,}"

    def age(self, birthday: date, *, today: date) -> str:
        """Return the full years since ``birthday``: 72歳 or 72."""
        return f"{age_on(birthday, today)}{'歳' if self.language == 'ja' else ''}"

    def duration(self, seconds: float) -> str:
        """Return 1:24 or 1:02:03; a negative duration is 0:00."""
        minutes, rest = divmod(max(0, int(seconds)), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

    def person(self, name: str) -> str:
        """Return a customer's name as one speaks of them: 髙橋 美智子 様; in English as it is."""
        if self.language != "ja" or not name or name.endswith(_HONORIFICS):
            return name
        return f"{name} 様"

    def phone(self, number: str) -> str:
        """Return the E.164 ``number`` as it is written in Japan; anything else as it is."""
        return national_display(number)


def _month_name(value: date) -> str:
    return _MONTHS[value.month * 3 - 3 : value.month * 3]
