from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.telephony.http_fields import LONGEST_VALUE, fields_of_body, fields_of_query
from crm_desktop.telephony.source import EventRefused

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"from": "0312345678", "user": ["a", "b"]}', JSON),
        (b'{"from": "0312345678", "user[]": ["a", "b"]}', "text/json"),
        (b"from=0312345678&user=a&user=b", FORM),
        (b"from=0312345678&user[]=a&user%5B%5D=b", FORM),
        (b'\xef\xbb\xbf{"from": "0312345678", "user": ["a", "b"]}', JSON),
        (b'{"from": "0312345678", "user": ["a", "b"]}', FORM),
        (b"from=0312345678&user=a&user=b", "application/octet-stream"),
    ],
)
def test_json_and_forms_tell_the_same(body: bytes, content_type: str) -> None:
    assert fields_of_body(body, content_type) == {"from": ["0312345678"], "user": ["a", "b"]}


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_names_are_read_in_both_encodings(encoding: str) -> None:
    body = '{"user": "髙橋 美智子"}'.encode(encoding)

    assert fields_of_body(body, JSON) == {"user": ["髙橋 美智子"]}


def test_escaped_names_are_read_in_shift_jis() -> None:
    assert fields_of_query(b"user=%8D%82%8B%B4+%88%A4") == {"user": ["高橋 愛"]}


def test_plus_before_a_number_is_not_a_blank() -> None:
    assert fields_of_query(b"from=+81312345678&user=Max+Muster") == {
        "from": ["+81312345678"],
        "user": ["Max Muster"],
    }


def test_nothing_that_a_database_cannot_hold_comes_through() -> None:
    body = json.dumps({"user": "a\x00b\r\nEvent: hangup", "from": "\ud800\u20280312345678"})

    assert fields_of_body(body.encode(), JSON) == {
        "user": ["a b Event: hangup"],
        "from": ["0312345678"],
    }


def test_numbers_and_nothing_in_json_are_texts_or_left_out() -> None:
    body = b'{"callId": 17, "from": null, "x": {"y": null}, "to": "", "z": true}'

    assert fields_of_body(body, JSON) == {"callId": ["17"], "to": []}


def test_fields_within_fields_go_by_both_names() -> None:
    body = b'{"call": {"id": 1, "details": [{"to": "a"}, {"to": "b"}]}}'

    assert fields_of_body(body, JSON) == {"call.id": ["1"], "call.details.to": ["a", "b"]}


def test_too_many_or_too_deep_fields_within_fields_are_left_out() -> None:
    words = [{"word": str(n)} for n in range(500)]
    deep: Any = "x"
    for _ in range(300):
        deep = {"y": deep}
    body = json.dumps({"event": "x", "said": words, "deep": deep}).encode()

    fields = fields_of_body(body, JSON)

    assert set(fields) == {"event", "said.word"}
    assert len(fields["said.word"]) == 100


def test_long_texts_are_cut() -> None:
    body = json.dumps({"user": "長" * 60_000}).encode()

    assert len(fields_of_body(body, JSON)["user"][0]) == LONGEST_VALUE


@pytest.mark.parametrize(
    ("body", "content_type", "word"),
    [
        (b'{"from": ', JSON, "json"),
        (b"[1, 2]", JSON, "json"),
        (b"[" * 50_000, JSON, "json"),
        (b"from=1", JSON, "json"),
        (b"<call/>", "text/xml", "content_type"),
        (b"--x\r\n", "multipart/form-data", "content_type"),
        (b"&".join(b"f%d=1" % n for n in range(150)), FORM, "too_much"),
        (b"&".join(b"user=1" for _ in range(150)), FORM, "too_much"),
    ],
)
def test_what_is_no_event_is_refused_with_a_sentence(
    body: bytes, content_type: str, word: str
) -> None:
    with pytest.raises(EventRefused) as refusal:
        fields_of_body(body, content_type)

    assert refusal.value.word == word
    assert refusal.value.sentence.endswith(".")


@given(st.binary(max_size=300), st.sampled_from([JSON, FORM, "text/plain", ""]))
def test_any_bytes_are_fields_or_refused(body: bytes, content_type: str) -> None:
    try:
        fields = fields_of_body(body, content_type)
    except EventRefused:
        return
    assert all("\x00" not in value for values in fields.values() for value in values)
