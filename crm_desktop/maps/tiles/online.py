"""Pictures of the map from a web server, and from this PC while they are fresh or it is silent."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Final

from crm_desktop.errors.map import TileFault, TileProblem
from crm_desktop.maps.tiles.freshness import fresh_for_s, wait_s
from crm_desktop.maps.tiles.http_client import HttpClient, HttpReply
from crm_desktop.maps.tiles.picture import checked_picture
from crm_desktop.maps.tiles.providers import Provider
from crm_desktop.maps.tiles.rest import LONGEST_REST_S, Rest
from crm_desktop.maps.tiles.source import MapCredit, TileAnswer, is_square
from crm_desktop.maps.tiles.tile_cache import KeptTile, TileCache

NO_TILE_FOR_S: Final = 86_400.0


class OnlineTiles:
    """A `TileSource`: asks only for what is wanted now, a few at once, and keeps what came."""

    def __init__(
        self,
        provider: Provider,
        cache: TileCache,
        client: HttpClient,
        *,
        rest: Rest | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Ask nothing yet. ``client`` is closed with it."""
        self._provider = provider
        self._cache = cache
        self._client = client
        self._rest = rest or Rest()
        self._now = now
        self._slots = BoundedSemaphore(provider.at_once)

    @property
    def credit(self) -> MapCredit:
        """Whom the map names."""
        return self._provider.credit

    @property
    def zooms(self) -> tuple[int, int]:
        """The least and the greatest zoom."""
        return self._provider.zooms

    def open(self) -> None:
        """Do nothing: all is known without asking."""

    def tile(self, z: int, x: int, y: int) -> TileAnswer | None:
        """Return the picture of a square, an old one where the server fails; None: there is none.

        Raises:
            TileProblem: nothing is kept, and nothing came that could be shown.
        """
        least, most = self._provider.zooms
        if not is_square(z, x, y) or not least <= z <= most:
            return None
        kept = self._cache.read(z, x, y)
        now = self._now()
        if kept is not None and now < kept.fresh_until <= now + _LONGEST_FRESH_S:
            return _answer(kept)
        try:
            return _answer(self._asked(z, x, y, kept))
        except TileProblem:
            if kept is None:
                raise
            return _answer(kept, fresh=False)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _asked(self, z: int, x: int, y: int, kept: KeptTile | None) -> KeptTile:
        url = self._provider.url
        for name, value in (("{z}", z), ("{x}", x), ("{y}", y)):
            url = url.replace(name, str(value))
        with self._slots:
            self._rest.refuse()  # after the wait: others may have learned that nobody answers
            wanted_s = None
            try:
                reply = self._client.get(url, _conditions(kept))
                wanted_s = wait_s(reply.headers, most_s=LONGEST_REST_S)
                received = _received(reply, kept, self._now())
            except TileProblem as problem:
                self._rest.count(problem.fault, wanted_s=wanted_s)
                raise
            self._rest.end()
        if fresh_for_s(reply.headers) is not None:
            self._cache.write(z, x, y, received)
        return received


def _conditions(kept: KeptTile | None) -> dict[str, str]:
    """Return the headers that let a server answer that nothing has changed."""
    if kept is None or not kept.content:
        return {}
    named = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified}
    return {name: value for name, value in named.items() if value}


def _received(reply: HttpReply, kept: KeptTile | None, now: float) -> KeptTile:
    """Return what an answer says of a square; ``kept`` is what was known of it."""
    match reply.status:
        case HTTPStatus.OK:
            media_type = checked_picture(reply.body)
            marks = _mark(reply, "etag"), _mark(reply, "last-modified")
            return KeptTile(reply.body, media_type, _fresh_until(reply, now), *marks)
        case HTTPStatus.NOT_MODIFIED if kept is not None:
            return replace(kept, fresh_until=_fresh_until(reply, now))
        case HTTPStatus.NO_CONTENT | HTTPStatus.NOT_FOUND | HTTPStatus.GONE:
            return KeptTile(b"", "", now + NO_TILE_FOR_S)
        case status if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise TileProblem(TileFault.REFUSED)
        case _:
            raise TileProblem(TileFault.FAULTY)


def _fresh_until(reply: HttpReply, now: float) -> float:
    return now + (fresh_for_s(reply.headers) or 0.0)


def _mark(reply: HttpReply, name: str) -> str:
    """Return a header that is sent back when it is asked anew; a strange one is left out."""
    value = reply.headers.get(name, "")
    return value if len(value) <= _LONGEST_MARK and value.isascii() and value.isprintable() else ""


def _answer(kept: KeptTile, *, fresh: bool = True) -> TileAnswer | None:
    return TileAnswer(kept.content, kept.media_type, fresh) if kept.content else None


_LONGEST_FRESH_S: Final = 366 * 86_400.0  # later than that is the mark of a clock set wrong
_LONGEST_MARK: Final = 200
