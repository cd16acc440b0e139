from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.masked_event import without_numbers, without_persons, without_secrets

NEWSTATE = {
    "Event": "Newstate",
    "Channel": "PJSIP/201-0000000a",
    "ChannelStateDesc": "Ringing",
    "CallerIDNum": "201",
    "ConnectedLineNum": "0312345678",
    "ConnectedLineName": "髙橋 美智子",
    "Linkedid": "1795319471.17",
}
NAMES = ["髙橋 美智子", "ﾀｶﾊｼ", "﨑山", "Michiko TAKAHASHI", "タナカ様"]
FIELDS = st.sampled_from(
    ["from", "to", "CallerIDName", "user", "user[]", "note", "名前", "x-name", "ConnectedLineName"]
)
digits = st.text("0123456789", min_size=5, max_size=15)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A telephone number as people and phone systems write it, and its digits alone."""
    plain = draw(digits)
    wide = plain.translate({ord("0") + n: chr(ord("０") + n) for n in range(10)})
    middle = len(plain) // 2
    shapes = [plain, wide, f"{plain[:2]}-{plain[2:]}", f"{plain[:middle]} {plain[middle:]}"]
    shapes += [f"({plain[:2]}){plain[2:]}", f"+81{plain}", f"sip:{plain}@pbx"]
    return draw(st.sampled_from(shapes)), plain


def test_course_of_a_call_stays_and_persons_go() -> None:
    shown = without_persons(NEWSTATE)

    assert (shown["Event"], shown["ChannelStateDesc"]) == ("Newstate", "Ringing")
    assert shown["Channel"] == "PJSIP/201-0000000a"
    assert shown["Linkedid"] == "**********.**"
    assert {shown["ConnectedLineNum"], shown["ConnectedLineName"]} == {"***"}


@given(told=numbers(), field=st.one_of(FIELDS, st.sampled_from(list(NEWSTATE))))
def test_no_number_is_left_in_any_field(told: tuple[str, str], field: str) -> None:
    text, plain = told
    masked = without_persons({**NEWSTATE, field: text})[field if field.isascii() else "***"]

    assert text not in masked
    assert plain not in masked


@given(name=st.sampled_from(NAMES), field=FIELDS, other=st.sampled_from(NAMES))
def test_no_name_is_left_in_any_field(name: str, field: str, other: str) -> None:
    masked = json.dumps(without_persons({field: [name, {"x": other}]}), ensure_ascii=False)

    assert name not in masked
    assert other not in masked


@given(name=st.sampled_from([name for name in NAMES if not name.isascii()]))
def test_japanese_name_is_left_nowhere(name: str) -> None:
    masked = without_persons({**dict.fromkeys(NEWSTATE, name), name: "x"})

    assert name not in json.dumps(masked, ensure_ascii=False)


@pytest.mark.parametrize("field", ["token", "X-PLACETEL-SIGNATURE", "vtigersignature", "Secret"])
def test_what_proves_the_sender_is_never_shown(field: str) -> None:
    assert without_secrets({field: "s3cret"}) == {field: "***"}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("201 -> 0312345678", "201 -> **********"),
        ("０３−１２３４−５６７８", "**−****−****"),
        ("line 2026", "line 2026"),
    ],
)
def test_longer_numbers_are_blanked_in_words(text: str, masked: str) -> None:
    assert without_numbers(text) == masked


def test_flood_of_fields_is_cut() -> None:
    raw: dict[str, Any] = {f"f{n}": "x" * 10_000 for n in range(500)}

    shown = without_secrets(raw)

    assert len(shown) == 60
    assert max(map(len, shown.values())) == 300
