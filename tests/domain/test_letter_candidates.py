from __future__ import annotations

import pytest

from crm_desktop.domain.japanese_text import kana_key, name_key
from crm_desktop.domain.letter_candidates import (
    Clue,
    LetterCandidate,
    LetterClues,
    letter_clues,
    ranked,
)


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("電話 03-5321-1111", ("+81353211111",)),
        ("ＴＥＬ ０９０ー１２３４ー５６７８まで", ("+819012345678",)),
        ("03(5321)1111 携帯090 1234 5678", ("+81353211111", "+819012345678")),
        ("〒160-0023", ()),
        ("二〇二六年十一月 1234-5678", ()),
        ("お客様番号 00-0000-0000-0000", ()),
    ],
)
def test_phone_numbers_are_found_as_people_write_them(text: str, phones: tuple[str, ...]) -> None:
    assert letter_clues(text).phones == phones


@pytest.mark.parametrize(
    ("text", "postals"),
    [
        ("〒160-0023 東京都新宿区", ("1600023",)),
        ("〒１６０−００２３", ("1600023",)),
        ("160ー0023", ("1600023",)),
        ("電話 090-1234-5678", ()),
    ],
)
def test_postal_codes_are_found_and_no_parts_of_numbers(
    text: str, postals: tuple[str, ...]
) -> None:
    assert letter_clues(text).postals == postals


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("髙橋 美智子", "髙橋美智子"),
        ("﨑山 さくら", "﨑山さくら"),
        ("東京都新宿区西新宿 佐々木 一郎", "佐々木一郎"),
        ("田中 花子より", "田中花子"),
        ("お名前：渡邊　ミヨ(八十二歳)", "渡邊ミヨ"),
        ("鈴木太郎 拝", "鈴木太郎"),
    ],
)
def test_names_are_found_in_lines_of_their_own(line: str, name: str) -> None:
    assert name_key(name) in letter_clues(f"前略\n{line}\n").names


@pytest.mark.parametrize("line", ["山田食品株式会社 御中", "田中 一郎 様", "受付係 宛"])
def test_who_is_addressed_is_not_who_writes(line: str) -> None:
    assert letter_clues(line) == LetterClues()


def test_readings_are_found_in_any_width() -> None:
    assert kana_key("タカハシ ミチコ") in letter_clues("ﾌﾘｶﾞﾅ ﾀｶﾊｼ ﾐﾁｺ").kanas


def test_code_of_the_sheet_comes_before_codes_that_were_written() -> None:
    assert letter_clues("会員番号 C-004182", "C-000042").codes == ("C-000042", "C-004182")


def test_nothing_is_found_in_nothing() -> None:
    assert letter_clues("") == LetterClues()


def test_clues_are_few_however_long_the_letter() -> None:
    many = "\n".join(f"〒{number:03}-0001" for number in range(200))

    assert len(letter_clues(many).postals) == 12


def candidate(code: str, *clues: Clue) -> LetterCandidate:
    return LetterCandidate(1, code, "髙橋 美智子", "", "", "", restricted=False, clues=clues)


def test_whom_most_speaks_for_comes_first() -> None:
    neighbour = candidate("C-1", Clue.POSTAL)
    namesake = candidate("C-2", Clue.NAME, Clue.KANA)
    household = candidate("C-3", Clue.PHONE, Clue.POSTAL)
    writer = candidate("C-4", Clue.PHONE, Clue.NAME, Clue.POSTAL)

    assert ranked([neighbour, namesake, household, writer]) == (
        writer,
        namesake,
        household,
        neighbour,
    )
