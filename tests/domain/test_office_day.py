from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from crm_desktop.domain.office_day import office_day, read_time
from crm_desktop.errors.tasks import BadTime


def test_a_day_begins_at_midnight_of_the_office() -> None:
    day = office_day(date(2026, 11, 23), ZoneInfo("Asia/Tokyo"))

    assert day.began_at == datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("9", time(9)),
        ("１４時３０分", time(14, 30)),
        (" 9時 ", time(9)),
        ("", None),
    ],
)
def test_times_are_read_as_they_are_typed(words: str, at: time | None) -> None:
    assert read_time(words) == at


@pytest.mark.parametrize("words", ["25:00", "12:60", "午後", "12:5:3"])
def test_what_is_no_time_is_refused(words: str) -> None:
    with pytest.raises(BadTime):
        read_time(words)
