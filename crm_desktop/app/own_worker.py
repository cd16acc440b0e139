"""The worker of the embedded database: nobody starts one, so the desk that opens it does.

Each desk of a PC would, and one of them does: whoever has the lock, which the system takes from a
program that dies. The worker's standard input is a pipe from its desk; closed, also by a desk that
was killed, it lets the worker end by itself. Its own share keeps the server running until then.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import fasteners

from crm_desktop.database.embedded_files import cluster_home

log = logging.getLogger(__name__)

FIRST_AFTER_S: Final = 20.0
"""Whoever signs in has the PC for themselves first."""
_LOOK_EVERY_S: Final = 30.0
_FIRST_DELAY_S: Final = 5.0
_LONGEST_DELAY_S: Final = 600.0
_LIVED_S: Final = 600.0
_STEP_S: Final = 0.2
_END_S: Final = 2.0


class OwnWorker:
    """Keeps one worker running on the cluster in ``folder``, from `start` to `close`."""

    def __init__(
        self,
        folder: Path,
        log_file: Path,
        *,
        first_after_s: float = FIRST_AFTER_S,
        line: Sequence[str] = (),
    ) -> None:
        """Start nothing yet; ``line`` is run in place of our own worker."""
        self._lock_file = cluster_home(folder) / "worker.lock"
        self._line = list(line) or worker_line(folder, log_file)
        self._first_after_s = first_after_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="own worker", daemon=True)

    def start(self) -> None:
        """Begin, once; the cluster's folder must be there. Returns at once."""
        self._thread.start()

    def close(self) -> None:
        """Let the worker end; one that is busy is not waited for, it ends when it can."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(2 * _END_S)

    def _keep(self) -> None:
        if self._stop.wait(self._first_after_s):
            return
        lock = fasteners.InterProcessLock(self._lock_file)
        delay_s = _FIRST_DELAY_S
        while not self._stop.is_set():
            if not _taken(lock):
                self._stop.wait(_LOOK_EVERY_S)
                continue
            began_s = time.monotonic()
            try:
                self._run()
            finally:
                lock.release()
            if time.monotonic() - began_s > _LIVED_S:
                delay_s = _FIRST_DELAY_S
            self._stop.wait(delay_s)
            delay_s = min(2 * delay_s, _LONGEST_DELAY_S)
        if lock.lockfile is not None:
            lock.lockfile.close()

    def _run(self) -> None:
        """Run the worker until it ends, or we are to."""
        try:
            process = subprocess.Popen(
                self._line,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            log.warning("the worker could not be started: %s", error.strerror)
            return
        log.info("the worker of the embedded database runs as process %d", process.pid)
        while process.poll() is None and not self._stop.wait(_STEP_S):
            pass
        if process.stdin is not None:
            process.stdin.close()
        if not self._stop.is_set():
            log.warning("the worker ended with %s", process.returncode)
            return
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            log.info("the worker finishes what it has in hand")


def _taken(lock: fasteners.InterProcessLock) -> bool:
    try:
        return bool(lock.acquire(blocking=False))
    except OSError as error:
        log.warning("no worker: %s", error.strerror)
        return False


def worker_line(folder: Path, log_file: Path) -> list[str]:
    """Return what starts our worker, in a build of one file as well."""
    program = [sys.executable] if getattr(sys, "frozen", False) else _python()
    return [
        *program,
        "worker",
        f"--data={folder}",
        f"--log-file={log_file}",
        "--until-input-ends",
    ]


def _python() -> list[str]:
    return [sys.executable, "-m", "crm_desktop"]
