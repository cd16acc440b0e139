"""A line between a desk and its server that a test can cut, slow down or let go silent.

It runs in a thread of its own, listens on 127.0.0.1 and leads to a TCP address or a unix socket.
"""

from __future__ import annotations

import asyncio
import ctypes
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeAlias

from psycopg.conninfo import conninfo_to_dict, make_conninfo

Target: TypeAlias = tuple[str, int] | Path
Chunk: TypeAlias = tuple[float, bytes]
Spoil: TypeAlias = Callable[[bytes], bytes]

_ATTACH_FILTER, _DETACH_FILTER = 26, 27
_RESET_AT_CLOSE = struct.pack("ii", 1, 0)
_MOST = 65_536


@contextmanager
def proxy(dsn: str) -> Iterator[Proxy]:
    """Yield an open line to the server of ``dsn``; use ``Proxy.dsn`` to go by it."""
    line = Proxy(target_of(dsn))
    line.start()
    try:
        yield line
    finally:
        line.close()


def target_of(dsn: str) -> Target:
    """Return where ``dsn`` (URL or keywords, one host and port) leads."""
    given = conninfo_to_dict(dsn)
    host, port = str(given["host"]), int(given.get("port") or 5432)
    return Path(host, f".s.PGSQL.{port}") if host.startswith("/") else (host, port)


class _Way(StrEnum):
    OPEN = "open"
    CUT = "cut"
    SILENT = "silent"


@dataclass(eq=False)
class _Line:
    """One connection through the proxy; nothing goes over it while it does not flow."""

    task: asyncio.Task[None]
    ends: list[socket.socket]
    flowing: asyncio.Event = field(default_factory=asyncio.Event)
    spoil: Spoil = bytes

    def resume(self) -> None:
        for end in self.ends:
            _take(end)
        self.flowing.set()

    def silence(self) -> None:
        self.flowing.clear()
        for end in self.ends:
            drop(end)

    def reset(self) -> None:
        for end in self.ends:
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_CLOSE)
        self.task.cancel()


