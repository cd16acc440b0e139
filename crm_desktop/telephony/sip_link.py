"""A way for SIP messages to an exchange and back: datagrams (UDP), or a stream (TCP, TLS)."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final, Protocol, cast

from crm_desktop.errors.telephony import (
    ExchangeLinkLost,
    ExchangeNotTrusted,
    ExchangeTlsRefused,
    ExchangeUnreachable,
)
from crm_desktop.telephony.sip_account import SipAccount, SipTimes
from crm_desktop.telephony.sip_messages import BrokenSip, SipFrames, SipMessage, read_message

log = logging.getLogger(__name__)

MOST_WAITING: Final = 5_000
MOST_AT_ONCE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class SipPlace:
    """Where we are, as the exchange must know to answer; ``transport`` as Via has it."""

    host: str
    port: int
    transport: str

    def __str__(self) -> str:
        """Return host and port."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class SipLink(Protocol):
    """One open way to an exchange."""

    @property
    def here(self) -> SipPlace:
        """Where it begins."""
        ...

    async def send(self, message: SipMessage) -> None:
        """Send a message; raise `ExchangeLinkLost` when that is over."""
        ...

    async def received(self) -> SipMessage:
        """Return the next message; raise `ExchangeLinkLost` when there will be none."""
        ...


@asynccontextmanager
async def sip_link(account: SipAccount, times: SipTimes) -> AsyncIterator[SipLink]:
    """Open a way to the exchange, and close it at the end of the block.

    Raises:
        ExchangeUnreachable, ExchangeTlsRefused, ExchangeNotTrusted: see there.
    """
    if account.transport == "udp":
        datagrams = await _datagrams(account)
        try:
            yield datagrams
        finally:
            datagrams.close()
        return
    reader, writer = await _stream(account, times)
    try:
        yield _StreamLink(account, times, reader, writer)
    finally:
        writer.close()
        with suppress(OSError):  # TimeoutError is one; what was said last shall still go out
            async with asyncio.timeout(times.goodbye_s):
                await writer.wait_closed()
        writer.transport.abort()


class _DatagramLink(asyncio.DatagramProtocol):
    """Datagrams to and from the one address of the exchange; the kernel drops all others."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._waiting: asyncio.Queue[SipMessage | OSError] = asyncio.Queue(MOST_WAITING)
        self._transport: asyncio.DatagramTransport | None = None

    @property
    def here(self) -> SipPlace:
        assert self._transport is not None  # noqa: S101 - made by create_datagram_endpoint
        host, port = self._transport.get_extra_info("sockname")[:2]
        return SipPlace(host, port, "UDP")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, _address: tuple[object, ...]) -> None:
        if not data.strip(b"\r\n\0"):  # keeps the way through a router open
            return
        try:
            self._keep(read_message(data))
        except BrokenSip as error:
            log.debug("%s: a datagram is dropped: %s", self._source, error)

    def error_received(self, error: Exception) -> None:
        self._keep(error if isinstance(error, OSError) else OSError(str(error)))

    async def send(self, message: SipMessage) -> None:
        if self._transport is None or self._transport.is_closing():
            raise ExchangeLinkLost(self._source, "the way is closed")
        self._transport.sendto(message.encoded())

    async def received(self) -> SipMessage:
        message = await self._waiting.get()
        if isinstance(message, OSError):
            raise ExchangeLinkLost(self._source, "nobody listens there") from message
        return message

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _keep(self, message: SipMessage | OSError) -> None:
        if self._waiting.full():
            log.warning("%s: more datagrams than can be read", self._source)
        else:
            self._waiting.put_nowait(message)


class _StreamLink:
    def __init__(
        self,
        account: SipAccount,
        times: SipTimes,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._account = account
        self._times = times
        self._reader = reader
        self._writer = writer
        self._frames = SipFrames()
        self._waiting: list[SipMessage] = []

    @property
    def here(self) -> SipPlace:
        host, port = self._writer.get_extra_info("sockname")[:2]
        return SipPlace(host, port, self._account.transport.upper())

    async def send(self, message: SipMessage) -> None:
        self._writer.write(message.encoded())
        try:
            async with asyncio.timeout(self._times.answer_s):
                await self._writer.drain()
        except OSError as error:  # TimeoutError is one
            raise ExchangeLinkLost(self._account.source, "it takes nothing") from error

    async def received(self) -> SipMessage:
        while not self._waiting:
            try:
                data = await self._reader.read(MOST_AT_ONCE)
                self._waiting = self._frames.feed(data)
            except OSError as error:
                raise ExchangeLinkLost(self._account.source, "the line broke") from error
            except BrokenSip as error:
                raise ExchangeLinkLost(self._account.source, "it speaks no SIP") from error
            if not data:
                raise ExchangeLinkLost(self._account.source, "it hung up")
        return self._waiting.pop(0)


async def _datagrams(account: SipAccount) -> _DatagramLink:
    loop = asyncio.get_running_loop()
    try:
        _transport, link = await loop.create_datagram_endpoint(
            lambda: _DatagramLink(account.source), remote_addr=(account.host, account.port)
        )
    except OSError as error:
        raise _unreachable(account) from error
    return link


async def _stream(
    account: SipAccount, times: SipTimes
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    context = _tls_context(account) if account.transport == "tls" else None
    try:
        async with asyncio.timeout(times.answer_s):
            return await asyncio.open_connection(account.host, account.port, ssl=context)
    except ssl.SSLCertVerificationError as error:
        raise ExchangeNotTrusted(
            account.source, host=account.host, problem=error.verify_message
        ) from error
    except (ssl.SSLError, ConnectionResetError, ConnectionAbortedError) as error:
        raise ExchangeTlsRefused(account.source, host=account.host, port=account.port) from error
    except OSError as error:
        raise _unreachable(account) from error


def _tls_context(account: SipAccount) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=account.ca_file or None)
    except OSError as error:  # an SSLError, where the file holds no certificate, is one too
        raise ExchangeNotTrusted(
            account.source, host=account.host, problem=f"{account.ca_file} cannot be read"
        ) from error


def _unreachable(account: SipAccount) -> ExchangeUnreachable:
    return ExchangeUnreachable(account.source, host=account.host, port=account.port)
