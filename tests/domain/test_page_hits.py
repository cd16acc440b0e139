"""Where on a page the words stand that somebody looks for."""

from __future__ import annotations

import pytest

from crm_desktop.domain.page_hits import hit_line, hits_on_page, query_keys
from crm_desktop.domain.page_reading import PageBox, PageWord

FIRST = PageBox(0.0, 0.0, 0.5, 0.1)
SECOND = PageBox(0.0, 0.2, 0.5, 0.1)


def lines(first: str, second: str = "") -> list[PageWord]:
    return [PageWord(FIRST, first), PageWord(SECOND, second)]


@pytest.mark.parametrize("query", ["アオジル", "ｱｵｼﾞﾙ", "あおじる", "あお じる"])
def test_width_and_kana_make_no_difference(query: str) -> None:
    assert hits_on_page(lines("あおじる"), query, vertical=False)


def test_old_form_of_a_kanji_is_found_by_the_new_one() -> None:
    assert hits_on_page(lines("髙橋様"), "高橋", vertical=False)


def test_hit_takes_its_part_of_the_line() -> None:
    assert hits_on_page(lines("毎朝青汁"), "青汁", vertical=False) == [PageBox(0.25, 0, 0.25, 0.1)]


def test_hit_in_a_column_takes_its_part_downwards() -> None:
    word = PageWord(PageBox(0.8, 0.0, 0.1, 0.8), "毎朝青汁")

    assert hits_on_page([word], "青汁", vertical=True) == [PageBox(0.8, 0.4, 0.1, 0.4)]


def test_hit_across_the_end_of_a_line_has_a_box_in_each() -> None:
    assert hits_on_page(lines("毎朝の青", "汁です。"), "青汁", vertical=False) == [
        PageBox(0.375, 0, 0.125, 0.1),
        PageBox(0.0, 0.2, 0.125, 0.1),
    ]


def test_every_place_is_marked() -> None:
    assert len(hits_on_page(lines("青汁と青汁", "青汁"), "青汁", vertical=False)) == 3


@pytest.mark.parametrize("query", ["", "　", "ｰ-", "紅茶"])
def test_nothing_looked_for_or_found_marks_nothing(query: str) -> None:
    assert hits_on_page(lines("青汁"), query, vertical=False) == []


def test_words_are_looked_for_one_by_one() -> None:
    assert query_keys("青汁　ｱｵｼﾞﾙ あおじる") == ["青汁", "アオジル"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("ｱｵｼﾞﾙ", "毎朝のあおじる を飲みます"),
        ("あおじるを", "毎朝のあおじる を飲みます"),
        ("飲みます", "を飲みます"),
        ("紅茶 高橋", "髙橋です 毎朝のあおじる"),
        ("紅茶", ""),
        ("　", ""),
    ],
)
def test_line_with_the_hit_is_shown(words: str, line: str) -> None:
    assert hit_line("髙橋です\n\n毎朝のあおじる\nを飲みます", words) == line
