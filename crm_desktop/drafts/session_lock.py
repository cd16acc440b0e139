"""Tells which of the programs that share a folder still run."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import fasteners


class SessionLock:
    """A lock that lives as long as this program; a killed one leaves it open.

    One object a folder in each process: file locks do not hold against one's own process.
    """

    def __init__(self, folder: Path) -> None:
        """Take a name of its own among the programs of ``folder``.

        Raises:
            OSError: the folder takes no file.
        """
        self.session_id = uuid4()
        self._folder = folder
        self._lock = fasteners.InterProcessLock(self._path(self.session_id))
        self._lock.acquire(blocking=False)

    def lives(self, session_id: UUID) -> bool:
        """Tell whether the program that goes by ``session_id`` runs; this one does."""
        if session_id == self.session_id:
            return True
        path = self._path(session_id)
        if not path.exists():
            return False
        theirs = fasteners.InterProcessLock(path)
        if not theirs.acquire(blocking=False):
            theirs.lockfile.close()
            return True
        theirs.release()
        path.unlink(missing_ok=True)
        return False

    def release(self) -> None:
        """Let others see that this program is over; once is enough."""
        if self._lock.acquired:
            self._lock.release()
        self._path(self.session_id).unlink(missing_ok=True)

    def _path(self, session_id: UUID) -> Path:
        return self._folder / f"{session_id.hex}.running"
