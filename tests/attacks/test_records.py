"""A refusal by one of our functions is on record, with who and what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.attacks.conftest import PASSWORD
from tests.attacks.office import STAFF_JOBS, Office


def newest_refusal(office: Office, login: str) -> tuple[Any, ...] | None:
    with psycopg.connect(office.url) as owner:
        return owner.execute(
            "SELECT subject, after ->> 'why', after ->> 'what' FROM audit_entry"
            " WHERE login = %s AND action = 'refuse' ORDER BY id DESC LIMIT 1",
            [login],
        ).fetchone()


@pytest.mark.parametrize("job", STAFF_JOBS)
def test_export_without_the_right_is_refused_and_recorded(job: str, office: Office) -> None:
    desk = office.connections[job]
    row = desk.execute("SELECT outcome, export_id FROM begin_export('for a friend')").fetchone()

    assert row == ("not_allowed", None)
    assert newest_refusal(office, desk.info.user) == ("customer", "export", "not_allowed")


@pytest.mark.parametrize("job", ["operator", "scanner", "admin"])
def test_asking_who_looked_is_refused_and_recorded(job: str, office: Office) -> None:
    desk = office.connections[job]
    row = desk.execute("SELECT outcome FROM history_noted(%s)", [office.hidden.customer]).fetchone()

    assert row == ("not_allowed",)
    assert newest_refusal(office, desk.info.user) == ("customer", "history", "not_allowed")


def test_restricted_card_is_refused_and_recorded(office: Office) -> None:
    desk, hidden = office.connections["operator"], [office.hidden.customer]
    with psycopg.connect(office.url, autocommit=True) as owner:
        owner.execute("UPDATE customer SET restricted = true WHERE id = %s", hidden)
        row = desk.execute("SELECT outcome FROM open_card(%s, 'search')", hidden).fetchone()
        owner.execute("UPDATE customer SET restricted = false WHERE id = %s", hidden)

    assert row == ("restricted",)
    assert newest_refusal(office, desk.info.user) == ("customer", "search", "restricted")


@pytest.mark.parametrize("job", ["admin"])
def test_admin_who_raises_own_rights_is_refused_and_recorded(job: str, office: Office) -> None:
    desk = office.connections[job]
    row = desk.execute(
        "SELECT outcome FROM staff_list() l, change_staff(l.staff_id, l.revision, l.name,"
        " l.name_kana, l.extension, '{crm_admin,crm_supervisor,crm_exporter}')"
        " WHERE l.login = SESSION_USER::text"
    ).fetchone()

    assert row == ("own_rights",)
    assert newest_refusal(office, desk.info.user) == ("staff", "own_rights", "change_staff")


def test_rate_holds_for_many_connections_and_each_refusal_is_recorded(office: Office) -> None:
    user = office.connections["operator"].info.user
    with psycopg.connect(office.url, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO office_setting VALUES ('openings_per_hour', '{\"crm_operator\": 3}')"
        )
        wanted = [
            row[0]
            for row in owner.execute(
                "INSERT INTO customer (code, name) SELECT 'R' || n, '髙橋'"
                " FROM generate_series(1, 8) n RETURNING id"
            )
        ]
    dsn = make_conninfo(office.url, user=user, password=PASSWORD)

    def outcome(customer: int) -> str:
        with psycopg.connect(dsn, autocommit=True) as desk:
            row = desk.execute("SELECT outcome FROM open_card(%s, 'list')", [customer]).fetchone()
            return "" if row is None else str(row[0])

    with ThreadPoolExecutor(8) as desks:
        outcomes = list(desks.map(outcome, wanted))
    with psycopg.connect(office.url, autocommit=True) as owner:
        owner.execute("DELETE FROM office_setting")
        recorded = owner.execute(
            "SELECT count(*) FROM audit_entry WHERE login = %s AND after ->> 'what' = 'too_many'",
            [user],
        ).fetchone()

    assert outcomes.count("opened") <= 3
    assert recorded == (outcomes.count("too_many"),)
    assert len(wanted) == outcomes.count("opened") + outcomes.count("too_many")
