"""Backs an office up: one moment of its database, its logins, its originals, all of it proved.

The dump, the number of rows and the hashes of one moment are those of one snapshot. What was
dumped is restored into a scratch database and compared before it counts as a backup.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from crm_desktop.actions.backup_copies import BackupWork, compare, fill, stoppable
from crm_desktop.database.backup_facts import BackupFacts, backup_facts
from crm_desktop.database.backup_files import (
    DUMP,
    ORIGINALS,
    ROLES,
    Manifest,
    Originals,
    close_to_others,
    new_folder,
    print_of,
    write_manifest,
    write_roles,
)
from crm_desktop.database.dump_programs import NO_ROOM, DumpPrograms, dump_programs, running
from crm_desktop.database.engine import Database
from crm_desktop.database.fingerprints import TablePrint, one_moment, snapshot_of, table_prints
from crm_desktop.database.kept_roles import KeptRole, passwords_are_readable, roles_of_office
from crm_desktop.database.queries.backups import backups_are_recorded, begin_backup, end_backup
from crm_desktop.database.scratch import ServerOfBackup, server_of_backup
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.backups import BackupDiskFull, DumpFailed, NoRoomToVerify
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import ServerDiskFull
from crm_desktop.errors.papers import PaperStoreFull
from crm_desktop.images.original_store import name_of, original_store

_PROGRAM: Final = "crm-desktop backup"
_SPARE_BYTES: Final = 500_000_000


@dataclass(frozen=True, slots=True)
class BackupWish:
    """Where a backup goes, and whether it is proved.

    ``disk_of_server`` is a folder on the disk that the proof takes room on, where that is known.
    Originals that the backup in ``previous`` has as well take no room again, where the file system
    can link. ``makes_parents``: also the folder around ``folder`` is made where it is missing.
    """

    folder: Path
    verifies: bool = True
    disk_of_server: Path | None = None
    previous: Path | None = None
    makes_parents: bool = True


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A whole backup; ``not_proved`` is why it could not be proved, None when it was."""

    manifest: Manifest
    size: int
    not_proved: CrmError | None = None


def make_backup(dsn: str, wish: BackupWish, work: BackupWork) -> BackupMade:
    """Back up the database of ``dsn``, whose login sees all rows, into ``wish.folder``.

    Whatever breaks it off leaves no files. One that cannot be proved for want of room or of the
    right to make databases is a backup all the same; one that differs is not.

    Raises:
        BackupFolderTaken, BackupFolderUnusable, BackupDiskFull, BackupBusy, DumpProgramUnfit,
        DumpFailed, BackupDiffers, OriginalMissing, PaperStoreAway, DatabaseUnreachable,
        RightMissing, WorkStopped: see their words.
    """
    with (
        Database(dsn, program=_PROGRAM, pool_size=1) as database,
        server_of_backup(dsn) as server,
        _recorded(database, wish.folder.name) as record,
        new_folder(wish.folder, makes_parents=wish.makes_parents),
    ):
        programs = dump_programs(server.major, work.programs)
        taken = _take(dsn, wish.folder, programs, work)
        originals = _keep_originals(taken.facts, wish, work)
        manifest = replace(taken.manifest(wish.folder, programs, originals), record_id=record.id)
        not_proved = _prove(server, wish, programs, manifest, work) if wish.verifies else None
        if wish.verifies and not_proved is None:
            manifest = replace(manifest, verified_at=datetime.now(UTC))
        write_manifest(wish.folder, manifest)
        record.size = _size(manifest)
        record.verified_at = manifest.verified_at
        return BackupMade(manifest, record.size, not_proved)


@dataclass(slots=True)
class _Record:
    """The row of this backup in the database, None where there is no table for it."""

    id: int | None = None
    size: int = 0
    verified_at: datetime | None = None


@contextmanager
def _recorded(database: Database, name: str) -> Iterator[_Record]:
    """Have the database know of the backup, and of what broke it off."""
    with database.writing() as session:
        record = _Record(begin_backup(session, name) if backups_are_recorded(session) else None)
    try:
        yield record
    except BaseException as error:
        kind = type(error).__name__ if isinstance(error, CrmError) else "WorkStopped"
        with suppress(CrmError):
            _end(database, record, kind)
        raise
    _end(database, record, "")


