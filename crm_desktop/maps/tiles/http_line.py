"""One connection to a web server, kept open between questions, never waited for too long."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for a connection, for the next bytes, for a whole answer."""

    connect_s: float = 3.0
    read_s: float = 5.0
    total_s: float = 10.0


class LineLost(ConnectionError):
    """The connection ended before anything of the answer came."""


class HttpLine:
    """Asks one question after the other; for one thread at a time, but for `cut`."""

    def __init__(
        self, url: SplitResult, patience: Patience, tls: ssl.SSLContext | None = None
    ) -> None:
        """Lead to the server of ``url``, through the system's proxy if it has one."""
        self._origin = _origin(url)
        self._host = url.hostname or ""
        self._patience = patience
        self._tls = tls if url.scheme == "https" else None
        self._proxied = ""
        self._connection = self._prepared(url)
        self._cut = False
        # http.client lets go of its own when an answer is to end with the connection.
        self._socket: socket.socket | None = None

    @property
    def is_open(self) -> bool:
        """Whether another question can be asked."""
        return self._is_connected and not self._cut

    def leads_to(self, url: SplitResult) -> bool:
        """Tell whether it is a connection to the server of ``url``."""
        return self._origin == _origin(url)

    def get(
        self, url: SplitResult, headers: Mapping[str, str], *, most_bytes: int
    ) -> tuple[int, dict[str, str], bytes] | None:
        """Return status, headers (names in lower case) and body; None: more than ``most_bytes``.

        Raises:
            LineLost: it was closed meanwhile.
            OSError, HTTPException, ValueError: no answer, or none that can be read.
        """
        watch = Timer(self._patience.total_s, self.cut)
        watch.daemon = True
        watch.start()
        try:
            return self._exchange(url, headers, most_bytes)
        except BaseException:
            self.close()
            raise
        finally:
            watch.cancel()

    def cut(self) -> None:
        """End whatever is waited for, from another thread."""
        self._cut = True
        open_socket = self._socket
        if open_socket is not None:
            with suppress(OSError):  # a TLS socket's own method would pull it from under its reader
                socket.socket.shutdown(open_socket, socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @property
    def _is_connected(self) -> bool:
        return self._connection.sock is not None

    def _exchange(
        self, url: SplitResult, headers: Mapping[str, str], most_bytes: int
    ) -> tuple[int, dict[str, str], bytes] | None:
        connection = self._connection
        if not self._is_connected:
            self._connect()
        if self._cut:
            raise TimeoutError
        target = f"{url.path or '/'}{f'?{url.query}' if url.query else ''}"
        try:
            connection.request(
                "GET", f"{self._proxied}{target}", headers={"Host": url.netloc, **headers}
            )
            response = connection.getresponse()
        except _ENDED as error:
            raise LineLost from error
        received = {name.lower(): value for name, value in response.getheaders()}
        try:
            body = _body(response, most_bytes)
        finally:
            if response.will_close:
                response.close()
        if self._cut:  # the end that was read was not the answer's
            raise TimeoutError
        if response.will_close or body is None:
            self.close()
        return None if body is None else (response.status, received, body)

    def _connect(self) -> None:
        """Connect; the handshake is made here, where `cut` can end it."""
        connection = self._connection
        connection.connect()
        plain: socket.socket = connection.sock
        self._socket = plain
        if self._tls is not None:
            secured = self._tls.wrap_socket(
                plain, server_hostname=self._host, do_handshake_on_connect=False
            )
            self._socket = connection.sock = secured
            if not self._cut:
                secured.do_handshake()
        self._socket.settimeout(self._patience.read_s)

    def _prepared(self, url: SplitResult) -> http.client.HTTPConnection:
        host, wait = url.hostname or "", self._patience.connect_s
        proxy = _proxy(url.scheme, host)
        first, port = (proxy.hostname or "", proxy.port) if proxy else (host, url.port)
        if url.scheme == "https" and not proxy:
            port = port or _HTTPS
        connection = http.client.HTTPConnection(first, port, timeout=wait)
        if proxy and url.scheme == "https":
            connection.set_tunnel(host, url.port or _HTTPS)
        elif proxy:
            self._proxied = f"http://{url.netloc}"
        return connection


def _body(response: http.client.HTTPResponse, most_bytes: int) -> bytes | None:
    """Return the whole body; None when it is, or says it is, larger than ``most_bytes``."""
    length = response.length
    if length is not None and length > most_bytes:
        return None
    body = response.read(most_bytes + 1)
    if length is not None and len(body) < length:
        raise http.client.IncompleteRead(body, length - len(body))
    return None if len(body) > most_bytes else body


def _origin(url: SplitResult) -> tuple[str, str, int | None]:
    return url.scheme, url.hostname or "", url.port


def _proxy(scheme: str, host: str) -> SplitResult | None:
    """Return the system's proxy to ``host``; None: it is asked directly, as this PC always is."""
    named = getproxies().get(scheme, "")
    if not named or host in _THIS_PC or proxy_bypass(host):
        return None
    return urlsplit(named if "://" in named else f"http://{named}")


_HTTPS: Final = 443
_ENDED: Final = (
    http.client.RemoteDisconnected,
    BrokenPipeError,
    ConnectionResetError,
    ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
)
_THIS_PC: Final = frozenset({"localhost", "127.0.0.1", "::1"})
