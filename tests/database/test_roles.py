from __future__ import annotations

import secrets
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors, sql

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.roles import OPERATOR, SUPERVISOR, set_staff_login

LOGIN = f"髙橋 \"'; DROP {secrets.token_hex(4)}"


@pytest.fixture
def owner(database_url: str) -> Iterator[psycopg.Connection]:
    """The owner's connection."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection
        connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(LOGIN)))


@pytest.fixture
def operator(owner: psycopg.Connection, server: EmbeddedServer) -> Iterator[psycopg.Connection]:
    set_staff_login(owner, LOGIN, "ぱすわーど")
    url = server.url_for(LOGIN, "ぱすわーど", database=owner.info.dbname)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def test_changed_groups_are_the_only_ones(owner: psycopg.Connection) -> None:
    set_staff_login(owner, LOGIN, "ひみつ", (OPERATOR,))
    set_staff_login(owner, LOGIN, "ひみつ", (SUPERVISOR,))

    rows = owner.execute(
        "SELECT roleid::regrole::text FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
        " WHERE r.rolname = %s",
        [LOGIN],
    )
    assert [name for (name,) in rows] == [SUPERVISOR]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = 'x'",
        "UPDATE schema_compatibility SET incompatible = 99",
        "CREATE TABLE mine ()",
        "CREATE ROLE friend LOGIN",
        "ALTER TABLE tag ADD COLUMN mine text",
        "TRUNCATE customer CASCADE",
        "CREATE TEMP TABLE customer ()",
        "GRANT crm_supervisor TO crm_operator",
        "SET ROLE crm_owner",
    ],
)
def test_operator_may_not_change_the_house(statement: str, operator: psycopg.Connection) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        operator.execute(statement.encode())


def test_changed_password_is_the_only_one_that_lets_in(
    owner: psycopg.Connection, server: EmbeddedServer
) -> None:
    set_staff_login(owner, LOGIN, "古い")
    set_staff_login(owner, LOGIN, "新しい")

    psycopg.connect(server.url_for(LOGIN, "新しい", database=owner.info.dbname)).close()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url_for(LOGIN, "古い", database=owner.info.dbname))


def test_server_keeps_a_scram_verifier_only(owner: psycopg.Connection) -> None:
    set_staff_login(owner, LOGIN, "ひみつ")

    row = owner.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [LOGIN]).fetchone()

    assert row is not None
    assert row[0].startswith("SCRAM-SHA-256$")


def test_stranger_without_a_group_may_not_even_connect(
    owner: psycopg.Connection, server: EmbeddedServer
) -> None:
    role = sql.Identifier(LOGIN)
    owner.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'x'").format(role))

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(server.url_for(LOGIN, "x", database=owner.info.dbname))
