"""The words for backups that could not be made or restored."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from crm_desktop.errors import backups

BACKUP_SENTENCES: Final[dict[type, object]] = {
    backups.BackupFolderTaken: QT_TRANSLATE_NOOP(
        "errors",
        "The folder {folder} is not empty. Choose a new one for the backup; nothing was changed.",
    ),
    backups.BackupFolderUnusable: QT_TRANSLATE_NOOP(
        "errors",
        "The backup could not be written into {folder} ({reason}). Choose a folder that may be"
        " written.",
    ),
    backups.BackupDiskFull: QT_TRANSLATE_NOOP(
        "errors",
        "The disk of {folder} is full, so there is no backup. Make room or choose another disk;"
        " what was written of it has been removed.",
    ),
    backups.BackupBusy: QT_TRANSLATE_NOOP(
        "errors", "This database is being backed up or restored already. Wait until it is done."
    ),
    backups.NoRoomToVerify: QT_TRANSLATE_NOOP(
        "errors",
        "The backup was not proved: that takes {needed_gb:.1f} GB on the disk of the database,"
        " which has {free_gb:.1f} GB. Make room there.",
    ),
    backups.DumpProgramUnfit: QT_TRANSLATE_NOOP(
        "errors",
        "A backup of this server needs pg_dump {needed} or newer; here is: {found}. Install the"
        " PostgreSQL programs, or name their folder in the settings ([backup] programs).",
    ),
    backups.DumpFailed: QT_TRANSLATE_NOOP(
        "errors", "{program} could not do its work: {reason}. Nothing was changed."
    ),
    backups.BackupNotWhole: QT_TRANSLATE_NOOP(
        "errors", "{folder} is no whole backup: {reason}. Take another one."
    ),
    backups.BackupDiffers: QT_TRANSLATE_NOOP(
        "errors",
        "What was restored is not what was backed up ({tables}). Do not rely on this backup; make"
        " a new one and check the disks.",
    ),
    backups.BackupOfNewerServer: QT_TRANSLATE_NOOP(
        "errors",
        "The backup is of PostgreSQL {made_by}, this server is {server}. Restore it on a server"
        " that is as new.",
    ),
    backups.DatabaseHoldsData: QT_TRANSLATE_NOOP(
        "errors",
        "The database {name} holds data; nothing was changed. To put the backup in its place, say"
        " --replace: the one there now is kept under another name.",
    ),
    backups.DatabaseInUse: QT_TRANSLATE_NOOP(
        "errors",
        "{programs} connections use the database {name}; nothing was changed. Close the desks and"
        " programs that work on it, then try again.",
    ),
    backups.OriginalsNeedPlace: QT_TRANSLATE_NOOP(
        "errors",
        "The backup holds {count} originals that were kept outside the database. Say where they"
        " are to go: --originals database, or --originals with an address.",
    ),
    backups.BackupOverdue: QT_TRANSLATE_NOOP(
        "errors",
        "The last good backup is {days} days old. Nothing is lost; see why with Ctrl+Shift+D.",
    ),
    backups.BackupNeverMade: QT_TRANSLATE_NOOP(
        "errors", "There is no good backup yet. Nothing is lost; see why with Ctrl+Shift+D."
    ),
}
