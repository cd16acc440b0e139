"""What the doctor says of backups, in one or two sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.database.queries.backups import BackupsTold
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate


def backup_words(told: BackupsTold | None, formats: Formats, *, now: datetime) -> str:
    """Return when the office was last backed up, whether that is proved, and what went wrong."""
    if told is None:
        return translate(
            "doctor",
            "No backup is on record. The database of this PC is backed up each night by itself;"
            " a server with “crm-desktop db backup”.",
        )
    words = [_good(told, formats, now=now)]
    if told.last_problem:
        source = _PROBLEMS.get(told.last_problem, _PROBLEMS[""])
        at = formats.moment(told.last_at, now=now)
        words.append(
            filled(
                translate("doctor", "The last try (%1) did not succeed: %2"),
                at,
                translate("doctor", str(source)),
            )
        )
    elif told.running:
        words.append(translate("doctor", "A backup is being made."))
    return "  ".join(words)


def _good(told: BackupsTold, formats: Formats, *, now: datetime) -> str:
    if told.good_at is None:
        return translate("doctor", "No backup has succeeded yet.")
    at = formats.moment(told.good_at, now=now)
    days = str((now - told.good_at).days)
    if told.good_verified_at is None:
        words = translate("doctor", "Last backup: %1 (%2 days ago), not restored to compare.")
    else:
        words = translate("doctor", "Last good backup: %1 (%2 days ago), restored and compared.")
    return filled(words, at, days)


_PROBLEMS: Final[dict[str, object]] = {
    "BackupDiskFull": QT_TRANSLATE_NOOP("doctor", "the disk for backups is full."),
    "BackupFolderUnusable": QT_TRANSLATE_NOOP(
        "doctor", "the folder for backups is not there or may not be written."
    ),
    "BackupDiffers": QT_TRANSLATE_NOOP(
        "doctor", "what was restored was not what had been backed up. Check the disks."
    ),
    "DumpProgramUnfit": QT_TRANSLATE_NOOP("doctor", "pg_dump is missing or older than the server."),
    "DumpFailed": QT_TRANSLATE_NOOP(
        "doctor", "the database could not be read whole. “crm-desktop db verify” tells more."
    ),
    "OriginalMissing": QT_TRANSLATE_NOOP(
        "doctor", "an original of a paper is missing. “crm-desktop images verify” tells which."
    ),
    "PaperStoreAway": QT_TRANSLATE_NOOP("doctor", "the place of the originals did not answer."),
    "WorkStopped": QT_TRANSLATE_NOOP("doctor", "it was broken off. It is made up for."),
    "": QT_TRANSLATE_NOOP("doctor", "see the worker's log."),
}
