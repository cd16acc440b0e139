from __future__ import annotations

import shutil
import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crm_desktop.database import schema
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database, make_engine
from crm_desktop.database.models.staff import SchemaCompatibility
from crm_desktop.database.schema import differences, upgrade
from crm_desktop.database.server_check import INCOMPATIBLE, newest_known_revision, server_state
from crm_desktop.errors.database import TookTooLong, UpgradeBusy
from crm_desktop.resources import migrations_folder


def test_migrations_and_models_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        assert differences(connection) == []


def test_newest_migration_is_known_by_its_file_name(database: Database) -> None:
    with database.asking() as session:
        assert server_state(session).revision == newest_known_revision()


def test_fresh_database_says_which_programs_may_use_it(session: Session) -> None:
    assert session.scalars(select(SchemaCompatibility.incompatible)).all() == [INCOMPATIBLE]


def test_upgrade_of_an_up_to_date_database_changes_nothing(own_database: Database) -> None:
    upgrade(own_database.dsn)


def test_upgrades_at_the_same_time_wait_for_each_other(server: EmbeddedServer) -> None:
    maintenance = server.url_for("postgres", "", database="postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS raced WITH (FORCE)")
        connection.execute("CREATE DATABASE raced")
    dsn = server.url_for("postgres", "", database="raced")
    programs = [threading.Thread(target=upgrade, args=(dsn,)) for _ in range(2)]

    for program in programs:
        program.start()
    for program in programs:
        program.join()

    with Database(dsn) as database, database.asking() as session:
        assert server_state(session).revision == newest_known_revision()


def test_upgrade_that_waits_too_long_for_another_says_so(
    own_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_WAIT_FOR_OTHERS_S", 0.2)
    with psycopg.connect(own_database.dsn, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [schema._LOCK_KEY])

        with pytest.raises(UpgradeBusy):
            upgrade(own_database.dsn)


def test_engine_gives_the_lock_back(own_database: Database) -> None:
    engine = make_engine(own_database.dsn)
    upgrade(engine)

    with psycopg.connect(own_database.dsn) as other:
        row = other.execute("SELECT pg_try_advisory_lock(%s)", [schema._LOCK_KEY]).fetchone()

    assert row == (True,)
    engine.dispose()


def test_upgrade_gives_up_when_a_desk_holds_a_table(own_database: Database) -> None:
    with psycopg.connect(own_database.dsn) as desk:
        desk.execute("UPDATE alembic_version SET version_num = '0000'")
        desk.commit()
        desk.execute("LOCK TABLE alembic_version")

        with pytest.raises(TookTooLong):
            upgrade(own_database.dsn)


BIG_INDEX = """
from alembic import op
revision = "9999"
down_revision = "{newest}"

def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_big", "customer", ["email"], postgresql_concurrently=True)
"""


def test_big_index_is_built_while_a_desk_works(
    own_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "100% 移行"
    shutil.copytree(migrations_folder(), folder)
    newest = BIG_INDEX.format(newest=newest_known_revision())
    (folder / "versions" / "9999_big.py").write_text(newest, encoding="utf-8")
    monkeypatch.setattr(schema, "migrations_folder", lambda: folder)

    with psycopg.connect(own_database.dsn, autocommit=True) as desk:
        upgrade(own_database.dsn)
        row = desk.execute("SELECT to_regclass('ix_big') IS NOT NULL").fetchone()

    assert row == (True,)
