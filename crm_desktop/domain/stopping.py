"""Ending long work before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from crm_desktop.errors.moving import WorkStopped


class Stopping:
    """One piece of work that may be ended from another thread.

    The work asks `check` now and then; what it waits for elsewhere is ended in its own `way`.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted = False
        self._ways: list[Callable[[], None]] = []

    @property
    def wanted(self) -> bool:
        """Whether the work is to end."""
        return self._wanted

    def want(self) -> None:
        """Let the work end at its next `check`; never waits."""
        self._wanted = True

    def stop(self) -> None:
        """Let the work end now, also where it waits; may take as long as the network."""
        self._wanted = True
        with self._lock:
            for way in self._ways:
                way()

    def check(self, _done: int = 0) -> None:
        """Go on, or raise.

        Raises:
            WorkStopped: the work is to end.
        """
        if self._wanted:
            raise WorkStopped

    @contextmanager
    def by(self, way: Callable[[], None]) -> Iterator[None]:
        """While the block lasts `stop` also calls ``way``, on the thread that stops.

        Raises:
            WorkStopped: the work is to end already.
        """
        with self._lock:
            self.check()
            self._ways.append(way)
        try:
            yield
        finally:
            with self._lock:
                self._ways.remove(way)
