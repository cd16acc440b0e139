from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from crm_desktop.log import JsonFormatter, MaskingFormatter, harmless, masked, start_logging


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+81312345678", "+8131234****"),
        ("0312345678", "031234****"),
        ("201", "201"),
        ("117", "117"),
        ("", "no number"),
        (None, "no number"),
    ],
)
def test_number_is_logged_without_its_end(number: str | None, shown: str) -> None:
    assert masked(number) == shown


@pytest.mark.parametrize(
    "number",
    [
        "+81312345678",
        "0312345678",
        "09012345678",
        "03-1234-5678",
        "0120-000-000",
        "03（1234）5678",
        "０３－１２３４－５６７８",
        "090ー1234ー5678",
    ],
)
def test_number_in_a_line_is_masked(number: str) -> None:
    line = harmless(f"cannot parse '{number}' of call 17")

    assert line.startswith("cannot parse '")
    assert line.endswith("****' of call 17")


@pytest.mark.parametrize(
    "line",
    [
        "call 1234567890 ringing at 201",
        "2026-11-22T06:17:49.323Z started",
        "listening on 127.0.0.1:8474",
        "id 5f0312345678 and 1032112345678",
        "took 0.123456789 s",
    ],
)
def test_what_is_no_telephone_number_stays(line: str) -> None:
    assert harmless(line) == line


def test_traceback_shows_neither_numbers_nor_rows() -> None:
    words = "dup\nDETAIL:  Key (name)=(髙橋 花子) exists.\nfor +819012345678"
    try:
        raise ValueError(words)
    except ValueError as error:
        trouble = (type(error), error, error.__traceback__)
    record = logging.LogRecord("crm", logging.ERROR, __file__, 1, "bug", None, trouble)

    text = MaskingFormatter().format(record)

    assert "髙橋" not in text
    assert "5678" not in text
    assert "ValueError" in text


def test_rows_in_a_quoted_message_are_hidden_too() -> None:
    line = harmless(repr("dup\nDETAIL:  Key (name)=(髙橋 花子) exists.\nLINE 1: x"))

    assert line == r"'dup\nDETAIL: ****\nLINE 1: x'"


def test_all_lines_of_a_row_are_hidden() -> None:
    row = "dup\nDETAIL:  Failing row contains (7, 電話あり\n\n髙橋様へ折返し, 3).\n[SQL: UPDATE x]"

    assert harmless(row) == "dup\nDETAIL: ****\n[SQL: UPDATE x]"


def test_what_caused_an_error_is_still_told_after_a_hidden_row() -> None:
    trace = "dup\nDETAIL:  (髙橋\n花子).\n\nThe above exception was the direct cause of x"

    assert harmless(trace) == "dup\nDETAIL: ****\n\nThe above exception was the direct cause of x"


@pytest.mark.parametrize(
    "line",
    [
        "cannot read postgresql://o:ひみつ@db.example/crm",
        "cannot read 'postgresql://o:p@ひみつ@db.example/crm'",
        "host=db password=ひみつ user=o",
        r"host=db password='a \'ひみつ' user=o",
        "{'host': 'db', 'password': 'ひみつ'}",
        "ConninfoOption(password=b'ひみつ')",
        "PGPASSWORD=ひみつ crm-desktop",
        "CRM_DESKTOP_GATEWAY_TOKEN_PBX=ひみつ",
        "CREATE ROLE o LOGIN PASSWORD 'don''t ひみつ'",
        "PASSWORD 'SCRAM-SHA-256$4096:ひみつ'",
        "rolpassword is SCRAM-SHA-256$4096:ひみつ$x:y",
        "POST /api/v1/cti/ひみつ HTTP/1.1",
    ],
)
def test_secret_in_a_line_is_masked(line: str) -> None:
    assert "ひみつ" not in harmless(line)
    assert "****" in harmless(line)


@pytest.mark.parametrize(
    "line",
    [
        'FATAL:  password authentication failed for user "hana"',
        "see https://db.example:5432/crm or o@db.example",
        "fe_sendauth: no password supplied",
        "the token of pbx is in the keyring",
    ],
)
def test_words_about_secrets_stay(line: str) -> None:
    assert harmless(line) == line


def test_lines_go_to_the_file(tmp_path: Path) -> None:
    file = tmp_path / "log" / "desk.log"
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        start_logging("info", file)
        logging.getLogger("crm_desktop.x").info("call %s from %s", "c1", "+81312345678")
        logging.getLogger("crm_desktop.x").debug("not this")
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers[:] = before
        root.setLevel(level)

    assert "call c1 from +8131234****" in file.read_text(encoding="utf-8")
    assert "not this" not in file.read_text(encoding="utf-8")


def test_json_line_has_its_fields_and_no_number() -> None:
    record = logging.LogRecord("gateway", logging.INFO, "", 0, "from %s\nX", ("0355550182",), None)
    record.facts = {"source": "本社", "call": "tel:+81355550182", "caller": "+81355550182"}

    line = JsonFormatter().format(record)

    told = json.loads(line)
    assert (told["message"], told["source"], told["level"]) == (
        "from 035555****\nX",
        "本社",
        "INFO",
    )
    assert "0182" not in line
    assert "\n" not in line
