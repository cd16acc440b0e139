"""A window with a map of invented homes, for tests that run it in a process of its own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QBuffer, QCoreApplication, QEventLoop, QIODevice, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.background.jobs import lane
from crm_desktop.domain.position import Position
from crm_desktop.maps.map_page import page_asset
from crm_desktop.maps.tiles.source import MapCredit, TileAnswer
from crm_desktop.ui.address_map.home_map import HomeMap
from crm_desktop.ui.address_map.map_view import MapLanes, MapPlace, MapSources, MapView, TownsWanted
from crm_desktop.ui.shared.theme import dress
from crm_desktop.ui.shared.tokens import LIGHT, Colours

HOME = Position(35.6896, 139.6917)
OTHER_HOME = Position(34.6937, 135.5023)
SQUARE = (
    b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":'
    b'{"type":"Polygon","coordinates":[[[139,35],[140,35],[140,36],[139,36],[139,35]]]}}]}'
)
SHOP = MapPlace(7, "セブン-イレブン 西新宿店", "徒歩3分", Position(35.6910, 139.6935))
POST = MapPlace(9, "新宿郵便局", "徒歩6分", Position(35.6880, 139.6975))
TOWNS_CREDIT = MapCredit("Geolonia 住所データ", "https://credit.invalid/towns")
SHINJUKU = MapView(
    1, HOME, 250, "東京都新宿区西新宿2-8-1", places=(SHOP, POST), credits=(TOWNS_CREDIT,)
)
OSAKA = MapView(2, OTHER_HOME, 0, "大阪市北区中之島1-3-20", is_pinned=True)


def tile_picture(colour: str = "#cfe3c8") -> bytes:
    picture = QImage(256, 256, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(content, "PNG")  # type: ignore[call-overload]  # the stubs know file names only
    return bytes(content.data().data())


def town(name: str, latitude: float, longitude: float) -> Any:
    return SimpleNamespace(name=name, position=Position(latitude, longitude))


TOWNS = (
    town("西新宿二丁目", 35.6896, 139.6917),
    town("西新宿一丁目", 35.6893, 139.6990),
    town("代々木三丁目", 35.6836, 139.6957),
)


@dataclass
class AskedSources:
    """What the maps asked for, and on which threads."""

    tiles: list[tuple[int, int, int]] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    towns: list[TownsWanted] = field(default_factory=list)
    tile: Callable[[], TileAnswer | None] = lambda: None

    def sources(self) -> MapSources:
        return MapSources(page_asset, lambda: SQUARE, self._towns, self._tile)

    def _towns(self, wanted: TownsWanted) -> list[Any]:
        self.towns.append(wanted)
        return [one for one in TOWNS if wanted.south < one.position.latitude < wanted.north]

    def _tile(self, z: int, x: int, y: int) -> TileAnswer | None:
        self.tiles.append((z, x, y))
        self.threads.add(threading.current_thread().name)
        return self.tile()


class MapDesk:
    """A shown window: a field with the caret in it, and under it the map."""

    def __init__(self, asked: AskedSources) -> None:
        self.asked = asked
        self.window = QWidget()
        self.field = QLineEdit(self.window)
        self.lanes = MapLanes(lane("map-page", 2), lane("map-tiles", 4))
        self.map = HomeMap(asked.sources(), self.lanes, self.window)
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addWidget(self.map, 1)
        self.window.resize(440, 400)
        self.window.show()
        self.window.activateWindow()
        self.field.setFocus()
        self.faults: list[str] = []
        self.map.broken.connect(self.faults.append)

    @property
    def web(self) -> Any:
        return self.map._web

    def has_web_map(self) -> bool:
        return self.web is not None and self.map._drawn.isHidden()

    def show(self, view: MapView) -> None:
        self.map.show_home(view)
        until(self.has_web_map)

    def ask_page(self, expression: str) -> Any:
        """What ``expression`` gives in the page; None where it is nothing of JSON's."""
        return json.loads(self._run(f"JSON.stringify(({expression}) ?? null)"))

    def tell_page(self, statements: str) -> None:
        self._run(f"{statements}; 'done'")

    def _run(self, script: str) -> str:
        answers: list[str] = []
        self.web._web.page().runJavaScript(script, 0, answers.append)
        until(lambda: bool(answers))
        return answers[0]

    def close(self) -> None:
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, 0)
        pause(50)
        for jobs in self.lanes:
            jobs.close()


def until(is_so: Callable[[], bool], *, timeout_s: float = 80) -> None:
    """Let Qt work until it is so."""
    end = time.monotonic() + timeout_s
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        pause(5)


def pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def map_desk(colours: Colours = LIGHT) -> Iterator[MapDesk]:
    """A desk in this process, which has none yet."""
    application = QApplication.instance() or QApplication(["crm-desktop"])
    assert isinstance(application, QApplication)
    dress(application, colours)
    desk = MapDesk(AskedSources())
    yield desk
    desk.close()
