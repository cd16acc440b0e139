"""``crm-map:``, the only kind of address the map's page may load: files, town names and tiles.

Import it only once the web engine is loaded (``web_engine``).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from itertools import count
from typing import Final, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl, QUrlQuery
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import isValid

from crm_desktop.ui.address_map.framing import MOST_TOWNS
from crm_desktop.ui.address_map.map_view import (
    MapLanes,
    MapSources,
    NamedPoint,
    Served,
    TownsWanted,
)

log = logging.getLogger(__name__)

SCHEME: Final = b"crm-map"
PAGE_URL: Final = "crm-map://page/"
_CHANNEL: Final = "qwebchannel.js"
_SIDES: Final = ("south", "west", "north", "east")


class Answer(NamedTuple):
    """What a request gets."""

    content: bytes
    media_type: str


def register_scheme() -> None:
    """Make ``crm-map:`` known to the web engine; before its first profile, once a process."""
    if QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name():
        return
    scheme = QWebEngineUrlScheme(QByteArray(SCHEME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


class OnlyOurs(QWebEngineUrlRequestInterceptor):
    """Refuses every request that is not ``crm-map:``: nothing leaves the machine from here."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802
        """Block what goes elsewhere."""
        if info.requestUrl().scheme().encode() != SCHEME:
            info.block(True)


class MapScheme(QWebEngineUrlSchemeHandler):
    """Answers the page's requests on worker threads; drops answers nobody waits for any more."""

    def __init__(
        self, page: str, sources: MapSources, lanes: MapLanes, parent: QObject | None = None
    ) -> None:
        """``page`` is the page itself, the same for every home."""
        super().__init__(parent)
        self._page = page.encode()
        self._sources = sources
        self._lanes = lanes
        self._numbers = count(1)
        self._awaited: dict[int, QWebEngineUrlRequestJob] = {}

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802
        """Begin to answer; what is not one of ours is refused at once."""
        url = job.requestUrl()
        lane, work = self._lanes.page, self._work(url)
        if url.host() == "tiles":
            lane = self._lanes.tiles
        if work is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        number = next(self._numbers)
        self._awaited[number] = job
        job.destroyed.connect(lambda: self._awaited.pop(number, None))
        lane.run(
            self,
            lambda: work() if number in self._awaited else None,  # else the page has moved on
            then=lambda answer: self._answer(number, answer),
            failed=lambda error: self._refuse(number, error),
        )

    def _work(self, url: QUrl) -> Callable[[], Answer | None] | None:
        name = url.path().removeprefix("/")
        match url.host():
            case "page" if not name:
                return lambda: Answer(self._page, "text/html")
            case "assets":
                return lambda: self._asset(name)
            case "data" if name == "outlines":
                return lambda: Answer(self._sources.outlines(), "application/json")
            case "data" if name == "towns":
                return self._towns(QUrlQuery(url))
            case "tiles":
                return self._tile(name)
        return None

    def _asset(self, name: str) -> Answer | None:
        if name == _CHANNEL:
            return Answer(_channel_script(), "text/javascript")
        return _plain(self._sources.asset(name))

    def _towns(self, query: QUrlQuery) -> Callable[[], Answer] | None:
        try:
            south, west, north, east = (float(query.queryItemValue(side)) for side in _SIDES)
        except ValueError:
            return None
        wanted = TownsWanted(south, west, north, east, MOST_TOWNS)
        return lambda: Answer(_towns_json(self._sources.towns(wanted)), "application/json")

    def _tile(self, name: str) -> Callable[[], Answer | None] | None:
        try:
            zoom, x, y = (int(part) for part in name.split("/"))
        except ValueError:
            return None
        return lambda: _plain(self._sources.tile(zoom, x, y)) or _NO_TILE

    def _answer(self, number: int, answer: Answer | None) -> None:
        job = self._awaited.pop(number, None)
        if job is None or not isValid(job):
            return
        if answer is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        content = QBuffer(job)  # goes when the job goes
        content.setData(QByteArray(answer.content))
        content.open(QIODevice.OpenModeFlag.ReadOnly)
        job.setAdditionalResponseHeaders(_HEADERS)
        job.reply(QByteArray(answer.media_type.encode()), content)

    def _refuse(self, number: int, error: Exception) -> None:
        log.debug("the map goes without a file: %s", type(error).__name__)
        job = self._awaited.pop(number, None)
        if job is not None and isValid(job):
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)


def _plain(served: Served | None) -> Answer | None:
    return None if served is None else Answer(served.content, served.media_type)


def _towns_json(towns: Iterable[NamedPoint]) -> bytes:
    points = [
        {"name": town.name, "position": [town.position.latitude, town.position.longitude]}
        for town in towns
    ]
    return json.dumps(points).encode()


def _channel_script() -> bytes:
    """Return Qt's own script of the channel, which it keeps among its resources."""
    file = QFile(f":/qtwebchannel/{_CHANNEL}")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())


_HEADERS: Final = {QByteArray(b"Access-Control-Allow-Origin"): QByteArray(b"crm-map://page")}
_NO_TILE: Final = Answer(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da"
        "63fcffff3f030005fe02fea7356d900000000049454e44ae426082"
    ),
    "image/png",
)
