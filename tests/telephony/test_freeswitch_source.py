from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import (
    ExchangeClockApart,
    ExchangeLoginRefused,
    ExchangeUnreachable,
    LineBreakInAction,
    NotAnExchange,
)
from crm_desktop.settings import Secret
from crm_desktop.telephony.calls_going_on import ENDED_UNHEARD
from crm_desktop.telephony.exchange_link import Patience
from crm_desktop.telephony.freeswitch_connection import FreeSwitchTimes, freeswitch_connection
from crm_desktop.telephony.freeswitch_source import FreeSwitchSource
from tests.telephony.freeswitch_exchange import (
    PATIENT,
    QUICK,
    SECRET,
    FreeSwitch,
    listening,
    telephone,
)
from tests.telephony.test_ami_source import IMPATIENT, Heard
from tests.telephony.test_freeswitch_calls import LINE, PHONE, RINGING


class Told(Heard):
    """What a source hands over, and the source."""

    switch: FreeSwitchSource | None = None

    @property
    def problem(self) -> CrmError | None:
        return self.switch.health().problem if self.switch else None

    @property
    def state(self) -> SourceState | None:
        return self.switch.health().state if self.switch else None

    def rang(self, extension: str) -> bool:
        return any(event.extension == extension for event in self.events)


def heard_of(
    exchange: FreeSwitch,
    script: Callable[[Told], Awaitable[None]],
    *,
    patience: Patience = IMPATIENT,
    secret: str = SECRET,
    user: str = "",
) -> Told:
    """Run a source on ``exchange`` while ``script`` lasts, and return what it handed over."""
    told = Told()

    async def run() -> None:
        async with listening(exchange) as account:
            own = replace(account, secret=Secret(secret), user=user)
            told.switch = FreeSwitchSource(own, tuple, times=PATIENT, patience=patience)
            running = asyncio.create_task(told.switch.run(told.record))
            await script(told)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(run())
    return told


async def ring(exchange: FreeSwitch, told: Told) -> None:
    await told.until(lambda: exchange.lines)
    await exchange.say(*RINGING)
    await told.until(lambda: told.rang("201"))


@pytest.mark.parametrize("user", ["", "crm@office.example"])
def test_it_signs_in_and_hears_of_calls(user: str) -> None:
    exchange = FreeSwitch()

    async def play(told: Told) -> None:
        await ring(exchange, told)
        await exchange.say(PHONE.gone("NO_ANSWER"), LINE.gone("NO_ANSWER"))
        await told.until(lambda: told.all_ended(1))

    told = heard_of(exchange, play, user=user)

    assert [str(call.result) for call in told.calls.values()] == ["missed"]
    assert exchange.heard[1].startswith("event json CHANNEL_CREATE ")


def test_refused_login_is_told_and_not_insisted_on() -> None:
    exchange = FreeSwitch()

    async def wait(told: Told) -> None:
        await told.until(lambda: told.problem)
        await asyncio.sleep(0.05)

    told = heard_of(exchange, wait, secret="ちがう", patience=replace(IMPATIENT, longest_s=60.0))

    assert isinstance(told.problem, ExchangeLoginRefused)
    assert exchange.heard == ["auth ちがう"]


def test_address_that_is_not_allowed_in_is_a_refused_login() -> None:
    rejection = (
        b"Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n"
    )

    async def wait(told: Told) -> None:
        await told.until(lambda: told.problem)

    told = heard_of(FreeSwitch(greeting=rejection), wait)

    assert isinstance(told.problem, ExchangeLoginRefused)


def test_call_that_ends_while_the_line_is_cut_is_closed_as_such() -> None:
    exchange = FreeSwitch()

    async def cut(told: Told) -> None:
        await ring(exchange, told)
        exchange.hang_up()
        await told.until(lambda: told.all_ended(1))

    told = heard_of(exchange, cut)

    assert (told.events[-1].call_id, told.events[-1].cause) == ("a", ENDED_UNHEARD)


def test_call_that_outlives_a_cut_line_is_one_call() -> None:
    exchange = FreeSwitch()

    async def cut(told: Told) -> None:
        await ring(exchange, told)
        exchange.channels = [LINE.says("", "RINGING"), PHONE.says("", "RINGING")]
        exchange.hang_up()
        await told.until(lambda: exchange.lines)
        await exchange.say(LINE.gone("ORIGINATOR_CANCEL", "recv_cancel"))
        await told.until(lambda: told.all_ended(1))

    told = heard_of(exchange, cut)

    assert list(told.calls) == ["a"]
    assert ENDED_UNHEARD not in {event.cause for event in told.events}


def test_call_in_progress_does_not_show_a_withheld_number() -> None:
    hidden = {**LINE.says("", "RINGING"), "Caller-Privacy-Hide-Number": "true"}
    exchange = FreeSwitch(channels=[telephone("202", "c").says("", "RINGING"), hidden])

    async def wait(told: Told) -> None:
        await told.until(lambda: told.rang("202"))

    told = heard_of(exchange, wait)

    assert {(event.caller, event.caller_raw) for event in told.events} == {(None, "")}


def test_exchange_that_does_not_list_its_channels_ends_no_call() -> None:
    exchange = FreeSwitch()

    async def cut(told: Told) -> None:
        await ring(exchange, told)
        exchange.is_dumb = True
        exchange.hang_up()
        await told.until(lambda: told.state is SourceState.PROBLEM)

    told = heard_of(exchange, cut)

    assert not any(event.cause == ENDED_UNHEARD for event in told.events)


def test_clock_that_is_apart_is_told() -> None:
    async def wait(told: Told) -> None:
        await told.until(lambda: told.problem)

    told = heard_of(FreeSwitch(clock_off_s=90), wait)

    assert isinstance(told.problem, ExchangeClockApart)
    assert told.problem.seconds in {89, 90, 91}


async def problem_of_signing_in(
    greeting: bytes, secret: str = SECRET, times: FreeSwitchTimes = PATIENT
) -> CrmError:
    async with listening(FreeSwitch(greeting=greeting)) as account:
        with pytest.raises(CrmError) as refused:
            async with freeswitch_connection(replace(account, secret=Secret(secret)), times):
                pass
    return refused.value


@pytest.mark.parametrize(
    "greeting",
    [
        b"Asterisk Call Manager/11.0.0\r\n\n\n",
        b"Content-Type: auth/request\nContent-Length: 99999999999\n\n",
        b"Content-Length: minus\n\n",
        b"x" * 100_000,
    ],
)
def test_what_does_not_speak_so_is_told(greeting: bytes) -> None:
    assert isinstance(asyncio.run(problem_of_signing_in(greeting)), NotAnExchange)


def test_who_says_nothing_does_not_speak_so() -> None:
    assert isinstance(asyncio.run(problem_of_signing_in(b"", times=QUICK)), NotAnExchange)


def test_secret_that_would_be_two_commands_is_not_sent() -> None:
    greeting = FreeSwitch().greeting

    error = asyncio.run(problem_of_signing_in(greeting, "x\n\napi shutdown"))

    assert isinstance(error, LineBreakInAction)


def test_nobody_there_is_told() -> None:
    async def sign_in() -> CrmError:
        async with listening(FreeSwitch()) as account:
            pass
        with pytest.raises(CrmError) as refused:
            async with freeswitch_connection(account, PATIENT):
                pass
        return refused.value

    assert isinstance(asyncio.run(sign_in()), ExchangeUnreachable)
