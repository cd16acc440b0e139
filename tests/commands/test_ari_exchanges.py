from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from crm_desktop.database.engine import Database
from tests.commands.test_exchanges import gateway, rang
from tests.telephony.ari_exchange import SECRET, AriExchange, listening
from tests.telephony.test_ari_source import RINGING


def test_gateway_writes_down_what_an_exchange_tells(database: Database, tmp_path: Path) -> None:
    async def one_call() -> int | None:
        exchange = AriExchange()
        options = ("--dsn", database.dsn)
        async with (
            listening(exchange) as account,
            gateway(account.port, tmp_path, *options, secret=SECRET, kind="ari") as process,
        ):
            while not exchange.sockets:
                await asyncio.sleep(0.02)
            await exchange.say(*RINGING)
            while not rang(database):
                await asyncio.sleep(0.02)
            process.send_signal(signal.SIGTERM)
            return await asyncio.wait_for(process.wait(), 60)

    assert asyncio.run(one_call()) == 0
    assert rang(database) == ["201"]


def test_gateway_says_which_secret_is_missing(database: Database, tmp_path: Path) -> None:
    async def start() -> tuple[int | None, str]:
        async with gateway(1, tmp_path, "--dsn", database.dsn, kind="ari") as process:
            _told, complaint = await asyncio.wait_for(process.communicate(), 60)
            return process.returncode, complaint.decode()

    code, complaint = asyncio.run(start())

    assert code != 0
    assert "CRM_DESKTOP_ARI_SECRET_PBX" in complaint
