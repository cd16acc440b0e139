"""An exchange on a real socket that speaks as FreeSWITCH's event socket is described to.

No FreeSWITCH was at hand: frames, replies and headers are those of its manual and of event dumps
that others published.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from crm_desktop.settings import Secret
from crm_desktop.telephony.freeswitch_connection import FreeSwitchAccount, FreeSwitchTimes

SECRET = "ひみつ&secret"
QUICK = FreeSwitchTimes(answer_s=1.0, ping_every_s=0.05)
PATIENT = FreeSwitchTimes(answer_s=20.0, ping_every_s=0.05)
Event = dict[str, Any]


@dataclass(frozen=True)
class Leg:
    """One channel; ``call`` is the id of the first one."""

    uuid: str
    name: str
    caller: str
    dialled: str
    call: str = "a"
    inbound: bool = False
    more: tuple[tuple[str, str], ...] = ()

    def says(self, event: str, state: str = "DOWN", **more: str) -> Event:
        headers = {
            "Event-Name": event,
            "Unique-ID": self.uuid,
            "Channel-Call-UUID": self.call,
            "Channel-Name": self.name,
            "Channel-Call-State": state,
            "Call-Direction": "inbound" if self.inbound else "outbound",
            "Caller-Caller-ID-Number": self.caller,
            "Caller-Destination-Number": self.dialled,
            "Caller-Privacy-Hide-Number": "false",
            "Caller-Channel-Answered-Time": "0",
        }
        return headers | dict(self.more) | {key.replace("_", "-"): v for key, v in more.items()}

    def created(self) -> Event:
        return self.says("CHANNEL_CREATE")

    def rings(self) -> Event:
        return self.says("CHANNEL_PROGRESS", "RINGING")

    def answers(self) -> Event:
        return self.says("CHANNEL_ANSWER", "ACTIVE")

    def gone(self, cause: str = "NORMAL_CLEARING", how: str = "", answered: str = "0") -> Event:
        event = self.says("CHANNEL_HANGUP_COMPLETE", "HANGUP", Hangup_Cause=cause)
        event |= {"Caller-Channel-Answered-Time": answered}
        return event | {"variable_sip_hangup_disposition": how}


def line(caller: str = "0312345678", **more: str) -> Leg:
    told = tuple((key.replace("_", "-"), value) for key, value in more.items())
    name = f"sofia/external/{caller}@carrier.example"
    return Leg("a", name, caller, "0120000001", inbound=True, more=told)


def telephone(extension: str, uuid: str, caller: str = "0312345678") -> Leg:
    return Leg(uuid, f"sofia/internal/{extension}@192.0.2.7:5060", caller, extension)


def bridged(one: Leg, other: Leg, event: str = "CHANNEL_BRIDGE") -> Event:
    pair = {"Bridge-A-Unique-ID": one.uuid, "Bridge-B-Unique-ID": other.uuid}
    return one.says(event, "ACTIVE") | pair


@dataclass
class FreeSwitch:
    """What it lists and takes; ``heard`` are the commands that came."""

    greeting: bytes = b"Content-Type: auth/request\n\n"
    channels: Sequence[Event] = ()
    calls: Sequence[tuple[str, str]] = ()
    clock_off_s: float = 0.0
    is_dumb: bool = False
    heard: list[str] = field(default_factory=list)
    lines: list[asyncio.StreamWriter] = field(default_factory=list)

    async def say(self, *events: Event) -> None:
        """Tell the newest listener."""
        for event in events:
            self.lines[-1].write(_frame("text/event-json", json.dumps(event).encode()))
            await self.lines[-1].drain()

    def hang_up(self) -> None:
        """Close all lines without a word."""
        for writer in self.lines:
            writer.transport.abort()
        self.lines.clear()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak with one client until it goes."""
        try:
            writer.write(self.greeting)
            while True:
                command = (await reader.readuntil(b"\n\n")).decode().strip()
                self.heard.append(command)
                writer.write(self._answer(command))
                if command.startswith("event json"):
                    self.lines.append(writer)
        except (OSError, EOFError, asyncio.LimitOverrunError):
            return
        finally:
            writer.transport.abort()

    def _answer(self, command: str) -> bytes:
        match command.split():
            case ["auth", secret] if secret == SECRET:
                return _reply("+OK accepted")
            case ["userauth", login] if login == f"crm@office.example:{SECRET}":
                return _reply("+OK accepted")
            case ["auth" | "userauth", *_]:
                return _reply("-ERR invalid")
            case ["event", *_]:
                return _reply("+OK event listener enabled json")
        return _frame("api/response", self._api(command).encode())

    def _api(self, command: str) -> str:
        match command.split():
            case ["api", "strepoch"]:
                return f"{time.time() + self.clock_off_s:.0f}"
            case ["api", "show", _, *_] if self.is_dumb:
                return "-ERR no such command\n"
            case ["api", "show", "channels", *_]:
                return _table([{"uuid": one["Unique-ID"]} for one in self.channels])
            case ["api", "show", "calls", *_]:
                return _table([{"uuid": a, "b_uuid": b} for a, b in self.calls])
            case ["api", "uuid_dump", uuid, "json"]:
                found = [one for one in self.channels if one["Unique-ID"] == uuid]
                return json.dumps(found[0]) if found else "-ERR No such channel!\n"
        return "-ERR\n"


@asynccontextmanager
async def listening(exchange: FreeSwitch) -> AsyncIterator[FreeSwitchAccount]:
    """Let ``exchange`` listen while the block runs; yield how to sign in to it."""
    server = await asyncio.start_server(exchange.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield FreeSwitchAccount("pbx", "127.0.0.1", Secret(SECRET), port=port)
    finally:
        server.close()
        exchange.hang_up()
        await asyncio.sleep(0.01)


def _frame(kind: str, body: bytes) -> bytes:
    return f"Content-Length: {len(body)}\nContent-Type: {kind}\n\n".encode() + body


def _reply(text: str) -> bytes:
    return f"Content-Type: command/reply\nReply-Text: {text}\n\n".encode()


def _table(rows: list[dict[str, str]]) -> str:
    return json.dumps({"row_count": len(rows), **({"rows": rows} if rows else {})})
