from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.tables.cell_reading import CellProposal, RowReading
from tests.tables.readings import reading


def numbers(row: RowReading) -> list[str]:
    return [number.e164 for number in row.phones("phone")]


@pytest.mark.parametrize(
    "text",
    ["０９０−１２３４−５６７８", "'09012345678", "090-1234-5678（携帯）", "+81 90 1234 5678"],
)
def test_number_is_stored_in_one_form(text: str) -> None:
    assert numbers(reading(phone=text)) == ["+819012345678"]


@pytest.mark.parametrize("text", ["", "  ", "なし", "不明"])
def test_no_number_is_no_problem(text: str) -> None:
    row = reading(phone=text)

    assert (numbers(row), row.problems) == ([], [])


@pytest.mark.parametrize(
    ("text", "proposal", "e164"),
    [
        ("353211111", "03-5321-1111", ["+81353211111"]),
        ("9012345678", "090-1234-5678", ["+819012345678"]),
    ],
)
def test_lost_zero_of_a_number_is_proposed_and_taken_when_asked(
    text: str, proposal: str, e164: list[str]
) -> None:
    row, taking = reading(phone=text), reading(phone=text, takes_proposals=True)

    assert (numbers(row), numbers(taking)) == ([], e164)
    assert (row.problems, taking.problems) == ([], [])
    assert row.proposals == [CellProposal(7, "phone", text, proposal, taken=False)]
    assert taking.proposals == [CellProposal(7, "phone", text, proposal, taken=True)]


@pytest.mark.parametrize(("text", "code"), [("600001", "0600001"), ("10001", "0010001")])
def test_lost_zero_of_a_postal_code_is_proposed(text: str, code: str) -> None:
    row = reading(postal_code=text)

    assert row.postal_code("postal_code") == ""
    assert row.proposals[0].proposal == f"{code[:3]}-{code[3:]}"
    assert reading(postal_code=text, takes_proposals=True).postal_code("postal_code") == code


def test_two_numbers_in_a_cell_are_proposed_as_two() -> None:
    text = "03-5321-1111 / 090-1234-5678"

    assert numbers(reading(phone=text)) == []
    assert numbers(reading(phone=text, takes_proposals=True)) == ["+81353211111", "+819012345678"]


@pytest.mark.parametrize("text", ["110", "03-12", "9.01235E+09", "電話番号"])
def test_what_is_nobodys_number_is_a_problem(text: str) -> None:
    row = reading(phone=text)

    assert numbers(row) == []
    assert [(problem.line, problem.column) for problem in row.problems] == [(7, "phone")]


def test_day_may_be_of_an_era_or_with_a_time() -> None:
    row = reading(birthday="昭和25年3月5日", since="1950-03-05 00:00:00")

    assert row.day("birthday") == row.day("since") == date(1950, 3, 5)


@pytest.mark.parametrize("text", ["2024-13-01", "2023/2/29", "昭和70年1月1日", "春"])
def test_day_that_does_not_exist_is_a_problem(text: str) -> None:
    row = reading(birthday=text)

    assert row.day("birthday") is None
    assert row.problems[0].text.startswith(f'"{text}": ')


def test_address_as_old_mobiles_had_it_is_taken_with_a_warning() -> None:
    row = reading(email="taro..y@docomo.ne.jp")

    assert row.email("email") == "taro..y@docomo.ne.jp"
    assert (len(row.warnings), row.problems) == (1, [])


def test_control_characters_are_dropped_from_texts() -> None:
    row = reading(memo="一行目\r\n二行目\x1b[31m\u2028\x07 ", name="髙橋\x00\t花子")

    assert row.text("memo") == "一行目\n二行目[31m"
    assert row.short_text("name") == "髙橋 花子"


def test_text_that_fits_no_index_is_a_problem() -> None:
    row = reading(name="長" * 201)

    assert row.short_text("name") == ""
    assert row.problems[0].text == "longer than 200 characters"


def test_word_or_else_its_number_decides() -> None:
    assert reading(sex="女　性").word("sex") == "female"
    assert reading(sex="おんな", sex_number="2").word("sex", or_number="sex_number") == "female"
    assert reading(sex="おんな").word("sex", or_number="sex_number") == ""


def test_longest_word_inside_decides() -> None:
    assert (
        reading(payment_method="コンビニ後払い（ｻﾝﾌﾟﾙ社）").word_inside("payment_method")
        == "deferred"
    )
