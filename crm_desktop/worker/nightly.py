"""Backs the embedded database up each night, or as soon as the PC is on again."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from crm_desktop.actions.backup_copies import BackupWork
from crm_desktop.actions.backups import BackupWish, make_backup
from crm_desktop.backup_settings import BackupSettings
from crm_desktop.database.backup_files import MANIFEST, read_manifest
from crm_desktop.domain.backup_plan import Kept, OneBackup, is_due, superfluous
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.backups import BackupNotWhole
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.moving import WorkStopped

log = logging.getLogger(__name__)

FIRST_AFTER_S: Final = 180.0
"""Whoever signs in, and reads the first card, is not kept waiting by a backup."""
AGAIN_AFTER_S: Final = 3600.0
_NAME: Final = "%Y-%m-%d_%H%M%S"
_NAMES: Final = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]_[0-9][0-9][0-9][0-9][0-9][0-9]"
_HALF_FOR_S: Final = 86_400.0
_END_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class NightlyPlace:
    """``dsn`` signs in as who sees all; backups go to ``folder``, the server is on ``disk``.

    A ``folder`` that somebody chose must be there already: a disk that is not connected is not
    taken for a new one.
    """

    dsn: str
    folder: Path
    disk: Path
    is_chosen: bool = False


class Nightly:
    """Looks each minute whether a backup is due, and makes it on a thread of its own."""

    def __init__(
        self,
        place: NightlyPlace,
        settings: BackupSettings,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        first_after_s: float = FIRST_AFTER_S,
    ) -> None:
        """Do nothing yet; ``now`` is the time of this PC, aware."""
        self._place = place
        self._settings = settings
        self._now = now
        self._next_s = time.monotonic() + first_after_s
        self._stopping = Stopping()
        self._thread: threading.Thread | None = None

    def look(self) -> None:
        """Begin a backup, if one is due and none is being made; never waits for it."""
        if self._thread is not None and self._thread.is_alive():
            return
        if time.monotonic() < self._next_s or not self._is_due():
            return
        self._next_s = time.monotonic() + AGAIN_AFTER_S
        self._thread = threading.Thread(target=self._back_up, name="backup")
        self._thread.start()

    def close(self) -> None:
        """Break off what is being made; nothing of it is left."""
        self._stopping.stop()
        if self._thread is not None:
            self._thread.join(_END_S)

    def _is_due(self) -> bool:
        last = max((one.made_at for one in self._there()), default=None)
        return is_due(last, self._now(), hour=self._settings.hour)

    def _there(self) -> list[OneBackup]:
        """Return the backups that are whole, as far as their manifests say."""
        found = []
        for folder in sorted(self._place.folder.glob(_NAMES)):
            try:
                manifest = read_manifest(folder)
            except BackupNotWhole:
                continue
            made_at = manifest.made_at.astimezone(self._now().tzinfo)
            found.append(OneBackup(folder.name, made_at, manifest.verified_at is not None))
        return found

    def _back_up(self) -> None:
        began_s = time.monotonic()
        there = self._there()
        previous = max(there, key=lambda one: one.made_at, default=None)
        wish = BackupWish(
            self._place.folder / self._now().strftime(_NAME),
            disk_of_server=self._place.disk,
            previous=self._place.folder / previous.name if previous else None,
            makes_parents=not self._place.is_chosen,
        )
        work = BackupWork(stopping=self._stopping, programs=self._settings.programs)
        try:
            made = make_backup(self._place.dsn, wish, work)
        except WorkStopped:
            log.info("the backup was broken off: the worker is to end")
        except CrmError as error:
            log.warning("no backup: %s", error)
        else:
            proved = "proved" if made.not_proved is None else type(made.not_proved).__name__
            took_s = time.monotonic() - began_s
            log.info("backed up: %d bytes, %s, %.0f s", made.size, proved, took_s)
            self._rotate()

    def _rotate(self) -> None:
        """Remove what no day, week or month keeps, and what was never finished."""
        settings = self._settings
        kept = Kept(settings.keep_daily, settings.keep_weekly, settings.keep_monthly)
        for one in superfluous(self._there(), kept):
            _remove(self._place.folder / one.name)
        for folder in self._place.folder.glob(_NAMES):
            age_s = time.time() - folder.stat().st_mtime
            if not (folder / MANIFEST).exists() and age_s > _HALF_FOR_S:
                _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a backup; one whose removal is broken off is no backup any more."""
    (folder / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    log.info("the backup %s was removed", folder.name)
