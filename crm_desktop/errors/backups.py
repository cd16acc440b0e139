"""What keeps a backup from being made, or from being restored."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.errors.base import CrmError


class BackupFolderTaken(CrmError):
    """The folder for a backup holds something already, such as a backup that was broken off."""

    def __init__(self, folder: Path) -> None:
        """Remember which folder."""
        super().__init__(f"{folder} is not empty")
        self.folder = folder


class BackupFolderUnusable(CrmError):
    """The folder for a backup cannot be made, or not be written."""

    def __init__(self, folder: Path, reason: str) -> None:
        """``reason`` are the system's words."""
        super().__init__(f"{folder} cannot be written: {reason}")
        self.folder = folder
        self.reason = reason


class BackupDiskFull(CrmError):
    """The disk that a backup was to be written on has no room left."""

    def __init__(self, folder: Path) -> None:
        """Remember which folder; nothing of the backup is left in it."""
        super().__init__(f"the disk of {folder} is full")
        self.folder = folder


class BackupBusy(CrmError):
    """Another program backs up or restores the same database."""


class NoRoomToVerify(CrmError):
    """The server's disk has no room for the copy that a backup is compared with."""

    def __init__(self, needed_bytes: int, free_bytes: int) -> None:
        """Remember how much is needed and how much there is."""
        super().__init__(f"{needed_bytes} bytes are needed, {free_bytes} are free")
        self.needed_gb = needed_bytes / 1e9
        self.free_gb = free_bytes / 1e9


class DumpProgramUnfit(CrmError):
    """There is no ``pg_dump`` that is as new as the server."""

    def __init__(self, needed: str, found: str) -> None:
        """``needed`` is the server's major version, ``found`` what there is; "" for nothing."""
        super().__init__(f"pg_dump {needed} or newer is needed; found: {found or 'none'}")
        self.needed = needed
        self.found = found or "—"


class DumpFailed(CrmError):
    """``pg_dump`` or ``pg_restore`` could not do its work."""

    def __init__(self, program: str, reason: str) -> None:
        """``reason`` is its first complaint, in one line without values of rows."""
        super().__init__(f"{program} failed: {reason}")
        self.program = program
        self.reason = reason


class BackupNotWhole(CrmError):
    """A folder holds no backup, half of one, or one whose files have changed."""

    def __init__(self, folder: Path, reason: str) -> None:
        """``reason`` says what is missing or has changed, in English."""
        super().__init__(f"{folder} is no whole backup: {reason}")
        self.folder = folder
        self.reason = reason


class BackupDiffers(CrmError):
    """What was restored is not what was backed up."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        """``tables`` have other rows than the backup says."""
        super().__init__(f"other rows than the backup says: {', '.join(tables)}")
        self.tables = ", ".join(tables)


class BackupOfNewerServer(CrmError):
    """A backup was made by a newer PostgreSQL than the one it is to be restored on."""

    def __init__(self, made_by: str, server: str) -> None:
        """Remember both major versions."""
        super().__init__(f"the backup is of PostgreSQL {made_by}, the server is {server}")
        self.made_by = made_by
        self.server = server


class DatabaseHoldsData(CrmError):
    """A backup was to be restored over a database that people have worked on."""

    def __init__(self, name: str) -> None:
        """Remember its name."""
        super().__init__(f"the database {name!r} holds data")
        self.name = name


class DatabaseInUse(CrmError):
    """A database was to be put in the place of one that programs are connected to."""

    def __init__(self, name: str, programs: int) -> None:
        """Remember its name, and how many connections there are."""
        super().__init__(f"{programs} connections use the database {name!r}")
        self.name = name
        self.programs = programs


class OriginalsNeedPlace(CrmError):
    """A backup holds originals that were outside the database, and nobody said where to."""

    def __init__(self, count: int) -> None:
        """Remember how many."""
        super().__init__(f"{count} originals were outside the database")
        self.count = count


class BackupOverdue(CrmError):
    """No backup has gone well for some days."""

    def __init__(self, days: int) -> None:
        """``days`` have passed since the last that did."""
        super().__init__(f"the last good backup is {days} days old")
        self.days = days


class BackupNeverMade(CrmError):
    """Backups were tried, and none has gone well yet."""
