"""A transaction that may do anything, because nothing of it stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg

from crm_desktop.database.engine import ConnectionKind, connection_text
from crm_desktop.database.failures import expected_failures

_PROGRAM: Final = "crm-desktop verify"


@contextmanager
def thrown_away(dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """Yield a connection in a transaction that is rolled back when the block ends.

    Raises:
        DatabaseUnreachable, SignInRefused, …: see `expected_failures`.
    """
    text = connection_text(dsn, ConnectionKind(_PROGRAM, statement_timeout_ms=0))
    with expected_failures(), psycopg.connect(text) as connection:
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        try:
            yield connection
        finally:
            connection.rollback()
