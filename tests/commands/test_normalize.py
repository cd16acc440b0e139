from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.commands import normalize

PROJECT = Path(__file__).parents[2]
PHONE_FIELDS = "input e164 national kind extension prefix no_number_reason error warning"
ADDRESS_FIELDS = (
    "input prefecture city town block building postal_codes latitude longitude level accuracy_m"
    " error"
)


def fields_of(kind: str, *lines: str) -> list[dict[str, Any]]:
    return list(normalize.normalized(kind, [f"{line}\n".encode() for line in lines]))


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    normalize.add_parser(parser.add_subparsers())
    return parser.parse_args(["normalize", *arguments])


def test_phone_line_has_all_fields_and_null_where_empty() -> None:
    (fields,) = fields_of("phone", "184-03-5321-1111 内線12")

    assert " ".join(fields) == PHONE_FIELDS
    assert fields | {"input": ""} == {
        "input": "",
        "e164": "+81353211111",
        "national": "03-5321-1111",
        "kind": "fixed",
        "extension": "12",
        "prefix": "184",
        "no_number_reason": None,
        "error": None,
        "warning": None,
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("非通知", "withheld"),
        ("C", "payphone"),
        ("Ｏ", "unavailable"),
        ("S", "service_conflict"),
        ("", "none"),
    ],
)
def test_missing_number_has_a_reason_and_no_kind(line: str, reason: str) -> None:
    (fields,) = fields_of("phone", line)

    assert (fields["no_number_reason"], fields["kind"], fields["error"]) == (reason, None, None)


def test_local_number_is_refused_with_its_kind() -> None:
    (fields,) = fields_of("phone", "1234567")

    assert (fields["kind"], fields["e164"]) == ("local", None)
    assert "area code" in fields["error"]


def test_number_without_e164_form_is_shown() -> None:
    (fields,) = fields_of("phone", "＃９１１０")

    assert (fields["e164"], fields["national"], fields["kind"]) == (None, "#9110", "special")


def test_refused_number_says_what_may_be_meant() -> None:
    assert "03-1234-5678" in fields_of("phone", "312345678")[0]["error"]


def test_postal_line_lists_every_town() -> None:
    one, many, office, unknown = fields_of(
        "postal", "〒１００－０００１", "4520961", "1638001", "999-9999"
    )

    assert list(one) == ["input", "code", "display", "kind", "addresses", "error"]
    assert (one["code"], one["display"], one["kind"]) == ("1000001", "100-0001", "town")
    assert one["addresses"] == [
        {
            "prefecture": "東京都",
            "city": "千代田区",
            "town": "千代田",
            "kana": "チヨダ",
            "note": None,
        }
    ]
    assert len(many["addresses"]) > 60
    assert (office["kind"], office["addresses"][0]["note"]) == ("office", "東京都庁 2丁目8-1")
    assert (unknown["code"], unknown["addresses"], unknown["error"]) == ("9999999", [], None)


def test_postal_line_proposes_the_lost_zero() -> None:
    (fields,) = fields_of("postal", "600001")

    assert (fields["code"], fields["addresses"]) == (None, [])
    assert "060-0001" in fields["error"]


def test_address_line_has_all_fields() -> None:
    (fields,) = fields_of("address", "東京都千代田区丸の内２ー７ー２　ＪＰタワー")

    assert " ".join(fields) == ADDRESS_FIELDS
    assert [fields[name] for name in ("prefecture", "city", "town", "block", "building")] == [
        "東京都",
        "千代田区",
        "丸の内",
        "2-7-2",
        "JPタワー",
    ]
    assert (fields["postal_codes"], fields["level"]) == (["1000005"], "town")
    assert (round(fields["latitude"], 2), round(fields["longitude"], 2)) == (35.68, 139.76)
    assert (fields["accuracy_m"], fields["error"]) == (400, None)


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("東京都港区芝浦1-2-3", "town"),
        ("北海道石狩郡当別町大字白樺町58-9", "oaza"),
        ("東京都港区", "city"),
        ("広島県", "prefecture"),
        ("髙橋様方", None),
    ],
)
def test_address_line_says_how_closely_it_was_found(line: str, level: str | None) -> None:
    (fields,) = fields_of("address", line)

    assert fields["level"] == level
    assert (fields["latitude"] is None) == (fields["accuracy_m"] is None) == (level is None)


