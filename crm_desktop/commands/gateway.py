"""``crm-desktop gateway``: takes call events from the phone system, one process for the office."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from crm_desktop.commands.added_sources import added_sources_of
from crm_desktop.commands.ari_exchanges import ari_exchanges_of
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.commands.desk_wishes import wishes_of
from crm_desktop.commands.exchanges import exchanges_of, orders_of
from crm_desktop.commands.freeswitch_exchanges import freeswitch_exchanges_of
from crm_desktop.commands.senders import dialects_of, keep_secret
from crm_desktop.commands.service_address import service_address
from crm_desktop.commands.sip_exchanges import sip_exchanges_of
from crm_desktop.credentials import store_password, stored_password
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import GATEWAY
from crm_desktop.errors.access import KeyringRefused, NoKeyring
from crm_desktop.errors.base import CrmError
from crm_desktop.log import start_logging
from crm_desktop.settings import TOKEN_PREFIX, GatewaySettings, load_settings
from crm_desktop.telephony.desk_wishes import DeskWishes, taking
from crm_desktop.telephony.gateway import Listening, gateway_on
from crm_desktop.telephony.source import CallSource
from crm_desktop.telephony.spool import Spool

KEYRING_SERVICE: Final = "crm-desktop gateway"
LOGIN: Final = "gateway"
WRONG_USE: Final = 2
PORT_TAKEN: Final = 16


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``gateway``."""
    parser = commands.add_parser(
        "gateway",
        help="take call events from the phone system",
        description="Takes call events by HTTP: POST http://HOST:PORT/api/v1/cti/TOKEN",
        epilog="exit codes: 0 told to stop; 2 no token; 16 port taken; others as of crm-desktop db",
    )
    parser.add_argument("--dsn", help="the PostgreSQL to use; give the password in PGPASSWORD")
    parser.add_argument("--host", help="address to listen on; 127.0.0.1 unless set")
    parser.add_argument("--port", type=int, help="port to listen on; 0 takes any free one")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="the embedded PostgreSQL in this folder"
    )
    parser.add_argument(
        "--new-token", metavar="SOURCE", help="make a token for a source, keep it in the keyring"
    )
    parser.add_argument(
        "--spool", type=Path, metavar="DIR", help="keeps events here while the database is away"
    )
    parser.add_argument(
        "--spool-mb", type=int, default=256, metavar="N", help="as much at most; 256 unless set"
    )
    parser.add_argument(
        "--log-json", action="store_true", help="write each line of the log as a JSON object"
    )
    parser.add_argument(
        "--secret", metavar="SOURCE", help="ask for what a source signs with, keep it as the token"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Take events until told to stop and return the exit code."""
    settings = load_settings(os.environ)
    start_logging(settings.log.level, as_json=arguments.log_json)
    if arguments.secret:
        return keep_secret(arguments.secret)
    if arguments.new_token:
        return _make_token(arguments.new_token, settings.gateway)
    given = {name: getattr(arguments, name) for name in ("host", "port")}
    gateway = replace(
        settings.gateway, **{name: value for name, value in given.items() if value is not None}
    )
    tokens = dict(_tokens(gateway))
    if not (tokens or settings.has_exchanges):
        return _fail(
            WRONG_USE, "No source has a token. Make one: crm-desktop gateway --new-token pbx"
        )
    try:
        dialects = dialects_of(gateway, tokens)
        with (
            service_address(arguments, settings, LOGIN, GATEWAY) as dsn,
            Database(dsn, program=LOGIN) as database,
        ):
            folder = arguments.spool or settings.data_path / "gateway-spool"
            orders = orders_of(settings)
            exchanges = {
                **exchanges_of(settings, database, orders),
                **ari_exchanges_of(settings, database),
                **freeswitch_exchanges_of(settings, database),
                **sip_exchanges_of(settings, database),
                **added_sources_of(settings, database),
            }
            wishes = wishes_of(settings, database, orders)
            spool = Spool(folder, limit_bytes=arguments.spool_mb * 1024 * 1024)
            listening = Listening(tokens, gateway.host, gateway.port, dialects)
            return asyncio.run(_serve(database, listening, spool, exchanges, wishes))
    except CrmError as error:
        return _fail(exit_code_of(error), sentences_of(error))


async def _serve(
    database: Database,
    listening: Listening,
    spool: Spool,
    exchanges: Mapping[str, CallSource],
    wishes: Sequence[DeskWishes],
) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGINT, signal.SIGTERM):
        if sys.platform == "win32":
            signal.signal(ending, lambda *_: loop.call_soon_threadsafe(stop.set))
        else:
            loop.add_signal_handler(ending, stop.set)
    try:
        async with (
            gateway_on(database, listening, spool).running(list(exchanges.values())) as port,
            taking(wishes),
        ):
            sources = ", ".join(sorted({*listening.tokens, *exchanges}))
            print(f"listening on {listening.host}:{port} for {sources}", flush=True)
            await stop.wait()
    except OSError as error:
        place = f"{listening.host}:{listening.port}"
        return _fail(PORT_TAKEN, f"{place} cannot be had: {error.strerror}. Does one run already?")
    return 0


def _tokens(gateway: GatewaySettings) -> Iterator[tuple[str, str]]:
    """Yield the sources that have a token, in the environment or the keyring."""
    for name in gateway.sources:
        secret = gateway.tokens.get(name.lower())
        try:
            token = secret.value if secret else stored_password(KEYRING_SERVICE, name)
        except (NoKeyring, KeyringRefused) as error:
            print(f"crm-desktop: no token for {name}: {error}.", file=sys.stderr)
            continue
        if token:
            yield name, token


def _make_token(source: str, gateway: GatewaySettings) -> int:
    token = secrets.token_urlsafe(24)
    try:
        store_password(KEYRING_SERVICE, source, token)
    except (NoKeyring, KeyringRefused):
        print(f"This computer has no keyring; keep it as {TOKEN_PREFIX}{source.upper()}={token}")
    print(f"Let {source} push to http://{gateway.host}:{gateway.port}/api/v1/cti/{token}")
    return 0


def _fail(code: int, sentence: str) -> int:
    print(f"crm-desktop: {sentence}", file=sys.stderr)
    return code
