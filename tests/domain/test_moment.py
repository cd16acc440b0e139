from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm_desktop.domain.moment import parse_moment
from crm_desktop.errors.text import BadDate


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-05 12:34:56", datetime(2024, 1, 5, 3, 34, 56, tzinfo=UTC)),
        ("2024/1/5 9:05", datetime(2024, 1, 5, 0, 5, tzinfo=UTC)),
        ("２０２４年１月５日　９時５分", datetime(2024, 1, 5, 0, 5, tzinfo=UTC)),
        ("令和6年1月5日", datetime(2024, 1, 4, 15, 0, tzinfo=UTC)),
        ("2024-01-05T12:34:56+09:00", datetime(2024, 1, 5, 3, 34, 56, tzinfo=UTC)),
        ("2024-01-05T12:34:56.789Z", datetime(2024, 1, 5, 12, 34, 56, tzinfo=UTC)),
        ("2024-01-05T12:34:56-0500", datetime(2024, 1, 5, 17, 34, 56, tzinfo=UTC)),
    ],
)
def test_moment_is_japanese_time_unless_it_says_otherwise(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["", "2024-13-05 10:00", "2024-01-05 25:00", "2024-01-05 10:61", "10:00", "昨日"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse_moment(text)
