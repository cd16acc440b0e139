"""Promises of letting a silent server alone."""

from __future__ import annotations

import pytest

from crm_desktop.errors.map import TileFault, TileProblem
from crm_desktop.maps.tiles.rest import Rest
from tests.maps.tiles.online_tiles import Clock


def failed(rest: Rest, times: int) -> None:
    for _time in range(times):
        rest.count(TileFault.SILENT)


def test_two_failures_stop_nobody() -> None:
    rest = Rest(Clock())
    failed(rest, 2)

    rest.refuse()

    assert not rest.is_on


def test_a_success_between_begins_anew() -> None:
    rest = Rest(Clock())
    failed(rest, 2)
    rest.end()
    failed(rest, 2)

    assert not rest.is_on


@pytest.mark.parametrize(("failures", "seconds"), [(3, 30), (4, 60), (5, 120), (9, 600), (99, 600)])
def test_each_rest_is_longer_up_to_a_limit(failures: int, seconds: int) -> None:
    clock = Clock()
    rest = Rest(clock)
    failed(rest, failures)

    clock.now += seconds - 1
    before = rest.is_on
    clock.now += 1

    assert (before, rest.is_on) == (True, False)


def test_after_a_rest_one_tries_and_the_others_wait_for_it() -> None:
    clock = Clock()
    rest = Rest(clock)
    failed(rest, 3)
    clock.now += 31
    rest.refuse()

    with pytest.raises(TileProblem) as caught:
        rest.refuse()

    assert caught.value.fault is TileFault.RESTING


def test_a_success_ends_the_rest_for_all() -> None:
    clock = Clock()
    rest = Rest(clock)
    failed(rest, 3)
    clock.now += 31
    rest.refuse()

    rest.end()

    rest.refuse()
    assert not rest.is_on
