"""A connection that does not wait for ever for an answer, or for the rest of one.

A line can be alive and answer nothing: what stands between takes each packet, acknowledges it and
passes nothing on, or loses the second half of an answer. No keep-alive notices that. The server
gives up each statement in time, so whoever hears nothing for longer than that, and a good while
more for the way, hears nothing any more.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg.abc import RV, PQGen

THE_WAY_S: Final = 5.0
"""Silent for so much longer than a statement may take, a line counts as lost."""
COMMIT_S: Final = 30.0
"""A commit has no limit at the server: the disk, or a standby, may take a while."""
_LOOKED_EVERY_S: Final = 0.1


class PatientConnection(psycopg.Connection[Any]):
    """``silent_s`` is how long it waits while nothing comes; None: for as long as it takes.

    An answer may take as long as it comes. What has waited in vain fails with `OperationalError`,
    and the connection is closed.
    """

    silent_s: float | None = None
    _usual_s: float | None = None

    def expect_within(self, statement_timeout_ms: int) -> None:
        """Wait as long as fits a time limit of the server from now on; 0 is no limit."""
        self.silent_s = self._usual_s = _silence(statement_timeout_ms)

    def allow(self, statement_timeout_ms: int) -> None:
        """Do so until this transaction ends."""
        self.silent_s = _silence(statement_timeout_ms)

    def wait(
        self, gen: PQGen[RV], interval: float = _LOOKED_EVERY_S, timeout: float | None = None
    ) -> RV:
        """Do what the driver waits for; see the class."""
        if self.silent_s is not None:
            gen = self._heard(gen, self.silent_s)
        return super().wait(gen, interval, timeout)

    def commit(self) -> None:
        """Commit; the time that was allowed is over."""
        with self._usual_again():
            if self.silent_s is not None:
                self.silent_s = max(self.silent_s, COMMIT_S)
            super().commit()

    def rollback(self) -> None:
        """Roll back; the time that was allowed is over."""
        with self._usual_again():
            super().rollback()

    @contextmanager
    def _usual_again(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.silent_s = self._usual_s

    def _heard(self, gen: PQGen[RV], silent_s: float) -> PQGen[RV]:
        """Go on with ``gen`` as long as something comes or can be sent now and then."""
        heard_at = time.monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready:
                    heard_at = time.monotonic()
                elif time.monotonic() - heard_at > silent_s:
                    self.pgconn.finish()
                    raise psycopg.OperationalError("nothing came for too long")
                wanted = gen.send(ready)
        except StopIteration as end:
            answer: RV = end.value
            return answer


def _silence(statement_timeout_ms: int) -> float | None:
    return statement_timeout_ms / 1_000 + THE_WAY_S if statement_timeout_ms else None
