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
from crm_desktop.database.models.call import Call
from tests.commands.test_exchanges import rang
from tests.telephony.sip_notifier import SECRET, Notifier, dialog, notifying

NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@asynccontextmanager
async def gateway(folder: Path, settings: str, dsn: str, **secrets: str) -> AsyncIterator[Process]:
    """Run a gateway with these settings."""
    file = folder / "settings.toml"
    file.write_text(settings, "utf-8")
    options = ["--port", "0", "--spool", str(folder / "spool"), "--dsn", dsn]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *["-m", "crm_desktop", "gateway", *options],
        env={**os.environ, **NO_KEYRING, **secrets, "CRM_DESKTOP_SETTINGS": str(file)},
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def settings_for(port: int) -> str:
    return (
        f'[sip.honsha]\nhost = "127.0.0.1"\nport = {port}\nuser = "crm"\n'
        'domain = "office.example"\nextensions = ["201"]\n'
    )


def test_gateway_writes_down_what_a_sip_exchange_tells(database: Database, tmp_path: Path) -> None:
    async def one_call() -> int | None:
        notifier = Notifier()
        async with (
            notifying(notifier) as account,
            gateway(
                tmp_path,
                settings_for(account.port),
                database.dsn,
                CRM_DESKTOP_SIP_SECRET_HONSHA=SECRET,
            ) as process,
        ):
            await notifier.until(lambda: 200 in notifier.answers)
            notifier.tell("201", dialog("early", "sip:0312345678@office.example"))
            while not rang(database):
                await asyncio.sleep(0.02)
            process.send_signal(signal.SIGTERM)
            return await asyncio.wait_for(process.wait(), 60)

    assert asyncio.run(one_call()) == 0
    with database.reading() as session:
        assert session.execute(select(Call.source, Call.caller)).all() == [
            ("honsha", "+81312345678")
        ]


def test_gateway_without_a_secret_says_where_to_put_it(database: Database, tmp_path: Path) -> None:
    async def refused() -> str:
        async with gateway(tmp_path, settings_for(1), database.dsn) as process:
            _out, told = await asyncio.wait_for(process.communicate(), 60)
            return told.decode()

    assert "CRM_DESKTOP_SIP_SECRET_HONSHA" in asyncio.run(refused())
