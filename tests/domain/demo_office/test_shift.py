"""A shift of the demo: nobody answers what did not ring, everybody comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from crm_desktop.domain.availability import Availability
from crm_desktop.domain.demo_office.shift import (
    QUEUES,
    ShiftAct,
    ShiftStep,
    begun_shift,
    ended_shift,
    gone_on,
)

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
MAY_FOLLOW = {
    ShiftAct.READY: {ShiftAct.RING, ShiftAct.AWAY},
    ShiftAct.RING: {ShiftAct.ANSWER},
    ShiftAct.ANSWER: {ShiftAct.HANG_UP},
    ShiftAct.HANG_UP: {ShiftAct.READY},
    ShiftAct.AWAY: {ShiftAct.READY},
}


def an_hour(seed: int) -> list[ShiftStep]:
    chance = Random(seed)
    people, steps = begun_shift(("203", "204"), NOW)
    told = list(steps)
    for second in range(0, 3600, 2):
        people, steps = gone_on(people, NOW + timedelta(seconds=second), chance)
        told += steps
    return told + list(ended_shift(people))


@pytest.mark.parametrize("seed", range(5))
def test_each_telephone_goes_through_its_calls_in_order(seed: int) -> None:
    for extension in ("203", "204"):
        acts = [step.act for step in an_hour(seed) if step.extension == extension]
        assert all(
            after in MAY_FOLLOW[before] | {ShiftAct.HANG_UP} for before, after in pairwise(acts)
        )
        assert acts.count(ShiftAct.RING) > 10


def test_an_hour_has_calls_of_every_queue_work_after_them_and_pauses() -> None:
    steps = [step for seed in range(5) for step in an_hour(seed)]

    assert {step.queue for step in steps if step.act is ShiftAct.RING} == set(QUEUES)
    said = {step.state for step in steps} - {None}
    assert said == {Availability.READY, Availability.AFTER_CALL, Availability.AWAY}
    assert all(step.reason for step in steps if step.act is ShiftAct.AWAY)


def test_no_call_goes_on_after_the_shift() -> None:
    open_calls: set[str] = set()
    for step in an_hour(7):
        if step.act is ShiftAct.RING:
            open_calls.add(step.extension)
        elif step.act is ShiftAct.HANG_UP:
            open_calls.discard(step.extension)

    assert open_calls == set()
