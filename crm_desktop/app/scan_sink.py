"""Where scanned files go: into the database as letters, or into quarantine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crm_desktop.actions.intake import IntakeResult, take_in
from crm_desktop.database.engine import Database
from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.scanning.source import ScannedFile, Sink

TellIntake = Callable[[str, IntakeResult], None]
"""Hears what became of files, and the name of the source that they came from."""


def letter_sink(database: Database, tell: TellIntake) -> Sink:
    """Return what takes files that belong together in as letters, or puts them into quarantine.

    It has committed, and every original has been read back, when it returns. What it stored before
    it was broken off is not stored again.
    """

    def store(files: Sequence[ScannedFile]) -> None:
        if files:
            source, day = files[0].source, files[0].received_at.astimezone(JAPAN_TIME).date()
            tell(source, take_in(database, files, source, received_on=day))

    return store
