"""The words for maps, positions and files of towns and places that cannot be used."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.errors.map import BadPosition, PositionProblem


def map_error_text(error: BadPosition) -> str:
    """Return one translated sentence or two about a point that is not in Japan."""
    return QCoreApplication.translate("errors", str(_POSITION[error.problem]))


MAP_SENTENCES: Final[dict[type, object]] = {}
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