def test_address_of_another_code_says_which_codes_to_use() -> None:
    one, several, other = fields_of(
        "address",
        "〒109-0023 港区芝浦1-2-3",
        "〒109-0001 東京都港区芝浦",
        "〒108-0075 港区芝浦4丁目1",
    )

    assert one["error"] == "The postal code 109-0023 is not 港区芝浦: use 105-0023 (1丁目)."
    assert several["error"] == (
        "The postal code 109-0001 is not 港区芝浦; 105-0023 is 1丁目, 108-0023 is 2〜4丁目: choose."
    )
    assert other["error"] == (
        "The postal code 108-0075 is 港区港南, not 港区芝浦: use 108-0023 (2〜4丁目)."
    )


def test_address_without_its_town_says_what_the_code_means() -> None:
    unknown, missing = fields_of("address", "〒105-0023 港区芝裏1-2-3", "埼玉県北本市1-2-3")

    assert unknown["town"] == "芝裏"
    assert unknown["error"].endswith("kept as written. 105-0023 is 港区芝浦.")
    assert missing["error"] == "No town is written between the city and the number; add it."


def test_kana_and_date_lines() -> None:
    assert fields_of("kana", "ｻﾄｳ ﾖｰｺ") == [
        {"input": "ｻﾄｳ ﾖｰｺ", "kana": "サトウ ヨーコ", "key": "サトウヨウコ", "error": None}
    ]
    assert fields_of("date", "S23.3.5") == [
        {"input": "S23.3.5", "date": "1948-03-05", "era": "昭和23年3月5日", "error": None}
    ]
    assert "平成元年1月8日" in fields_of("date", "昭和64年1月8日")[0]["error"]
    assert "高橋" in fields_of("kana", "高橋ハナコ")[0]["error"]


def test_broken_bytes_are_an_error_of_their_line_only() -> None:
    lines = [b"\xef\xbb\xbf03-1234-5678\r\n", b"\x8f\x8f03\n", b"\n", b"090-1234-5678"]

    found = list(normalize.normalized("phone", lines))

    assert [fields["e164"] for fields in found] == ["+81312345678", None, None, "+819012345678"]
    assert "UTF-8" in found[1]["error"]


@pytest.mark.parametrize("kind", ["phone", "postal", "address", "kana", "date"])
@pytest.mark.parametrize("sign", ["0", "髙", "ー", " ", "(", "内線", "-", "ｶﾞ", "二", "私", "代"])
def test_line_of_a_megabyte_is_answered(kind: str, sign: str) -> None:
    (fields,) = fields_of(kind, sign * (1_000_000 // len(sign.encode())))

    assert fields["error"] or kind in {"kana", "phone"}


@pytest.mark.parametrize("kind", ["phone", "postal", "address", "kana", "date"])
def test_each_line_gives_one_line_of_json(
    kind: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = ["髙橋\u2028﨑", "\x00", "𠮷", "1\x0b2\x85", '"\\', "<script>"]
    stdin = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)

    assert normalize.run(parsed(kind)) == 0

    out = capsysbinary.readouterr().out.decode().removesuffix("\n").split("\n")
    assert [json.loads(line)["input"] for line in out] == lines


def started(kind: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "crm_desktop", "normalize", kind]
    pipe = subprocess.PIPE
    return subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, cwd=PROJECT)


def test_answer_comes_before_the_next_line_is_sent() -> None:
    with started("phone") as asked:
        assert asked.stdin
        assert asked.stdout
        asked.stdin.write(b"110\n")
        asked.stdin.flush()

        assert json.loads(asked.stdout.readline())["national"] == "110"


def test_reader_that_goes_away_is_no_error() -> None:
    with started("kana") as asked:
        assert asked.stdout
        asked.stdout.close()
        asked.stdout = None
        _, errors = asked.communicate("あ\n".encode() * 1000)

    assert (asked.returncode, errors) == (0, b"")


@given(st.lists(st.binary(max_size=30), max_size=4))
def test_any_bytes_are_answered_line_by_line(lines: Iterable[bytes]) -> None:
    lines = [line.replace(b"\n", b"") + b"\n" for line in lines]

    for kind in ("phone", "kana", "date"):
        assert len(list(normalize.normalized(kind, lines))) == len(lines)
