"""What the map of a desk is drawn on: pictures where the office has settled on some, or outlines.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from crm_desktop.domain.map_settings import MapSettings
from crm_desktop.errors.map import TileProblem
from crm_desktop.maps.tiles.configured import tile_source_of
from crm_desktop.maps.tiles.source import MapCredit, TileAnswer, TileSource
from crm_desktop.ui.address_map.state import MapGround

log = logging.getLogger(__name__)


class MapTiles:
    """The pictures that the office has settled on now; opened anew when it settles on others."""

    def __init__(self, folder: Path) -> None:
        """Pictures from the network are kept below ``folder``."""
        self._folder = folder
        self._lock = threading.Lock()
        self._settings: MapSettings | None = None
        self._wanted: TileSource | None = None
        self._source: TileSource | None = None  # the wanted ones once they are open

    def ground_for(self, settings: MapSettings, own_credits: tuple[MapCredit, ...]) -> MapGround:
        """Return what the map is drawn on, as the office has settled it.

        ``own_credits`` name whose data the map is made of besides.
        """
        with self._lock:
            if settings != self._settings:
                self._use(settings)
            if self._source is None:
                self._source = self._opened()
            source = self._source
        if source is None:
            return MapGround(credits=own_credits)
        credits_ = (source.credit, *own_credits)
        return MapGround(is_online=True, zooms=source.zooms, credits=credits_)

    def tile(self, z: int, x: int, y: int) -> TileAnswer | None:
        """Return a picture; None where there is none, or there are to be none.

        Raises:
            TileProblem: nothing came, or no picture.
        """
        source = self._source
        return None if source is None else source.tile(z, x, y)

    def close(self) -> None:
        """Let go of connections and files; who waits for a picture gets none."""
        if self._wanted is not None:
            self._wanted.close()

    def _use(self, settings: MapSettings) -> None:
        self.close()
        self._settings, self._source = settings, None
        self._wanted = tile_source_of(settings, self._folder)

    def _opened(self) -> TileSource | None:
        """Return the wanted pictures; None while they cannot be opened: the map goes on without."""
        if self._wanted is None:
            return None
        try:
            self._wanted.open()
        except TileProblem as problem:
            log.warning("no pictures for the map: %s", problem.fault)
            return None
        return self._wanted
