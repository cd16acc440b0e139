"""The words for maps, positions and files of towns and places that cannot be used."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.errors.map import (
    BadMapAddress,
    BadPosition,
    BadTownFile,
    GeocoderFault,
    GeocoderProblem,
    LocatingFailed,
    MapAddress,
    NoPlacesFound,
    OutlinesUnreadable,
    PlaceFileBroken,
    PositionProblem,
    TileFault,
    TileProblem,
)

MapError = BadMapAddress | BadPosition | GeocoderProblem | TileProblem


def map_error_text(error: MapError) -> str:
    """Return one translated sentence or two: what is wrong with a point, an address or a map."""
    match error:
        case BadPosition():
            source = _POSITION[error.problem]
        case TileProblem():
            source = _TILES[error.fault]
        case BadMapAddress():
            source = _ADDRESS[error.which]
        case GeocoderProblem():
            source = _GEOCODER[error.fault]
    return QCoreApplication.translate("errors", str(source))


MAP_SENTENCES: Final[dict[type, object]] = {
    LocatingFailed: QT_TRANSLATE_NOOP(
        "errors",
        "Not all addresses could be located. Those that were are kept; locate again to go on.",
    ),
    PlaceFileBroken: QT_TRANSLATE_NOOP(
        "errors",
        "The file {path.name} is no whole file of places. Nothing of it was taken in; the places"
        " that were there stay.",
    ),
    BadTownFile: QT_TRANSLATE_NOOP(
        "errors",
        "The file of towns {name} cannot be read. Nothing of it was taken in, and homes cannot be"
        " found by it. Take it in anew.",
    ),
    OutlinesUnreadable: QT_TRANSLATE_NOOP(
        "errors",
        "The outlines of Japan that belong to the program are missing. Install it anew; until then"
        " the offline map shows names only.",
    ),
    NoPlacesFound: QT_TRANSLATE_NOOP(
        "errors",
        "The file {path.name} holds no place to pay. The places that were there stay.",
    ),
}
_POSITION: Final[dict[PositionProblem, object]] = {
    PositionProblem.NOT_A_NUMBER: QT_TRANSLATE_NOOP(
        "errors", "This is no point on the map. Nothing was changed."
    ),
    PositionProblem.ZERO: QT_TRANSLATE_NOOP(
        "errors",
        "0, 0 lies in the sea off Africa: latitude and longitude are missing. Nothing was changed.",
    ),
    PositionProblem.SWAPPED: QT_TRANSLATE_NOOP(
        "errors", "Latitude and longitude look swapped: latitude is first. Nothing was changed."
    ),
    PositionProblem.OUTSIDE: QT_TRANSLATE_NOOP(
        "errors", "This point is not in Japan. Nothing was changed."
    ),
}
_ADDRESS: Final[dict[MapAddress, object]] = {
    MapAddress.TILES: QT_TRANSLATE_NOOP(
        "errors",
        "The address of the map pictures cannot be used: it begins with https:// and has {z}, {x}"
        " and {y}. Nothing was saved.",
    ),
    MapAddress.ROUTE: QT_TRANSLATE_NOOP(
        "errors",
        "The address of the route planner cannot be used: it begins with https:// and has"
        " {latitude} and {longitude}, or {address}. Nothing was saved.",
    ),
    MapAddress.GEOCODER: QT_TRANSLATE_NOOP(
        "errors",
        "The address of the search for addresses cannot be used: it begins with https:// and has"
        " {address}. Nothing was saved.",
    ),
}
_GEOCODER: Final[dict[GeocoderFault, object]] = {
    GeocoderFault.SILENT: QT_TRANSLATE_NOOP(
        "errors", "The search for addresses on the internet does not answer. Nothing was changed."
    ),
    GeocoderFault.UNTRUSTED: QT_TRANSLATE_NOOP(
        "errors",
        "This PC does not trust the search for addresses, so nothing was asked of it. Nothing was"
        " changed.",
    ),
    GeocoderFault.REFUSED: QT_TRANSLATE_NOOP(
        "errors", "The search for addresses on the internet refuses to answer. Nothing was changed."
    ),
    GeocoderFault.FAULTY: QT_TRANSLATE_NOOP(
        "errors", "The search for addresses on the internet has a fault. Nothing was changed."
    ),
    GeocoderFault.REDIRECTED: QT_TRANSLATE_NOOP(
        "errors",
        "The search for addresses sends on to another server, which is not asked. Nothing was"
        " changed.",
    ),
    GeocoderFault.TOO_LARGE: QT_TRANSLATE_NOOP(
        "errors", "The search for addresses sends an answer that is too large. Nothing was changed."
    ),
    GeocoderFault.NOT_UNDERSTOOD: QT_TRANSLATE_NOOP(
        "errors",
        "The search for addresses sends something else than a place. Nothing was changed. Whoever"
        " looks after the program checks the address in the settings of the map.",
    ),
}
_TILES: Final[dict[TileFault, object]] = {
    TileFault.SILENT: QT_TRANSLATE_NOOP(
        "errors", "The map's server does not answer. The offline map is shown."
    ),
    TileFault.UNTRUSTED: QT_TRANSLATE_NOOP(
        "errors",
        "This PC does not trust the map's server, so nothing was asked of it. The offline map is"
        " shown.",
    ),
    TileFault.REFUSED: QT_TRANSLATE_NOOP(
        "errors", "The map's server refuses to answer. The offline map is shown."
    ),
    TileFault.FAULTY: QT_TRANSLATE_NOOP(
        "errors", "The map's server has a fault. The offline map is shown."
    ),
    TileFault.REDIRECTED: QT_TRANSLATE_NOOP(
        "errors",
        "The map's server sends on to another one, which is not asked. The offline map is shown.",
    ),
    TileFault.NO_PICTURE: QT_TRANSLATE_NOOP(
        "errors",
        "The map's server sends something else than pictures of a map. The offline map is shown.",
    ),
    TileFault.TOO_LARGE: QT_TRANSLATE_NOOP(
        "errors", "The map's server sends pictures that are too large. The offline map is shown."
    ),
    TileFault.RESTING: QT_TRANSLATE_NOOP(
        "errors",
        "The map's server did not answer several times; it is asked again in a while. The offline"
        " map is shown.",
    ),
    TileFault.FILE_MISSING: QT_TRANSLATE_NOOP(
        "errors",
        "The office's map file cannot be opened from this PC. The offline map is shown.",
    ),
    TileFault.FILE_DAMAGED: QT_TRANSLATE_NOOP(
        "errors",
        "The office's map file is damaged or not an MBTiles file. The offline map is shown.",
    ),
    TileFault.FILE_VECTOR: QT_TRANSLATE_NOOP(
        "errors",
        "The office's map file holds vector tiles (pbf), which cannot be drawn here; one with"
        " pictures (png, jpg, webp) can. The offline map is shown.",
    ),
}
