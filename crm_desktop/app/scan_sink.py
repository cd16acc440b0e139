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
    """Return what stores files that were scanned together, each page read back.

    ``tell`` is called on the thread that hands them over.
    """

    def store(files: Sequence[ScannedFile]) -> None:
        source, first_at = files[0].source, files[0].received_at
        day = first_at.astimezone(JAPAN_TIME).date()
        tell(source, take_in(database, files, source, received_on=day))

    return store
