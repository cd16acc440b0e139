"""Calls that are made up to see whether a desk shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.caller import read_caller

DOCTOR: Final = "doctor"
"""The source of all of them; the database counts none as a call."""

CALLED: Final = "TEST"
NUMBER: Final = "0300000000"
WITHHELD: Final = "anonymous"

_Scene = tuple[tuple[float, CallStage, bool], ...]


class FakeCall(StrEnum):
    """What a made-up call shows."""

    RINGING = "ringing"
    ANSWERED = "answered"
    MISSED = "missed"
    WITHHELD = "withheld"
    TRANSFERRED = "transferred"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class FakeDesk:
    """At whose telephone a made-up call rings, and from which number it comes."""

    login: str
    extension: str
    number: str = NUMBER


@dataclass(frozen=True, slots=True)
class FakeStep:
    """What happens ``after_s`` seconds after the call began."""

    after_s: float
    event: CallEvent


def fake_call(kind: FakeCall, desk: FakeDesk, *, key: str, began_at: datetime) -> list[FakeStep]:
    """Return the whole course of a call, in its order; it always ends. ``key`` is unique."""
    caller = read_caller(WITHHELD if kind is FakeCall.WITHHELD else desk.number)
    facts: dict[str, Any] = {
        "source": DOCTOR,
        "call_id": f"{desk.login} {key}",
        "direction": CallDirection.IN,
        "caller_raw": WITHHELD if kind is FakeCall.WITHHELD else desk.number,
        "caller": caller.number,
        "no_number_reason": caller.no_number_reason,
        "called_raw": CALLED,
        "queue": CALLED if kind is FakeCall.QUEUE else "",
    }
    return [
        FakeStep(
            after_s,
            CallEvent(
                stage=stage,
                happened_at=began_at + timedelta(seconds=after_s),
                extension=desk.extension if here else "",
                **facts,
            ),
        )
        for after_s, stage, here in _SCENES[kind]
    ]


def end_of(steps: Sequence[FakeStep], *, after_s: float) -> CallEvent:
    """Return the end of the call of ``steps`` so long after its beginning."""
    last = steps[-1]
    earlier = timedelta(seconds=last.after_s - after_s)
    return CallEvent(
        source=last.event.source,
        call_id=last.event.call_id,
        stage=CallStage.ENDED,
        happened_at=last.event.happened_at - earlier,
    )


_SCENES: Final[dict[FakeCall, _Scene]] = {
    FakeCall.RINGING: ((0, CallStage.RINGING, True), (60, CallStage.ENDED, False)),
    FakeCall.ANSWERED: (
        (0, CallStage.RINGING, True),
        (3, CallStage.ANSWERED, True),
        (15, CallStage.ENDED, False),
    ),
    FakeCall.MISSED: ((0, CallStage.RINGING, True), (4, CallStage.ENDED, False)),
    FakeCall.WITHHELD: ((0, CallStage.RINGING, True), (10, CallStage.ENDED, False)),
    FakeCall.TRANSFERRED: (
        (0, CallStage.RINGING, False),
        (1, CallStage.ANSWERED, False),
        (3, CallStage.TRANSFERRED, True),
        (7, CallStage.ANSWERED, True),
        (15, CallStage.ENDED, False),
    ),
    FakeCall.QUEUE: (
        (0, CallStage.RINGING, False),
        (3, CallStage.RINGING, True),
        (12, CallStage.ENDED, False),
    ),
}
