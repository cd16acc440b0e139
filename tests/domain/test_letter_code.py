from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.letter_code import (
    SIGNATURE_BYTES,
    LetterCode,
    LetterCodeKind,
    letter_code_text,
    parse_letter_code,
)

SIGNED = bytes(range(SIGNATURE_BYTES))
signatures = st.binary(min_size=SIGNATURE_BYTES, max_size=SIGNATURE_BYTES)
customer_codes = st.text(min_size=1, max_size=40)


@given(signatures, customer_codes)
def test_cover_says_what_was_written(signature: bytes, customer_code: str) -> None:
    code = LetterCode(LetterCodeKind.COVER, signature, customer_code)

    assert parse_letter_code(letter_code_text(code)) == code


@given(signatures, customer_codes, st.none() | st.integers(0, 10**18 - 1))
def test_card_says_what_was_written(
    signature: bytes, customer_code: str, mailing_id: int | None
) -> None:
    code = LetterCode(LetterCodeKind.CARD, signature, customer_code, mailing_id or None)

    assert parse_letter_code(letter_code_text(code)) == code


def test_separator_says_what_was_written() -> None:
    code = LetterCode(LetterCodeKind.SEPARATOR, SIGNED)

    assert letter_code_text(code) == "CRM1:S:AAAQEAYEAUDAOCAJ"
    assert parse_letter_code(letter_code_text(code)) == code


@pytest.mark.parametrize(
    "text", ["", "https://shop.example/qr?c=C-004182", "C-004182", "CRM1", "crm1:S:A"]
)
def test_codes_of_others_are_none_of_ours(text: str) -> None:
    assert parse_letter_code(text) is None


@pytest.mark.parametrize(
    "text", ["CRM1:", "CRM1:X:AAAQ", "CRM1:C:C-004182", "CRM1:C:aaaq:C-004182", "CRM1:R::57:C-1"]
)
def test_typed_code_has_no_signature(text: str) -> None:
    code = parse_letter_code(text)

    assert code is not None
    assert len(code.signature) != SIGNATURE_BYTES


@given(st.text(max_size=60).map("CRM1:".__add__))
def test_whatever_begins_like_ours_is_read_somehow(text: str) -> None:
    assert parse_letter_code(text) is not None
