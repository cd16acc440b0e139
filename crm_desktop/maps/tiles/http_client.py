"""Asks one web server for small files: within a time and a size, and nobody else."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version
from threading import Lock
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from crm_desktop.errors.map import TileFault, TileProblem
from crm_desktop.maps.tiles.http_line import HttpLine, LineLost, Patience
from crm_desktop.maps.tiles.picture import MOST_BYTES

MOST_HOPS: Final = 3
MOST_IDLE: Final = 4


@dataclass(frozen=True, slots=True)
class HttpReply:
    """What came; the names of ``headers`` are in lower case, ``body`` is whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class HttpClient:
    """Keeps connections open for the next question; safe for any number of threads."""

    def __init__(
        self, *, patience: Patience | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        """``tls`` None trusts whom the system trusts. Nothing is asked yet."""
        self._patience = patience or Patience()
        self._tls = tls
        self._lock = Lock()
        self._idle: list[HttpLine] = []
        self._busy: set[HttpLine] = set()
        self._closed = False

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> HttpReply:
        """Return the answer to one question, after redirections within the host, over https.

        Raises:
            TileProblem: SILENT, UNTRUSTED, REDIRECTED, TOO_LARGE or NO_PICTURE (it is packed).
        """
        asked = {**_HEADERS, "User-Agent": user_agent(), **(headers or {})}
        for _hop in range(MOST_HOPS):
            reply = self._ask(urlsplit(url), asked)
            if reply.status not in _REDIRECTIONS:
                return reply
            url = _next_address(url, reply.headers.get("location", ""))
        raise TileProblem(TileFault.REDIRECTED)

    def close(self) -> None:
        """Close every connection; who waits for an answer is told SILENT."""
        with self._lock:
            self._closed = True
            idle, self._idle, busy = self._idle, [], tuple(self._busy)
        for line in idle:
            line.close()
        for line in busy:
            line.cut()

    def _ask(self, url: SplitResult, headers: Mapping[str, str]) -> HttpReply:
        line, is_used = self._line(url)
        try:
            try:
                return self._on(line, url, headers)
            except LineLost:  # it was closed while nobody asked
                if not is_used:
                    raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise TileProblem(_fault(error)) from error
        finally:
            self._give_back(line)
        return self._ask_anew(url, headers)

    def _ask_anew(self, url: SplitResult, headers: Mapping[str, str]) -> HttpReply:
        with self._lock:
            idle, self._idle = self._idle, []
        for line in idle:
            line.close()
        return self._ask(url, headers)

    def _on(self, line: HttpLine, url: SplitResult, headers: Mapping[str, str]) -> HttpReply:
        reply = line.get(url, headers, most_bytes=MOST_BYTES)
        if reply is None:
            raise TileProblem(TileFault.TOO_LARGE)
        status, received, body = reply
        if received.get("content-encoding", "identity").lower() != "identity":
            raise TileProblem(TileFault.NO_PICTURE)
        return HttpReply(status, received, body)

    def _line(self, url: SplitResult) -> tuple[HttpLine, bool]:
        """Return a connection, and whether it was used before."""
        with self._lock:
            if self._closed:
                raise TileProblem(TileFault.SILENT)
            if url.scheme == "https" and self._tls is None:
                self._tls = ssl.create_default_context()
            found = next((line for line in self._idle if line.leads_to(url)), None)
            if found is not None:
                self._idle.remove(found)
            line = found or HttpLine(url, self._patience, self._tls)
            self._busy.add(line)
            return line, found is not None

    def _give_back(self, line: HttpLine) -> None:
        with self._lock:
            self._busy.discard(line)
            if line.is_open and not self._closed and len(self._idle) < MOST_IDLE:
                self._idle.append(line)
                return
        line.close()


def user_agent() -> str:
    """Return how this program names itself to servers of maps."""
    return f"CRM-Desktop/{version('crm-desktop')}"


def _next_address(url: str, location: str) -> str:
    try:
        following = urljoin(url, location)
        parts = urlsplit(following)
        same = parts.hostname == urlsplit(url).hostname and parts.port != 0
    except ValueError:
        same = False
    if not location or not same or parts.scheme != "https" or "@" in parts.netloc:
        raise TileProblem(TileFault.REDIRECTED)
    return following


def _fault(error: Exception) -> TileFault:
    ended = isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError | TimeoutError)
    is_tls = isinstance(error, ssl.SSLError) and not ended
    return TileFault.UNTRUSTED if is_tls else TileFault.SILENT


_HEADERS: Final = {
    "Accept": "image/png,image/jpeg,image/webp",
    "Accept-Encoding": "identity",
}
_REDIRECTIONS: Final = frozenset(
    {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
)
