"""A day on which the line is cut and the gateway killed, again and again, while calls go on."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from crm_desktop.database.engine import Database
from tests.faults.counts import count
from tests.telephony.exchange_day import CALLS, STEPS, Day
from tests.telephony.exchanges import Exchange, listening

CUTS = count("CRM_DAY_CUTS", usual=8, whole=50)
KILLS = count("CRM_DAY_KILLS", usual=1, whole=6)
TAKEN_IN_S = 0.5
"""What was told so long before it last showed that it lives is in the database or on disk."""


@dataclass
class FaultyDay(Day):
    """``told_at`` is when each call was last spoken of, ``uncertain`` what a kill may have lost.

    The gateway, of which so many ``words`` came, showed at ``lived_at`` that it was at work.
    """

    words: int = 0
    lived_at: float = 0.0
    told_at: dict[int, float] = field(default_factory=dict)
    uncertain: set[int] = field(default_factory=set)

    async def step(self) -> None:
        before = {call: len(steps) for call, steps in self.heard.items()}
        await super().step()
        if len(self.exchange.heard) > self.words:
            self.words, self.lived_at = len(self.exchange.heard), time.monotonic()
        for call, steps in self.heard.items():
            if len(steps) != before.get(call, 0):
                self.told_at[call] = time.monotonic()

    def killed(self) -> None:
        """Note of which calls the last words may be lost."""
        late = self.lived_at - TAKEN_IN_S
        self.uncertain |= {call for call, at in self.told_at.items() if at > late}


@contextmanager
def gateway(dsn: str, port: int, folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Yield a list with the running process; whoever replaces it, the last one is ended."""
    line = [sys.executable, "-m", "tests.faults.gateway_process", dsn, str(port), str(folder)]
    processes = [subprocess.Popen(line)]
    try:
        yield processes
    finally:
        processes[-1].kill()
        processes[-1].wait(60)


async def unheard(day: FaultyDay, exchange: Exchange, logins: int) -> None:
    """Let the exchange go on without anybody listening, then wait for the next login."""
    day.is_heard = False
    for _ in range(day.chance.randint(0, 8)):
        if not day.is_over:
            await day.step()
    present = list(day.going_on.items())
    await exchange.until_asked("QueueStatus", logins)
    for call, done in present:
        if done:
            day.heard[call].add(done)
            day.uncertain.discard(call)
    day.is_heard = True


async def live_through(day: FaultyDay, dsn: str, folder: Path) -> None:
    exchange, steps, logins = day.exchange, 0, 1
    faults = [*["cut"] * CUTS, *["kill"] * KILLS]
    day.chance.shuffle(faults)
    every = CALLS * STEPS // (len(faults) + 8)
    async with listening(exchange) as account:
        with gateway(dsn, account.port, folder) as processes:
            await exchange.until_asked("QueueStatus")
            while not day.is_over:
                steps += 1
                await day.step()
                if steps % every or not faults:
                    continue
                logins += 1
                if faults.pop() == "kill":
                    day.killed()
                    processes[-1].kill()
                    processes[-1].wait(60)
                    processes.append(subprocess.Popen(processes[-1].args))
                exchange.hang_up()
                await unheard(day, exchange, logins)
            exchange.hang_up()
            await exchange.until_asked("QueueStatus", logins + 1)
            await until_quiet(dsn)
    assert faults == []


async def until_quiet(dsn: str) -> None:
    """Wait until no call is open any more, as long as that may take."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        async with asyncio.timeout(60):
            while connection.execute("SELECT FROM call WHERE ended_at IS NULL").fetchone():
                await asyncio.sleep(0.05)


def test_no_call_is_stuck_missing_or_doubled(own_database: Database, tmp_path: Path) -> None:
    day = FaultyDay(random.Random(20261123), Exchange(), pace_s=0.004)

    asyncio.run(live_through(day, own_database.dsn, tmp_path))

    with psycopg.connect(own_database.dsn) as connection:
        stored = connection.execute("SELECT source_call_id, result, ended_at FROM call").fetchall()
    times = Counter(call_id for call_id, _result, _ended in stored)
    sure = {f"{call}.0" for call, steps in day.heard.items() if steps and call not in day.uncertain}
    whole = {
        f"{call}.0"
        for call, steps in day.heard.items()
        if len(steps) >= STEPS and call not in day.uncertain
    }
    assert set(times.values()) == {1}
    assert sure <= times.keys() <= day.known()
    assert [call_id for call_id, _result, ended in stored if ended is None] == []
    assert {result for call_id, result, _ended in stored if call_id in whole} == {"answered"}
