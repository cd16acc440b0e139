"""Promises of how long an answer is used."""

from __future__ import annotations

import pytest

from crm_desktop.maps.tiles.freshness import WEEK_S, YEAR_S, fresh_for_s, wait_s

DATE = "Sun, 22 Nov 2026 00:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, WEEK_S),
        ({"cache-control": "public"}, WEEK_S),
        ({"cache-control": "max-age=60, public"}, 60),
        ({"cache-control": "Max-Age = 60"}, 60),
        ({"cache-control": 'max-age="60"'}, 60),
        ({"cache-control": "max-age=60", "age": "20"}, 40),
        ({"cache-control": "max-age=60", "age": "90"}, 0),
        ({"cache-control": "max-age=60", "age": "x"}, 60),
        ({"cache-control": "max-age=" + "9" * 400}, YEAR_S),
        ({"cache-control": "no-cache, max-age=60"}, 0),
        ({"cache-control": "no-store"}, None),
        ({"expires": "Sun, 22 Nov 2026 00:10:00 GMT", "date": DATE}, 600),
        ({"expires": "Sun, 22 Nov 2020 00:10:00 GMT", "date": DATE}, 0),
        ({"expires": "0", "date": DATE}, 0),
        ({"expires": "Sun, 22 Nov 2026 00:10:00 GMT"}, 0),
        ({"expires": "Sun, 22 Nov 2026 00:10:00 -0000", "date": DATE}, 0),
        ({"cache-control": "max-age=5", "expires": "0"}, 5),
    ],
)
def test_an_answer_is_fresh_for_as_long_as_it_says(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert fresh_for_s(headers) == seconds


@pytest.mark.parametrize(
    ("said", "seconds"), [("120", 120), ("9" * 50, 600), ("Sun", None), ("", None), ("-5", None)]
)
def test_a_server_says_when_to_ask_again(said: str, seconds: float | None) -> None:
    assert wait_s({"retry-after": said}, most_s=600) == seconds
