"""The towns an office locates by: the program's, until it takes in newer ones."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy.orm import Session

from crm_desktop.actions.locating import locate_run
from crm_desktop.actions.office_towns import office_towns
from crm_desktop.database.engine import Database
from crm_desktop.database.models.place import TownFile
from crm_desktop.database.queries.unlocated import IdRun, Wanted
from crm_desktop.domain.position import Position
from crm_desktop.maps.town_file import City, Town, TownSource, entry_of, town_file
from tests.located_homes import SHIBAURA, now_stored, stored_address

NEW_TOWN = Position(35.5001, 139.8002)
ALL_IDS = IdRun(1, 2**62, 0)


def takes_in(session: Session, town: str) -> None:
    """Store a file of one town of 東京都港区."""
    at = NEW_TOWN.latitude, NEW_TOWN.longitude
    city = City("東京都", "港区", *at, 4_000, at[0], at[1], at[0], at[1], 1)
    entry = entry_of([Town(town, "", *at, 150, "town")])
    source = TownSource("髙輪の新しい町", "区役所", "CC BY 4.0", date(2026, 11, 1))
    content = town_file(source, [(city, entry)])
    digest = hashlib.sha256(content).digest()
    session.add(TownFile(name=source.name, content=content, sha256=digest))


def test_town_that_is_newer_than_the_program_is_found_by_the_offices_own_file(
    own_database: Database,
) -> None:
    home = stored_address(own_database, **{**SHIBAURA, "town": "新芝浦﨑町"})
    with own_database.writing() as session:
        takes_in(session, "古い町")
        session.flush()
        takes_in(session, "新芝浦﨑町")

    with office_towns(own_database) as towns:
        locate_run(own_database, towns, ALL_IDS, Wanted.NEW)
        credit = towns.credit

    assert (now_stored(own_database, home).position, credit) == (NEW_TOWN, "区役所")


def test_towns_of_the_program_count_otherwise(own_database: Database) -> None:
    home = stored_address(own_database)

    with office_towns(own_database) as towns:
        locate_run(own_database, towns, ALL_IDS, Wanted.NEW)

    place = now_stored(own_database, home).place
    assert place is not None
    assert place.found_as == "東京都港区芝浦三丁目"
