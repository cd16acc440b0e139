"""Outlines of Japan, for maps that have nothing else."""

from __future__ import annotations

from typing import Final

from crm_desktop.errors.map import OutlinesUnreadable
from crm_desktop.resources import resource

CREDIT: Final = "japanmap (Apache-2.0)"


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
