"""The line to the exchange is cut again and again while calls come and go."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

from crm_desktop.domain.call import CallResult, CallStage
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_source import AmiSource
from crm_desktop.telephony.calls_going_on import ENDED_UNHEARD
from tests.telephony.exchanges import QUICK, Exchange, listening, message
from tests.telephony.test_ami_source import Heard, heard_of, ringing

CALLS = 200
CUTS = 50
STEPS = 9


@dataclass
class Day:
    """An office's day at the exchange: up to five calls at once, three telephones."""

    chance: random.Random
    exchange: Exchange
    is_heard: bool = True
    begun: int = 0
    going_on: dict[int, int] = field(default_factory=dict)
    heard: dict[int, set[int]] = field(default_factory=dict)

    async def step(self) -> None:
        """Let one call begin or go on by one event."""
        if self.begun < CALLS and (len(self.going_on) < 2 or self.chance.random() < 0.1):
            self.begun += 1
            self.going_on[self.begun] = 0
            self.heard[self.begun] = set()
        call = self.chance.choice(list(self.going_on))
        step = self.going_on[call]
        if self.is_heard:
            await self.exchange.say(event(call, step))
            self.heard[call].add(step)
            await asyncio.sleep(0.001)
        self.going_on[call] = step + 1
        if step + 1 == STEPS:
            del self.going_on[call]
        self.exchange.channels = [
            row for each, done in self.going_on.items() for row in rows(each, done)
        ]

    @property
    def is_over(self) -> bool:
        return self.begun == CALLS and not self.going_on

    def known(self) -> set[str]:
        """The calls of which the gateway had a chance to know: heard of, or up at a login."""
        return {f"{call}.0" for call, steps in self.heard.items() if steps}


def channel(call: int, *, phone: bool, state: str) -> list[str]:
    if phone:
        name, own = f"PJSIP/20{call % 3 + 1}-{call:08x}", f"{call}.1"
        number, other, exten = f"20{call % 3 + 1}", "0312345678", ""
    else:
        name, own = f"PJSIP/trunk-{call:08x}", f"{call}.0"
        number, other, exten = "0312345678", "<unknown>", "0120000000"
    return [
        f"Channel: {name}",
        f"ChannelStateDesc: {state}",
        f"CallerIDNum: {number}",
        f"ConnectedLineNum: {other}",
        f"Exten: {exten}",
        f"Uniqueid: {own}",
        f"Linkedid: {call}.0",
    ]


def event(call: int, step: int) -> bytes:
    """Return what the exchange says as a call goes on: it rings, is answered and ends."""
    names = ["Newchannel"] * 2 + ["Newstate"] * 3 + ["BridgeEnter"] * 2 + ["Hangup"] * 2
    states = ("Ring", "Down", "Ringing", "Up", "Up", "Up", "Up", "Up", "Up")
    is_phone = step in {1, 2, 3, 5, 7}
    more = [f"BridgeUniqueid: b{call}"] if names[step] == "BridgeEnter" else ["Cause: 16"]
    about = channel(call, phone=is_phone, state=states[step])
    return message(f"Event: {names[step]}", "Privilege: call,all", *about, *more)


def rows(call: int, done: int) -> list[bytes]:
    """Return how the exchange lists a call of which ``done`` events have happened."""
    bridges = [f"BridgeId: b{call}" if done >= least else "BridgeId: " for least in (7, 6)]
    line_state = "Up" if done >= 5 else "Ring"
    phone_state = "Up" if done >= 4 else "Ringing" if done >= 3 else "Down"
    listed = []
    if 1 <= done < 9:
        about = channel(call, phone=False, state=line_state)
        listed.append(message("Event: CoreShowChannel", *about, "Application: Dial", bridges[0]))
    if 2 <= done < 8:
        about = channel(call, phone=True, state=phone_state)
        listed.append(message("Event: CoreShowChannel", *about, "Application: AppDial", bridges[1]))
    return listed


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
            source = AmiSource(account, ExtensionPattern(), tuple, times=QUICK)
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
