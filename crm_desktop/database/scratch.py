"""Databases for a while, beside an office's: to prove a backup in, or to restore one into."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from zlib import crc32

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from crm_desktop.database.engine import ConnectionKind, connection_text
from crm_desktop.database.failures import expected_failures
from crm_desktop.database.preparation import create_database
from crm_desktop.database.server_address import read_address
from crm_desktop.errors.backups import BackupBusy, DatabaseInUse

_PROGRAM: Final = "crm-desktop backup"
_LOCKS_OF_THIS_KIND: Final = 0x6261636B
_LONGEST_NAME: Final = 63
_TAIL: Final = "_scratch_"
_LEAVING_S: Final = 3.0  # whoever has just closed is still there for a moment
_OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
)


class ServerOfBackup:
    """The server of one database, for whoever backs it up or restores it; nobody else does."""

    def __init__(self, dsn: str, connection: psycopg.Connection[Any]) -> None:
        self.dsn = dsn
        self._given = read_address(dsn)
        self._connection = connection
        self.name = _name_of(dsn)
        self.major = connection.info.server_version // 10_000

    @contextmanager
    def scratch(self) -> Iterator[str]:
        """Yield the address of a new database that only its owner may enter.

        It is dropped when the block ends, unless it was renamed; killed, by the next run.

        Raises:
            RightMissing: the login may not make databases.
        """
        head = self.name[: _LONGEST_NAME - len(_TAIL) - 12]
        name = f"{head}{_TAIL}{secrets.token_hex(6)}"
        dsn = make_conninfo("", **{**self._given, "dbname": name})
        try:
            create_database(dsn)
            # Before there is anything in it: what is read in it is on no record.
            self._run("REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
            yield dsn
        finally:
            self.drop(name)

    def drop(self, name: str) -> None:
        """Throw a database away, whoever uses it; nothing when there is none."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def drop_left_overs(self) -> None:
        """Throw away what a run that was killed has left."""
        head = re.escape(self.name[: _LONGEST_NAME - len(_TAIL) - 12])
        rows = self._connection.execute(
            "SELECT datname FROM pg_database WHERE datname ~ %s", [f"^{head}{_TAIL}[0-9a-f]{{12}}$"]
        ).fetchall()
        for (name,) in rows:
            self.drop(name)

    def has(self, name: str) -> bool:
        """Tell whether there is a database of that name."""
        found = self._connection.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None

    def size_bytes(self) -> int:
        """Return how much room the database takes; 0 where there is none."""
        row = self._connection.execute(
            "SELECT pg_database_size(datname) FROM pg_database WHERE datname = %s", [self.name]
        ).fetchone()
        return int(row[0]) if row else 0

    def refuse_in_use(self) -> None:
        """Make sure that nobody is connected to the database.

        Raises:
            DatabaseInUse: somebody is.
        """
        give_up = time.monotonic() + _LEAVING_S
        while others := self._others():
            if time.monotonic() > give_up:
                raise DatabaseInUse(self.name, others)
            time.sleep(0.1)

    def _others(self) -> int:
        row = self._connection.execute(_OTHERS, [self.name]).fetchone()
        return int(row[0]) if row else 0

    def put_in_place(self, new: str, kept_as: str) -> None:
        """Give the database ``new`` the name of the office's, which is kept as ``kept_as``.

        Both at once or neither. Nobody may sign in to the one that is kept.

        Raises:
            DatabaseInUse: somebody is connected to it.
        """
        self.refuse_in_use()
        try:
            with self._connection.transaction():
                if self.has(self.name):
                    self._run("ALTER DATABASE {} RENAME TO {}", self.name, kept_as)
                    self._run("ALTER DATABASE {} ALLOW_CONNECTIONS false", kept_as)
                self._run("ALTER DATABASE {} RENAME TO {}", new, self.name)
                self._run("ALTER DATABASE {} ALLOW_CONNECTIONS true", self.name)
        except psycopg.errors.ObjectInUse as error:
            raise DatabaseInUse(self.name, 1) from error

    def _run(self, statement: str, *names: str) -> None:
        quoted = map(sql.Identifier, names)
        self._connection.execute(sql.SQL(statement).format(*quoted))


@contextmanager
def server_of_backup(dsn: str) -> Iterator[ServerOfBackup]:
    """Yield the server of ``dsn``; what killed runs have left there is gone.

    Raises:
        BackupBusy: another program is backing this database up, or restoring it.
        DatabaseUnreachable, SignInRefused, RightMissing: see there.
    """
    kind = ConnectionKind(_PROGRAM, statement_timeout_ms=0)
    elsewhere = make_conninfo("", **{**read_address(dsn), "dbname": "postgres"})
    with (
        expected_failures(),
        psycopg.connect(connection_text(elsewhere, kind), autocommit=True) as connection,
    ):
        server = ServerOfBackup(dsn, connection)
        key = crc32(server.name.encode()) - 2**31
        locked = connection.execute(
            "SELECT pg_try_advisory_lock(%s, %s)", [_LOCKS_OF_THIS_KIND, key]
        ).fetchone()
        if locked != (True,):
            raise BackupBusy
        server.drop_left_overs()
        yield server


def _name_of(dsn: str) -> str:
    given = read_address(dsn)
    return str(given.get("dbname") or given.get("user") or "")
