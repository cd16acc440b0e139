"""An exchange in a process of its own, whose calls a gateway hears over a real socket (AMI).

Standard input: one JSON object, a `Plan`. Standard output: the port, then, once a gateway has
signed in, one JSON object a call with the moment (seconds of the monotonic clock, which processes
share) before the bytes that let its telephone ring were written; ``run`` tells its ids apart.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.exchange_calls import ExchangeCall
from tests.telephony.exchanges import Exchange, listening

MOST_UNASKED = 64
SEND_BUFFER_BYTES = 32 * 1024
BEFORE_FIRST_S = 1.0


@dataclass(frozen=True)
class Plan:
    """Calls as caller and extension. ``every_s`` 0: as fast as the gateway takes them.

    Paced calls are answered and end so many seconds after they began to ring. Calls in a flood
    come in waves of ``at_once``: while one wave rings, the one before is answered, and that
    before it ends, as in an office where many calls go on at any time.
    """

    calls: list[list[str]]
    every_s: float = 0.0
    answered_after_s: float = 0.1
    ended_after_s: float = 0.2
    at_once: int = 200


def main() -> None:
    """Read the plan and carry it out."""
    asyncio.run(_run(Plan(**json.loads(sys.stdin.readline()))))


async def _run(plan: Plan) -> None:
    exchange = Exchange()
    run = int(time.time()) % 100_000_000
    calls = [
        ExchangeCall(number, caller, extension, run)
        for number, (caller, extension) in enumerate(plan.calls)
    ]
    async with listening(exchange) as account:
        _tell(account.port)
        await exchange.until_asked("QueueStatus")
        await asyncio.sleep(BEFORE_FIRST_S)
        await (_pace(exchange, plan, calls) if plan.every_s else _flood(exchange, plan, calls))
        _tell({"done_at": time.monotonic(), "run": run})
        await asyncio.to_thread(sys.stdin.readline)  # the line stays open until told to go


async def _pace(exchange: Exchange, plan: Plan, calls: list[ExchangeCall]) -> None:
    began = time.monotonic()
    for due_s, stage, number in _moments(plan, len(calls)):
        await asyncio.sleep(max(0.0, began + due_s - time.monotonic()))
        call = calls[number]
        written = (call.rings, call.answers, call.ends)[stage]()
        if stage == 0:
            _tell({"caller": call.caller, "extension": call.extension, "at": time.monotonic()})
        exchange.lines[-1].write(written)


def _moments(plan: Plan, count: int) -> Iterator[tuple[float, int, int]]:
    """Yield when (seconds from the first ring) which stage of which call is due, in order."""
    after = (0.0, plan.answered_after_s, plan.ended_after_s)
    stages = (
        [(number * plan.every_s + after[stage], stage, number) for number in range(count)]
        for stage in range(len(after))
    )
    return heapq.merge(*stages)


async def _flood(exchange: Exchange, plan: Plan, calls: list[ExchangeCall]) -> None:
    line = exchange.lines[-1]
    line.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
    line.transport.set_write_buffer_limits(high=SEND_BUFFER_BYTES)
    heard_before = len(exchange.heard)
    ringing: list[ExchangeCall] = []
    talking: list[ExchangeCall] = []
    _tell({"began_at": time.monotonic(), "run": calls[0].run})
    for begin in range(0, len(calls) + 2 * plan.at_once, plan.at_once):
        wave = calls[begin : begin + plan.at_once]
        for place in range(plan.at_once):
            for call_list, write in ((wave, "rings"), (ringing, "answers"), (talking, "ends")):
                if place < len(call_list):
                    line.write(getattr(call_list[place], write)())
            await line.drain()
            rung = min(begin + place + 1, len(calls))
            while len(exchange.heard) - heard_before < rung - MOST_UNASKED:
                await asyncio.sleep(0.0005)  # no telephone rings before the gateway has asked
        ringing, talking = wave, ringing


def _tell(what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
