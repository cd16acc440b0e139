"""The towns of one desk: opened when the first home is looked for, on a worker's thread."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import Final

from crm_desktop.actions.office_towns import office_towns
from crm_desktop.database.engine import Database
from crm_desktop.domain.position import LocatedAddress, NamedPlace
from crm_desktop.maps.town_directory import TownDirectory

_CITIES_KEPT: Final = 60  # a desk looks at one home after the other, not at all of Japan


class DeskTowns:
    """The office's own towns, or those of the program; for any number of threads."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Nothing is opened yet; the office's own towns will be kept in ``folder``."""
        self._database = database
        self._folder = folder
        self._lock = Lock()
        self._opened = ExitStack()
        self._towns: TownDirectory | None = None

    def locate(
        self, prefecture: str, city: str, town: str, block: str, postal_codes: Sequence[str] = ()
    ) -> LocatedAddress | None:
        """Return the closest that is known of an address; see `TownDirectory`."""
        return self._directory().locate(prefecture, city, town, block, postal_codes)

    def towns_within(
        self, south: float, west: float, north: float, east: float, most: int
    ) -> tuple[NamedPlace, ...]:
        """Return the names that stand on a part of the map; see `TownDirectory`."""
        return self._directory().towns_within(south, west, north, east, most)

    @property
    def credit(self) -> str:
        """Whom to name wherever the positions are shown."""
        return self._directory().credit

    def close(self) -> None:
        """Close the files; nothing may be asked any more."""
        with self._lock:
            self._towns = None
            self._opened.close()

    def _directory(self) -> TownDirectory:
        with self._lock:
            if self._towns is None:
                opening = office_towns(
                    self._database, cities_kept=_CITIES_KEPT, folder=self._folder
                )
                self._towns = self._opened.enter_context(opening)
            return self._towns
