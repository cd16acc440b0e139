"""A signed-in line to an Asterisk's manager interface (AMI): bytes in, actions out."""

from __future__ import annotations

import asyncio
import hashlib
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Final

from crm_desktop.errors.telephony import (
    ExchangeLinkLost,
    ExchangeLoginRefused,
    ExchangeNotTrusted,
    ExchangeTlsRefused,
    ExchangeTooOld,
    ExchangeUnreachable,
    LineBreakInAction,
    NotAnExchange,
)
from crm_desktop.settings import Secret

DEFAULT_PORT: Final = 5038
MOST_AT_ONCE: Final = 64 * 1024
OLDEST_VERSION: Final = 2
"""Asterisk 12: the first to tell of bridges as they are."""

WANTED_EVENTS: Final = "system,call,agent"
UNWANTED_EVENTS: Final = (
    "QueueMemberStatus",
    "DeviceStateChange",
    "ExtensionStatus",
    "PresenceStateChange",
    "PresenceStatus",
    "PeerStatus",
    "ContactStatus",
    "Registry",
    "MusicOnHold",
    "RTCP",
    "VarSet",
    "Newexten",
)


@dataclass(frozen=True, slots=True)
class AmiAccount:
    """Where an exchange is and who signs in there.

    With ``tls`` the certificate must be for ``host`` and by an authority in ``ca_file`` (PEM;
    empty: those that the system trusts). The secret is sent as such only where ``plain`` says so.
    """

    source: str
    host: str
    user: str
    secret: Secret = field(repr=False)
    port: int = DEFAULT_PORT
    tls: bool = False
    ca_file: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class AmiTimes:
    """How long an exchange may take to answer, and how often it is asked whether it is there."""

    answer_s: float = 10.0
    ping_every_s: float = 15.0


@asynccontextmanager
async def ami_connection(
    account: AmiAccount, times: AmiTimes | None = None
) -> AsyncIterator[AmiConnection]:
    """Connect, sign in, ask for what is needed, and hang up at the end of the block.

    Raises:
        ExchangeUnreachable, NotAnExchange, ExchangeTlsRefused, ExchangeNotTrusted,
        ExchangeLoginRefused, ExchangeTooOld, ExchangeLinkLost: see there.
        LineBreakInAction: user or secret cannot be sent.
    """
    times = times or AmiTimes()
    reader, writer = await _connected(account, times)
    connection = AmiConnection(account, times, reader, writer)
    try:
        await _greet(account, times, reader)
        await _sign_in(account, connection)
        for name in UNWANTED_EVENTS:
            await connection.send("Filter", Operation="Add", Filter=f"!^Event: {name}")
        yield connection
    finally:
        writer.transport.abort()


