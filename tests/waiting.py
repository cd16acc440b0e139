"""Two at once, in an order that is sure: who comes second is seen to wait for a lock."""

from __future__ import annotations

import time

import psycopg

_WAITING = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
_PATIENCE_S = 30.0


def until_waiting(dsn: str, connections: int = 1) -> None:
    """Return once so many connections to the database of ``dsn`` wait for locks."""
    by_monotonic = time.monotonic() + _PATIENCE_S
    with psycopg.connect(dsn, autocommit=True) as watcher:
        while watcher.execute(_WAITING).fetchone() != (connections,):
            assert time.monotonic() < by_monotonic, "nobody holds them up"
            time.sleep(0.01)
