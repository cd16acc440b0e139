"""PostgreSQL LISTEN on a connection of its own, that another thread can wake."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import Notify, sql

from crm_desktop.database.engine import ConnectionKind, connection_text
from crm_desktop.database.failures import expected_failures
from crm_desktop.database.open_lines import OpenLines


class Listener:
    """Hears what is notified on one channel from the moment it was made. For one thread.

    ``process`` is the number of its connection's process at the server.

    Raises:
        DatabaseUnreachable, SignInRefused, …: the connection could not be made.
    """

    def __init__(
        self,
        dsn: str,
        channel: str,
        *,
        program: str = "crm-desktop",
        also: Mapping[str, Callable[[str], None]] | None = None,
        lines: OpenLines | None = None,
    ) -> None:
        """Connect and begin to listen; ``lines`` can end the connection from another thread.

        ``also`` names other channels that the same connection hears; each text of theirs is
        handed to the callable, on the thread that waits, and `wait` does not return it.
        """
        self._also = dict(also or {})
        self._asked: SimpleQueue[_Asked] = SimpleQueue()
        self._heard_besides: list[Notify] = []
        with expected_failures():
            self._connection: psycopg.Connection[Any] = psycopg.connect(
                connection_text(dsn, ConnectionKind(program)), autocommit=True
            )
            if lines is not None:
                lines.add(self._connection)
            self._connection.add_notify_handler(self._heard_besides.append)
            names = map(sql.Identifier, (channel, *self._also))
            self._connection.execute(sql.SQL("; ").join(map(sql.SQL("LISTEN {}").format, names)))
        self.process = self._connection.info.backend_pid
        self._woken, self._waker = socket.socketpair()
        self._waker.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._connection.fileno(), selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)

    def wait(self, timeout_s: float) -> list[str]:
        """Wait for notifications and return their texts; empty after the time or a `wake`.

        Raises:
            DatabaseUnreachable: the connection was lost.
        """
        with expected_failures():
            heard = self._heard()
            if heard:
                return heard
            readable = {key.fileobj for key, _ in self._selector.select(timeout_s)}
            if self._woken in readable:
                self._woken.recv(64)
            self._connection.pgconn.consume_input()
            self._answer()
            return self._heard()

    def wake(self) -> None:
        """Let `wait` return at once. May be called from any thread, also after `close`."""
        with suppress(OSError):
            self._waker.send(b"\0")

    def ask(
        self, statement: bytes, parameters: list[Any], then: Callable[[tuple[Any, ...]], None]
    ) -> None:
        """Have the thread that waits run ``statement`` on this connection, and wake it for that.

        ``then`` gets the one row it answers, on that thread; never, when the connection is lost
        before. May be called from any thread, also after `close`.
        """
        self._asked.put((statement, parameters, then))
        self.wake()

    def close(self) -> None:
        """Give the connection back."""
        self._selector.close()
        self._connection.close()
        self._woken.close()
        self._waker.close()

    def __enter__(self) -> Self:
        """Return the listener itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _answer(self) -> None:
        with suppress(Empty):
            while True:
                statement, parameters, then = self._asked.get_nowait()
                row = self._connection.execute(statement, parameters).fetchone()
                then(row or ())

    def _heard(self) -> list[str]:
        besides = [(one.channel, one.payload) for one in self._heard_besides]
        self._heard_besides.clear()
        while (one := self._connection.pgconn.notifies()) is not None:
            besides.append((one.relname.decode(), one.extra.decode()))
        heard = []
        for channel, text in besides:
            hand_on = self._also.get(channel)
            if hand_on is None:
                heard.append(text)
            else:
                hand_on(text)
        return heard


_Asked = tuple[bytes, list[Any], Callable[[tuple[Any, ...]], None]]
