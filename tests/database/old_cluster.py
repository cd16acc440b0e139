"""An embedded cluster as a program with PostgreSQL 15 would have left it."""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg
import pytest

from crm_desktop.database.embedded_cluster import (
    SUPERUSER,
    Cluster,
    _write_access_rules,
    address_at,
    lasting_settings,
)
from crm_desktop.database.embedded_files import Installation, installation, make_home
from crm_desktop.database.preparation import create_database, prepare
from crm_desktop.database.roles import OPERATOR, set_staff_login

OLD = "15"
PROGRAMS = Path("/usr/lib/postgresql") / OLD / "bin"
SETTINGS = lasting_settings() | {"shared_buffers": "16MB"}
PASSWORD = "geheim-髙橋-1"
needs_old_programs = pytest.mark.skipif(
    sys.platform == "win32" or not (PROGRAMS / "postgres").exists(),
    reason=f"PostgreSQL {OLD} is not installed",
)


def old_cluster(home: Path) -> Cluster:
    """Make a cluster of the old version in ``home``, with an office in it; it does not run."""
    make_home(home)
    account = installation().account
    cluster = Cluster(home / OLD, Installation(PROGRAMS, account))
    cluster.folder.mkdir()
    cluster.installed.give(cluster.folder)
    line = ["--auth=peer", "--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8"]
    data = [f"--pgdata={cluster.folder}", f"--username={SUPERUSER}"]
    assert cluster.installed.run("initdb", *data, *line, folder=cluster.folder) is None
    _write_access_rules(cluster.folder)
    with (cluster.folder / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\ninclude_if_exists 'crm_desktop.conf'\n")
    dsn = address_at(cluster.start(SETTINGS), SUPERUSER, "", "crm_desktop")
    try:
        create_database(dsn)
        prepare(dsn)
        fill(dsn)
    finally:
        cluster.stop()
    return cluster


def fill(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("INSERT INTO staff (login, name) VALUES ('saeki', '佐伯 﨑')")
        owner.execute(
            "INSERT INTO customer (code, name, name_kana)"
            " SELECT 'C-' || n, '髙橋 ' || n, 'タカハシ' FROM generate_series(1, 300) n"
        )
        set_staff_login(owner, "saeki", PASSWORD, [OPERATOR])
        owner.execute("CREATE ROLE reports LOGIN PASSWORD 'geheim'")
        owner.execute("GRANT CONNECT ON DATABASE crm_desktop TO reports")
        owner.execute("GRANT USAGE ON SCHEMA public TO reports")
        owner.execute("GRANT SELECT ON customer TO reports")
