"""The words of the page of the map's settings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.map_settings import GeocoderChoice, MapPart, MapProvider
from crm_desktop.maps.tiles.trial import TileTrial
from crm_desktop.ui.shared.filled import filled

translate = QCoreApplication.translate


def page_words() -> str:
    """Return the heading of the page."""
    return translate("map_settings", "Map and places to pay")


def part_words(part: MapPart) -> str:
    """Return what a part is called."""
    match part:
        case MapPart.MAP:
            return translate("map_settings", "Map")
        case MapPart.PLACES:
            return translate("map_settings", "Places to pay")


def provider_words(provider: MapProvider) -> str:
    """Return whose pictures a choice means."""
    match provider:
        case MapProvider.GSI_PALE:
            return translate("map_settings", "GSI Japan, pale map (地理院タイル)")
        case MapProvider.OSM:
            return translate("map_settings", "OpenStreetMap")
        case MapProvider.MBTILES:
            return translate("map_settings", "A map file of the office (MBTiles)")
        case MapProvider.TEMPLATE:
            return translate("map_settings", "A map server of the office")


def geocoder_words(choice: GeocoderChoice) -> str:
    """Return who looks addresses up that are not found on this PC."""
    match choice:
        case GeocoderChoice.OFF:
            return translate("map_settings", "Nobody: addresses are looked up on this PC only")
        case GeocoderChoice.GSI:
            return translate("map_settings", "The address search of GSI Japan (国土地理院)")
        case GeocoderChoice.TEMPLATE:
            return translate("map_settings", "A service of the office's own choice")


def leaving_words(provider: MapProvider, *, online: bool) -> str:
    """Return what leaves the company with a choice."""
    if provider is MapProvider.MBTILES:
        return translate(
            "map_settings", "The file is read by each desk; nothing is asked of the internet."
        )
    if not online:
        return translate(
            "map_settings",
            "Nothing leaves this PC. Outlines and names of towns are shown, without streets.",
        )
    return translate(
        "map_settings",
        "The provider of the map learns from this office's address which areas are looked at, down"
        " to the street; names, numbers and addresses are not sent.",
    )


def search_leaving_words(choice: GeocoderChoice) -> str:
    """Return what leaves the company with a choice of search."""
    if choice is GeocoderChoice.OFF:
        return translate("map_settings", "No address leaves the company.")
    return translate(
        "map_settings",
        "Addresses that are not found on this PC leave the company: the service learns them,"
        " without a name.",
    )


def trial_words(trial: TileTrial) -> str:
    """Return how a trial of the map ended that found no fault."""
    if not trial.has_picture:
        return translate("map_settings", "It answers, but has no picture.")
    least, most = trial.zooms
    words = translate("map_settings", "It works: pictures for zoom %1 to %2.")
    found = filled(words, str(least), str(most))
    return f"{trial.name}: {found}" if trial.name else found


def cleared_words() -> str:
    """Return that no picture is kept any more."""
    return translate("map_settings", "No map picture is kept on this PC any more.")
