from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.person_name import tidy_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("髙橋　　花子", "髙橋 花子"),
        ("山﨑 様", "山﨑"),
        ("山田太郎様", "山田太郎"),
        ("山田 太郎 さま", "山田 太郎"),
        ("ﾀｶﾊｼ ﾊﾅｺ", "タカハシ ハナコ"),
        ("神\ufa19崎", "神\ufa19崎"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("ＡＢＣ商事　御中", "ABC商事"),
        ("鵜殿", "鵜殿"),
        ("様", "様"),
        (" \u200b\x00", ""),
        ("", ""),
    ],
)
def test_name_is_kept_as_typed_but_for_width_and_blanks(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@given(st.text(max_size=30))
def test_tidying_makes_no_blank_but_one(text: str) -> None:
    name = tidy_name(text)

    assert name == " ".join(name.split())
