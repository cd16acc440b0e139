"""What an office settles about its map: where tiles come from, where slips are taken, routes."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Any, Final
from urllib.parse import urlsplit

from crm_desktop.domain.office_value import switch, text, text_list, whole_number
from crm_desktop.domain.where_to_pay import USUAL_SLIP_CHAINS
from crm_desktop.errors.map import BadMapAddress, MapAddress

WALKING_M: Final = 800
LEAST_WALKING_M: Final = 100
MOST_WALKING_M: Final = 5_000
LONGEST_ADDRESS: Final = 500
TILE_NAMES: Final = frozenset({"z", "x", "y"})


class MapPart(StrEnum):
    """The parts in which the settings are shown and saved."""

    MAP = "map"
    PLACES = "places"


class MapProvider(StrEnum):
    """Whose pictures the map is drawn from."""

    GSI_PALE = "gsi_pale"
    OSM = "osm"
    MBTILES = "mbtiles"
    TEMPLATE = "template"


class GeocoderChoice(StrEnum):
    """Which service on the network looks addresses up that are not found here."""

    OFF = ""
    GSI = "gsi"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class MapSettings:
    """What is settled; the defaults let nothing leave the office.

    ``map_online``: tiles may be asked of ``map_provider`` on the network; a file of the office's
    own (``map_mbtiles``, a path) is used without. ``map_url`` is the address of the office's own
    tiles with ``{z}``, ``{x}`` and ``{y}``, ``map_credit`` whom the map names for them.
    ``slip_chains`` are keys of convenience stores that take payment slips. ``route_url`` has
    ``{latitude}`` and ``{longitude}`` or ``{address}``, ``geocoder_url`` has ``{address}``; empty:
    off.
    """

    map_online: bool = False
    map_provider: MapProvider = MapProvider.GSI_PALE
    map_mbtiles: str = ""
    map_url: str = ""
    map_credit: str = ""
    slip_chains: tuple[str, ...] = USUAL_SLIP_CHAINS
    slip_post_office: bool = True
    walking_distance_m: int = WALKING_M
    route_url: str = ""
    geocoder: GeocoderChoice = GeocoderChoice.OFF
    geocoder_url: str = ""


def map_settings_of(settings: Mapping[str, Any]) -> MapSettings:
    """Return what ``settings`` say by key; a value of the wrong kind is as if it were not.

    No chain at all is what somebody chose, and stays so.
    """
    return MapSettings(
        map_online=switch(settings, "map_online"),
        map_provider=_provider(text(settings, "map_provider")),
        map_mbtiles=text(settings, "map_mbtiles"),
        map_url=text(settings, "map_url"),
        map_credit=text(settings, "map_credit"),
        slip_chains=_chains(settings),
        slip_post_office=switch(settings, "slip_post_office", default=True),
        walking_distance_m=whole_number(
            settings,
            "walking_distance_m",
            default=WALKING_M,
            least=LEAST_WALKING_M,
            most=MOST_WALKING_M,
        ),
        route_url=text(settings, "route_url"),
        geocoder=_geocoder(text(settings, "geocoder")),
        geocoder_url=text(settings, "geocoder_url"),
    )


def settings_of_map(form: MapSettings) -> dict[str, Any]:
    """Return what is kept of ``form``, by key; distances are brought into their bounds.

    Raises:
        BadMapAddress: an address is none, or lacks what is filled in; one that is chosen is empty.
    """
    _refuse_address(
        form.map_url,
        MapAddress.TILES,
        (TILE_NAMES,),
        wanted=form.map_provider is MapProvider.TEMPLATE,
    )
    _refuse_address(
        form.route_url, MapAddress.ROUTE, ({"latitude", "longitude"}, {"address"}), wanted=False
    )
    _refuse_address(
        form.geocoder_url,
        MapAddress.GEOCODER,
        ({"address"},),
        wanted=form.geocoder is GeocoderChoice.TEMPLATE,
    )
    return {
        "map_online": form.map_online,
        "map_provider": str(form.map_provider),
        "map_mbtiles": form.map_mbtiles.strip(),
        "map_url": form.map_url.strip(),
        "map_credit": form.map_credit.strip(),
        "slip_chains": list(dict.fromkeys(form.slip_chains)),
        "slip_post_office": form.slip_post_office,
        "walking_distance_m": min(max(form.walking_distance_m, LEAST_WALKING_M), MOST_WALKING_M),
        "route_url": form.route_url.strip(),
        "geocoder": str(form.geocoder),
        "geocoder_url": form.geocoder_url.strip(),
    }


def kept_of_part(form: MapSettings, part: MapPart) -> dict[str, Any]:
    """Return what is kept of one part of ``form``, by key; the other part may say what it will.

    Raises:
        BadMapAddress: as `settings_of_map`.
    """
    keys = keys_of_part(part)
    alone = MapSettings(**{key: getattr(form, key) for key in keys})
    return {key: value for key, value in settings_of_map(alone).items() if key in keys}


def keys_of_part(part: MapPart) -> frozenset[str]:
    """Return the keys of what one part settles."""
    return _PLACE_KEYS if part is MapPart.PLACES else _ALL_KEYS - _PLACE_KEYS


def is_map_address(template: str, *groups: AbstractSet[str]) -> bool:
    """Tell whether ``template`` is a web address with all the names of one of ``groups`` in it.

    The host is fixed: nothing is filled in there, nor is there a login. Other names than those of
    ``groups`` are not filled in, so none may stand there.
    """
    try:
        parts = urlsplit(template)
        parsed = Formatter().parse(template)
        names = {f"{name}{turn or ''}{spec}" for _, name, spec, turn in parsed if name is not None}
        fixed = bool(parts.hostname) and parts.port != 0 and "{" not in parts.netloc
    except ValueError:
        return False
    return (
        parts.scheme in {"https", "http"}
        and fixed
        and "@" not in parts.netloc
        and template.isascii()
        and template.isprintable()
        and " " not in template
        and len(template) <= LONGEST_ADDRESS
        and any(group <= names for group in groups)
        and names <= set().union(*groups)
    )


def _refuse_address(
    typed: str, which: MapAddress, groups: tuple[AbstractSet[str], ...], *, wanted: bool
) -> None:
    address = typed.strip()
    if (address or wanted) and not is_map_address(address, *groups):
        raise BadMapAddress(which)


def _chains(settings: Mapping[str, Any]) -> tuple[str, ...]:
    if settings.get("slip_chains") == []:
        return ()
    return text_list(settings, "slip_chains", default=USUAL_SLIP_CHAINS)


def _provider(value: str) -> MapProvider:
    return MapProvider(value) if value in set(MapProvider) else MapProvider.GSI_PALE


def _geocoder(value: str) -> GeocoderChoice:
    return GeocoderChoice(value) if value in set(GeocoderChoice) else GeocoderChoice.OFF


_PLACE_KEYS: Final = frozenset({"slip_chains", "slip_post_office", "walking_distance_m"})
_ALL_KEYS: Final = frozenset(settings_of_map(MapSettings()))
