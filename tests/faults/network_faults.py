"""What may happen between a desk and its server; each fault begins and ends when told."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import Protocol

import psycopg
from psycopg.conninfo import make_conninfo

from tests.faults.far_desk import FarDesk
from tests.faults.spoiled_answers import Garbled, Swallowed


class Fault(Protocol):
    """``lasts_s`` is how long it goes on, ``is_loss`` whether the desk is not connected then."""

    lasts_s: float
    is_loss: bool

    def begin(self, desk: FarDesk) -> None:
        """Let it happen."""

    def end(self, desk: FarDesk) -> None:
        """Let it be over."""


class Cut:
    """All connections are reset, and new ones at once."""

    lasts_s, is_loss = 1.5, True

    def begin(self, desk: FarDesk) -> None:
        desk.line.cut()

    def end(self, desk: FarDesk) -> None:
        desk.line.pass_on()


class Slow(Cut):
    """Everything takes 300 ms longer, in both directions."""

    lasts_s, is_loss = 3.0, False

    def begin(self, desk: FarDesk) -> None:
        desk.line.slow(0.3)


class Flapping(Cut):
    """The line comes and goes twice a second."""

    lasts_s, is_loss = 4.0, False

    def begin(self, desk: FarDesk) -> None:
        desk.line.flap(0.25, 0.25)


class HalfOpen(Cut):
    """Nothing is answered any more, not even by the network."""

    lasts_s, is_loss = 1.0, True

    def begin(self, desk: FarDesk) -> None:
        desk.line.fall_silent()


class Forgotten(Cut):
    """The open connections are forgotten by the network; new ones could be had all the time."""

    lasts_s, is_loss = 1.0, True

    def begin(self, desk: FarDesk) -> None:
        desk.line.forget_lines()


class Swallowing(Cut):
    """Whatever the server says is acknowledged and lost."""

    lasts_s, is_loss = 1.0, True

    def begin(self, desk: FarDesk) -> None:
        desk.line.spoil(Swallowed)


class Garbling(Cut):
    """A third of what the server says has garbage before it."""

    lasts_s, is_loss = 4.0, False

    def begin(self, desk: FarDesk) -> None:
        desk.line.spoil(Garbled)


class NameGone:
    """The server's name leads nowhere any more, and the connections are lost."""

    lasts_s, is_loss = 1.5, True

    def begin(self, desk: FarDesk) -> None:
        database = desk.program.database
        database.use_address(make_conninfo(database.dsn, host="db.gone.invalid"))
        database.cut()

    def end(self, desk: FarDesk) -> None:
        desk.program.database.use_address(desk.line.dsn(desk.dsn))


class Restart:
    """The server is stopped and started."""

    lasts_s, is_loss = 1.0, True

    def begin(self, desk: FarDesk) -> None:
        desk.server.stop()

    def end(self, desk: FarDesk) -> None:
        desk.server.start()


class Crash(Restart):
    """The server is killed, and recovers."""

    def begin(self, desk: FarDesk) -> None:
        desk.server.kill()


class Terminated:
    """An administrator ends all connections; new ones can be had."""

    lasts_s, is_loss = 0.0, True

    def begin(self, desk: FarDesk) -> None:
        with desk.server.owner() as owner:
            owner.execute(_TERMINATE)

    def end(self, desk: FarDesk) -> None:
        """It is over at once."""


class Full:
    """Others take all connections that the server has, the desk's too."""

    lasts_s, is_loss = 1.5, True

    def __init__(self) -> None:
        self._taken = ExitStack()

    def begin(self, desk: FarDesk) -> None:
        with desk.server.owner() as owner:
            for _ in range(3):
                owner.execute(_TERMINATE)
                with suppress(psycopg.OperationalError):
                    while True:
                        self._taken.enter_context(psycopg.connect(desk.dsn, application_name="x"))

    def end(self, desk: FarDesk) -> None:
        self._taken.close()


class Locked:
    """Somebody holds a lock that saving a note needs, and leaves for lunch."""

    lasts_s, is_loss = 6.0, False
    holds_ms = 0

    def __init__(self) -> None:
        self._holder: psycopg.Connection[tuple[object, ...]] | None = None

    def begin(self, desk: FarDesk) -> None:
        self._holder = psycopg.connect(desk.server.server.admin_url)
        self._holder.execute(f"SET idle_in_transaction_session_timeout = {self.holds_ms}")
        self._holder.execute("LOCK TABLE contact_note IN EXCLUSIVE MODE")

    def end(self, desk: FarDesk) -> None:
        assert self._holder is not None
        self._holder.close()


class Idle(Locked):
    """The same, and the server ends whoever idles in a transaction."""

    lasts_s, is_loss = 5.0, False
    holds_ms = 4_500


_TERMINATE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE application_name = 'crm-desktop' AND pid <> pg_backend_pid()
"""
