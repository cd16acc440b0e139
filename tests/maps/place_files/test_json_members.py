"""A JSON object read piece by piece."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from crm_desktop.maps.place_files import json_members as module
from crm_desktop.maps.place_files.json_members import JsonBroken, json_members


def read(text: str) -> list[tuple[str, Any]]:
    return list(json_members(io.StringIO(text), lists=frozenset({"features"})))


def test_list_is_told_entry_by_entry_and_the_rest_whole() -> None:
    text = '{"type": "x", "features": [ {"a": 1}, 2 ,[]], "more": {"b": [1, 2]}, "n": -1.5e3}'

    assert read(text) == [
        ("type", "x"),
        ("features", {"a": 1}),
        ("features", 2),
        ("features", []),
        ("more", {"b": [1, 2]}),
        ("n", -1500.0),
    ]


@pytest.mark.parametrize("chunk", [1, 2, 7, 64])
def test_where_the_pieces_end_makes_no_difference(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"名": "髙\u2028﨑", "n": [12345.678, True, None]}
    whole = {"features": [entry] * 3, "last": 1234567}
    monkeypatch.setattr(module, "_CHUNK", chunk)

    told = read(json.dumps(whole, ensure_ascii=False, indent=1))

    assert told == [("features", entry)] * 3 + [("last", 1234567)]


@pytest.mark.parametrize("text", ["{}", " {\n} ", '{"features":[]}'])
def test_empty_object_tells_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "<html>",
        '{"features": [{"a": 1}',
        '{"features": [{"a": 1}, ',
        '{"features": [{"a": 1} {"a": 2}]}',
        '{"features": [{"a": 1}]',
        '{"a" 1}',
        '{"a": tru}',
        '{"a": ' + "[" * 200_000,
    ],
)
def test_broken_text_is_refused(text: str) -> None:
    with pytest.raises(JsonBroken):
        read(text)


def test_value_without_end_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LARGEST_VALUE", 1_000)

    with pytest.raises(JsonBroken, match="more than 1,000"):
        read('{"features": ["' + "x" * 5_000_000)


def test_number_of_any_length_is_a_number() -> None:
    assert read('{"n": ' + "9" * 10_000 + "}") == [("n", float("inf"))]
