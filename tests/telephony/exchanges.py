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
PATIENT = AmiTimes(answer_s=20.0, ping_every_s=0.1)


@dataclass
class Exchange:
    """What it says and takes; ``heard`` are the actions that came, ``channels`` those going on.

    ``originate_reason`` is how ringing a telephone ends, 4 when it is picked up and empty when
    nothing is said of it; without ``originates`` it does not know the dialplan's context.
    """

    greeting: bytes = b"Asterisk Call Manager/11.0.0\r\n"
    answers_pings: bool = True
    clock_off_s: float = 0.0
    presentation: str = "allowed_not_screened"
    refused: frozenset[str] = frozenset()
    originate_reason: str = "4"
    originates: bool = True
    channels: Sequence[bytes] = ()
    queues: Sequence[bytes] = ()
    heard: list[dict[str, str]] = field(default_factory=list)
    raw: bytes = b""
    logins: int = 0
    lines: list[asyncio.StreamWriter] = field(default_factory=list)
    owed: list[bytes] = field(default_factory=list)
    is_speaking: bool = False
    served: list[asyncio.Task[None] | None] = field(default_factory=list)

    async def say(self, octets: bytes, chunk: int = 1 << 20, *, pause_s: float = 0.0) -> None:
        """Send ``octets`` on the newest line, ``chunk`` at a time with a pause in between."""
        writer = self.lines[-1]
        begin = 0
        self.is_speaking = True
        while begin < len(octets):
            end = octets.find(b"\r\n\r\n", begin) + 4 if self.owed else begin + chunk
            writer.write(octets[begin:end])
            if octets[begin:end].endswith(b"\r\n\r\n"):
                writer.writelines(self.owed)
                self.owed.clear()
            await writer.drain()
            await asyncio.sleep(pause_s)
            begin = end
        self.is_speaking = False
        writer.writelines(self.owed)
        self.owed.clear()

    def hang_up(self) -> None:
        """Close all lines without a word."""
        for writer in self.lines:
            writer.transport.abort()
        self.lines.clear()

    async def until_asked(self, action: str, times: int = 1) -> None:
        """Wait until ``action`` came so often."""
        async with asyncio.timeout(60):
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
        """Answer, but not in the middle of a message."""
        action = "refused" if told["Action"] in self.refused else told["Action"]
        answer = self._answers(told["ActionID"], told).get(action, b"")
        if self.is_speaking and writer in self.lines:
            self.owed.append(answer)
        else:
            writer.write(answer)
        if action == "Login":
            self._sign_in(told, writer)

    def _answers(self, action_id: str, told: dict[str, str]) -> dict[str, bytes]:
        now = f"Timestamp: {time.time() + self.clock_off_s:.6f}"
        named, shown = f"Variable: {told.get('Variable')}", f"Value: {self.presentation}"
        ping = _success(action_id, "Ping: Pong", now)
        return {
            "refused": _message("Response: Error", action_id, "Message: Permission denied"),
            "Challenge": _success(action_id, f"Challenge: {CHALLENGE}"),
            "Ping": ping if self.answers_pings else b"",
            "Getvar": _success(action_id, named, shown),
            "Filter": _success(action_id),
            "CoreShowChannels": _list(action_id, self.channels, "CoreShowChannelsComplete"),
            "QueueStatus": _list(action_id, self.queues, "QueueStatusComplete"),
            "Originate": self._originated(action_id),
            "QueuePause": _success(action_id, "Message: Interface paused successfully"),
        }

    def _originated(self, action_id: str) -> bytes:
        if not self.originates:
            return _message("Response: Error", action_id, "Message: Extension does not exist.")
        queued = _success(action_id, "Message: Originate successfully queued")
        outcome = "Success" if self.originate_reason == "4" else "Failure"
        facts = f"Response: {outcome}", f"Reason: {self.originate_reason}"
        said = _message("Event: OriginateResponse", action_id, *facts)
        return queued + (said if self.originate_reason else b"")

    def _sign_in(self, told: dict[str, str], writer: asyncio.StreamWriter) -> None:
        key = hashlib.md5(f"{CHALLENGE}{SECRET}".encode()).hexdigest()
        if told["Username"] != "crm" or key not in told.get("Key", "") + _key_of(told):
            refusal = "Message: Authentication failed"
            writer.write(_message("Response: Error", told["ActionID"], refusal))
            writer.close()
            return
        self.logins += 1
        self.is_speaking = False
        self.owed.clear()
        self.lines.append(writer)
        accepted = "Message: Authentication accepted"
        writer.write(_success(told["ActionID"], accepted))
        writer.write(message("Event: FullyBooted", "Privilege: system,all"))


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


def _message(first: str, action_id: str, *more: str) -> bytes:
    return message(first, f"ActionID: {action_id}", *more)


def _success(action_id: str, *more: str) -> bytes:
    return _message("Response: Success", action_id, *more)


def _list(action_id: str, rows: Sequence[bytes], end: str) -> bytes:
    follow = "Queue status" if "Queue" in end else "Channels"
    begun = _success(action_id, "EventList: start", f"Message: {follow} will follow")
    named = f"\r\nActionID: {action_id}\r\n".encode()
    listed = b"".join(row.replace(b"\r\n", named, 1) for row in rows)
    items = f"ListItems: {len(rows)}"
    return begun + listed + _message(f"Event: {end}", action_id, "EventList: Complete", items)


def _key_of(told: dict[str, str]) -> str:
    return hashlib.md5(f"{CHALLENGE}{told.get('Secret', '')}".encode()).hexdigest()
