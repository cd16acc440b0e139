"""Builders of pictures from a web server, with a clock of the test's own."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop.errors.map import TileFault, TileProblem
from crm_desktop.maps.tiles.http_client import HttpClient
from crm_desktop.maps.tiles.http_line import Patience
from crm_desktop.maps.tiles.online import OnlineTiles
from crm_desktop.maps.tiles.providers import GSI_PALE
from crm_desktop.maps.tiles.rest import Rest
from crm_desktop.maps.tiles.tile_cache import TileCache

SQUARE = (14, 14_552, 6_451)
QUICK = Patience(connect_s=0.5, read_s=0.3, total_s=0.6)
PATIENT = Patience(connect_s=30.0, read_s=30.0, total_s=60.0)


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def tiles_of(
    url: str,
    folder: Path,
    clock: Clock,
    *,
    tls: ssl.SSLContext | None = None,
    at_once: int = 4,
    patience: Patience = PATIENT,
) -> Iterator[OnlineTiles]:
    """Yield the pictures at ``url``, kept in ``folder``."""
    source = OnlineTiles(
        replace(GSI_PALE, url=url, at_once=at_once),
        TileCache(folder, "gsi_pale", now=clock),
        HttpClient(patience=patience, tls=tls),
        rest=Rest(clock),
        now=clock,
    )
    with closing(source):
        yield source


def fault_of(source: OnlineTiles, x: int = SQUARE[1]) -> TileFault:
    """Return why there is no picture of a square."""
    with pytest.raises(TileProblem) as caught:
        source.tile(SQUARE[0], x, SQUARE[2])
    return caught.value.fault
