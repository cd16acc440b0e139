"""The pictures of the map that an office has settled on."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from crm_desktop.domain.map_settings import TILE_NAMES, MapProvider, MapSettings, is_map_address
from crm_desktop.maps.tiles.http_client import HttpClient
from crm_desktop.maps.tiles.mbtiles import MbtilesFile
from crm_desktop.maps.tiles.online import OnlineTiles
from crm_desktop.maps.tiles.providers import GSI_PALE, OSM, Provider
from crm_desktop.maps.tiles.source import MapCredit, TileSource
from crm_desktop.maps.tiles.tile_cache import TileCache

FOLDER: Final = "map_tiles"
OWN_ZOOMS: Final = (0, 19)


def tile_source_of(settings: MapSettings, data_folder: Path) -> TileSource | None:
    """Return what gives the pictures; None: there are to be none, the map is drawn without.

    Pictures from the network are kept below ``data_folder``. Nothing is asked or opened yet.
    """
    if settings.map_provider is MapProvider.MBTILES:
        return MbtilesFile(Path(settings.map_mbtiles)) if settings.map_mbtiles else None
    provider = provider_of(settings)
    if not settings.map_online or provider is None:
        return None
    return OnlineTiles(provider, TileCache(data_folder / FOLDER, provider.folder), HttpClient())


def provider_of(settings: MapSettings) -> Provider | None:
    """Return the server that ``settings`` name, online or not; None: none that can be asked."""
    match settings.map_provider:
        case MapProvider.GSI_PALE:
            return GSI_PALE
        case MapProvider.OSM:
            return OSM
        case MapProvider.TEMPLATE if is_map_address(settings.map_url, TILE_NAMES):
            digest = sha256(settings.map_url.encode()).hexdigest()[:16]
            credit = MapCredit(settings.map_credit)
            return Provider(f"own-{digest}", settings.map_url, credit, OWN_ZOOMS)
    return None