class AmiConnection:
    """One line to an exchange; whoever reads also keeps it alive."""

    def __init__(
        self,
        account: AmiAccount,
        times: AmiTimes,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        """Use `ami_connection`, which signs in; nothing is asked before that."""
        self._source = account.source
        self._times = times
        self._reader = reader
        self._writer = writer
        self._numbers = count(1)
        self._ping_at = monotonic()
        self._lost_at: float | None = None

    async def send(self, action: str, **fields: str) -> str:
        """Send ``action`` and return the ActionID that its answers will carry, ours unless given.

        Raises:
            LineBreakInAction: a value would end its line and begin another. Nothing was sent.
            ExchangeLinkLost: the exchange does not take it.
        """
        told = {"Action": action, "ActionID": f"crm-{next(self._numbers)}", **fields}
        self._writer.write("".join(_line(*pair) for pair in told.items()).encode() + b"\r\n")
        try:
            async with asyncio.timeout(self._times.answer_s):
                await self._writer.drain()
        except OSError as error:  # TimeoutError is one
            raise ExchangeLinkLost(self._source, "it takes nothing") from error
        return told["ActionID"]

    async def read(self) -> bytes:
        """Return what came, at most `MOST_AT_ONCE`; ping meanwhile, to notice a dead line.

        Raises:
            ExchangeLinkLost: the exchange hung up or did not answer a ping.
        """
        while True:
            await self._ping_when_due()
            try:
                async with asyncio.timeout_at(self._loop_time(self._lost_at or self._ping_at)):
                    data = await self._reader.read(MOST_AT_ONCE)
            except TimeoutError as error:
                if self._lost_at is not None and monotonic() >= self._lost_at:
                    raise ExchangeLinkLost(self._source, "it went silent") from error
                continue
            except OSError as error:
                raise ExchangeLinkLost(self._source, "the line broke") from error
            if not data:
                raise ExchangeLinkLost(self._source, "it hung up")
            self._lost_at = None
            return data

    async def message(self) -> dict[str, str]:
        """Return the next message while signing in; `read` goes on behind it.

        Raises:
            ExchangeLinkLost: there is none that could be one.
        """
        try:
            async with asyncio.timeout(self._times.answer_s):
                block = await self._reader.readuntil(b"\r\n\r\n")
        except (OSError, EOFError, asyncio.LimitOverrunError) as error:
            raise ExchangeLinkLost(self._source, "it does not answer the login") from error
        pairs = (line.partition(":") for line in block.decode(errors="replace").splitlines())
        return {name: value.strip() for name, _, value in pairs}

    async def _ping_when_due(self) -> None:
        if monotonic() >= self._ping_at:
            self._ping_at = monotonic() + self._times.ping_every_s
            await self.send("Ping")
            self._lost_at = self._lost_at or monotonic() + self._times.answer_s

    def _loop_time(self, moment: float) -> float:
        return asyncio.get_running_loop().time() + max(0.0, moment - monotonic())


async def _connected(
    account: AmiAccount, times: AmiTimes
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    source, host, port = account.source, account.host, account.port
    context = _tls_context(account) if account.tls else None
    try:
        async with asyncio.timeout(times.answer_s):
            return await asyncio.open_connection(host, port, ssl=context, limit=MOST_AT_ONCE)
    except ssl.SSLCertVerificationError as error:
        raise ExchangeNotTrusted(source, host=host, problem=error.verify_message) from error
    except (ssl.SSLError, ConnectionResetError, ConnectionAbortedError) as error:
        raise ExchangeTlsRefused(source, host=host, port=port) from error
    except OSError as error:
        raise ExchangeUnreachable(source, host=host, port=port) from error


def _tls_context(account: AmiAccount) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=account.ca_file or None)
    except OSError as error:  # an SSLError, where the file holds no certificate, is one too
        raise ExchangeNotTrusted(
            account.source, host=account.host, problem=f"{account.ca_file} cannot be read"
        ) from error


async def _greet(account: AmiAccount, times: AmiTimes, reader: asyncio.StreamReader) -> None:
    """Read the line with which every exchange begins.

    Raises:
        NotAnExchange, ExchangeTooOld: see there.
    """
    try:
        async with asyncio.timeout(times.answer_s):
            line = await reader.readline()
    except (OSError, ValueError) as error:  # ValueError: a line beyond the limit
        raise NotAnExchange(account.source, host=account.host, port=account.port) from error
    greeting = _GREETING.match(line)
    if greeting is None:
        raise NotAnExchange(account.source, host=account.host, port=account.port)
    if int(greeting[2]) < OLDEST_VERSION:
        raise ExchangeTooOld(account.source, version=greeting[1].decode())


async def _sign_in(account: AmiAccount, connection: AmiConnection) -> None:
    if account.plain:
        proof = {"Secret": account.secret.value}
    else:
        await connection.send("Challenge", AuthType="MD5")
        challenge = (await connection.message()).get("Challenge", "")
        proof = {"AuthType": "MD5", "Key": _digest(challenge, account.secret.value)}
    await connection.send("Login", Username=account.user, Events=WANTED_EVENTS, **proof)
    answer = await connection.message()
    if answer.get("Response") != "Success":
        raise ExchangeLoginRefused(account.source, user=account.user)


def _digest(challenge: str, secret: str) -> str:
    """Return what proves to the exchange that we know the secret; AMI knows MD5 alone."""
    return hashlib.md5(f"{challenge}{secret}".encode(), usedforsecurity=False).hexdigest()


def _line(name: str, value: str) -> str:
    if _ENDS_LINE.search(value):
        raise LineBreakInAction(name)
    return f"{name}: {value}\r\n"


_GREETING: Final = re.compile(rb"Asterisk Call Manager/(([0-9]{1,4})[0-9.]{0,20})\r?\n")
_ENDS_LINE: Final = re.compile(r"[\r\n\0]")
