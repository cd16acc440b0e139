"""Panel, presenter and questions of the map: all that a desk without a map never loads."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.app.address_map_questions import AddressMapQuestions
from crm_desktop.app.desk_towns import DeskTowns
from crm_desktop.app.map_folder import map_pictures_folder
from crm_desktop.app.map_ground import MapTiles
from crm_desktop.background.jobs import Jobs, lane
from crm_desktop.database.engine import Database
from crm_desktop.domain.route_link import route_link
from crm_desktop.maps.map_page import page_asset
from crm_desktop.maps.outlines import outlines
from crm_desktop.ui.address_map.home_map import HomeMap
from crm_desktop.ui.address_map.map_view import MapLanes, MapSources
from crm_desktop.ui.address_map.panel import AddressMapPanel
from crm_desktop.ui.address_map.presenter import AddressMapPresenter
from crm_desktop.ui.address_map.wiring import connect_map
from crm_desktop.ui.address_map.words import plain_address
from crm_desktop.ui.shared.formats import Formats

_PAGE_WORKERS: Final = 2
_TILE_WORKERS: Final = 4  # slow pictures never keep the page and its names waiting


class AddressMapParts(QObject):
    """One map a desk; ``link_wanted`` asks for something in the system's browser."""

    link_wanted = Signal(str)

    def __init__(
        self,
        formats: Formats,
        database: Database,
        staff_id: int,
        jobs: Jobs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        folder = map_pictures_folder()
        self._towns = DeskTowns(database, folder)
        self._tiles = MapTiles(folder)
        self._lanes = MapLanes(
            lane("map page", _PAGE_WORKERS, self), lane("map tiles", _TILE_WORKERS, self)
        )
        self.questions = AddressMapQuestions(database, staff_id, self._towns, self._tiles)
        self.panel = AddressMapPanel(formats, HomeMap(self._sources(), self._lanes))
        self.presenter = AddressMapPresenter(self.questions.of_map(), jobs, self)
        connect_map(self.presenter, self.panel)
        self.panel.link_chosen.connect(self.link_wanted)
        self.panel.address.route_wanted.connect(self._open_route)

    def leave(self) -> None:
        """End what is asked of servers."""
        self._tiles.close()

    def close(self) -> None:
        """Wait for what is still being read, let go of files."""
        self.leave()
        for lane_ in self._lanes:
            lane_.close()
        self._towns.close()

    def _sources(self) -> MapSources:
        return MapSources(
            asset=page_asset,
            outlines=outlines,
            towns=lambda wanted: self._towns.towns_within(*wanted),
            tile=self._tiles.tile,
        )

    def _open_route(self) -> None:
        state = self.presenter.state
        home = state.home
        if home is None or home.position is None:
            return
        link = route_link(state.settings.route_url, home.position, plain_address(home))
        if link:
            self.link_wanted.emit(link)
