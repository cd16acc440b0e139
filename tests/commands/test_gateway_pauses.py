"""What people say of themselves goes the whole way: database, gateway processes, exchange."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.actions.availability import AvailabilitySaid, set_availability
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.availability import Availability
from tests.commands.test_exchanges import gateway
from tests.conftest import LoginOf
from tests.telephony.exchanges import SECRET, Exchange, listening
from tests.telephony.test_ami_queues import row


def say(desk: Database, state: Availability) -> None:
    now = datetime.now(UTC)
    with desk.writing() as session:
        set_availability(session, AvailabilitySaid(state, now), now=now)


async def away_and_back(exchange: Exchange, dsn: str, desk: Database, folders: list[Path]) -> None:
    """Say so while a gateway runs in each folder."""
    async with AsyncExitStack() as running:
        account = await running.enter_async_context(listening(exchange))
        for folder in folders:
            folder.mkdir()
            started = gateway(account.port, folder, "--dsn", dsn, secret=SECRET)
            process = await running.enter_async_context(started)
            assert process.stdout is not None
            await process.stdout.readline()
        await exchange.until_asked("QueueStatus")
        for times, state in enumerate((Availability.AWAY, Availability.READY), 1):
            await asyncio.to_thread(say, desk, state)
            await exchange.until_asked("QueuePause", times)
        await asyncio.sleep(0.5)  # a second gateway would have told it too


def test_two_gateways_pause_and_let_ring_once(
    database: Database, login_of: LoginOf, tmp_path: Path
) -> None:
    exchange = Exchange(queues=[row("PJSIP/203")])
    folders = [tmp_path / "one", tmp_path / "spare"]

    with Database(login_of(OPERATOR, extension="203")) as desk:
        asyncio.run(away_and_back(exchange, database.dsn, desk, folders))

    told = [each for each in exchange.heard if each["Action"] == "QueuePause"]
    assert [(each["Interface"], each["Paused"]) for each in told] == [
        ("PJSIP/203", "true"),
        ("PJSIP/203", "false"),
    ]
