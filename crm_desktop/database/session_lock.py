"""A lock that one program holds for as long as it lives and can reach the database."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final
from zlib import crc32

import psycopg

from crm_desktop.database.engine import ConnectionKind, connection_text
from crm_desktop.database.failures import expected_failures

SILENT_AT_MOST_S: Final = 15
"""A holder that says nothing for so long, because its computer is gone, has lost the lock."""

_LOCKS_OF_THIS_KIND: Final = 0x6C656164
_TRY: Final = b"SELECT pg_try_advisory_lock(%s, %s)"


class SessionLock:
    """One of several programs has it; for one thread at a time."""

    def __init__(self, dsn: str, name: str) -> None:
        """Connect to nothing yet. Programs with the same ``name`` exclude each other."""
        self._text = connection_text(dsn, ConnectionKind(program="crm-desktop lock"))
        self._key = crc32(name.encode()) - 2**31
        self._connection: psycopg.Connection[Any] | None = None
        self._held = False

    def hold(self) -> bool:
        """Take the lock or keep it; tell whether it is ours. To be called every few seconds.

        Raises:
            DatabaseUnreachable, …: nobody knows; if it was ours it is no longer.
        """
        with expected_failures():
            try:
                return self._hold()
            except psycopg.Error:
                self.close()
                raise

    def close(self) -> None:
        """Let another program have it."""
        connection, self._connection, self._held = self._connection, None, False
        if connection is not None:
            with suppress(psycopg.Error):
                connection.close()

    def _hold(self) -> bool:
        if self._connection is None:
            self._connection = psycopg.connect(self._text, autocommit=True)
            self._connection.execute(f"SET idle_session_timeout = '{SILENT_AT_MOST_S}s'")
        if self._held:
            self._connection.execute("SELECT 1")
            return True
        row = self._connection.execute(_TRY, [_LOCKS_OF_THIS_KIND, self._key]).fetchone()
        self._held = bool(row and row[0])
        return self._held
