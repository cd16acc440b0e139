from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.telephony import (
    ExchangeClockApart,
    ExchangeLoginRefused,
    GatewaySilent,
)
from crm_desktop.ui.phone_link.state import phone_link
from tests.ui.source_rows import SEEN, TEN_32, gateway, source

REFUSED: dict[str, Any] = {
    "state": SourceState.PROBLEM,
    "problem": "ExchangeLoginRefused",
    "facts": {"source": "本社", "user": "crm"},
}


def test_office_without_a_gateway_misses_none() -> None:
    assert phone_link([]).down_since is None


@pytest.mark.parametrize("state", ["connected", "listening", "connecting", "standing_by"])
def test_source_that_is_heard_or_about_to_be_is_well(state: str) -> None:
    told = phone_link([gateway(), source(state=SourceState(state))])

    assert (told.down_since, told.problems) == (None, ())


def test_link_is_down_since_the_exchange_refuses() -> None:
    told = phone_link([gateway(), source(**REFUSED)])

    assert (told.down_since, told.partly) == (TEN_32, False)
    assert [type(problem) for problem in told.problems] == [ExchangeLoginRefused]


def test_one_of_two_exchanges_is_a_part() -> None:
    told = phone_link([gateway(), source("支店"), source(**REFUSED)])

    assert (told.down_since, told.partly) == (TEN_32, True)


def test_spare_gateway_that_hears_the_exchange_keeps_the_link_up() -> None:
    spare = "gateway@spare:8713"
    told = phone_link(
        [
            gateway(silent_s=31.0),
            source(silent_s=31.0),
            gateway(spare),
            source(gateway=spare),
        ]
    )

    assert (told.down_since, told.problems) == (None, ())


def test_gateway_that_is_silent_for_half_a_minute_does_not_run() -> None:
    told = phone_link([gateway(silent_s=30.5), source(silent_s=30.5)])

    assert (told.down_since, told.partly) == (SEEN, False)
    assert isinstance(told.problems[0], GatewaySilent)
    assert told.problems[0].gateway == "pc:8713"


def test_gateway_that_was_stopped_does_not_run_since_then() -> None:
    stopped: dict[str, Any] = {"state": SourceState.STOPPED}

    told = phone_link([gateway(**stopped), source(**stopped)])

    assert told.down_since == TEN_32
    assert isinstance(told.problems[0], GatewaySilent)


def test_clock_apart_is_told_but_the_link_is_up() -> None:
    apart: dict[str, Any] = {
        "problem": "ExchangeClockApart",
        "facts": {"source": "本社", "seconds": 9},
    }

    told = phone_link([gateway(), source(**apart)])

    assert told.down_since is None
    assert isinstance(told.problems[0], ExchangeClockApart)


def test_what_hides_calls_is_told_before_what_only_disturbs() -> None:
    apart: dict[str, Any] = {
        "problem": "ExchangeClockApart",
        "facts": {"source": "支店", "seconds": 9},
    }

    told = phone_link([gateway(), source("支店", **apart), source(**REFUSED)])

    assert isinstance(told.problems[0], ExchangeLoginRefused)
    assert len(told.problems) == 2


def test_exchange_that_refuses_the_leader_is_down_though_another_stands_by() -> None:
    spare = "gateway@spare:8713"
    standing_by = source(gateway=spare, state=SourceState.STANDING_BY)

    told = phone_link([gateway(), source(**REFUSED), gateway(spare), standing_by])

    assert told.down_since == TEN_32
