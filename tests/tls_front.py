"""What a test puts between a client and PostgreSQL: TLS, or a server that only refuses."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter
_IS_THERE_TLS = (80877103).to_bytes(4, "big")
Answer = Callable[[Reader, Writer], Awaitable[None]]


@contextmanager
def tls_front(socket: Path, certificate: Path, key: Path) -> Iterator[int]:
    """Yield the TCP port that speaks TLS for the PostgreSQL behind ``socket``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    async def pass_on(reader: Reader, writer: Writer) -> None:
        assert await _packet(reader) == _IS_THERE_TLS
        writer.write(b"S")
        await writer.start_tls(context)
        back_reader, back_writer = await asyncio.open_unix_connection(socket)
        async with _closing(back_writer):
            await asyncio.wait(
                [
                    asyncio.create_task(_copy(reader, back_writer)),
                    asyncio.create_task(_copy(back_reader, writer)),
                ],
                return_when=asyncio.FIRST_COMPLETED,
            )

    with _listening(pass_on) as port:
        yield port


@contextmanager
def refusing_server(words: str, state: str = "XX000") -> Iterator[int]:
    """Yield the TCP port of a server without TLS that says ``words`` to everybody."""
    fields = f"SFATAL\0VFATAL\0C{state}\0M{words}\0\0".encode()

    async def refuse(reader: Reader, writer: Writer) -> None:
        while await _packet(reader) == _IS_THERE_TLS:
            writer.write(b"N")
        writer.write(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)
        await writer.drain()

    with _listening(refuse) as port:
        yield port


@contextmanager
def _listening(answer: Answer) -> Iterator[int]:
    async def guarded(reader: Reader, writer: Writer) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            async with _closing(writer):
                await answer(reader, writer)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    start = asyncio.start_server(guarded, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(start, loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@asynccontextmanager
async def _closing(writer: Writer) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def _ended(server: asyncio.Server) -> None:
    server.close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _packet(reader: Reader) -> bytes:
    length = int.from_bytes(await reader.readexactly(4), "big")
    return await reader.readexactly(length - 4)


async def _copy(reader: Reader, writer: Writer) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
