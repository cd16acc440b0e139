from __future__ import annotations

import pytest

from crm_desktop.domain.search_words import SearchWords, search_words


@pytest.mark.parametrize("text", ["", " \u3000", "・", "\0", "\ud800", "〒", "〒1"])
def test_nothing_to_search_for(text: str) -> None:
    assert search_words(text) == SearchWords()


def test_kanji_is_a_name_in_its_folded_form() -> None:
    assert search_words("髙﨑") == SearchWords(name="高崎")


@pytest.mark.parametrize("text", ["たかはし", "タカハシ", "ﾀｶﾊｼ", "たか はし"])
def test_kana_of_any_kind_is_a_reading_and_may_be_a_name(text: str) -> None:
    words = search_words(text)

    assert (words.name, words.kana) == ("タカハシ", "タカハシ")


def test_name_half_in_kanji_is_searched_by_both_halves() -> None:
    first = search_words("髙橋　みちこ")
    second = search_words("たかはし 美智子")

    assert (first.family_name, first.given_kana) == ("高橋", "ミチコ")
    assert (second.family_kana, second.given_name) == ("タカハシ", "美智子")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("090", "+8190", ""),
        ("０９０１２３４", "+81901234", "0901234"),
        ("090-1234-", "+81901234", "0901234"),
        ("０９０ー１２３４ー５６７８", "+819012345678", ""),
        ("(03) 5321", "+8135321", ""),
        ("+81 90", "+8190", ""),
        ("携帯090-1234-5678", "+819012345678", ""),
        ("5321-1111", "", "53211111"),
        ("5678", "", "5678"),
        ("678", "", ""),
        ("03", "", ""),
    ],
)
def test_number_is_the_beginning_or_the_end_of_a_phone_number(
    text: str, start: str, end: str
) -> None:
    words = search_words(text)

    assert (words.phone_start, words.phone_end) == (start, end)


@pytest.mark.parametrize("text", ["C-4182", "c4182", "4182", "ｃ－００４１８２"])
def test_customer_code_is_completed(text: str) -> None:
    assert search_words(text).codes[0] == "C-004182"


@pytest.mark.parametrize("text", ["J261120-0042", "j261120-0042", "2611200042", "261120-0042"])
def test_order_number_is_completed(text: str) -> None:
    assert "J261120-0042" in search_words(text).order_starts


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("160", "160"),
        ("160-0", "1600"),
        ("〒１６０－００２３", "1600023"),
        ("160ー0023", "1600023"),
        ("16", ""),
    ],
)
def test_postal_code_begins_with_three_digits(text: str, start: str) -> None:
    assert search_words(text).postal_start == start


def test_postal_mark_leaves_no_other_meaning() -> None:
    assert search_words("〒1600023") == SearchWords(postal_start="1600023")


def test_company_with_a_number_in_its_name_is_a_name() -> None:
    assert search_words("株式会社２１").name == "株式会社21"


def test_pasted_novel_is_cut() -> None:
    assert len(search_words("あ" * 10_000).name) == 100
