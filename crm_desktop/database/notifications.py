"""PostgreSQL LISTEN on a connection of its own, that another thread can wake."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import sql

from crm_desktop.database.engine import ConnectionKind, connection_text
from crm_desktop.database.failures import expected_failures


class Listener:
    """Hears what is notified on one channel from the moment it was made. For one thread.

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
    ) -> None:
        """Connect and begin to listen.

        ``also`` names other channels that the same connection hears; each text of theirs is
        handed to the callable, on the thread that waits, and `wait` does not return it.
        """
        self._also = dict(also or {})
        with expected_failures():
            self._connection: psycopg.Connection[Any] = psycopg.connect(
                connection_text(dsn, ConnectionKind(program)), autocommit=True
            )
            for name in (channel, *self._also):
                self._connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(name)))
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
            return self._heard()

    def wake(self) -> None:
        """Let `wait` return at once. May be called from any thread, also after `close`."""
        with suppress(OSError):
            self._waker.send(b"\0")

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

    def _heard(self) -> list[str]:
        heard = []
        while (notification := self._connection.pgconn.notifies()) is not None:
            text = notification.extra.decode()
            hand_on = self._also.get(notification.relname.decode())
            if hand_on is None:
                heard.append(text)
            else:
                hand_on(text)
        return heard
