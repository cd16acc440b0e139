"""What a connection that listens was told, to the last word, however busy the machine is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg import sql

_END: Final = "heard_to_here"


Ear = psycopg.Connection[Any]


@contextmanager
def ear_at(dsn: str, channel: str) -> Iterator[Ear]:
    """Listen at a channel, in autocommit mode."""
    with psycopg.connect(dsn, autocommit=True) as ear:
        ear.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        yield ear


def heard_until_now(ear: Ear) -> list[str]:
    """Return what was notified by all that is committed and not yet asked for, oldest first.

    The server tells in the order of the commits, so what ``ear`` tells itself now comes last.
    ``ear`` must be in autocommit mode.

    Raises:
        TimeoutError: not even that came.
    """
    ear.execute(f"LISTEN {_END}")
    ear.execute(f"NOTIFY {_END}")
    told: list[str] = []
    for notify in ear.notifies(timeout=60):
        if notify.channel == _END:
            return told
        told.append(notify.payload)
    raise TimeoutError(_END)
