"""Outlines of Japan, for maps that have nothing else."""

from __future__ import annotations

from crm_desktop.errors.map import OutlinesUnreadable
from crm_desktop.resources import resource


def outlines() -> bytes:
    """Return GeoJSON: a feature for each prefecture's mainland by ``name``, one for all islands.

    Raises:
        OutlinesUnreadable: the file of the program is gone.
    """
    path = resource("japan", "outlines.json")
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutlinesUnreadable(path) from error
