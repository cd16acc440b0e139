"""Promises of storing what the office settles about its map."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from crm_desktop.actions.map_settings import read_map_form, save_map_form
from crm_desktop.database.engine import Database
from crm_desktop.domain.map_settings import MapPart, MapSettings
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordChanged
from tests.conftest import LoginOf

ONLINE = MapSettings(map_online=True, slip_chains=("lawson",), walking_distance_m=500)


@pytest.fixture
def admin(login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of("crm_admin", name="田所 守")) as database:
        yield database
        with database.writing() as session:
            session.execute(text("DELETE FROM office_setting"))


def revision(database: Database, part: MapPart) -> int:
    with database.reading() as session:
        return read_map_form(session, part).revision


def save(database: Database, form: MapSettings, part: MapPart, seen: int) -> None:
    with database.writing() as session:
        save_map_form(session, form, part, seen_revision=seen)


def test_a_part_is_stored_and_the_other_stays(admin: Database) -> None:
    save(admin, ONLINE, MapPart.MAP, revision(admin, MapPart.MAP))

    with admin.reading() as session:
        assert read_map_form(session, MapPart.MAP).form == MapSettings(map_online=True)


def test_a_part_that_somebody_else_saved_is_not_overwritten(admin: Database) -> None:
    seen = revision(admin, MapPart.PLACES)
    save(admin, ONLINE, MapPart.PLACES, seen)

    with pytest.raises(RecordChanged):
        save(admin, MapSettings(), MapPart.PLACES, seen)


def test_the_other_part_does_not_matter(admin: Database) -> None:
    seen = revision(admin, MapPart.PLACES)
    save(admin, ONLINE, MapPart.MAP, revision(admin, MapPart.MAP))

    save(admin, ONLINE, MapPart.PLACES, seen)

    with admin.reading() as session:
        assert read_map_form(session, MapPart.PLACES).form == ONLINE


@pytest.mark.parametrize("group", ["crm_operator", "crm_supervisor"])
def test_only_administrators_settle_it(group: str, admin: Database, login_of: LoginOf) -> None:
    with Database(login_of(group, name="髙橋 操")) as desk, pytest.raises(RightMissing):
        save(desk, ONLINE, MapPart.MAP, revision(desk, MapPart.MAP))


def test_everybody_reads_it(admin: Database, login_of: LoginOf) -> None:
    save(admin, ONLINE, MapPart.PLACES, revision(admin, MapPart.PLACES))

    with Database(login_of("crm_operator", name="髙橋 操")) as desk, desk.reading() as session:
        assert read_map_form(session, MapPart.PLACES).form.slip_chains == ("lawson",)
