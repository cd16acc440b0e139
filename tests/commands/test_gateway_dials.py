"""What a desk asks for goes the whole way: database, gateway process, exchange."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

from crm_desktop.actions.dialling import DialWish, ask_to_dial
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.dial_requests import (
    DialProgress,
    dial_progress,
    exchange_dials,
)
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.dial_request import Dialler, DialState
from tests.commands.test_exchanges import gateway
from tests.conftest import LoginOf
from tests.telephony.exchanges import SECRET, Exchange, listening

SETTLED = 'dial_context = "from-internal"\n'


async def until_dialled_by_gateways(
    exchange: Exchange, dsn: str, desk: Database, folders: list[Path]
) -> int:
    """Run a gateway in each folder; once one of them dials, ask for a number, return the id."""
    async with AsyncExitStack() as running:
        account = await running.enter_async_context(listening(exchange))
        for folder in folders:
            folder.mkdir()
            started = gateway(account.port, folder, "--dsn", dsn, secret=SECRET, settled=SETTLED)
            process = await running.enter_async_context(started)
            assert process.stdout is not None
            await process.stdout.readline()
        await exchange.until_asked("QueueStatus")
        while not await asyncio.to_thread(may_ask, desk):
            await asyncio.sleep(0.05)
        request_id = await asyncio.to_thread(ask, desk)
        await exchange.until_asked("Originate")
        await asyncio.sleep(0.5)  # a second gateway would have dialled too
        return request_id


def may_ask(desk: Database) -> bool:
    with desk.asking() as session:
        return exchange_dials(session)


def ask(desk: Database) -> int:
    with desk.writing() as session:
        wish = DialWish(uuid4(), "+819012345678")
        return ask_to_dial(session, wish, Dialler.EXCHANGE)


def test_two_gateways_dial_what_a_desk_asks_for_once(
    database: Database, login_of: LoginOf, tmp_path: Path
) -> None:
    exchange, folders = Exchange(), [tmp_path / "one", tmp_path / "spare"]

    with Database(login_of(OPERATOR, extension="203")) as desk:
        dialled = until_dialled_by_gateways(exchange, database.dsn, desk, folders)
        request_id = asyncio.run(dialled)
        with desk.asking() as session:
            progress = dial_progress(session, request_id)

    orders = [told for told in exchange.heard if told["Action"] == "Originate"]
    assert [(told["Channel"], told["Exten"]) for told in orders] == [("PJSIP/203", "09012345678")]
    assert progress == DialProgress(DialState.PLACED)
