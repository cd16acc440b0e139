from __future__ import annotations

import pytest

from crm_desktop.domain.call_filter import CallWords, call_words


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("5321", "5321"),
        ("03-5321", "035321"),
        ("0335321ー1111", "03353211111"),
        ("+81 3-5321-1111", "0353211111"),
        ("+1 555", "1555"),
    ],
)
def test_number_is_looked_for_as_it_is_dialled_here(typed: str, digits: str) -> None:
    assert call_words(typed) == CallWords(digits=digits)


def test_name_is_looked_for_by_its_keys() -> None:
    assert call_words("髙橋").name == call_words("高橋").name != ""
    assert call_words("ﾀｶﾊｼ").kana == call_words("たかはし").kana != ""
    assert call_words("髙橋").digits == ""


@pytest.mark.parametrize("typed", ["", "  ", "\0", "\ud800"])
def test_nothing_is_looked_for_in_nothing(typed: str) -> None:
    assert call_words(typed) == CallWords()
