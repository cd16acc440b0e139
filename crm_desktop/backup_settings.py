"""The table ``[backup]`` of the settings: when the embedded database is backed up, and where to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """What the worker of the embedded database does each night.

    ``folder`` empty is ``backups`` beside the database. Of the days, weeks and months that have a
    backup the latest so many keep one. ``hour`` is this PC's. ``programs`` is the folder of
    ``pg_dump`` and ``pg_restore``, for servers that are newer than those that come with us.
    """

    nightly: bool = True
    folder: str = ""
    hour: int = field(default=2, metadata={"range": (0, 23)})
    keep_daily: int = field(default=7, metadata={"range": (1, 366)})
    keep_weekly: int = field(default=4, metadata={"range": (0, 520)})
    keep_monthly: int = field(default=6, metadata={"range": (0, 120)})
    programs: str = ""
