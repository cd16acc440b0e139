"""An office's day at an exchange: calls that come and go while the line to it is cut."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field

from tests.telephony.exchanges import Exchange, message

CALLS = 200
STEPS = 9


@dataclass
class Day:
    """An office's day at the exchange: up to five calls at once, three telephones."""

    chance: random.Random
    exchange: Exchange
    pace_s: float = 0.001
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
            await asyncio.sleep(self.pace_s)
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
