"""What the desk tells the page of the map, as one line of script."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Final

from PySide6.QtGui import QColor

from crm_desktop.domain.position import Position
from crm_desktop.ui.address_map.framing import Framing, Reframing, degrees_of_middle
from crm_desktop.ui.address_map.map_view import MapPlace, MapView
from crm_desktop.ui.address_map.map_words import (
    no_tiles_words,
    offline_tip,
    offline_words,
    ring_words,
)
from crm_desktop.ui.shared.tokens import Colours

_SEALS: Final = 64
_DARK_BELOW: Final = 128


def show_script(
    view: MapView, framing: Framing, how: Reframing, *, serial: int, colours: Colours
) -> str:
    """Return the script that makes the page show ``view`` and confirm it as ``serial``.

    JSON in ASCII, without ``<``: no name or address can end it or be anything but a string.
    """
    message = {
        "serial": serial,
        "seal": seal_colour(serial, colours).name(),
        "view": _view(view),
        "frame": _frame(framing),
        "reframing": how.value,
        "look": {"isDark": is_dark(colours), "colours": _page_colours(colours)},
    }
    return f"crmMap.show({_as_script(message)})"


def frame_script(framing: Framing) -> str:
    """Return the script that frames the home anew, unless the operator has moved the map."""
    return f"crmMap.frameAnew({_as_script(_frame(framing))})"


def zoom_script(steps: int) -> str:
    """Return the script that shows the map closer, or from farther away."""
    return f"crmMap.zoom({steps})"


def seal_colour(serial: int, colours: Colours) -> QColor:
    """Return the colour of the page's corner for ``serial``: the ground's but for the last bits.

    It tells the desk which picture is on the screen; nobody can see the difference.
    """
    ground = QColor(colours.raised)
    red, green, blue = ground.red(), ground.green(), ground.blue()
    number = serial % _SEALS
    return QColor(red & ~3 | number & 3, green & ~3 | number >> 2 & 3, blue & ~3 | number >> 4 & 3)


def is_dark(colours: Colours) -> bool:
    """Tell whether these are the colours of a dark theme."""
    return QColor(colours.ground).lightness() < _DARK_BELOW


def _as_script(message: dict[str, Any]) -> str:
    return json.dumps(message).replace("<", "\\u003c")


def _frame(framing: Framing) -> dict[str, Any]:
    return {"middle": degrees_of_middle(framing), "zoom": framing.zoom}


def _page_colours(colours: Colours) -> dict[str, str]:
    return {**asdict(colours), "sea": colours.moving_soft, "land": colours.raised}


def _view(view: MapView) -> dict[str, Any]:
    return {
        "subject": view.subject_id,
        "home": None if view.home is None else _degrees(view.home),
        "accuracy": view.accuracy_m,
        "label": view.label,
        "isPinned": view.is_pinned,
        "isMovable": view.is_movable,
        "places": [_place(place) for place in view.places],
        "isOnline": view.is_online,
        "zooms": view.zooms,
        "credits": [asdict(credit) for credit in view.credits],
        "rings": [{"metres": metres, "words": words} for metres, words in ring_words()],
        "words": {
            "offline": offline_words(),
            "offlineTip": offline_tip(),
            "noTiles": no_tiles_words(),
        },
    }


def _place(place: MapPlace) -> dict[str, Any]:
    return {
        "id": place.place_id,
        "name": place.name,
        "detail": place.detail,
        "position": _degrees(place.position),
    }


def _degrees(position: Position) -> tuple[float, float]:
    return position.latitude, position.longitude
