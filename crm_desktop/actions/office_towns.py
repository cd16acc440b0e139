"""The towns by which an office locates addresses: its own file, or that of the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from crm_desktop.actions.kept_towns import kept_towns
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.town_files import newest_town_file
from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.maps.town_directory import TownDirectory

ALL_CITIES: Final = 4_000


@contextmanager
def office_towns(
    database: Database, *, cities_kept: int = ALL_CITIES, folder: Path | None = None
) -> Iterator[TownDirectory]:
    """Yield the towns, with postal codes as second evidence; closed at the end.

    Whoever looks all over Japan keeps all cities (65 MB), a desk needs few. The office's own file
    is kept in ``folder``, else in memory.

    Raises:
        BadTownFile: the office's file is damaged.
    """
    with database.reading() as session:
        own = kept_towns(session, folder) if folder else newest_town_file(session)
    with PostalDirectory() as codes, TownDirectory(own, codes, cities_kept=cities_kept) as towns:
        yield towns
