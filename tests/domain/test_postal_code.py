from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.postal_code import parse_postal_code, postal_display
from crm_desktop.errors.text import BadPostalCode, PostalCodeProblem


@pytest.mark.parametrize(
    "text",
    [
        "1000001",
        "100-0001",
        "１００－０００１",
        "１００ー０００１",
        "〒100-0001",
        "〒 100 - 0001",
        "郵便番号：100−0001",
        "100 0001",
        "T100-0001",
        "1000001.0",
        '="100-0001"',
        "\u202a100-0001\u202c",
    ],
)
def test_every_way_to_write_a_code_is_one_code(text: str) -> None:
    assert parse_postal_code(text) == "1000001"


@pytest.mark.parametrize(
    ("text", "reason", "proposal"),
    [
        ("600001", PostalCodeProblem.LOST_ZERO, "0600001"),
        ("600001.0", PostalCodeProblem.LOST_ZERO, "0600001"),
        ("60-0001", PostalCodeProblem.LOST_ZERO, "0600001"),
        ("10000", PostalCodeProblem.LOST_ZERO, "0010000"),
        ("100-001", PostalCodeProblem.TOO_SHORT, ""),
        ("100", PostalCodeProblem.TOO_SHORT, ""),
        ("100-00011", PostalCodeProblem.TOO_LONG, ""),
        ("100-0001 東京都千代田区千代田", PostalCodeProblem.MORE_THAN_CODE, "1000001"),
        ("100-0001 100-0002", PostalCodeProblem.TWO_CODES, ""),
        ("abc", PostalCodeProblem.LETTERS, ""),
        ("-", PostalCodeProblem.LETTERS, ""),
        ("〒", PostalCodeProblem.EMPTY, ""),
        ("", PostalCodeProblem.EMPTY, ""),
        ("1" * 1_000_000, PostalCodeProblem.TOO_LONG, ""),
    ],
)
def test_refusal_says_why_and_what_may_be_meant(
    text: str, reason: PostalCodeProblem, proposal: str
) -> None:
    with pytest.raises(BadPostalCode) as caught:
        parse_postal_code(text)

    assert (caught.value.reason, caught.value.proposal) == (reason, proposal)


def test_code_is_shown_with_its_hyphen() -> None:
    assert postal_display("1000001") == "100-0001"
    assert postal_display("") == ""


@given(st.one_of(st.text(max_size=20), st.text("0123456789０１〒-ー－. \x00東", max_size=14)))
def test_any_text_is_read_or_refused_and_reading_twice_changes_nothing(text: str) -> None:
    try:
        code = parse_postal_code(text)
    except BadPostalCode:
        return

    assert len(code) == 7
    assert parse_postal_code(postal_display(code)) == code