def _end(database: Database, record: _Record, problem: str) -> None:
    if record.id is not None:
        with database.writing() as session:
            end_backup(
                session,
                record.id,
                size=record.size,
                verified_at=record.verified_at,
                problem=problem,
            )


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was seen at the moment of the dump."""

    at: datetime
    facts: BackupFacts
    tables: dict[str, TablePrint]
    roles: list[KeptRole]
    has_passwords: bool
    server: int

    def manifest(self, folder: Path, programs: DumpPrograms, originals: Originals) -> Manifest:
        facts = self.facts
        return Manifest(
            program=version("crm-desktop"),
            made_at=self.at,
            database=facts.database,
            revision=facts.revision,
            server=self.server,
            server_version=facts.server_version,
            dumped_by=programs.major,
            logins=len(self.roles),
            has_passwords=self.has_passwords,
            originals=originals,
            tables=self.tables,
            files={name: print_of(folder / name) for name in (DUMP, ROLES)},
        )


def _take(dsn: str, folder: Path, programs: DumpPrograms, work: BackupWork) -> _Taken:
    file = folder / DUMP
    with one_moment(dsn) as connection, stoppable(connection, work.stopping):
        at = datetime.now(UTC)
        arguments = [
            "--format=custom",
            f"--snapshot={snapshot_of(connection)}",
            f"--file={file}",
        ]
        with running(programs.folder, dsn, "pg_dump", *arguments) as dump:
            tables = table_prints(connection, lambda name: work.say(f"counting {name}"))
            facts, roles = backup_facts(connection), roles_of_office(connection)
            readable = passwords_are_readable(connection)
            try:
                dump.wait(work.stopping, lambda: work.say(_dumped(file)))
            except DumpFailed as error:
                if NO_ROOM in error.reason:
                    raise BackupDiskFull(folder) from error
                raise
        server = connection.info.server_version // 10_000
    close_to_others(file)
    write_roles(folder, roles)
    return _Taken(at, facts, tables, roles, readable, server)


def _dumped(file: Path) -> str:
    return f"dumping, {file.stat().st_size / 1e6:,.0f} MB" if file.exists() else "dumping"


def _keep_originals(facts: BackupFacts, wish: BackupWish, work: BackupWork) -> Originals:
    """Write the originals that are outside the database beside the dump, each hash compared."""
    kept = Originals(facts.originals_here, facts.bytes_here)
    if not facts.outside:
        return kept
    source = original_store(facts.images_url)
    target = original_store(str((wish.folder / ORIGINALS).absolute()))
    try:
        target.mark()
        for number, (key, media_type) in enumerate(facts.outside, start=1):
            work.stopping.check()
            work.say(f"copying originals, {number:,} of {len(facts.outside):,}")
            name = name_of(key, media_type)
            if not _link(wish.previous, wish.folder, name, key):
                target.write(key, media_type, source.read(key, media_type))
            size = (wish.folder / ORIGINALS / name).stat().st_size
            kept = replace(kept, outside=number, outside_bytes=kept.outside_bytes + size)
    except PaperStoreFull as error:
        raise BackupDiskFull(wish.folder) from error
    return kept


def _link(previous: Path | None, folder: Path, name: str, key: bytes) -> bool:
    """Take an original from the backup before, if that one is whole."""
    if previous is None:
        return False
    before, now = (place / ORIGINALS / name for place in (previous, folder))
    try:
        if print_of(before).sha256 != key.hex():
            return False
        now.parent.mkdir(exist_ok=True)
        os.link(before, now)
    except OSError:
        return False
    return True


def _prove(
    server: ServerOfBackup,
    wish: BackupWish,
    programs: DumpPrograms,
    manifest: Manifest,
    work: BackupWork,
) -> CrmError | None:
    """Restore the dump beside the database and compare; return why that was not possible.

    Raises:
        BackupDiffers, DumpFailed: the dump is not what was in the database.
    """
    try:
        _refuse_too_little_room(server.size_bytes(), wish.disk_of_server)
        with server.scratch() as copy:
            fill(copy, wish.folder, programs, work)
            compare(copy, manifest.tables, work)
    except (NoRoomToVerify, ServerDiskFull, RightMissing) as error:
        return error
    return None


def _refuse_too_little_room(needed: int, disk: Path | None) -> None:
    if disk is not None and (free := shutil.disk_usage(disk).free) < needed + _SPARE_BYTES:
        raise NoRoomToVerify(needed + _SPARE_BYTES, free)


def _size(manifest: Manifest) -> int:
    return sum(file.size for file in manifest.files.values()) + manifest.originals.outside_bytes
