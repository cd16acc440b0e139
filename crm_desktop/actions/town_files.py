"""Takes in newer towns: the office's own file of towns, which all its desks then use."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from crm_desktop.database.bulk_load import lift_time_limits
from crm_desktop.database.models.place import TownFile
from crm_desktop.database.queries.town_files import newest_town_file
from crm_desktop.maps.town_csv import opened_town_table
from crm_desktop.maps.town_file import TownArchive, TownSource, open_town_file
from crm_desktop.maps.town_merge import MergedTowns, Progress, merged_source, merged_towns
from crm_desktop.resources import resource


@dataclass(frozen=True, slots=True)
class TakenTowns:
    """What was taken in, and what is said of the whole file from now on."""

    towns: MergedTowns
    source: TownSource
    is_new: bool


def import_towns(session: Session, path: Path, told: TownSource, progress: Progress) -> TakenTowns:
    """Put the towns of a file into those of the office, or of the program at first.

    What is "" or None in ``told`` is taken from the kind of file. Two imports wait for each other;
    the same file again changes nothing.

    Raises:
        BadTownFile: the file cannot be read to its end; nothing may be kept.
    """
    lift_time_limits(session)
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    before = newest_town_file(session)
    taken = rehearse_towns(before, path, told, progress)
    if taken.is_new:
        session.execute(delete(TownFile))
        session.add(_row(taken))
        session.flush()
    return taken


def rehearse_towns(
    before: bytes | None, path: Path, told: TownSource, progress: Progress
) -> TakenTowns:
    """Return what `import_towns` would make of the office's file ``before``.

    Raises:
        BadTownFile: as there.
    """
    with (
        TownArchive("town_file", BytesIO(before)) if before else _shipped() as old,
        opened_town_table(path) as table,
    ):
        source = merged_source(_told(told, table.source), old.source())
        towns = merged_towns(table.rows(), old, source, progress)
    return TakenTowns(towns, source, is_new=towns.content != before)


def _told(told: TownSource, of_kind: TownSource) -> TownSource:
    return TownSource(
        told.name or of_kind.name,
        told.credit or of_kind.credit,
        told.licence or of_kind.licence,
        told.fetched_on,
    )


def _shipped() -> TownArchive:
    return open_town_file(resource("japan", "towns.zip"))


def _row(taken: TakenTowns) -> TownFile:
    content = taken.towns.content
    return TownFile(
        name=taken.source.name,
        licence=taken.source.licence,
        credit=taken.source.credit,
        fetched_on=taken.source.fetched_on,
        sha256=sha256(content).digest(),
        content=content,
    )


# Any number of our own that no other lock has.
_LOCK: Final = 7_061_402
