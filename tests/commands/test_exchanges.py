from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call, CallLeg
from tests.telephony.exchanges import SECRET, Exchange, listening
from tests.telephony.test_ami_source import ringing


@asynccontextmanager
async def gateway(
    port: int,
    folder: Path,
    *options: str,
    secret: str = "",
    settled: str = "",
    kind: str = "ami",
) -> AsyncIterator[Process]:
    """Run a gateway that signs in to the exchange at ``port``; ``settled`` are lines of it."""
    file = folder / "settings.toml"
    file.write_text(f'[{kind}.pbx]\nhost = "127.0.0.1"\nport = {port}\nuser = "crm"\n{settled}')
    settings = {"CRM_DESKTOP_SETTINGS": str(file)}
    secrets = {f"CRM_DESKTOP_{kind.upper()}_SECRET_PBX": secret} if secret else {}
    keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    line = ["-m", "crm_desktop", "gateway", "--port", "0", "--spool", str(folder / "spool")]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *line,
        *options,
        env={**os.environ, **settings, **secrets, **keyring},
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def test_gateway_writes_down_what_an_exchange_tells(database: Database, tmp_path: Path) -> None:
    async def one_call() -> int | None:
        exchange = Exchange()
        async with (
            listening(exchange) as account,
            gateway(account.port, tmp_path, "--dsn", database.dsn, secret=SECRET) as process,
        ):
            await exchange.until_asked("QueueStatus")
            await exchange.say(ringing())
            await exchange.until_asked("Getvar")
            await exchange.until_asked("Ping")
            while not rang(database):
                await asyncio.sleep(0.02)
            process.send_signal(signal.SIGTERM)
            return await asyncio.wait_for(process.wait(), 60)

    assert asyncio.run(one_call()) == 0
    assert rang(database) == ["201"]
    with database.reading() as session:
        assert session.scalars(select(Call.source_call_id)).all() == ["17.1"]


def rang(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(CallLeg.extension)))


def test_gateway_without_a_secret_says_where_to_put_it(database: Database, tmp_path: Path) -> None:
    async def refused() -> str:
        async with gateway(1, tmp_path, "--dsn", database.dsn) as process:
            _out, told = await asyncio.wait_for(process.communicate(), 60)
            return told.decode()

    assert "CRM_DESKTOP_AMI_SECRET_PBX" in asyncio.run(refused())
