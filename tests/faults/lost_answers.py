"""A line to the server that is cut when the answer to a commit comes by."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from psycopg.conninfo import make_conninfo

from crm_desktop.database.engine import Database
from tests.faults.proxy import target_of


class LosingLine:
    """Carries bytes both ways; `losing`, it cuts a connection instead of answering its commit.

    With ``after`` only those commits are meant before which these bytes went to the server.
    """

    def __init__(self, dsn: str, *, after: bytes = b"") -> None:
        self._target = target_of(dsn)
        self._after = after
        self._losing = threading.Event()
        self.lost = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = [self._listener]
        threading.Thread(target=self._accept, daemon=True).start()

    def dsn(self, dsn: str) -> str:
        """Return ``dsn`` as it is by way of this line."""
        host, port = self._listener.getsockname()
        return make_conninfo(dsn, host=host, port=port)

    @contextmanager
    def losing(self) -> Iterator[None]:
        """Lose the answers to all commits of the block."""
        self._losing.set()
        try:
            yield
        finally:
            self._losing.clear()

    def close(self) -> None:
        """End all connections."""
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                self._ends.append(client)
                server = self._reach()
                self._ends.append(server)
                commits = threading.Event()
                for work in (self._carry_up, self._carry_down):
                    threading.Thread(
                        target=work, args=(client, server, commits), daemon=True
                    ).start()

    def _reach(self) -> socket.socket:
        if isinstance(self._target, tuple):
            return socket.create_connection(self._target)
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(self._target))
        return server

    def _carry_up(
        self, client: socket.socket, server: socket.socket, commits: threading.Event
    ) -> None:
        meant = not self._after
        with suppress(OSError):
            while chunk := client.recv(65536):
                meant = meant or self._after in chunk
                if b"COMMIT" in chunk and meant and self._losing.is_set():
                    commits.set()
                server.sendall(chunk)
            server.shutdown(socket.SHUT_RDWR)

    def _carry_down(
        self, client: socket.socket, server: socket.socket, commits: threading.Event
    ) -> None:
        with suppress(OSError):
            while chunk := server.recv(65536):
                if commits.is_set() and b"COMMIT" in chunk:
                    self.lost += 1
                    break
                client.sendall(chunk)
            client.shutdown(socket.SHUT_RDWR)


class LosingDatabase(Database):
    """A desk's database at the end of such a line."""

    def __init__(self, dsn: str, *, pool_size: int = 2) -> None:
        self.line = LosingLine(dsn)
        super().__init__(self.line.dsn(dsn), pool_size=pool_size)

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Lose the answers to all commits of the block."""
        with self.line.losing():
            yield

    def close(self) -> None:
        super().close()
        self.line.close()
