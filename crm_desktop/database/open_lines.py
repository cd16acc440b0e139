"""The open connections of a program, so that another thread can end them all at once.

On a line that has gone silent nothing fails by itself for a long time: whoever waits for an answer
there goes on waiting. Once its socket is shut down, on this side alone, the wait is over.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import psycopg

_Connection: TypeAlias = "psycopg.Connection[Any]"


class OpenLines:
    """Knows the connections that were added and are still open. For any thread."""

    def __init__(self) -> None:
        """Know none."""
        self._lock = threading.Lock()
        self._names: WeakKeyDictionary[_Connection, tuple[Any, int]] = WeakKeyDictionary()

    def add(self, connection: _Connection) -> None:
        """Know one more; it is forgotten with whoever opened it."""
        with _borrowed(connection) as line:
            name = line.getsockname()
        with self._lock:
            self._names[connection] = (name, connection.info.backend_pid)

    def numbers(self) -> set[int]:
        """Return the numbers of their processes at the server."""
        with self._lock:
            return {number for _name, number in self._names.values()}

    def forget(self, connection: _Connection) -> int | None:
        """Know a connection no more; return the number of its process, None when unknown."""
        with self._lock:
            known = self._names.pop(connection, None)
        return None if known is None else known[1]

    def cut(self) -> tuple[int, ...]:
        """End them all and return the numbers of their processes at the server, which may live on.

        Nothing is sent and nothing waited for.

        Whoever waits for an answer on one gets `DatabaseUnreachable`, an idle one is replaced
        before its next use.
        """
        with self._lock:
            known = list(self._names.items())
            self._names.clear()
        return tuple(number for connection, (name, number) in known if _shut(connection, name))


@contextmanager
def _borrowed(connection: _Connection) -> Iterator[socket.socket]:
    """Yield the connection's own socket, which stays open and its own."""
    line = socket.socket(fileno=connection.pgconn.socket)
    try:
        yield line
    finally:
        line.detach()


def _shut(connection: _Connection, name: object) -> bool:
    try:
        with _borrowed(connection) as line:
            # Closed and its number given to another by now? That one has another name.
            if line.getsockname() != name:
                return False
            line.shutdown(socket.SHUT_RDWR)
    except (psycopg.Error, OSError):  # closed, or lost already
        return False
    return True
