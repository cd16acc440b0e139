"""Words in any order, put into the one a person reads them in."""

from __future__ import annotations

import random

import pytest

from crm_desktop.domain.page_reading import (
    PageBox,
    PageReading,
    PageWord,
    in_reading_order,
    stored_words,
    turned_back,
    turned_box,
    words_from,
)


def a_word(text: str, x: float, y: float, width: float, height: float) -> PageWord:
    return PageWord(PageBox(x, y, width, height), text)


COLUMNS = [
    a_word("拝啓　青汁を", 0.8, 0.1, 0.08, 0.7),
    a_word("毎朝いただいて", 0.6, 0.1, 0.08, 0.4),
    a_word("おります。", 0.61, 0.55, 0.08, 0.3),
    a_word("髙橋より", 0.1, 0.4, 0.08, 0.4),
]
LINES = [
    a_word("お名前", 0.1, 0.1, 0.2, 0.05),
    a_word("﨑山様", 0.5, 0.11, 0.2, 0.05),
    a_word("電話は不要です", 0.1, 0.3, 0.6, 0.05),
]


def shuffled(words: list[PageWord]) -> list[PageWord]:
    return random.Random(5).sample(words, len(words))


def test_columns_are_read_from_the_right() -> None:
    reading = in_reading_order(shuffled(COLUMNS), width_to_height=0.7)

    assert reading.vertical
    assert reading.transcript == "拝啓　青汁を\n毎朝いただいております。\n髙橋より"


def test_lines_are_read_from_the_top() -> None:
    reading = in_reading_order(shuffled(LINES), width_to_height=0.7)

    assert not reading.vertical
    assert reading.transcript == "お名前 﨑山様\n電話は不要です"


def test_left_page_of_a_spread_comes_before_the_right_one() -> None:
    rows = [0.1, 0.3, 0.5, 0.7]
    left = [a_word(f"左{row}", 0.05, row, 0.4, 0.05) for row in rows]
    right = [a_word(f"右{row}", 0.55, row, 0.4, 0.05) for row in rows]

    reading = in_reading_order(shuffled(left + right), width_to_height=1.4)

    assert list(reading.words) == left + right


def test_crooked_line_stays_one_line() -> None:
    words = [
        a_word(text, 0.1 + n * 0.2, 0.2 + n * 0.01, 0.15, 0.04) for n, text in enumerate("一二三")
    ]

    assert in_reading_order(shuffled(words), width_to_height=0.7).transcript == "一 二 三"


def test_page_without_words_says_nothing() -> None:
    assert in_reading_order([a_word(" ", 0, 0, 0, 0)], width_to_height=0.7).transcript == ""


@pytest.mark.parametrize(
    ("rotation", "place"),
    [
        (0, PageBox(0.5, 0.25, 0.125, 0.0625)),
        (90, PageBox(0.25, 0.375, 0.0625, 0.125)),
        (180, PageBox(0.375, 0.6875, 0.125, 0.0625)),
        (270, PageBox(0.6875, 0.5, 0.0625, 0.125)),
    ],
)
def test_places_are_those_before_the_page_was_turned(rotation: int, place: PageBox) -> None:
    reading = PageReading(((a_word("髙", 0.5, 0.25, 0.125, 0.0625),),))

    assert turned_back(reading, rotation).words[0].box == place


def test_stored_words_come_back() -> None:
    assert words_from(stored_words(PageReading((tuple(LINES),)))) == LINES


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 450, -90])
def test_place_comes_back_when_the_page_is_turned_back(degrees: int) -> None:
    place = PageBox(0.5, 0.25, 0.125, 0.0625)

    assert turned_box(turned_box(place, degrees), -degrees) == place


def test_top_left_corner_goes_to_the_right_when_the_page_is_turned_clockwise() -> None:
    assert turned_box(PageBox(0, 0, 0.25, 0.125), 90) == PageBox(0.875, 0, 0.125, 0.25)
