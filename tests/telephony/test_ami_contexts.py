"""Trunks that are named like telephones: the dialplan's contexts tell them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_replay import replay
from tests.telephony.ami_exchange import (
    BANNER,
    Party,
    answered_by,
    carrier,
    event,
    hung_up,
    telephone,
)

FREEPBX = ("from-pstn", "from-trunk")
TRUNK = replace(carrier(), name="PJSIP/300-00000001")
SATO = telephone("201", TRUNK, 2)


def born(party: Party, context: str) -> bytes:
    return event("Newchannel", {**party.block(), "Context": context})


def calls_of(*sent: bytes, contexts: tuple[str, ...]) -> list[dict[str, Any]]:
    pattern = ExtensionPattern(outside_contexts=contexts)
    return replay(BANNER + b"".join(sent), pattern)[0]


COMES_IN = [
    born(TRUNK, "from-pstn"),
    born(SATO, "from-internal"),
    TRUNK.dials(SATO),
    SATO.state_is("Ringing"),
    *answered_by(SATO, TRUNK),
    *hung_up(SATO, TRUNK),
]


def test_trunk_named_like_a_telephone_is_a_line_by_its_context() -> None:
    (call,) = calls_of(*COMES_IN, contexts=FREEPBX)

    assert (call["dir"], call["caller"]) == ("in", "0312345678")
    assert (call["rang"], call["answered"]) == (["201"], ["201"])


@pytest.mark.parametrize("contexts", [(), ("from-did-direct",)])
def test_without_that_context_its_name_counts(contexts: tuple[str, ...]) -> None:
    assert [call["dir"] for call in calls_of(*COMES_IN, contexts=contexts)] == ["internal"]


def test_call_out_by_such_a_trunk_goes_out() -> None:
    sato = Party(
        "PJSIP/201-00000001", "18.1", "18.1", caller="201", exten="0398765432", state="Ring"
    )
    trunk = Party("PJSIP/300-00000002", "18.2", "18.1", caller="0398765432", exten="s")

    (call,) = calls_of(
        born(sato, "from-internal"),
        born(trunk, "from-pstn"),
        sato.dials(trunk),
        *answered_by(trunk, sato),
        *hung_up(trunk, sato),
        contexts=FREEPBX,
    )

    assert (call["dir"], call["dialled"], call["result"]) == ("out", "0398765432", "answered")


def test_context_into_which_a_telephone_goes_later_makes_it_no_line() -> None:
    moved = event("Newstate", {**SATO.now("Ringing").block(), "Context": "from-pstn"})

    (call,) = calls_of(born(TRUNK, "from-pstn"), moved, *hung_up(SATO, TRUNK), contexts=FREEPBX)

    assert call["rang"] == ["201"]
