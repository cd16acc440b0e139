from __future__ import annotations

import pytest

from crm_desktop.domain.storable_text import storable_text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("髙橋 﨑 ﾃﾞﾝﾜ 𠮷田 👵🏻", "髙橋 﨑 ﾃﾞﾝﾜ 𠮷田 👵🏻"),
        ("a\0b", "ab"),
        ("\ud842田", "\ufffd田"),
        ("田\udfb7", "田\ufffd"),
        (r"C:\u0000", r"C:\u0000"),
    ],
)
def test_what_a_database_cannot_hold_is_replaced(typed: str, stored: str) -> None:
    assert storable_text(typed) == stored
