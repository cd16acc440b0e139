"""Takes in files and folders dropped on the letters: one by one, to be stopped any time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.images.paper_file import MOST_BYTES

log = logging.getLogger(__name__)

TakeIn = Callable[[str, bytes, str], bool]
MOST_FILES: Final = 2_000


@dataclass(frozen=True, slots=True)
class DropProgress:
    """How far it is; ``refused`` went into quarantine, ``unread`` could not be read at all."""

    total: int = 0
    done: int = 0
    refused: int = 0
    unread: int = 0
    is_over: bool = False


class DroppedFiles(QObject):
    """One drop at a time; what is dropped meanwhile comes behind it. Files stay where they are."""

    progressed = Signal(object)  # DropProgress
    failed = Signal(object)  # Exception

    def __init__(
        self, take_in: TakeIn, jobs: Jobs, source: str, parent: QObject | None = None
    ) -> None:
        """Call ``take_in(name, content, source)`` off the GUI thread; it tells if it was taken."""
        super().__init__(parent)
        self._take_in = take_in
        self._jobs = jobs
        self._source = source
        self._waiting: list[Path] = []
        self._progress = DropProgress()
        self._running = False

    def take(self, paths: Sequence[str]) -> None:
        """Take in what lies under ``paths``, files and folders."""
        self._jobs.run(
            self,
            lambda: list(islice(_files_in([Path(path) for path in paths]), MOST_FILES)),
            then=self._on_found,
            failed=self.failed.emit,
        )

    def stop(self) -> None:
        """Take in nothing more; what is stored already stays."""
        self._waiting.clear()

    def _on_found(self, files: list[Path]) -> None:
        before = self._progress if self._running else DropProgress()
        self._waiting += files
        self._progress = replace(before, total=before.total + len(files))
        if not self._running:
            self._running = True
            self._go_on()

    def _go_on(self) -> None:
        if not self._waiting:
            self._running = False
            self.progressed.emit(replace(self._progress, is_over=True))
            return
        self.progressed.emit(self._progress)
        path = self._waiting.pop(0)
        self._jobs.run(
            self, lambda: self._take_one(path), then=self._on_taken, failed=self._on_failed
        )

    def _take_one(self, path: Path) -> bool | None:
        """Return whether it was taken; None when there is no reading it."""
        try:
            if path.stat().st_size > MOST_BYTES:
                return None
            content = path.read_bytes()
        except OSError:
            log.warning("a dropped file could not be read")
            return None
        return self._take_in(path.name, content, self._source)

    def _on_taken(self, taken: bool | None) -> None:  # noqa: FBT001
        now = self._progress
        self._progress = replace(
            now,
            done=now.done + 1,
            refused=now.refused + (taken is False),
            unread=now.unread + (taken is None),
        )
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._waiting.clear()
        self.failed.emit(error)
        self._go_on()


def _files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files, those of folders by name; hidden ones and links out of a folder not."""
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*"))
            yield from (one for one in inside if one.is_file() and not _is_strange(one, path))
        else:
            yield path


def _is_strange(file: Path, folder: Path) -> bool:
    return file.is_symlink() or any(part.startswith(".") for part in file.relative_to(folder).parts)
