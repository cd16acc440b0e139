"""An office worth a backup: awkward names, papers in the database and outside of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from crm_desktop.actions.backup_copies import BackupWork
from crm_desktop.actions.backups import BackupMade, BackupWish, make_backup
from crm_desktop.actions.originals import move_originals
from crm_desktop.database.engine import Database
from crm_desktop.images.original_store import name_of
from tests.builders import a_customer, an_order
from tests.scanned_letters import a_letter

NAMES = {"髙橋 美智子", "﨑村 ﾊﾅｺ", "𠮷田 \\N '\"\t花子"}
OUTSIDE = (bytes(range(1, 256)), "﨑".encode() * 999)
INSIDE = b"\x89PNG later"


def fill_office(database: Database, share: Path) -> None:
    """Write customers and letters; the pictures of two letters lie in the folder ``share``."""
    with database.writing() as session:
        for name in NAMES:
            an_order(session, a_customer(session, name=name))
        for picture in OUTSIDE:
            a_letter(session, content=picture)
    move_originals(database, str(share), lambda _state: None)
    with database.writing() as session:
        a_letter(session, content=INSIDE)


def backed_up(database: Database, folder: Path, *, verifies: bool = True) -> BackupMade:
    """Back the database up into ``folder``."""
    return make_backup(database.dsn, BackupWish(folder, verifies=verifies), BackupWork())


def file_of(place: Path, picture: bytes) -> Path:
    """Return where the file of a picture is, or was, in a place of originals."""
    return place / name_of(sha256(picture).digest(), "image/png")


def name_of_database(dsn: str) -> str:
    """Return the name of the database of an address."""
    return str(conninfo_to_dict(dsn)["dbname"])


def names_in(dsn: str) -> set[str]:
    """Return the names of all customers."""
    with psycopg.connect(dsn) as owner:
        return {name for (name,) in owner.execute("SELECT name FROM customer")}


def databases_named(dsn: str, pattern: str) -> list[str]:
    """Return the databases of the server whose names are like ``pattern``."""
    with psycopg.connect(make_conninfo(dsn, dbname="postgres")) as owner:
        rows = owner.execute(
            "SELECT datname::text FROM pg_database WHERE datname LIKE %s ORDER BY 1", [pattern]
        ).fetchall()
    return [name for (name,) in rows]


@contextmanager
def no_database_yet(dsn: str) -> Iterator[str]:
    """Yield the address of a database that does not exist; whatever is made of it is dropped."""
    name = f"restored_{secrets.token_hex(6)}"
    yield make_conninfo(dsn, dbname=name)
    maintenance = make_conninfo(dsn, dbname="postgres")
    with psycopg.connect(maintenance, autocommit=True) as owner:
        for made in databases_named(dsn, f"{name}%"):
            owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(made)))
