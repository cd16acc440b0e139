"""A signed-in line to FreeSWITCH's event socket: headers, an empty line, then as much as they say.

None of the packages that speak it would do in November 2026: ``genesis`` brings a web framework,
Redis and telemetry with it, ``greenswitch`` gevent, ``switchio`` rested since 2017.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from crm_desktop.errors.telephony import (
    ExchangeLinkLost,
    ExchangeLoginRefused,
    ExchangeUnreachable,
    LineBreakInAction,
    NotAnExchange,
)
from crm_desktop.settings import Secret

DEFAULT_PORT: Final = 8021
LONGEST_HEADERS: Final = 64 * 1024
LONGEST_BODY: Final = 4 * 1024 * 1024
WANTED_EVENTS: Final = (
    "CHANNEL_CREATE",
    "CHANNEL_CALLSTATE",
    "CHANNEL_PROGRESS",
    "CHANNEL_PROGRESS_MEDIA",
    "CHANNEL_ANSWER",
    "CHANNEL_BRIDGE",
    "CHANNEL_UNBRIDGE",
    "CHANNEL_HANGUP_COMPLETE",
)


@dataclass(frozen=True, slots=True)
class FreeSwitchAccount:
    """Where an exchange is, and with what to sign in; ``user`` is ``name@domain`` or empty.

    The event socket does not encrypt: whoever is on the way reads along.
    """

    source: str
    host: str
    secret: Secret = field(repr=False)
    user: str = ""
    port: int = DEFAULT_PORT


@dataclass(frozen=True, slots=True)
class FreeSwitchTimes:
    """How long an exchange may take to answer, and how often it is asked whether it is there."""

    answer_s: float = 10.0
    ping_every_s: float = 15.0


@dataclass(frozen=True, slots=True)
class _Frame:
    kind: str
    reply: str
    body: bytes


@asynccontextmanager
async def freeswitch_connection(
    account: FreeSwitchAccount, times: FreeSwitchTimes | None = None
) -> AsyncIterator[FreeSwitchConnection]:
    """Connect, sign in, have the events of channels sent, and hang up at the end of the block.

    Raises:
        ExchangeUnreachable, NotAnExchange, ExchangeLoginRefused, ExchangeLinkLost: see there.
        LineBreakInAction: user or secret cannot be sent.
    """
    times = times or FreeSwitchTimes()
    try:
        async with asyncio.timeout(times.answer_s):
            reader, writer = await asyncio.open_connection(
                account.host, account.port, limit=LONGEST_HEADERS
            )
    except OSError as error:
        raise ExchangeUnreachable(account.source, host=account.host, port=account.port) from error
    connection = FreeSwitchConnection(account, times, reader, writer)
    try:
        await connection.sign_in()
        yield connection
    finally:
        writer.transport.abort()


class FreeSwitchConnection:
    """One line to an exchange; whoever reads also keeps it alive."""

    def __init__(
        self,
        account: FreeSwitchAccount,
        times: FreeSwitchTimes,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        """Use `freeswitch_connection`, which signs in."""
        self._account = account
        self._times = times
        self._reader = reader
        self._writer = writer
        self._heard: deque[dict[str, Any]] = deque()

    async def sign_in(self) -> None:
        """Say who we are and what we want to hear.

        Raises:
            NotAnExchange, ExchangeLoginRefused, ExchangeLinkLost, LineBreakInAction: see there.
        """
        account = self._account
        try:
            greeting = await self._frame(self._times.answer_s)
        except ExchangeLinkLost as error:
            raise NotAnExchange(account.source, host=account.host, port=account.port) from error
        if greeting is None or greeting.kind not in {_ASKS_WHO, _TURNS_AWAY}:
            raise NotAnExchange(account.source, host=account.host, port=account.port)
        if greeting.kind == _TURNS_AWAY:
            raise ExchangeLoginRefused(account.source, user=account.user)
        word = f"userauth {account.user}:" if account.user else "auth "
        if not (await self._ask(f"{word}{account.secret.value}", _REPLY)).reply.startswith("+OK"):
            raise ExchangeLoginRefused(account.source, user=account.user)
        await self._ask(f"event json {' '.join(WANTED_EVENTS)}", _REPLY)

    async def event(self) -> dict[str, Any] | None:
        """Return the next event; None when none came for a while, though one might have.

        Raises:
            ExchangeLinkLost: the exchange hung up.
        """
        if self._heard:
            return self._heard.popleft()
        frame = await self._frame(self._times.ping_every_s)
        if frame is not None:
            self._keep(frame)
        return self._heard.popleft() if self._heard else ({} if frame else None)

    async def api(self, command: str) -> str:
        """Return the answer to ``command``; what is heard meanwhile comes as events later.

        Raises:
            ExchangeLinkLost: there is none.
            LineBreakInAction: it would be read as more than one command.
        """
        return (await self._ask(f"api {command}", _ANSWER)).body.decode(errors="replace")

    async def api_json(self, command: str) -> dict[str, Any]:
        """Return the object that answers ``command``, an empty one when none does; as `api`."""
        return _object(await self.api(command))

    async def _ask(self, command: str, kind: str) -> _Frame:
        if not command.isprintable():
            raise LineBreakInAction(command.partition(" ")[0])
        self._writer.write(f"{command}\n\n".encode())
        try:
            async with asyncio.timeout(self._times.answer_s):
                await self._writer.drain()
                while (frame := await self._frame(self._times.answer_s)) is None or (
                    frame.kind != kind
                ):
                    if frame is not None:
                        self._keep(frame)
        except OSError as error:  # TimeoutError is one
            raise ExchangeLinkLost(self._account.source, "it does not answer") from error
        return frame

    def _keep(self, frame: _Frame) -> None:
        if frame.kind == _GOODBYE:
            raise ExchangeLinkLost(self._account.source, "it hung up")
        if frame.kind == _EVENT:
            self._heard.append(_object(frame.body.decode(errors="replace")))

    async def _frame(self, patience_s: float) -> _Frame | None:
        """Return the next frame, None when none begins within ``patience_s``."""
        source = self._account.source
        try:
            async with asyncio.timeout(patience_s):
                head = await self._reader.readuntil(b"\n\n")
        except TimeoutError:
            return None
        except (OSError, EOFError, asyncio.LimitOverrunError) as error:
            raise ExchangeLinkLost(source, "it hung up") from error
        pairs = (line.partition(":") for line in head.decode(errors="replace").splitlines())
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()) or int(length[:10]) > LONGEST_BODY:
            raise ExchangeLinkLost(source, "it sends what is no event")
        try:
            async with asyncio.timeout(self._times.answer_s):
                body = await self._reader.readexactly(int(length))
        except (OSError, EOFError) as error:
            raise ExchangeLinkLost(source, "it stopped in an event") from error
        return _Frame(headers.get("content-type", ""), headers.get("reply-text", ""), body)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


_ASKS_WHO: Final = "auth/request"
_TURNS_AWAY: Final = "text/rude-rejection"
_REPLY: Final = "command/reply"
_ANSWER: Final = "api/response"
_EVENT: Final = "text/event-json"
_GOODBYE: Final = "text/disconnect-notice"
