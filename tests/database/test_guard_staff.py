"""Who may do what to the list of staff, attacked in raw SQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest
from psycopg import errors, sql

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.guard import apply_guard
from crm_desktop.database.roles import (
    ADMIN,
    ANALYST,
    EXPORTER,
    OPERATOR,
    SCANNER,
    STAFF_GROUPS,
    SUPERVISOR,
    set_staff_login,
)
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
)
from tests.new_logins import NewLogin, new_logins
from tests.waiting import until_waiting

WEAK = "SCRAM-SHA-256$1000:" + "A" * 24 + "$" + "B" * 43 + "=:" + "C" * 43 + "="


@pytest.fixture
def owner(database_url: str) -> Iterator[Connection]:
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def new_login(database_url: str) -> Iterator[NewLogin]:
    with new_logins(database_url) as new_login:
        yield new_login


def test_added_staff_signs_in_with_exactly_these_groups(
    owner: Connection, signed_in: SignedIn, new_login: NewLogin, server: EmbeddedServer
) -> None:
    login = new_login()

    assert add(signed_in(ADMIN), login, (OPERATOR, EXPORTER))[0] == "added"

    url = server.url_for(login, PASSWORD, database=owner.info.dbname)
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT login, groups, password_due FROM sign_in('psql')")
        assert row.fetchone() == (login, [EXPORTER, OPERATOR], True)


@pytest.mark.parametrize(
    ("login", "outcome"),
    [
        ("postgres", "bad_login"),
        ("crm_friend", "bad_login"),
        ("pg_friend", "bad_login"),
        ("gateway", "bad_login"),
        ("worker", "bad_login"),
        ("session_user", "bad_login"),
        ("Saeki", "bad_login"),
        ("佐伯", "bad_login"),
        ('x"; DROP ROLE crm_admin; --', "bad_login"),
        ("s" * 64, "bad_login"),
        ("", "bad_login"),
    ],
)
def test_reserved_and_odd_logins_are_refused(login: str, outcome: str, signed_in: SignedIn) -> None:
    assert add(signed_in(ADMIN), login)[0] == outcome


def test_a_role_of_the_server_that_is_no_staff_is_not_taken_over(
    owner: Connection, signed_in: SignedIn, new_login: NewLogin
) -> None:
    login = new_login()
    owner.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(login)))

    assert add(signed_in(ADMIN), login)[0] == "login_taken"
    assert groups_of(owner, login) == set()


@pytest.mark.parametrize(
    "groups",
    [
        ("crm_owner",),
        ("crm_operator", "crm_gateway"),
        ("crm_worker",),
        ("pg_read_all_data",),
        ("postgres",),
        (),
    ],
)
def test_no_group_but_those_of_people_is_handed_out(
    groups: tuple[str, ...], owner: Connection, signed_in: SignedIn, new_login: NewLogin
) -> None:
    admin, login = signed_in(ADMIN), new_login()

    assert add(admin, login, groups)[0] == "bad_groups"

    assert asked(owner, "SELECT count(*) FROM pg_roles WHERE rolname = %s", login) == 0
    assert refusals(owner, admin.info.user) == [("add_staff", "bad_groups")]


@pytest.mark.parametrize("bad", ["geheim", "md5" + "0" * 32, WEAK, "'; DROP TABLE staff; --", ""])
def test_only_a_strong_scram_verifier_is_taken_and_never_repeated(
    bad: str, signed_in: SignedIn, new_login: NewLogin
) -> None:
    with pytest.raises(errors.InvalidParameterValue) as refused:
        signed_in(ADMIN).execute(
            "SELECT add_staff(%s, '佐伯', '', '', %s, ARRAY['crm_operator'])", [new_login(), bad]
        )

    assert not bad or bad not in str(refused.value)


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, SCANNER, EXPORTER, ANALYST])
@pytest.mark.parametrize(
    "call",
    [
        "add_staff('friend', 'x', '', '', 'x', ARRAY['crm_admin'])",
        "change_staff(1, 1, 'x', '', '', ARRAY['crm_admin'])",
        "deactivate_staff(1)",
        "reactivate_staff(1)",
        "reset_password(1, 'x')",
        "staff_list()",
        "give_groups('friend', ARRAY['crm_admin'])",
        "give_password('friend', 'x')",
        "end_sessions('postgres')",
        "record_staff('add', 1, NULL)",
        "ensure_login('friend')",
        "free_extension('201', NULL, true)",
    ],
)
def test_nobody_but_admins_manages_staff(group: str, call: str, signed_in: SignedIn) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        signed_in(group).execute(f"SELECT {call}".encode())


@pytest.mark.parametrize(
    "statement",
    [
        "GRANT crm_supervisor TO {me}",
        "GRANT crm_owner TO {me}",
        "CREATE ROLE friend LOGIN",
        "ALTER ROLE {me} CREATEROLE",
        "ALTER ROLE {me} SUPERUSER",
        "SET ROLE crm_owner",
        "SET SESSION AUTHORIZATION postgres",
        "UPDATE staff SET password_due = false",
        "INSERT INTO staff (login, name) VALUES ('friend', 'x')",
        "DELETE FROM staff",
        "SELECT password_due FROM staff",
        "SELECT give_groups('{me}', ARRAY['crm_supervisor'])",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
    ],
)
def test_an_admin_raises_no_rights_past_the_functions(statement: str, signed_in: SignedIn) -> None:
    admin = signed_in(ADMIN)

    with pytest.raises(errors.InsufficientPrivilege):
        admin.execute(statement.format(me=admin.info.user).encode())


def test_nobody_changes_their_own_groups(owner: Connection, signed_in: SignedIn) -> None:
    admin = signed_in(ADMIN)
    own_id = id_of(owner, admin.info.user)

    assert change(admin, own_id, (ADMIN, SUPERVISOR)) == "own_rights"
    assert groups_of(owner, admin.info.user) == {ADMIN}
    assert refusals(owner, admin.info.user) == [("change_staff", "own_rights")]


def test_admins_may_put_their_own_name_right(owner: Connection, signed_in: SignedIn) -> None:
    admin = signed_in(ADMIN)

    assert change(admin, id_of(owner, admin.info.user), (ADMIN,)) == "changed"


@pytest.mark.parametrize("call", ["deactivate_staff(%s)", "reactivate_staff(%s)"])
def test_nobody_locks_themselves_out(call: str, owner: Connection, signed_in: SignedIn) -> None:
    admin = signed_in(ADMIN)

    outcome = asked(admin, f"SELECT outcome FROM {call}", id_of(owner, admin.info.user))

    assert outcome == "own_rights"
    assert asked(admin, "SELECT 1") == 1


def test_the_last_admin_stays(owner: Connection, signed_in: SignedIn) -> None:
    owner.execute("UPDATE staff SET active = false")
    admin = signed_in(ADMIN)
    own_id = id_of(owner, admin.info.user)

    assert asked(owner, "SELECT outcome FROM deactivate_staff(%s)", own_id) == "last_admin"
    assert change(owner, own_id, (OPERATOR,)) == "last_admin"


def test_two_admins_do_not_remove_each_other(owner: Connection, signed_in: SignedIn) -> None:
    owner.execute("UPDATE staff SET active = false")
    admins = [signed_in(ADMIN), signed_in(ADMIN)]
    ids = [id_of(owner, admin.info.user) for admin in reversed(admins)]

    def remove(admin: Connection, other: int) -> None:
        with suppress(psycopg.Error):
            asked(admin, "SELECT outcome FROM deactivate_staff(%s)", other)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(remove, admins, ids))

    left = asked(owner, "SELECT count(*) FROM staff WHERE active AND id = ANY (%s)", ids)
    assert left == 1


def test_an_admin_whose_password_is_due_changes_nothing(signed_in: SignedIn) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="only an administrator"):
        add(signed_in(ADMIN, password_due=True), "friend")


def test_a_deactivated_admin_changes_nothing(owner: Connection, signed_in: SignedIn) -> None:
    admin = signed_in(ADMIN)
    owner.execute("UPDATE staff SET active = false WHERE login = %s", [admin.info.user])

    with pytest.raises(errors.InsufficientPrivilege, match="only an administrator"):
        add(admin, "friend")


def test_groups_of_others_change_and_are_recorded(
    owner: Connection, signed_in: SignedIn, new_login: NewLogin
) -> None:
    admin, login = signed_in(ADMIN), new_login()
    staff_id = add(admin, login, (OPERATOR, EXPORTER))[1]

    assert change(admin, staff_id, (SUPERVISOR,)) == "changed"

    assert groups_of(owner, login) == {SUPERVISOR}
    assert staff_records(owner, staff_id) == [
        ("add", None, [EXPORTER, OPERATOR]),
        ("change", [EXPORTER, OPERATOR], [SUPERVISOR]),
    ]


def test_groups_that_were_given_at_the_set_up_can_be_taken(
    owner: Connection, signed_in: SignedIn
) -> None:
    first = signed_in(SUPERVISOR, ADMIN).info.user

    assert change(signed_in(ADMIN), id_of(owner, first), (OPERATOR,)) == "changed"

    assert groups_of(owner, first) == {OPERATOR}


def test_an_entry_that_changed_meanwhile_is_not_overwritten(
    signed_in: SignedIn, new_login: NewLogin
) -> None:
    admin = signed_in(ADMIN)
    staff_id = add(admin, new_login())[1]
    change(admin, staff_id, (OPERATOR,))

    assert change(admin, staff_id, (SUPERVISOR,)) == "changed_meanwhile"
    assert change(admin, 0, (OPERATOR,)) == "gone"


def test_a_group_that_another_role_gave_is_not_taken_quietly(
    owner: Connection, signed_in: SignedIn
) -> None:
    given = signed_in(OPERATOR).info.user
    taken = owner.info.server_version < 160_000
    owner.execute(sql.SQL("GRANT crm_analyst TO {}").format(sql.Identifier(given)))

    with suppress(errors.InsufficientPrivilege):
        taken = change(signed_in(ADMIN), id_of(owner, given), (OPERATOR,)) == "changed"

    assert (ANALYST in groups_of(owner, given)) is not taken


def test_the_owner_of_the_database_makes_the_first_admin(
    owner: Connection, new_login: NewLogin
) -> None:
    login = new_login()

    assert add(owner, login, (ADMIN,))[0] == "added"
    assert groups_of(owner, login) == {ADMIN}


def test_two_who_hand_out_groups_at_once_wait_in_turn(
    owner: Connection, database_url: str, new_login: NewLogin
) -> None:
    """One by the names of the groups, as at a desk, one as at the set-up; GRANT locks a group."""
    first, second = new_login(), new_login()
    add(owner, first)
    with (
        psycopg.connect(database_url) as setting_up,
        ThreadPoolExecutor(1) as beside,
        owner.transaction(),
    ):
        owner.execute(sql.SQL("GRANT crm_admin TO {}").format(sql.Identifier(first)))
        made = beside.submit(set_staff_login, setting_up, second, PASSWORD, STAFF_GROUPS)
        until_waiting(database_url)
        owner.execute(sql.SQL("GRANT crm_operator TO {}").format(sql.Identifier(first)))

    assert made.exception() is None
    assert groups_of(owner, second) == set(STAFF_GROUPS)


def test_all_rules_may_be_applied_again(owner: Connection) -> None:
    with owner.transaction():
        apply_guard(owner)
