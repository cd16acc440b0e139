"""What the map itself says, in the operator's language."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

_RING_MINUTES: Final = (5, 10)
_METRES_A_MINUTE: Final = 80


def ring_words() -> list[tuple[float, str]]:
    """Return the circles of equal walk round a home: metres and words."""
    words = QCoreApplication.translate("Map", "{minutes} min. walk")
    return [
        (float(minutes * _METRES_A_MINUTE), words.format(minutes=minutes))
        for minutes in _RING_MINUTES
    ]


def offline_words() -> str:
    """Say that the map is made of what the program brings along."""
    return QCoreApplication.translate("Map", "Offline map")


def offline_tip() -> str:
    """Say where pictures are switched on."""
    return QCoreApplication.translate(
        "Map",
        "Made of what the program brings along: nothing is asked of the network. An administrator"
        " can switch map pictures on: the name at the top right, “Map and places to pay …”.",
    )


def no_tiles_words() -> str:
    """Say that pictures of the map are wanted and none come."""
    return QCoreApplication.translate("Map", "No map pictures just now: outlines only")


def simple_words() -> str:
    """Say that the map cannot be shown by the web engine on this PC."""
    return QCoreApplication.translate("Map", "Simple map: the full one does not run on this PC")
