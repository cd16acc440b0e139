"""Takes in files and folders dropped on the letters: some at a time, to be stopped between."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.intake import IntakeResult
from crm_desktop.background.jobs import Jobs
from crm_desktop.images.paper_file import MOST_BYTES

log = logging.getLogger(__name__)

MOST_FILES: Final = 2_000
TOGETHER: Final = 24
"""Files that are taken in together, in their order: a separator among them parts letters."""


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file that was read."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DropProgress:
    """How far it is, in files; ``is_over`` once, at the end.

    New ``letters``, files ``known`` already, ``refused`` ones in quarantine, and those ``unread``:
    too large, or not to be read.
    """

    total: int = 0
    done: int = 0
    letters: int = 0
    known: int = 0
    refused: int = 0
    unread: int = 0
    is_over: bool = False

    @property
    def outcome(self) -> tuple[int, int, int, int]:
        """What became of the files."""
        return self.letters, self.known, self.refused, self.unread


@dataclass(frozen=True, slots=True)
class _Taken:
    """Some files: how many there were, how many could be read, what became of those."""

    files: int
    read: int
    result: IntakeResult


TakeIn = Callable[[Sequence[DroppedFile]], IntakeResult]


class DroppedFiles(QObject):
    """One drop at a time; what is dropped meanwhile comes behind it. Files stay where they are."""

    progressed = Signal(object)  # DropProgress
    failed = Signal(object)  # Exception

    def __init__(self, take_in: TakeIn, jobs: Jobs, parent: QObject | None = None) -> None:
        """Call ``take_in`` off the GUI thread."""
        super().__init__(parent)
        self._take_in = take_in
        self._jobs = jobs
        self._waiting: list[Path] = []
        self._progress = DropProgress()
        self._running = False

    def take(self, paths: Sequence[str]) -> None:
        """Take in what lies under ``paths``, files and folders, at most 2,000."""
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
        self.progressed.emit(self._progress)
        if not self._waiting:
            self._running = False
            self.progressed.emit(replace(self._progress, is_over=True))
            return
        paths, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
        self._jobs.run(
            self, lambda: self._take_some(paths), then=self._on_taken, failed=self._on_failed
        )

    def _take_some(self, paths: Sequence[Path]) -> _Taken:
        files = [file for path in paths if (file := _read(path)) is not None]
        result = self._take_in(files) if files else IntakeResult((), (), 0)
        return _Taken(len(paths), len(files), result)

    def _on_taken(self, taken: _Taken) -> None:
        now, letters = self._progress, taken.result.letters
        added = sum(letter.added for letter in letters)
        self._progress = replace(
            now,
            done=now.done + taken.files,
            letters=now.letters + added,
            known=now.known + len(letters) - added,
            refused=now.refused + len(taken.result.refused),
            unread=now.unread + taken.files - taken.read,
        )
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._waiting.clear()
        self.failed.emit(error)
        self._go_on()


def _read(path: Path) -> DroppedFile | None:
    """Return a file, None when it is too large for any paper or cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        return DroppedFile(path.name, path.read_bytes())
    except OSError:
        log.warning("a dropped file could not be read")
        return None


def _files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files, those of folders by name; hidden ones and links in a folder not."""
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*"))
            yield from (one for one in inside if one.is_file() and not _is_strange(one, path))
        else:
            yield path


def _is_strange(file: Path, folder: Path) -> bool:
    return file.is_symlink() or any(part.startswith(".") for part in file.relative_to(folder).parts)
