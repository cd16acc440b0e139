"""What becomes of sessions, telephones and passwords of the people on the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from psycopg import errors

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import ADMIN, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.call import CallEvent, CallStage
from tests.conftest import SignedIn
from tests.database.staff_calls import (
    PASSWORD,
    Connection,
    add,
    asked,
    change,
    groups_of,
    id_of,
    refusals,
    staff_records,
    verifier,
)
from tests.new_logins import NewLogin, new_logins

NOW = datetime.now(UTC)


@pytest.fixture
def owner(database_url: str) -> Iterator[Connection]:
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def new_login(database_url: str) -> Iterator[NewLogin]:
    with new_logins(database_url) as new_login:
        yield new_login


def test_who_leaves_is_out_at_once(
    owner: Connection, signed_in: SignedIn, new_login: NewLogin, server: EmbeddedServer
) -> None:
    admin, login = signed_in(ADMIN), new_login()
    staff_id = add(admin, login, extension="411")[1]
    url = server.url_for(login, PASSWORD, database=owner.info.dbname)
    with psycopg.connect(url) as session:
        owner.execute(
            "INSERT INTO opened_card (login, customer_id, expires_at) VALUES (%s, 1, now())",
            [login],
        )
        row = admin.execute("SELECT outcome, customers FROM deactivate_staff(%s)", [staff_id])

        assert row.fetchone() == ("deactivated", 0)
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(url)
    assert asked(owner, "SELECT count(*) FROM opened_card WHERE login = %s", login) == 0
    assert asked(owner, "SELECT extension FROM staff WHERE login = %s", login) is None


def test_customers_stay_with_who_leaves(
    owner: Connection, signed_in: SignedIn, new_login: NewLogin
) -> None:
    admin = signed_in(ADMIN)
    staff_id = add(admin, new_login())[1]
    owner.execute(
        "WITH added AS (INSERT INTO customer (code, name, name_kana, name_key, kana_key)"
        " SELECT 'L-' || n, '髙橋', '', '高橋', '' FROM generate_series(1, 3) n RETURNING id)"
        " INSERT INTO customer_assignment (customer_id, staff_id) SELECT id, %s FROM added",
        [staff_id],
    )

    assert asked(admin, "SELECT customers FROM deactivate_staff(%s)", staff_id) == 3
    assert asked(admin, "SELECT customers FROM staff_list() WHERE staff_id = %s", staff_id) == 3


def test_who_comes_back_has_the_groups_of_before_and_must_change_the_password(
    owner: Connection, signed_in: SignedIn, new_login: NewLogin, server: EmbeddedServer
) -> None:
    admin, login = signed_in(ADMIN), new_login()
    staff_id = add(admin, login, (SCANNER,))[1]
    admin.execute("SELECT deactivate_staff(%s)", [staff_id])

    assert asked(admin, "SELECT reactivate_staff(%s)", staff_id) == "reactivated"

    url = server.url_for(login, PASSWORD, database=owner.info.dbname)
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT groups, password_due FROM sign_in('psql')").fetchone()
    assert row == ([SCANNER], True)


def test_a_reset_password_is_the_only_one_and_ends_the_sessions(
    owner: Connection, signed_in: SignedIn, new_login: NewLogin, server: EmbeddedServer
) -> None:
    admin, login = signed_in(ADMIN), new_login()
    staff_id = add(admin, login)[1]
    url = server.url_for(login, PASSWORD, database=owner.info.dbname)
    other = verifier(admin, login, "べつの合言葉ですよ")
    with psycopg.connect(url) as session:
        assert asked(admin, "SELECT reset_password(%s, %s)", staff_id, other) == "reset"
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(url)
    psycopg.connect(server.url_for(login, "べつの合言葉ですよ", database=owner.info.dbname)).close()


def test_ones_own_password_is_no_longer_due_once_it_is_changed(
    owner: Connection, signed_in: SignedIn
) -> None:
    me = signed_in(OPERATOR, password_due=True)
    assert asked(me, "SELECT password_due FROM sign_in('psql')") is True

    new = verifier(me, me.info.user)
    assert asked(me, "SELECT change_own_password(%s)", new) == "changed"

    assert asked(me, "SELECT password_due FROM sign_in('psql')") is False
    stored = asked(owner, "SELECT rolpassword FROM pg_authid WHERE rolname = %s", me.info.user)
    assert stored == new


def test_a_password_of_last_year_is_due_where_the_office_says_so(
    owner: Connection, signed_in: SignedIn
) -> None:
    me = signed_in(OPERATOR)
    owner.execute("UPDATE staff SET password_changed_at = now() - interval '91 days'")
    assert asked(me, "SELECT password_due FROM sign_in('psql')") is False

    owner.execute("INSERT INTO office_setting VALUES ('password_days', '90')")
    assert asked(me, "SELECT password_due FROM sign_in('psql')") is True

    owner.execute("DELETE FROM office_setting WHERE key = 'password_days'")


def test_signing_in_is_recorded_with_the_program(owner: Connection, signed_in: SignedIn) -> None:
    me = signed_in(SUPERVISOR)
    me.execute("SELECT sign_in('crm-desktop 1.0')")

    told = asked(
        owner,
        "SELECT after ->> 'program' FROM audit_entry WHERE action = 'sign_in' AND login = %s",
        me.info.user,
    )
    assert told == "crm-desktop 1.0"
    assert asked(owner, "SELECT last_signed_in_at FROM staff WHERE login = %s", me.info.user)


def test_a_login_that_nobody_active_has_is_nobody(owner: Connection, signed_in: SignedIn) -> None:
    me = signed_in(OPERATOR)
    owner.execute("UPDATE staff SET active = false WHERE login = %s", [me.info.user])

    assert me.execute("SELECT * FROM sign_in('psql')").fetchall() == []
    assert refusals(owner, me.info.user) == [("sign_in", "not_staff")]


def test_a_telephone_goes_to_whoever_sits_down_at_it(
    owner: Connection, signed_in: SignedIn, new_login: NewLogin
) -> None:
    absent = add(signed_in(ADMIN), new_login(), extension="421")[1]
    me = signed_in(OPERATOR)

    assert me.execute("SELECT outcome, holder FROM sit_at('421')").fetchone() == ("sits", "")

    assert asked(me, "SELECT my_extension()") == "421"
    assert asked(owner, "SELECT extension FROM staff WHERE id = %s", absent) is None
    assert [did for did, *_ in staff_records(owner, absent)] == ["add", "lose_extension"]
    assert [did for did, *_ in staff_records(owner, id_of(owner, me.info.user))] == ["sit_at"]


def test_a_telephone_is_one_persons(owner: Connection, signed_in: SignedIn) -> None:
    signed_in(OPERATOR, extension="427")

    with pytest.raises(errors.UniqueViolation):
        owner.execute("INSERT INTO staff (login, name, extension) VALUES ('x', '佐伯', '427')")


def test_who_sits_down_waits_for_no_call_that_names_them(
    database: Database, signed_in: SignedIn, new_login: NewLogin
) -> None:
    """A call at both telephones names both people; each of two locks would wait for the other."""
    add(signed_in(ADMIN), new_login(), extension="425")
    me = signed_in(OPERATOR, extension="426")
    me.execute("SET lock_timeout = '5s'")
    with database.writing() as session:
        for extension in ("425", "426"):
            ringing = CallEvent("pbx", "c1", CallStage.RINGING, NOW, extension=extension)
            record_call_event(session, ringing)

        assert asked(me, "SELECT outcome FROM sit_at('425')") == "sits"


def test_a_telephone_is_not_taken_from_somebody_who_is_signed_in(signed_in: SignedIn) -> None:
    sitting = signed_in(OPERATOR, name="田所 守", extension="422")
    me = signed_in(OPERATOR)

    taken = me.execute("SELECT outcome, holder FROM sit_at('422')").fetchone()

    assert taken == ("in_use", "田所 守")
    assert asked(sitting, "SELECT my_extension()") == "422"


@pytest.mark.parametrize("odd", ["20a", "２０１", "-1", "1" * 11, "201; DROP TABLE staff"])
def test_what_is_no_telephone_is_not_sat_at(odd: str, signed_in: SignedIn) -> None:
    assert asked(signed_in(OPERATOR), "SELECT outcome FROM sit_at(%s)", odd) == "bad_extension"


def test_a_desk_may_be_without_a_telephone(signed_in: SignedIn) -> None:
    me = signed_in(OPERATOR, extension="423")

    assert asked(me, "SELECT outcome FROM sit_at('')") == "sits"
    assert asked(me, "SELECT my_extension()") == ""


def test_an_admin_gives_no_telephone_that_somebody_else_has(
    signed_in: SignedIn, new_login: NewLogin
) -> None:
    admin = signed_in(ADMIN)
    add(admin, new_login(), extension="424", name="髙橋 花子")

    assert add(admin, new_login(), extension="424")[::2] == ("in_use", "髙橋 花子")


def test_a_login_lost_in_a_restore_is_made_again(
    owner: Connection, signed_in: SignedIn, new_login: NewLogin
) -> None:
    admin, login = signed_in(ADMIN), new_login()
    owner.execute("INSERT INTO staff (login, name) VALUES (%s, '﨑山')", [login])
    staff_id = id_of(owner, login)

    assert change(admin, staff_id, (OPERATOR,)) == "changed"
    assert asked(admin, "SELECT reset_password(%s, %s)", staff_id, verifier(admin, login)) == (
        "reset"
    )
    assert groups_of(owner, login) == {OPERATOR}


def test_errors_in_giving_a_password_name_neither_statement_nor_verifier(
    owner: Connection,
) -> None:
    secret = verifier(owner, "nobody_here")

    with pytest.raises(errors.UndefinedObject) as failed:
        owner.execute("SELECT give_password('nobody_here', %s)", [secret])

    assert "SCRAM" not in str(failed.value)
