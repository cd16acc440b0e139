"""Where this PC keeps pictures of the map."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def map_pictures_folder() -> Path:
    """Return the person's own folder for what can be had anew; it need not exist."""
    place = QStandardPaths.StandardLocation.CacheLocation
    return Path(QStandardPaths.writableLocation(place))
