from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from crm_desktop.database.engine import Database
from tests.commands.test_exchanges import gateway, rang
from tests.telephony.exchanges import SECRET, Exchange, listening
from tests.telephony.test_ami_source import ringing


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    one, spare = tmp_path / "one", tmp_path / "spare"
    one.mkdir()
    spare.mkdir()
    return one, spare


def test_spare_asks_the_exchange_only_once_the_other_gateway_is_gone(
    database: Database, folders: tuple[Path, Path]
) -> None:
    async def handed_over() -> list[int]:
        exchange, dsn = Exchange(), ("--dsn", database.dsn)
        async with (
            listening(exchange) as account,
            gateway(account.port, folders[0], *dsn, secret=SECRET) as one,
        ):
            await exchange.until_asked("QueueStatus")
            async with gateway(account.port, folders[1], *dsn, secret=SECRET) as spare:
                assert spare.stdout is not None
                await spare.stdout.readline()
                await asyncio.sleep(1)
                logins = [exchange.logins]
                one.kill()
                await exchange.until_asked("QueueStatus", times=2)
                await exchange.say(ringing())
                while not rang(database):
                    await asyncio.sleep(0.02)
                return [*logins, exchange.logins]

    assert asyncio.run(handed_over()) == [1, 2]
    assert rang(database) == ["201"]
