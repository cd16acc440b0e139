"""Locates runs of addresses in a process of its own, to use another processor."""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Final

from crm_desktop.actions.locating import LocatedRun, locate_run
from crm_desktop.actions.office_towns import office_towns
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.unlocated import IdRun, Wanted
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.map import LocatingFailed

_END_TIME_S: Final = 10.0


class LocatingProcess:
    """Starts at once, takes 150 MB, does one run after the other. One thread at a time."""

    def __init__(self, dsn: str) -> None:
        spawning = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawning.Pipe()
        self._process = spawning.Process(
            target=serve_runs, args=(theirs, dsn), daemon=True, name="locating"
        )
        self._process.start()
        theirs.close()

    @property
    def process_id(self) -> int | None:
        """The process; None when it was closed."""
        return self._process.pid

    def locate(self, run: IdRun, wanted: Wanted) -> LocatedRun:
        """Do `locate_run` there.

        Raises:
            LocatingFailed: it could not, or the process ended.
        """
        try:
            self._pipe.send((run, wanted))
            answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise LocatingFailed("the process has ended") from error
        if not isinstance(answer, LocatedRun):
            raise LocatingFailed(str(answer))
        return answer

    def close(self) -> None:
        """End the process when its run is done."""
        self._pipe.close()
        self._process.join(_END_TIME_S)
        self._process.kill()
        self._process.join()


def serve_runs(pipe: Connection, dsn: str) -> None:
    """Answer each run that comes through ``pipe`` until its other end is closed."""
    # Ctrl+C goes to the whole group: the run in hand is still to be stored.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        try:
            with (
                Database(
                    dsn, program="crm-desktop locate", pool_size=1, statement_timeout_ms=0
                ) as database,
                office_towns(database) as towns,
            ):
                while True:
                    run, wanted = pipe.recv()
                    pipe.send(locate_run(database, towns, run, wanted))
        except CrmError as error:
            pipe.send(f"{type(error).__name__}: {error}")
