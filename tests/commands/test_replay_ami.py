from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm_desktop.__main__ import main
from tests.telephony.ami_exchange import BANNER, answered_by, carrier, hung_up, telephone


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    line = carrier()
    phone = telephone("201", line, 2)
    sent = [line.says("Newchannel"), phone.says("Newchannel"), phone.state_is("Ringing")]
    path = tmp_path / "call.txt"
    path.write_bytes(BANNER + b"".join([*sent, *answered_by(phone, line), *hung_up(line, phone)]))
    return path


def test_json_says_each_call_on_a_line(recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay-ami", str(recording), "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {
        "dir": "in",
        "caller": "0312345678",
        "withheld": False,
        "national": "0312345678",
        "dialled": "0120000000",
        "queue": "",
        "rang": ["201"],
        "answered": ["201"],
        "result": "answered",
        "ended_by": "pbx",
    }


def test_pops_name_the_line_that_caused_them(
    recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["replay-ami", str(recording), "--json", "--pops"])

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    text = recording.read_bytes().decode().splitlines()
    assert [text[row["line"] - 1] for row in rows if "pop" in row] == [
        "Event: Newstate",
        "Event: BridgeEnter",
        "Event: Hangup",
    ]


def test_pattern_says_what_an_extension_is(
    recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["replay-ami", str(recording), "--json", "--extension-pattern", r"PJSIP/(3\d\d)"])

    assert json.loads(capsys.readouterr().out)["rang"] == []


def test_without_json_each_call_is_a_sentence(
    recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["replay-ami", str(recording)])

    assert "0312345678 -> 0120000000: answered" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"), [(["no-such-file"], 3), (["x", "--extension-pattern", "("], 2)]
)
def test_what_cannot_be_replayed_is_told(
    words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay-ami", *words]) == code
    assert capsys.readouterr().err.startswith("crm-desktop: ")
