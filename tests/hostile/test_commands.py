"""What commands print: one JSON object is one line for every reader."""

from __future__ import annotations

import argparse
import io
import json
import sys

import pytest

from crm_desktop.commands import normalize
from tests.hostile.hostile_texts import TEXTS, UNSTORABLE

ALL = {**TEXTS, **UNSTORABLE}
KINDS = ("phone", "postal", "kana", "date", "address")


class Streams:
    """Standard input and output as octets."""

    def __init__(self, octets: bytes) -> None:
        self.buffer = io.BytesIO(octets)


@pytest.mark.parametrize("kind", KINDS)
def test_each_line_is_answered_by_one_line(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [text.encode("utf-8", "surrogatepass") for text in ALL.values()]
    told = b"\n".join(line.replace(b"\n", b" ") for line in lines)
    answers = Streams(b"")
    monkeypatch.setattr(sys, "stdin", Streams(told))
    monkeypatch.setattr(sys, "stdout", answers)

    assert normalize.run(argparse.Namespace(kind=kind)) == 0

    printed = answers.buffer.getvalue().decode()
    assert len(printed.splitlines()) == len(lines)
    assert len({json.loads(line)["input"] for line in printed.splitlines()}) == len(lines)
    assert not any("\x7f" <= letter <= "\x9f" or letter == "\x1b" for letter in printed)
