from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.guard import guard_digest
from crm_desktop.database.preparation import create_database, make_ready, prepare, state_of
from crm_desktop.database.roles import OWNER
from crm_desktop.database.server_check import newest_known_revision
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import ExtensionMissing, SchemaForeign, SchemaTooNew, WrongLocale
from tests.waiting import until_waiting

NewDatabase = Callable[[LiteralString], str]


@pytest.fixture
def new_database(server: EmbeddedServer) -> Iterator[NewDatabase]:
    """Return a maker of bare databases with the options given, all dropped at the end."""
    names: list[sql.Identifier] = []
    maintenance = server.url_for("postgres", "", database="postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:

        def make(options: LiteralString) -> str:
            name = f"裸の database {secrets.token_hex(4)}"
            names.append(sql.Identifier(name))
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 {}").format(
                    names[-1], sql.SQL(options)
                )
            )
            return server.url_for("postgres", "", database=name)

        yield make
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def do(dsn: str, statement: LiteralString) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement)


def relations(dsn: str) -> int:
    with psycopg.connect(dsn) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchone()
        assert row is not None
        return int(row[0])


def test_bare_database_becomes_ready(new_database: NewDatabase) -> None:
    state = prepare(new_database(""))

    assert state.is_ready
    assert state.revision == newest_known_revision()


def test_preparing_again_changes_nothing(new_database: NewDatabase) -> None:
    dsn = new_database("")

    assert prepare(dsn) == prepare(dsn)


def test_upgrade_that_was_broken_off_is_carried_on(new_database: NewDatabase) -> None:
    dsn = new_database("")
    do(dsn, "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")

    assert prepare(dsn).is_ready


@pytest.mark.parametrize(
    "options",
    [
        "LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'",
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'POSIX'",
        "ENCODING 'EUC_JP' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'",
        "ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'",
    ],
)
def test_database_that_cannot_search_japanese_is_refused_untouched(
    options: LiteralString, new_database: NewDatabase
) -> None:
    dsn = new_database(options)

    with pytest.raises(WrongLocale):
        prepare(dsn)

    assert relations(dsn) == 0


def test_tables_of_another_program_are_left_alone(new_database: NewDatabase) -> None:
    dsn = new_database("")
    do(dsn, "CREATE TABLE customer (name text)")

    with pytest.raises(SchemaForeign):
        prepare(dsn)


def test_database_of_a_newer_program_is_left_alone(new_database: NewDatabase) -> None:
    dsn = new_database("")
    prepare(dsn)
    do(dsn, "UPDATE alembic_version SET version_num = '9999'")
    do(dsn, "UPDATE schema_compatibility SET incompatible = 99")

    with pytest.raises(SchemaTooNew):
        prepare(dsn)


@pytest.fixture
def weak_login(server: EmbeddedServer) -> Iterator[str]:
    maintenance = server.url_for("postgres", "", database="postgres")
    name = f"weak_{secrets.token_hex(4)}"
    with psycopg.connect(maintenance, autocommit=True) as connection:
        role = sql.Identifier(name)
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'x'").format(role))
        yield name
        connection.execute(sql.SQL("DROP OWNED BY {}").format(role))
        connection.execute(sql.SQL("DROP ROLE {}").format(role))


def test_login_without_rights_is_told_so(weak_login: str, server: EmbeddedServer) -> None:
    with pytest.raises(RightMissing):
        prepare(server.url_for(weak_login, "x", database="postgres"))


def test_login_that_may_not_make_databases_is_told_so(
    weak_login: str, server: EmbeddedServer
) -> None:
    with pytest.raises(RightMissing):
        create_database(server.url_for(weak_login, "x", database="新しい"))


def test_extension_that_the_server_lacks_is_named(
    new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    dsn = new_database("")
    original = psycopg.Connection.execute

    def execute(self: psycopg.Connection, query: object, *rest: object) -> object:
        if query == "CREATE EXTENSION IF NOT EXISTS pg_trgm":
            query = "CREATE EXTENSION no_such_extension"
        return original(self, query, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(psycopg.Connection, "execute", execute)
    with pytest.raises(ExtensionMissing) as refusal:
        prepare(dsn)

    assert refusal.value.name == "pg_trgm"


def test_made_database_can_search_japanese(server: EmbeddedServer) -> None:
    dsn = server.url_for("postgres", "", database=f"made {secrets.token_hex(4)}")

    create_database(dsn)
    create_database(dsn)

    assert prepare(dsn).japanese_is_searchable


def test_embedded_database_is_ready_from_nothing_and_stays_so() -> None:
    folder = Path(tempfile.gettempdir()) / f"crm-test-{secrets.token_hex(8)}"
    with EmbeddedServer(folder, settings={"fsync": "off", "shared_buffers": "16MB"}) as server:
        first = make_ready(server)

        assert first.is_ready
        assert make_ready(server) == first
    shutil.rmtree(folder)


def test_ready_database_is_found_ready_without_alembic() -> None:
    line = "import sys, crm_desktop.database.preparation; sys.exit('alembic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", line], check=False).returncode == 0


def test_everything_belongs_to_the_owner_who_cannot_sign_in(new_database: NewDatabase) -> None:
    dsn = new_database("")
    prepare(dsn)

    with psycopg.connect(dsn) as connection:
        rows = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'S', 'v') AND relowner <> %s::regrole",
            [OWNER],
        ).fetchall()

    assert rows == []
    assert state_of(dsn).guard_digest == guard_digest()


def test_no_function_is_everybodys(new_database: NewDatabase) -> None:
    dsn = new_database("")
    prepare(dsn)

    with psycopg.connect(dsn) as connection:
        rows = connection.execute(
            "SELECT oid::regprocedure::text FROM pg_proc p"
            " WHERE pronamespace = 'public'::regnamespace"
            " AND has_function_privilege('public', oid, 'EXECUTE')"
        ).fetchall()

    assert rows == []


def test_schema_is_not_everybodys(new_database: NewDatabase) -> None:
    dsn = new_database("")
    prepare(dsn)

    with psycopg.connect(dsn) as connection:
        row = connection.execute(
            "SELECT has_schema_privilege('public', 'public', 'USAGE'),"
            " has_schema_privilege('crm_gateway', 'public', 'USAGE')"
        ).fetchone()

    assert row == (False, True)


def test_changed_rules_are_applied_anew(new_database: NewDatabase) -> None:
    dsn = new_database("")
    prepare(dsn)
    do(dsn, "DROP FUNCTION open_caller")
    do(dsn, "UPDATE schema_compatibility SET guard_digest = 'older'")

    assert prepare(dsn).guard_digest == guard_digest()
    do(dsn, "SELECT 'open_caller(text, bigint)'::regprocedure")


def test_desk_at_work_never_waits_in_a_circle_with_an_upgrade(new_database: NewDatabase) -> None:
    dsn = new_database("")
    prepare(dsn)
    with ThreadPoolExecutor(1) as beside, psycopg.connect(dsn) as desk:
        desk.execute("SELECT FROM task")
        upgrading = beside.submit(prepare, dsn)
        until_waiting(dsn)
        desk.execute("SELECT FROM customer")
        desk.commit()

        assert upgrading.result().is_ready
