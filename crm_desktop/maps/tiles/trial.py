"""Whether the map that somebody is about to settle on gives pictures at all."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from crm_desktop.domain.map_settings import MapProvider, MapSettings
from crm_desktop.errors.map import BadMapAddress, MapAddress, TileFault, TileProblem
from crm_desktop.maps.tiles.configured import provider_of, tile_source_of
from crm_desktop.maps.tiles.mbtiles import MbtilesFile
from crm_desktop.maps.tiles.source import MapCredit

# The square of zoom 14 in which Tokyo Station stands: every map of Japan has it.
_ZOOM, _COLUMN, _ROW = 14, 14_552, 6_451


@dataclass(frozen=True, slots=True)
class TileTrial:
    """What a map says of itself, and whether it has a picture; ``name`` is empty but for files."""

    credit: MapCredit
    zooms: tuple[int, int]
    has_picture: bool
    name: str = ""


def try_tiles(settings: MapSettings) -> TileTrial:
    """Ask for one picture as if ``settings`` were saved, with the network on; keep nothing.

    A server is asked for Tokyo Station, a file for whatever it has.

    Raises:
        BadMapAddress: the address of the office's own server cannot be used.
        TileProblem: no picture came.
    """
    if settings.map_provider is MapProvider.MBTILES:
        return _tried_file(settings.map_mbtiles)
    if provider_of(settings) is None:
        raise BadMapAddress(MapAddress.TILES)
    with TemporaryDirectory(prefix="crm-map-") as folder:
        source = tile_source_of(replace(settings, map_online=True), Path(folder))
        if source is None:
            raise BadMapAddress(MapAddress.TILES)
        with closing(source):
            found = source.tile(_ZOOM, _COLUMN, _ROW)
            return TileTrial(source.credit, source.zooms, found is not None)


def _tried_file(path: str) -> TileTrial:
    if not path.strip():
        raise TileProblem(TileFault.FILE_MISSING)
    with closing(MbtilesFile(Path(path.strip()))) as file:
        found = file.any_tile()
        return TileTrial(file.credit, file.zooms, found is not None, file.name)
