"""The line to the exchange is cut again and again while calls come and go."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

from crm_desktop.domain.call import CallResult, CallStage
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_source import AmiSource
from crm_desktop.telephony.calls_going_on import ENDED_UNHEARD
from tests.telephony.exchange_day import CALLS, STEPS, Day
from tests.telephony.exchanges import PATIENT, Exchange, listening
from tests.telephony.test_ami_source import Heard, heard_of, ringing

CUTS = 50


async def cut(day: Day, number: int) -> None:
    """Cut the line, let the exchange go on unheard for a while, and wait for the next login."""
    day.exchange.hang_up()
    day.is_heard = False
    for _ in range(day.chance.randint(0, 12)):
        if not day.is_over:
            await day.step()
    present = list(day.going_on.items())
    await day.exchange.until_asked("QueueStatus", number + 1)
    for call, done in present:
        day.heard[call] |= {done} if done else set()
    day.is_heard = True


def test_line_cut_fifty_times_leaves_no_call_stuck_and_none_missing() -> None:
    day = Day(random.Random(20261122), Exchange())
    cut_now = {round(number * CALLS * STEPS / (CUTS + 12)) for number in range(1, CUTS + 1)}

    async def live_through(heard: Heard) -> None:
        await day.exchange.until_asked("QueueStatus")
        steps = cuts = 0
        while not day.is_over:
            steps += 1
            await day.step()
            if steps in cut_now:
                cuts += 1
                await cut(day, cuts)
        assert cuts == CUTS
        await cut(day, CUTS + 1)
        await heard.until(lambda: heard.all_ended(len(day.known())))

    calls = heard_of(day.exchange, live_through).calls

    assert calls.keys() == day.known()
    assert [call for call in calls.values() if call.ended_at is None] == []
    whole = [calls[f"{call}.0"] for call, steps in day.heard.items() if len(steps) >= STEPS]
    assert Counter(call.result for call in whole) == {CallResult.ANSWERED: len(whole)}
    assert {call.cause for call in calls.values()} == {"16", ENDED_UNHEARD}


def test_source_that_is_run_again_does_not_end_what_another_saw_to_its_end() -> None:
    """A spare gateway that takes over knows of open calls from the database alone."""
    exchange, heard = Exchange(), Heard()

    async def run_twice() -> None:
        async with listening(exchange) as account:
            source = AmiSource(account, ExtensionPattern(), tuple, times=PATIENT)
            for turn in (1, 2):
                running = asyncio.create_task(source.run(heard.record))
                await exchange.until_asked("QueueStatus", turn)
                await exchange.say(ringing() if turn == 1 else b"")
                await heard.until(lambda: any(event.extension for event in heard.events))
                await exchange.until_asked("Ping", 3 * turn)
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)

    asyncio.run(run_twice())

    assert [event.stage for event in heard.events if event.stage is CallStage.ENDED] == []
