"""What the source of an exchange says of itself, seen at an exchange on a real socket."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import (
    ExchangeLinkLost,
    ExchangeLoginRefused,
    ExchangeRightsMissing,
    ExchangeTooOld,
    NotAnExchange,
)
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_source import AmiSource
from crm_desktop.telephony.source_health import SourceHealth
from tests.telephony.exchanges import PATIENT, Exchange, listening
from tests.telephony.test_ami_source import IMPATIENT, Heard, heard_of, ringing


def health_of(heard: Heard) -> SourceHealth:
    assert heard.source is not None
    return heard.source.health()


def test_source_is_connected_since_the_login_and_tells_of_its_last_event() -> None:
    exchange = Exchange()
    seen: list[SourceHealth] = []

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        await heard.until(lambda: health_of(heard).state is SourceState.CONNECTED)
        seen.append(health_of(heard))
        await exchange.say(ringing())
        await heard.until(lambda: heard.events)
        seen.append(health_of(heard))

    heard_of(exchange, play)

    first, second = seen
    assert (first.name, first.kind, first.last_event_at) == ("pbx", "ami", None)
    assert second.since == first.since
    assert second.last_event_at is not None


def test_link_is_down_since_it_went_however_often_it_is_tried() -> None:
    exchange = Exchange()
    down: list[SourceHealth] = []

    async def play(heard: Heard) -> None:
        await exchange.until_asked("QueueStatus")
        exchange.refused = frozenset({"Login"})
        exchange.hang_up()
        await heard.until(lambda: isinstance(heard.problem, ExchangeLinkLost))
        down.append(health_of(heard))
        await heard.until(lambda: isinstance(heard.problem, ExchangeLoginRefused))
        down.append(health_of(heard))

    heard_of(exchange, play)

    assert [health.state for health in down] == ["problem", "problem"]
    assert down[0].since == down[1].since


def test_missing_right_leaves_the_link_connected() -> None:
    async def play(heard: Heard) -> None:
        await heard.until(lambda: isinstance(heard.problem, ExchangeRightsMissing))
        assert health_of(heard).state is SourceState.CONNECTED

    heard_of(Exchange(refused=frozenset({"CoreShowChannels"})), play)


@pytest.mark.parametrize(
    ("greeting", "problem"),
    [
        (b"Asterisk Call Manager/1.1\r\n", ExchangeTooOld),
        (b"SSH-2.0-OpenSSH_9.9\r\n", NotAnExchange),
    ],
)
def test_who_answers_wrongly_is_said(greeting: bytes, problem: type[CrmError]) -> None:
    async def play(heard: Heard) -> None:
        await heard.until(lambda: health_of(heard).state is SourceState.PROBLEM)

    heard = heard_of(Exchange(greeting=greeting), play)

    assert isinstance(heard.problem, problem)


def test_wrong_secret_is_said() -> None:
    async def run() -> SourceHealth:
        async with listening(Exchange()) as account:
            wrong = replace(account, user="誰か")
            source = AmiSource(wrong, ExtensionPattern(), tuple, times=PATIENT, patience=IMPATIENT)
            running = asyncio.create_task(source.run(Heard().record))
            await Heard().until(lambda: source.health().state is SourceState.PROBLEM)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            return source.health()

    assert isinstance(asyncio.run(run()).problem, ExchangeLoginRefused)
