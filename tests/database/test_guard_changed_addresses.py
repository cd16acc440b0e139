"""What becomes of a position when its address changes, and who is asked to look for it."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from sqlalchemy import update

from crm_desktop.actions.locating import locate_address, locate_forgotten
from crm_desktop.actions.pins import move_pin
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.home import Home
from tests.located_homes import (
    AT_SHIBAURA,
    NISHISHINJUKU,
    PINNED,
    FewTowns,
    now_stored,
    stored_address,
)

ELSEWHERE = [
    {"prefecture": "大阪府"},
    {"city": "堺市堺区"},
    {"town": "芝浦四丁目"},
    {"block": "1-3"},
    {"postal_code": "1080023"},
]
SAME_PLACE = [
    {"building": "髙橋ビル 3F"},
    {"delivery_note": "裏口へ"},
    {"label": "work"},
    {"block": "１−２"},
]


def changed(database: Database, home: Home, **parts: Any) -> Home:
    with database.writing() as session:
        session.execute(
            update(CustomerAddress).where(CustomerAddress.id == home.address_id).values(**parts)
        )
    return now_stored(database, home)


def a_located_home(database: Database) -> Home:
    home = stored_address(database)
    with database.writing() as session:
        return locate_address(session, FewTowns(), home.address_id)


def a_pinned_home(database: Database, **parts: Any) -> Home:
    home = stored_address(database, **parts)
    with database.writing() as session:
        staff = Staff(login=f"staff{home.address_id}", name="髙橋 一郎")
        session.add(staff)
        session.flush()
        return move_pin(session, home.address_id, PINNED, staff_id=staff.id, seen=home)


def tasks(database: Database) -> list[int]:
    """Return the first addresses of the tasks that wait, and take the tasks away."""
    with psycopg.connect(database.dsn) as owner:
        rows = owner.execute(
            "DELETE FROM procrastinate.procrastinate_jobs WHERE task_name = 'locate_addresses'"
            " RETURNING (args ->> 'first_id')::bigint"
        ).fetchall()
    return sorted(row[0] for row in rows)


@pytest.mark.parametrize("parts", ELSEWHERE)
def test_home_that_is_elsewhere_now_is_to_be_found_anew(
    database: Database, parts: dict[str, str]
) -> None:
    home = a_located_home(database)
    tasks(database)

    assert changed(database, home, **parts).place is None
    assert tasks(database) == [home.address_id]


@pytest.mark.parametrize("parts", SAME_PLACE)
def test_what_is_no_place_moves_no_home(database: Database, parts: dict[str, str]) -> None:
    home = a_located_home(database)
    tasks(database)

    assert changed(database, home, **parts).position == AT_SHIBAURA
    assert tasks(database) == []


@pytest.mark.parametrize("parts", [{"block": "1-3"}, {"postal_code": "1080023"}])
def test_pin_stays_while_the_town_does_and_says_so(
    database: Database, parts: dict[str, str]
) -> None:
    home = a_pinned_home(database)

    place = changed(database, home, **parts).place

    assert place is not None
    assert (place.position, place.is_pinned) == (PINNED, True)
    assert place.address_changed_at is not None


@pytest.mark.parametrize("parts", [{"town": "芝浦四丁目"}, {"city": "江東区"}, NISHISHINJUKU])
def test_pin_goes_when_the_town_changes_and_stays_on_record(
    database: Database, parts: dict[str, str]
) -> None:
    home = a_pinned_home(database)

    assert changed(database, home, **parts).place is None

    with psycopg.connect(database.dsn) as owner:
        rows = owner.execute(
            "SELECT before ->> 'latitude', before ->> 'source', customer_id FROM audit_entry"
            " WHERE subject = 'address_position' AND action = 'delete' AND subject_id = %s",
            [str(home.address_id)],
        ).fetchall()
    assert rows == [(str(PINNED.latitude), "person", home.customer_id)]


def test_pin_stays_where_the_same_words_are_parted_otherwise(database: Database) -> None:
    home = a_pinned_home(database, town="芝浦", block="３丁目 １−２")

    place = changed(database, home, town="芝浦３丁目", block="１−２").place

    assert place is not None
    assert (place.position, place.address_changed_at) == (PINNED, None)


def test_pin_that_is_moved_fits_its_address_again(database: Database) -> None:
    home = a_pinned_home(database)
    now = changed(database, home, block="9-9")
    with database.writing() as session:
        staff_id = session.query(Staff.id).filter_by(login=f"staff{home.address_id}").scalar()
        moved = move_pin(session, home.address_id, AT_SHIBAURA, staff_id=staff_id, seen=now)

    assert moved.place is not None
    assert moved.place.address_changed_at is None


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM customer_address WHERE id = %(id)s", "DELETE FROM customer WHERE id = %(whose)s"],
)
def test_pin_of_an_address_that_is_deleted_stays_on_record(
    database: Database, statement: str
) -> None:
    home = a_pinned_home(database)
    with psycopg.connect(database.dsn) as owner:
        owner.execute(statement, {"id": home.address_id, "whose": home.customer_id})

        rows = owner.execute(
            "SELECT customer_id FROM audit_entry WHERE subject = 'address_position'"
            " AND action = 'delete' AND subject_id = %s",
            [str(home.address_id)],
        ).fetchall()
    assert rows == [(home.customer_id,)]


def test_many_new_addresses_are_one_task(own_database: Database) -> None:
    first = stored_address(own_database)
    for _ in range(3):
        stored_address(own_database)

    assert tasks(own_database) == [first.address_id]


def test_address_before_those_of_a_task_gets_its_own(own_database: Database) -> None:
    old, new = stored_address(own_database), stored_address(own_database)
    tasks(own_database)

    changed(own_database, new, block="5")
    changed(own_database, old, block="5")
    changed(own_database, new, block="6")

    assert tasks(own_database) == [old.address_id, new.address_id]


def test_task_is_not_done_before_all_have_committed_who_rely_on_it(
    own_database: Database,
) -> None:
    stored_address(own_database)
    take = "SELECT task_name::text FROM procrastinate.procrastinate_fetch_job_v2(NULL, NULL)"
    with psycopg.connect(own_database.dsn) as importing, own_database.writing() as worker:
        importing.execute(
            "INSERT INTO customer_address (customer_id, position)"
            " SELECT id, 1 FROM customer LIMIT 1"
        )

        taken = worker.connection().exec_driver_sql(take).scalar()
        importing.commit()
        taken_then = worker.connection().exec_driver_sql(take).scalar()

    assert (taken, taken_then) == (None, "locate_addresses")


def test_desk_does_not_wait_for_an_import_that_has_not_committed(own_database: Database) -> None:
    with psycopg.connect(own_database.dsn) as importing:
        importing.execute("INSERT INTO customer (code, name) VALUES ('I-1', '髙')")
        importing.execute(
            "INSERT INTO customer_address (customer_id, position) SELECT id, 1 FROM customer"
        )

        stored_address(own_database)
        importing.rollback()

    assert len(tasks(own_database)) == 1


def test_what_was_loaded_past_the_triggers_is_asked_for(own_database: Database) -> None:
    home = stored_address(own_database)
    tasks(own_database)

    with own_database.writing() as session:
        assert locate_forgotten(session)
        assert not locate_forgotten(session)
    assert tasks(own_database) == [home.address_id]


def test_nothing_is_asked_where_all_was_looked_for(own_database: Database) -> None:
    a_located_home(own_database)
    tasks(own_database)

    with own_database.writing() as session:
        assert not locate_forgotten(session)


def failed(database: Database, at: str) -> None:
    """Let the task that waits have failed at that time."""
    with psycopg.connect(database.dsn) as owner:
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'failed'")
        owner.execute(
            "INSERT INTO procrastinate.procrastinate_events (job_id, type, at)"
            f" SELECT id, 'failed', {at} FROM procrastinate.procrastinate_jobs"
        )


def test_what_failed_just_now_is_not_asked_for_again_at_once(own_database: Database) -> None:
    stored_address(own_database)
    failed(own_database, "now()")

    with own_database.writing() as session:
        assert not locate_forgotten(session)


def test_what_failed_a_while_ago_is_tried_again_and_forgotten(own_database: Database) -> None:
    home = stored_address(own_database)
    failed(own_database, "now() - interval '1 hour'")
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute(
            "DELETE FROM procrastinate.procrastinate_events WHERE at > now() - '5min'::interval"
        )

    with own_database.writing() as session:
        assert locate_forgotten(session)
    assert tasks(own_database) == [home.address_id]
