from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.calendar_date import age_on, era_display, parse_date
from crm_desktop.errors.text import BadDate, DateProblem


@pytest.mark.parametrize(
    "text",
    [
        "昭和23年3月5日",
        "S23.3.5",
        "ｓ２３／３／５",
        "S230305",
        "㍼23年3月5日",
        "昭23-03-05",
        "昭和二十三年三月五日生まれ",
        "1948/3/5",
        "19480305",
        "１９４８年３月５日（金）",
        "1948-03-05 00:00:00",
        "1948-03-05T09:30",
        "西暦1948年3月5日",
        "1948. 3. 5",
        "一九四八年三月五日",
    ],
)
def test_every_way_to_write_a_day_is_one_day(text: str) -> None:
    assert parse_date(text) == date(1948, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("明治45年7月30日", date(1912, 7, 30)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("令和6年2月29日", date(2024, 2, 29)),
    ],
)
def test_first_and_last_days_of_eras_are_known(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "reason", "proposal"),
    [
        ("昭和64年1月8日", DateProblem.OUTSIDE_ERA, date(1989, 1, 8)),
        ("平成31年5月1日", DateProblem.OUTSIDE_ERA, date(2019, 5, 1)),
        ("昭和元年12月24日", DateProblem.OUTSIDE_ERA, date(1926, 12, 24)),
        ("昭和100年1月1日", DateProblem.OUTSIDE_ERA, date(2025, 1, 1)),
        ("昭和0年1月1日", DateProblem.NO_SUCH_DAY, None),
        ("令和7年2月29日", DateProblem.NO_SUCH_DAY, None),
        ("2026-13-01", DateProblem.NO_SUCH_DAY, None),
        ("0000-00-00", DateProblem.NO_SUCH_DAY, None),
        ("26/1/5", DateProblem.AMBIGUOUS, None),
        ("1/5/2026", DateProblem.AMBIGUOUS, None),
        ("3230305", DateProblem.AMBIGUOUS, None),
        ("昭和23年", DateProblem.INCOMPLETE, None),
        ("2026/1", DateProblem.INCOMPLETE, None),
        ("3月5日", DateProblem.INCOMPLETE, None),
        ("明治3年1月1日", DateProblem.OUT_OF_RANGE, None),
        ("9999-12-31", DateProblem.OUT_OF_RANGE, None),
        ("45000", DateProblem.NOT_A_DATE, None),
        ("髙橋", DateProblem.NOT_A_DATE, None),
        ("　", DateProblem.EMPTY, None),
        ("1" * 1_000_000, DateProblem.NOT_A_DATE, None),
    ],
)
def test_refusal_says_why_and_what_may_be_meant(
    text: str, reason: DateProblem, proposal: date | None
) -> None:
    with pytest.raises(BadDate) as caught:
        parse_date(text)

    assert (caught.value.reason, caught.value.proposal) == (reason, proposal)


@pytest.mark.parametrize(
    ("birthday", "today", "age"),
    [
        (date(1948, 3, 5), date(2026, 3, 4), 77),
        (date(1948, 3, 5), date(2026, 3, 5), 78),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
        (date(2026, 3, 5), date(2026, 3, 5), 0),
    ],
)
def test_age_changes_on_the_birthday(birthday: date, today: date, age: int) -> None:
    assert age_on(birthday, today) == age


def test_day_before_the_eras_has_no_era() -> None:
    assert era_display(date(1868, 1, 24)) == ""


@given(st.dates(date(1873, 1, 1), date(2199, 12, 31)))
def test_day_in_its_era_is_read_back(day: date) -> None:
    assert parse_date(era_display(day)) == day
    assert parse_date(day.isoformat()) == day


@given(
    st.one_of(
        st.text(max_size=30), st.text("0123456789昭和平成令元年月日SHRT/-. 〇十三()", max_size=20)
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        day = parse_date(text)
    except BadDate:
        return

    assert 1873 <= day.year <= 2199