class Proxy:
    """What it is told to be holds for all connections, those that are open and those to come.

    All of its methods may be called from any thread; they return when it is so.
    """

    def __init__(self, target: Target) -> None:
        """Lead to ``target``, once it is started."""
        self._target = target
        self._way = _Way.OPEN
        self._delay_s = 0.0
        self._lines: set[_Line] = set()
        self._forgotten: set[_Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._flapping: asyncio.Task[None] | None = None
        self._new_spoil: Callable[[], Spoil] = _as_it_is
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._door = socket.create_server(("127.0.0.1", 0), backlog=200)
        self._door.setblocking(False)
        self.port: int = self._door.getsockname()[1]

    def start(self) -> None:
        """Let connections in."""
        self._thread.start()
        self._tell(lambda: self._tasks.add(self._loop.create_task(self._accept())))

    def close(self) -> None:
        """End all connections and let no more in."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def dsn(self, dsn: str) -> str:
        """Return ``dsn`` as it is by way of this proxy."""
        given = {**conninfo_to_dict(dsn), "host": "127.0.0.1", "port": self.port}
        return make_conninfo("", **given)

    @property
    def open_lines(self) -> int:
        """How many connections go through it."""
        return len(self._lines)

    def pass_on(self) -> None:
        """Pass everything on at once; silent connections go on where they stopped."""
        self._tell(lambda: self._become(_Way.OPEN))
        self._new_spoil = _as_it_is

    def slow(self, delay_s: float = 0.3) -> None:
        """Pass everything on ``delay_s`` later, in both directions."""
        self._tell(lambda: self._become(_Way.OPEN, delay_s))

    def cut(self) -> None:
        """Reset all connections, and each new one at once."""
        self._tell(lambda: self._become(_Way.CUT))

    def fall_silent(self) -> None:
        """Swallow what is sent, in both directions, without a word.

        On Linux nothing is acknowledged and who connects hears nothing at all; elsewhere they are
        let in and never answered.
        """
        self._tell(lambda: self._become(_Way.SILENT))

    def forget_lines(self) -> None:
        """Let the open connections fall silent for good, as a router does that forgot them."""
        self._tell(self._forget)

    def spoil(self, new: Callable[[], Spoil]) -> None:
        """Send what the server says on each connection, open or to come, through a ``new()``.

        `pass_on` ends that for those to come; what is spoiled stays so.
        """

        def spoil() -> None:
            self._new_spoil = new
            for line in self._lines:
                line.spoil = new()

        self._tell(spoil)

    def flap(self, up_s: float, down_s: float) -> None:
        """Pass on and cut in turns until told otherwise."""
        self._tell(lambda: self._become(_Way.OPEN))
        self._tell(lambda: self._begin_to_flap(up_s, down_s))

    def lead_to(self, target: Target) -> None:
        """Lead new connections elsewhere; those that are open stay where they are."""

        def turn() -> None:
            self._target = target

        self._tell(turn)

    def _tell(self, what: Callable[[], None]) -> None:
        async def told() -> None:
            what()

        asyncio.run_coroutine_threadsafe(told(), self._loop).result()

    def _become(self, way: _Way, delay_s: float = 0.0) -> None:
        if self._flapping is not None:
            self._flapping.cancel()
            self._flapping = None
        self._turn(way, delay_s)

    def _begin_to_flap(self, up_s: float, down_s: float) -> None:
        self._flapping = self._loop.create_task(self._flap(up_s, down_s))

    async def _flap(self, up_s: float, down_s: float) -> None:
        while True:
            await asyncio.sleep(up_s)
            self._turn(_Way.CUT)
            await asyncio.sleep(down_s)
            self._turn(_Way.OPEN)

    def _turn(self, way: _Way, delay_s: float = 0.0) -> None:
        self._way, self._delay_s = way, delay_s
        (drop if way is _Way.SILENT else _take)(self._door)
        for line in list(self._lines):
            match way:
                case _Way.OPEN:
                    line.resume()
                case _Way.SILENT:
                    line.silence()
                case _Way.CUT:
                    line.reset()

    def _forget(self) -> None:
        for line in self._lines:
            line.silence()
        self._forgotten |= self._lines
        self._lines.clear()

    async def _accept(self) -> None:
        while True:
            client, _ = await self._loop.sock_accept(self._door)
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            task = self._loop.create_task(self._serve(client))
            self._tasks.add(task)
            task.add_done_callback(partial(self._served, client))

    def _served(self, client: socket.socket, task: asyncio.Task[None]) -> None:
        """Forget a connection; one that was cancelled before it began is closed here."""
        self._tasks.discard(task)
        client.close()

    async def _serve(self, client: socket.socket) -> None:
        task = asyncio.current_task()
        assert task is not None
        line = _Line(task, [client], spoil=self._new_spoil())
        self._lines.add(line)
        try:
            await self._carry(line)
        except (OSError, asyncio.CancelledError):
            line.reset()
        finally:
            self._lines.discard(line)
            for end in line.ends:
                end.close()

    async def _carry(self, line: _Line) -> None:
        if self._way is _Way.CUT:
            raise ConnectionResetError
        if self._way is _Way.OPEN:
            line.flowing.set()
        await line.flowing.wait()
        client, server = line.ends[0], await self._reach()
        line.ends.append(server)
        ways = [
            asyncio.ensure_future(self._pump(line, client, server)),
            asyncio.ensure_future(self._pump(line, server, client)),
        ]
        try:
            done, _ = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            await next(iter(done))
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def _reach(self) -> socket.socket:
        """Return a connection to where this leads."""
        by_path = isinstance(self._target, Path)
        server = socket.socket(socket.AF_UNIX if by_path else socket.AF_INET)
        server.setblocking(False)
        address = str(self._target) if isinstance(self._target, Path) else self._target
        try:
            await self._loop.sock_connect(server, address)
        except BaseException:
            server.close()
            raise
        return server

    async def _pump(self, line: _Line, source: socket.socket, sink: socket.socket) -> None:
        chunks: asyncio.Queue[Chunk] = asyncio.Queue()
        reader = asyncio.ensure_future(self._read(source, chunks))
        try:
            while True:
                due, chunk = await chunks.get()
                await asyncio.sleep(max(0.0, due - self._loop.time()))
                await line.flowing.wait()
                if not chunk:
                    return
                is_answer = source is not line.ends[0]
                await self._loop.sock_sendall(sink, line.spoil(chunk) if is_answer else chunk)
        finally:
            reader.cancel()

    async def _read(self, source: socket.socket, chunks: asyncio.Queue[Chunk]) -> None:
        chunk = b"-"
        while chunk:
            try:
                chunk = await self._loop.sock_recv(source, _MOST)
            except OSError:
                chunk = b""
            chunks.put_nowait((self._loop.time() + self._delay_s, chunk))

    async def _end(self) -> None:
        self._door.close()  # else who comes at this moment would be lost with the task that accepts
        await asyncio.sleep(0)
        self._become(_Way.CUT)
        for line in self._forgotten:
            line.reset()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _as_it_is() -> Spoil:
    return bytes


def drop(end: socket.socket) -> None:
    """Have the system throw away whatever comes in at ``end``, unacknowledged."""
    if sys.platform != "linux" or end.family is not socket.AF_INET or end.fileno() < 0:
        return
    nothing = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))  # BPF: return 0
    program = struct.pack("HL", 1, ctypes.addressof(nothing))
    end.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, program)


def _take(end: socket.socket) -> None:
    if sys.platform != "linux" or end.family is not socket.AF_INET or end.fileno() < 0:
        return
    with suppress(OSError):  # there is none
        end.setsockopt(socket.SOL_SOCKET, _DETACH_FILTER, struct.pack("i", 0))
