from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.no_number import NoNumberReason, no_number_reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("anonymous", "withheld"),
        ("Ａｎｏｎｙｍｏｕｓ", "withheld"),
        ('"Anonymous" <sip:anonymous@anonymous.invalid>', "withheld"),
        ("Anonymous <sip:anonymous@anonymous.invalid>;tag=9fxced76sl", "withheld"),
        ("sip:anonymous@anonymous.invalid", "withheld"),
        ("<sip:anonymous@pbx.example>", "withheld"),
        ('"Anonymous" <sip:0312345678@pbx.example>', "withheld"),
        ("P", "withheld"),
        ("ｐ", "withheld"),
        ("非通知", "withheld"),
        ("ﾋﾂｳﾁ", "withheld"),
        ("-2", "withheld"),
        ('"Coin line/payphone" <sip:anonymous@anonymous.invalid>', "payphone"),
        ("COIN LINE/PAYPHONE", "payphone"),
        ("Ｃ", "payphone"),
        ("公衆電話", "payphone"),
        ('"Unavailable" <sip:unavailable@unknown.invalid>', "unavailable"),
        ("Unavailable", "unavailable"),
        ("O", "unavailable"),
        ("表示圏外", "unavailable"),
        ("通知不可能", "unavailable"),
        ('"Interaction with other service" <sip:anonymous@anonymous.invalid>', "service_conflict"),
        ("interaction  with other service", "service_conflict"),
        ("S", "service_conflict"),
        ("<unknown>", "none"),
        ("unknown", "none"),
        ("restricted", "none"),
        ("", "none"),
        ("　\t", "none"),
        ("番号なし", "none"),
        ("-1", "none"),
    ],
)
def test_reason_is_read_from_what_exchanges_send(text: str, reason: str) -> None:
    assert no_number_reason(text) == NoNumberReason(reason)


@pytest.mark.parametrize(
    "text",
    [
        "0312345678",
        "110",
        '"<unknown>" <0312345678>',
        "Unavailable <sip:0312345678@x>",
        "PO",
        "髙橋",
    ],
)
def test_what_may_be_a_number_has_no_reason(text: str) -> None:
    assert no_number_reason(text) is None


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    assert no_number_reason(text) in {None, *NoNumberReason}
