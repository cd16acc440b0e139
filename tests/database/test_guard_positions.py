"""Who may say where a home is: machines what they find, people where they set the pin."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from crm_desktop.actions.locating import locate_address
from crm_desktop.actions.pins import move_pin, release_pin, write_delivery_note
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.homes import homes_of
from crm_desktop.database.queries.opened_cards import open_card
from crm_desktop.database.roles import ANALYST, OPERATOR, SCANNER, SUPERVISOR, WORKER
from crm_desktop.domain.home import Home
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordGone
from tests.conftest import LoginOf, SignedIn
from tests.located_homes import AT_SHIBAURA, PINNED, FewTowns, now_stored, stored_address


def opened_by(desk: Database, home: Home) -> None:
    with desk.asking() as session:
        open_card(session, home.customer_id, OpeningReason.SEARCH)


def my_id(desk: Database) -> int:
    with desk.asking() as session:
        return int(session.execute(text("SELECT my_staff_id()")).scalar_one())


def pinned(desk: Database, home: Home) -> None:
    staff_id = my_id(desk)
    with desk.writing() as session:
        move_pin(session, home.address_id, PINNED, staff_id=staff_id, seen=home)


def a_pinned_home(database: Database, login: str) -> Home:
    home = stored_address(database)
    with Database(login) as desk:
        opened_by(desk, home)
        pinned(desk, home)
    return now_stored(database, home)


def recorded(database: Database, home: Home) -> list[tuple[str, Any, Any]]:
    with psycopg.connect(database.dsn) as owner:
        return owner.execute(
            "SELECT action, before ->> 'latitude', after ->> 'latitude' FROM audit_entry"
            " WHERE subject = 'address_position' AND subject_id = %s AND customer_id = %s"
            " ORDER BY id",
            [str(home.address_id), home.customer_id],
        ).fetchall()


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR])
def test_desk_locates_a_home_of_an_open_card(
    database: Database, login_of: LoginOf, group: str
) -> None:
    home = stored_address(database)
    with Database(login_of(group)) as desk:
        opened_by(desk, home)
        with desk.writing() as session:
            located = locate_address(session, FewTowns(), home.address_id)

    assert (located.position, located.is_pinned) == (AT_SHIBAURA, False)
    assert recorded(database, home) == []


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR])
def test_homes_of_shut_cards_are_nowhere(database: Database, login_of: LoginOf, group: str) -> None:
    home = a_pinned_home(database, login_of(OPERATOR))

    with Database(login_of(group)) as desk, desk.writing() as session:
        assert homes_of(session, home.customer_id) == ()
        assert session.execute(text("SELECT count(*) FROM address_position")).scalar_one() == 0
        with pytest.raises(RecordGone):
            locate_address(session, FewTowns(), home.address_id)
        with pytest.raises(RecordGone):
            move_pin(session, home.address_id, PINNED, staff_id=1, seen=home)
        with pytest.raises(RecordGone):
            write_delivery_note(session, home.address_id, "裏口へ", seen="")


@pytest.mark.parametrize("group", [SCANNER, ANALYST])
def test_others_do_not_see_where_people_live(signed_in: SignedIn, group: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute("SELECT latitude FROM address_position")


def test_pin_bears_the_name_of_whoever_set_it(database: Database, login_of: LoginOf) -> None:
    home = a_pinned_home(database, login_of(OPERATOR, name="髙橋 一郎"))

    assert home.place is not None
    assert (home.position, home.place.pinned_by) == (PINNED, "髙橋 一郎")


def test_pin_bears_no_other_name(database: Database, login_of: LoginOf) -> None:
    home = stored_address(database)
    with Database(login_of(SUPERVISOR)) as colleague:
        other_id = my_id(colleague)
    with Database(login_of(OPERATOR)) as desk:
        opened_by(desk, home)
        with pytest.raises(RightMissing), desk.writing() as session:
            move_pin(session, home.address_id, PINNED, staff_id=other_id, seen=home)


MACHINES = [
    "UPDATE address_position SET latitude = 35, longitude = 139",
    "UPDATE address_position SET source = 'towns', pinned_by_id = NULL",
    "UPDATE address_position SET address_changed_at = now()",
]
REFUSED = [
    "DELETE FROM address_position",
    "INSERT INTO address_position (address_id, latitude, longitude, source, pinned_by_id)"
    " VALUES (%(id)s, 35, 139, 'person', %(me)s)",
    "INSERT INTO address_position (address_id, source) VALUES (%(id)s, 'towns')"
    " ON CONFLICT (address_id) DO UPDATE SET source = excluded.source, pinned_by_id = NULL",
]


@pytest.mark.parametrize("statement", MACHINES)
def test_worker_changes_no_pin(
    database: Database, login_of: LoginOf, signed_in: SignedIn, statement: str
) -> None:
    home = a_pinned_home(database, login_of(OPERATOR))

    done = signed_in(WORKER).execute(f"{statement} WHERE address_id = %s", [home.address_id])

    assert done.rowcount == 0
    assert now_stored(database, home) == home


@pytest.mark.parametrize("statement", REFUSED)
def test_worker_is_refused_what_would_take_a_pin_away(
    database: Database, login_of: LoginOf, signed_in: SignedIn, statement: str
) -> None:
    home = a_pinned_home(database, login_of(OPERATOR))

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(WORKER).execute(statement, {"id": home.address_id, "me": 1})
    assert now_stored(database, home) == home


def test_nobody_makes_a_machines_position_of_a_pin(database: Database, login_of: LoginOf) -> None:
    home = a_pinned_home(database, login_of(OPERATOR))

    with (
        psycopg.connect(database.dsn) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="not overwritten by a machine"),
    ):
        owner.execute(
            "UPDATE address_position SET source = 'online', pinned_by_id = NULL"
            " WHERE address_id = %s",
            [home.address_id],
        )


def test_pins_are_on_record_from_setting_to_releasing(
    database: Database, login_of: LoginOf
) -> None:
    home = stored_address(database)
    with Database(login_of(OPERATOR)) as desk:
        opened_by(desk, home)
        with desk.writing() as session:
            located = locate_address(session, FewTowns(), home.address_id)
        pinned(desk, located)
        with desk.writing() as session:
            release_pin(session, home.address_id, seen=now_stored(database, home))

    assert recorded(database, home) == [
        ("update", str(AT_SHIBAURA.latitude), str(PINNED.latitude)),
        ("delete", str(PINNED.latitude), None),
    ]


def test_colleague_moves_a_pin_under_their_own_name(database: Database, login_of: LoginOf) -> None:
    home = a_pinned_home(database, login_of(OPERATOR, name="髙橋 一郎"))
    with Database(login_of(OPERATOR, name="山﨑 花")) as desk:
        opened_by(desk, home)
        pinned(desk, home)

    moved = now_stored(database, home)
    assert moved.place is not None
    assert moved.place.pinned_by == "山﨑 花"


def test_delivery_note_is_on_record(database: Database, login_of: LoginOf) -> None:
    home = stored_address(database)
    with Database(login_of(OPERATOR)) as desk:
        opened_by(desk, home)
        with desk.writing() as session:
            write_delivery_note(session, home.address_id, " 裏口へ\0 ", seen="")

    with psycopg.connect(database.dsn) as owner:
        row = owner.execute(
            "SELECT after ->> 'delivery_note' FROM audit_entry WHERE action = 'update'"
            " AND subject = 'customer_address' AND subject_id = %s",
            [str(home.address_id)],
        ).fetchall()
    assert row == [("裏口へ",)]
