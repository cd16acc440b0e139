"""Replays recordings of a real exchange, where they are at hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from crm_desktop.domain.call_state import call_from_events
from crm_desktop.telephony.ami_calls import AmiCalls
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_frames import AmiFrames
from crm_desktop.telephony.ami_replay import replay

RECORDINGS: Final = Path(__file__).parents[3] / "shared" / "data" / "ami"
FIELDS: Final = (
    "dir", "caller", "withheld", "national", "dialled", "queue", "rang", "answered", "result",
    "ended_by",
)  # fmt: skip
NOT_TOLD: Final = "08_withheld_but_carrier_asserts_the_number"
"""Nothing in it differs from a call that shows its number: the exchange must be asked."""

pytestmark = pytest.mark.skipif(
    not RECORDINGS.is_dir(), reason=f"the recordings are not at {RECORDINGS}"
)


@cache
def expected() -> dict[str, list[dict[str, Any]]]:
    path = RECORDINGS / "expected.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        name: [{field: call.get(field, "") for field in FIELDS} for call in one["calls"]]
        for name, one in told.items()
    }


def recordings(part: str = "cti") -> list[str]:
    return [name for name in sorted(expected()) if (RECORDINGS / f"{name}.{part}.txt").exists()]


def bytes_of(name: str, part: str = "cti") -> bytes:
    return (RECORDINGS / f"{name}.{part}.txt").read_bytes()


def calls_in(recording: bytes) -> list[dict[str, Any]]:
    return replay(recording, ExtensionPattern())[0]


@pytest.mark.parametrize("name", [name for name in recordings() if name != NOT_TOLD])
def test_recording_is_understood(name: str) -> None:
    after_restart = bytes_of(name, "late") if name.startswith("51_") else b""

    assert calls_in(bytes_of(name) + after_restart) == expected()[name]


def test_number_whose_withholding_no_event_tells_is_the_only_difference() -> None:
    (truth,) = expected()[NOT_TOLD]

    (call,) = calls_in(bytes_of(NOT_TOLD))

    assert call == {**truth, "withheld": False, "national": truth["caller"]}


def test_calls_in_progress_are_understood_from_the_list() -> None:
    name = "48_gateway_connects_mid_call"

    assert calls_in(bytes_of(name, "late")) == expected()[name]


@pytest.mark.parametrize("name", recordings())
def test_every_telephone_pops_once_and_its_card_goes(name: str) -> None:
    _calls, pops = replay(bytes_of(name), ExtensionPattern())

    ringing = [(pop["extension"], pop["caller"]) for pop in pops if pop["pop"] == "ringing"]
    cleared = [(pop["extension"], pop["caller"]) for pop in pops if pop["pop"] == "cleared"]
    assert len(ringing) == len(set(ringing))
    assert set(ringing) <= set(cleared)


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("name", recordings()[:3])
def test_pieces_of_any_size_make_the_same_events(name: str, size: int) -> None:
    data, frames = bytes_of(name), AmiFrames()

    pieces = [data[start : start + size] for start in range(0, len(data), size)]

    assert [e for piece in pieces for e in frames.feed(piece)] == AmiFrames().feed(data)


def test_withheld_number_is_in_no_pop() -> None:
    _calls, pops = replay(bytes_of("v" + NOT_TOLD), ExtensionPattern())

    assert {pop["caller"] for pop in pops} == {""}
    assert [pop["pop"] for pop in pops] == ["ringing", "answered", "cleared"]


@pytest.mark.parametrize("name", recordings())
def test_call_log_says_of_a_recording_what_the_replay_says(name: str) -> None:
    calls = AmiCalls("pbx")

    told = [step for one in AmiFrames().feed(bytes_of(name)) for step in calls.take(one)]

    states = [
        call_from_events([step for step in told if step.call_id == call_id])
        for call_id in dict.fromkeys(step.call_id for step in told)
    ]
    assert [(state.direction, state.result, state.ended_by) for state in states] == [
        (call["dir"], call["result"], call["ended_by"]) for call in calls_in(bytes_of(name))
    ]
