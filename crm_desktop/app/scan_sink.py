"""Where scanned files go: into the database as letters, or into quarantine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crm_desktop.actions.letter_files import LetterFile, take_letter_file
from crm_desktop.database.engine import Database
from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.errors.papers import PaperRefused
from crm_desktop.scanning.source import ScannedFile, Sink

TellRefused = Callable[[ScannedFile, PaperRefused], None]
"""Hears which file went into quarantine, and why."""


def letter_sink(database: Database, tell_refused: TellRefused) -> Sink:
    """Return what stores files that belong together, all of them or none.

    It has committed, and every original has been read back, when it returns.
    """

    def store(files: Sequence[ScannedFile]) -> None:
        with database.writing() as session:
            refusals = [(file, take_letter_file(session, _letter(file))) for file in files]
        for file, refused in refusals:
            if refused is not None:
                tell_refused(file, refused)

    return store


def _letter(file: ScannedFile) -> LetterFile:
    day = file.received_at.astimezone(JAPAN_TIME).date()
    return LetterFile(file.name, file.content, file.source, day)
