"""An exchange on a real socket that speaks AMI as Asterisk does, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from crm_desktop.settings import Secret
from crm_desktop.telephony.ami_connection import AmiAccount, AmiTimes

SECRET = "ひみつ&secret"
CHALLENGE = "840415273"
QUICK = AmiTimes(answer_s=0.3, ping_every_s=0.1)


@dataclass
class Exchange:
    """What it says and takes; ``heard`` are the actions that came, ``channels`` those going on."""

    greeting: bytes = b"Asterisk Call Manager/11.0.0\r\n"
    answers_pings: bool = True
    clock_off_s: float = 0.0
    refused: frozenset[str] = frozenset()
    channels: Sequence[bytes] = ()
    queues: Sequence[bytes] = ()
    heard: list[dict[str, str]] = field(default_factory=list)
    raw: bytes = b""
    logins: int = 0
    lines: list[asyncio.StreamWriter] = field(default_factory=list)
    served: list[asyncio.Task[None] | None] = field(default_factory=list)

    async def say(self, octets: bytes, chunk: int = 1 << 20) -> None:
        """Send ``octets`` on the newest line, ``chunk`` at a time."""
        writer = self.lines[-1]
        for begin in range(0, len(octets), chunk):
            writer.write(octets[begin : begin + chunk])
            await writer.drain()
            await asyncio.sleep(0)

    def hang_up(self) -> None:
        """Close all lines without a word."""
        for writer in self.lines:
            writer.transport.abort()
        self.lines.clear()

    async def until_asked(self, action: str, times: int = 1) -> None:
        """Wait until ``action`` came so often."""
        async with asyncio.timeout(20):
            while sum(told["Action"] == action for told in self.heard) < times:
                await asyncio.sleep(0.002)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak with one client until it goes."""
        self.served.append(asyncio.current_task())
        try:
            writer.write(self.greeting)
            while True:
                block = await reader.readuntil(b"\r\n\r\n")
                self.raw += block
                lines = block.decode().split("\r\n")
                told = dict(line.split(": ", 1) for line in lines if line)
                self._answer(told, writer)
                self.heard.append(told)
        except (OSError, EOFError, asyncio.LimitOverrunError):
            return
        finally:
            writer.transport.abort()

    def _answer(self, told: dict[str, str], writer: asyncio.StreamWriter) -> None:
        action_id = told["ActionID"]
        if told["Action"] in self.refused:
            writer.write(_message("Response: Error", action_id, "Message: Permission denied"))
            return
        match told["Action"]:
            case "Challenge":
                writer.write(_message("Response: Success", action_id, f"Challenge: {CHALLENGE}"))
            case "Login":
                self._sign_in(told, writer)
            case "Ping" if self.answers_pings:
                now = f"Timestamp: {time.time() + self.clock_off_s:.6f}"
                writer.write(_message("Response: Success", action_id, "Ping: Pong", now))
            case "CoreShowChannels":
                self._list(writer, action_id, self.channels, "CoreShowChannelsComplete")
            case "QueueStatus":
                self._list(writer, action_id, self.queues, "QueueStatusComplete")
            case "Filter":
                writer.write(_message("Response: Success", action_id))

    def _sign_in(self, told: dict[str, str], writer: asyncio.StreamWriter) -> None:
        key = hashlib.md5(f"{CHALLENGE}{SECRET}".encode()).hexdigest()
        if told["Username"] != "crm" or key not in told.get("Key", "") + _key_of(told):
            refusal = "Message: Authentication failed"
            writer.write(_message("Response: Error", told["ActionID"], refusal))
            writer.close()
            return
        self.logins += 1
        self.lines.append(writer)
        accepted = "Message: Authentication accepted"
        writer.write(_message("Response: Success", told["ActionID"], accepted))
        writer.write(_message("Event: FullyBooted", None, "Privilege: system,all"))

    def _list(
        self, writer: asyncio.StreamWriter, action_id: str, rows: Sequence[bytes], end: str
    ) -> None:
        writer.write(_message("Response: Success", action_id, "EventList: start"))
        for row in rows:
            head, _, rest = row.partition(b"\r\n")
            writer.write(head + f"\r\nActionID: {action_id}\r\n".encode() + rest)
        items = f"ListItems: {len(rows)}"
        writer.write(_message(f"Event: {end}", action_id, "EventList: Complete", items))


@asynccontextmanager
async def listening(
    exchange: Exchange, context: ssl.SSLContext | None = None
) -> AsyncIterator[AmiAccount]:
    """Let ``exchange`` listen while the block runs; yield how to sign in to it."""
    server = await asyncio.start_server(exchange.serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    account = AmiAccount("pbx", "127.0.0.1", "crm", Secret(SECRET), port=port)
    try:
        yield replace(account, tls=context is not None)
    finally:
        server.close()
        exchange.hang_up()
        await asyncio.sleep(0)
        await asyncio.wait_for(asyncio.gather(*filter(None, exchange.served)), 20)


def message(*lines: str) -> bytes:
    """Return one message of these lines as it goes over the wire."""
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n"


def _message(first: str, action_id: str | None, *more: str) -> bytes:
    named = [f"ActionID: {action_id}"] if action_id else []
    return message(first, *named, *more)


def _key_of(told: dict[str, str]) -> str:
    return hashlib.md5(f"{CHALLENGE}{told.get('Secret', '')}".encode()).hexdigest()
