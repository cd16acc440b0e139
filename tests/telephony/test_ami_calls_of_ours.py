"""Replays calls recorded on an Asterisk 22.10.1 of our own, cut down to what calls are told by."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_replay import replay
from tests.telephony.ami_exchange import (
    answered_by,
    calls_of,
    carrier,
    event,
    hung_up,
    telephone,
)

RECORDINGS: Final = Path(__file__).parent / "recordings"
TOLD: Final = ("rang", "answered", "result", "ended_by")


def replayed(name: str) -> tuple[list[dict[str, Any]], list[tuple[str, str, str]]]:
    """Return the calls and the pops of a recording, which is kept with bare line feeds."""
    recording = (RECORDINGS / f"{name}.ami.txt").read_bytes().replace(b"\n", b"\r\n")
    calls, pops = replay(recording, ExtensionPattern())
    return calls, [(pop["pop"], pop["extension"], pop["caller"]) for pop in pops]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("rejected", (["201"], [], "rejected", "operator")),
        ("fall_congestion", ([], [], "failed", "pbx")),
        ("conference", ([], ["201", "202"], "answered", "caller")),
        ("park", (["201"], ["201", "202"], "answered", "caller")),
        ("attended", (["201"], ["201", "203"], "answered", "caller")),
    ],
)
def test_call_is_understood_as_it_was_at_the_telephones(name: str, told: tuple[Any, ...]) -> None:
    calls, _pops = replayed(name)

    assert [tuple(call[field] for field in TOLD) for call in calls] == [told]


def test_second_call_to_a_busy_telephone_pops_while_the_first_goes_on() -> None:
    calls, pops = replayed("waiting")

    assert [(call["caller"], call["result"]) for call in calls] == [
        ("09012345678", "answered"),
        ("0312345678", "answered"),
    ]
    assert pops.index(("ringing", "201", "0312345678")) < pops.index(
        ("cleared", "201", "09012345678")
    )


def test_parked_call_is_on_nobodys_desk_until_it_is_fetched() -> None:
    _calls, pops = replayed("park")

    assert [(pop, extension) for pop, extension, _caller in pops] == [
        ("ringing", "201"),
        ("answered", "201"),
        ("cleared", "201"),
        ("answered", "202"),
        ("cleared", "202"),
    ]


@pytest.mark.parametrize("phone_first", [True, False])
def test_caller_is_told_from_the_telephone_in_whichever_order_channels_are_listed(
    *, phone_first: bool
) -> None:
    line = carrier("0312345678")
    phone = telephone("202", line, 2).now("Ringing")
    rows = [
        one.says("CoreShowChannel") for one in ((phone, line) if phone_first else (line, phone))
    ]
    begun = event("", {"Message": "Channels will follow"}).replace(b"Event: \r\n", b"")
    listed = [begun, *rows, event("CoreShowChannelsComplete", {"ListItems": "2"})]

    (call,) = calls_of(*listed, *answered_by(phone, line), *hung_up(line, phone))

    assert (call["dir"], call["caller"], call["answered"]) == ("in", "0312345678", ["202"])


def test_caller_is_told_from_the_telephone_that_is_heard_of_first() -> None:
    line = carrier("0312345678").now("Up")
    phone = telephone("202", line, 2)

    (call,) = calls_of(*answered_by(phone, line), *hung_up(line, phone))

    assert (call["dir"], call["caller"], call["dialled"]) == ("in", "0312345678", "0120000000")
