from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.email_address import EmailWarning, email_key, parse_email
from crm_desktop.errors.text import BadEmailAddress, EmailProblem


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("hanako@example.jp", "hanako@example.jp"),
        ("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ", "hanako@example.jp"),
        ("Hanako@EXAMPLE.jp", "Hanako@example.jp"),
        ('"髙橋 花子" <hanako@example.jp>', "hanako@example.jp"),
        ("mailto:hanako@example.jp", "hanako@example.jp"),
        ("\u200bhanako@example.jp　", "hanako@example.jp"),
        ("hanako@日本語.jp", "hanako@日本語.jp"),
    ],
)
def test_address_is_stored_in_one_form(text: str, address: str) -> None:
    assert parse_email(text).address == address
    assert parse_email(text).warning is None


@pytest.mark.parametrize(
    "text",
    [
        "hana..ko@docomo.ne.jp",
        "hanako.@ezweb.ne.jp",
        ".hanako@DOCOMO.ne.jp",
        "a-.b..@a1.ezweb.ne.jp",
    ],
)
def test_dots_that_carriers_gave_out_are_accepted_with_a_warning(text: str) -> None:
    assert parse_email(text).warning is EmailWarning.CARRIER_DOTS


@pytest.mark.parametrize("text", ["a@gmial.com", "a@gmail.con", "a@docomo.co.jp", "a@yahoo.ne.jp"])
def test_domain_that_fingers_spoil_is_pointed_out(text: str) -> None:
    assert parse_email(text).warning is EmailWarning.TYPED_WRONG


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", EmailProblem.EMPTY),
        ("なし", EmailProblem.NO_AT),
        ("a@b.jp, c@d.jp", EmailProblem.TWO_ADDRESSES),
        ("a@b@c.jp", EmailProblem.TWO_ADDRESSES),
        ("hana..ko@gmail.com", EmailProblem.BAD_DOTS),
        ("a@x..jp", EmailProblem.BAD_DOTS),
        ("a@localhost", EmailProblem.BAD_DOMAIN),
        ("花子@example.jp", EmailProblem.BAD_CHARACTER),
        ("a b@example.jp", EmailProblem.BAD_CHARACTER),
        ("a\x00@docomo.ne.jp", EmailProblem.BAD_CHARACTER),
        ("a" * 1_000_000 + "@example.jp", EmailProblem.TOO_LONG),
    ],
)
def test_refusal_says_why(text: str, reason: EmailProblem) -> None:
    with pytest.raises(BadEmailAddress) as caught:
        parse_email(text)

    assert caught.value.reason is reason


def test_addresses_are_compared_without_capitals() -> None:
    assert email_key("Hanako@Example.JP") == email_key("ｈａｎａｋｏ@example.jp ")


@given(st.one_of(st.text(max_size=40), st.from_regex(r"[a-z.＠@<>]{1,9}@[a-z.-]{1,12}")))
def test_any_text_is_read_or_refused_and_reading_twice_changes_nothing(text: str) -> None:
    try:
        email = parse_email(text)
    except BadEmailAddress:
        return

    assert parse_email(email.address).address == email.address
