"""HTTP to one scanner: no redirects, no other host, and no more bytes than a page has."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Final
from urllib.parse import quote, urlsplit

from crm_desktop.errors.scanning import (
    ScannerFailed,
    ScannerGone,
    ScannerRefused,
    ScannerSilent,
    ScannerStrange,
)
from crm_desktop.scanning.source import ScanOrder


@dataclass(frozen=True, slots=True)
class EsclAnswer:
    """What the scanner answered; ``location`` is a path on itself, or ""."""

    status: int
    body: bytes = field(default=b"", repr=False)
    media_type: str = ""
    location: str = ""
    retry_after_s: float = 0.0


class Cancelled(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class EsclLink:
    """The scanner at ``address`` (``http://192.0.2.7/eSCL``); ``source`` is named in errors.

    ``ca_file`` holds the authorities that certify it, as PEM; empty: those of the system.
    """

    source: str
    address: str
    ca_file: str = ""
    timeout_s: float = 120.0

    def path(self, *names: str) -> str:
        """Return the path of something below the address."""
        return "/".join([urlsplit(self.address).path.rstrip("/"), *names])

    def ask(
        self, method: str, path: str, order: ScanOrder, *, body: bytes = b"", most: int = 1_000_000
    ) -> EsclAnswer:
        """Return the answer of at most ``most`` bytes.

        Raises:
            ScannerGone, ScannerRefused, ScannerSilent, ScannerStrange, ScannerFailed: there is
                none, or it broke off.
            Cancelled: ``order`` was stopped before it came.
        """
        with self._failures(), self._connection() as connection:
            headers = {"Content-Type": "text/xml"} if body else {}
            connection.request(method, path, body or None, {**headers, "Connection": "close"})
            self._wait(connection, order)
            answer = connection.getresponse()
            content = self._content(answer, most, order)
            return EsclAnswer(
                answer.status,
                content,
                answer.headers.get_content_type(),
                _own_path(answer.getheader("Location", "")),
                _seconds(answer.getheader("Retry-After", "")),
            )

    @contextmanager
    def _connection(self) -> Iterator[http.client.HTTPConnection]:
        parts = urlsplit(self.address)
        host = parts.hostname or ""
        limit = min(self.timeout_s, _CONNECT_S)
        if parts.scheme == "https":
            trust = ssl.create_default_context(
                cafile=str(Path(self.ca_file).expanduser()) if self.ca_file else None
            )
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, parts.port, timeout=limit, context=trust
            )
        else:
            connection = http.client.HTTPConnection(host, parts.port, timeout=limit)
        try:
            self._connect(connection)
            connection.sock.settimeout(self.timeout_s)
            yield connection
        finally:
            connection.close()

    def _connect(self, connection: http.client.HTTPConnection) -> None:
        try:
            connection.connect()
        except TimeoutError as error:
            raise ScannerGone(self.source, problem="nobody answers") from error

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Make our errors of what the library raises."""
        try:
            yield
        except ssl.SSLError as error:
            problem = getattr(error, "verify_message", "") or error.reason or "no TLS"
            raise ScannerRefused(self.source, problem=str(problem)) from error
        except TimeoutError as error:
            raise ScannerSilent(self.source, seconds=int(self.timeout_s)) from error
        except (OSError, UnicodeError) as error:
            problem = getattr(error, "strerror", None) or type(error).__name__
            raise ScannerGone(self.source, problem=problem) from error
        except (http.client.HTTPException, ValueError) as error:
            raise ScannerStrange(self.source, problem=type(error).__name__) from error

    def _wait(self, connection: http.client.HTTPConnection, order: ScanOrder) -> None:
        """Wait for the first byte of the answer: a page may take half a minute."""
        until = time.monotonic() + self.timeout_s
        with DefaultSelector() as waiting:
            waiting.register(connection.sock, EVENT_READ)
            while not waiting.select(_LOOK_S):
                if order.stop.is_set():
                    raise Cancelled
                if time.monotonic() > until:
                    raise TimeoutError

    def _content(self, answer: http.client.HTTPResponse, most: int, order: ScanOrder) -> bytes:
        announced, content = answer.length, bytearray()
        until = time.monotonic() + _SLOWEST * self.timeout_s
        while block := answer.read1(_BLOCK_BYTES):
            content += block
            if len(content) > most:
                problem = "a page is too large: lower the resolution"
                raise ScannerFailed(self.source, problem=problem)
            if order.stop.is_set():
                raise Cancelled
            if time.monotonic() > until:
                raise TimeoutError
        if announced is not None and len(content) < announced:
            raise ScannerFailed(self.source, problem="a page broke off")
        return bytes(content)


def _own_path(location: str) -> str:
    """Return the path of ``location``, whatever computer it names."""
    with suppress(ValueError):
        path = urlsplit(location).path
        return quote(path, safe="/%:@!$&'()*+,;=~-._") if path.startswith("/") else ""
    return ""


def _seconds(text: str) -> float:
    is_number = text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS
    return float(text) if is_number else 0.0


_CONNECT_S: Final = 10.0
_LOOK_S: Final = 0.2
_BLOCK_BYTES: Final = 65_536
_SLOWEST: Final = 5
_MOST_DIGITS: Final = 5
