"""What is stored but may still lie in a watched folder: survives a restart."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in ns: tells a file from a later one of its name."""


class TakenFiles:
    """The files that are not to be taken again; names are kept as digests.

    Without a ``path`` they are forgotten with this object, as where it cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        """Read what earlier runs wrote; nothing when they wrote nothing."""
        self._path = path
        self._known: set[str] = set()
        if path is not None:
            with suppress(FileNotFoundError):
                self._known = set(path.read_text(encoding="ascii", errors="replace").split())

    def knows(self, place: str, stamp: Stamp) -> bool:
        """Tell whether the file at ``place`` was taken as it is now."""
        return _digest(place, stamp) in self._known

    def add(self, files: Iterable[tuple[str, Stamp]]) -> None:
        """Remember that these files are stored."""
        self._keep(self._known | _digests(files))

    def forget(self, files: Iterable[tuple[str, Stamp]]) -> None:
        """Forget files that are out of their folder."""
        self._keep(self._known - _digests(files))

    def keep_only(self, there: Iterable[tuple[str, Stamp]]) -> None:
        """Forget those that are not ``there`` any more: somebody else took them out."""
        self._keep(self._known & _digests(there))

    def _keep(self, known: set[str]) -> None:
        if known == self._known:
            return
        self._known = known
        if self._path is None:
            return
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="ascii") as file:
                file.writelines(f"{digest}\n" for digest in sorted(known))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            log.warning("which scans are stored cannot be written down: %s", error.strerror)


def _digests(files: Iterable[tuple[str, Stamp]]) -> set[str]:
    return {_digest(place, stamp) for place, stamp in files}


def _digest(place: str, stamp: Stamp) -> str:
    words = f"{place}\0{stamp[0]}\0{stamp[1]}".encode(errors="surrogateescape")
    return hashlib.sha256(words).hexdigest()
