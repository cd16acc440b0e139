"""Brings a backup back: beside what is there, compared, then in its place in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from psycopg.conninfo import conninfo_to_dict

from crm_desktop.actions.backup_copies import BackupWork, compare, fill
from crm_desktop.actions.originals import move_back, move_originals
from crm_desktop.database.backup_files import (
    ORIGINALS,
    Manifest,
    check_files,
    read_manifest,
    read_roles,
)
from crm_desktop.database.dump_programs import dump_programs
from crm_desktop.database.engine import Database
from crm_desktop.database.kept_roles import RolesMade
from crm_desktop.database.preparation import prepare
from crm_desktop.database.restored import (
    bring_in_roles,
    finish_restored,
    holds_data,
    point_to_originals,
)
from crm_desktop.database.scratch import ServerOfBackup, server_of_backup
from crm_desktop.database.server_check import newest_known_revision
from crm_desktop.errors.backups import BackupOfNewerServer, DatabaseHoldsData, OriginalsNeedPlace
from crm_desktop.errors.database import DatabaseMissing, SchemaTooNew

IN_DATABASE: Final = "database"
_PROGRAM: Final = "crm-desktop restore"
_STAMP: Final = "%Y%m%d_%H%M%S_%f"


@dataclass(frozen=True, slots=True)
class RestoreWish:
    """Which backup, and what may be done for it.

    ``originals`` says where those go that were outside the database: an address, or `IN_DATABASE`;
    "" where there are none.
    """

    folder: Path
    replaces: bool = False
    originals: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; ``kept_as`` is the name of the database that was there, "" for none."""

    manifest: Manifest
    roles: RolesMade
    kept_as: str


def restore_backup(dsn: str, wish: RestoreWish, work: BackupWork) -> Restored:
    """Bring the backup in ``wish.folder`` into the database that ``dsn`` names.

    Until its last step the database there is as it was; killed, it stays so. Logins that were made
    for it stay in any case.

    Raises:
        BackupNotWhole, BackupOfNewerServer, SchemaTooNew, DatabaseHoldsData, DatabaseInUse,
        OriginalsNeedPlace, BackupBusy, DumpProgramUnfit, DumpFailed, BackupDiffers, RightMissing,
        ServerDiskFull, WorkStopped: see their words; nothing was changed.
    """
    manifest = read_manifest(wish.folder)
    if manifest.revision > newest_known_revision():
        raise SchemaTooNew(manifest.revision)
    if manifest.originals.outside and not wish.originals:
        raise OriginalsNeedPlace(manifest.originals.outside)
    with server_of_backup(dsn) as server:
        _refuse_unfit(dsn, server, manifest, replaces=wish.replaces)
        programs = dump_programs(max(server.major, manifest.dumped_by), work.programs)
        check_files(wish.folder, manifest, lambda name: work.say(f"checking {name}"))
        with server.scratch() as new:
            roles = bring_in_roles(new, read_roles(wish.folder))
            fill(new, wish.folder, programs, work)
            compare(new, manifest.tables, work)
            work.say("bringing it up to date")
            prepare(new)
            _bring_originals(new, wish, manifest, work)
            finish_restored(new, manifest.record_id, manifest.made_at, manifest.verified_at)
            work.stopping.check()
            return Restored(manifest, roles, _put_in_place(server, new, wish))


def put_back(dsn: str, kept: str) -> str:
    """Undo a restore: the database ``kept`` takes its old place; return what is kept now.

    Raises:
        DatabaseMissing: there is none of that name, or it is not one that a restore kept.
        DatabaseInUse, BackupBusy, RightMissing: see their words; nothing was changed.
    """
    with server_of_backup(dsn) as server:
        if not kept.startswith(_kept_name(server, "")) or not server.has(kept):
            raise DatabaseMissing(kept)
        now_kept = _kept_name(server, datetime.now(UTC).strftime(_STAMP))
        server.put_in_place(kept, now_kept)
        return now_kept


def _kept_name(server: ServerOfBackup, stamp: str) -> str:
    return f"{server.name[:40]}_before_{stamp}"


def _refuse_unfit(dsn: str, server: ServerOfBackup, manifest: Manifest, *, replaces: bool) -> None:
    if manifest.server > server.major:
        raise BackupOfNewerServer(str(manifest.server), str(server.major))
    if not server.has(server.name):
        return
    if holds_data(dsn) and not replaces:
        raise DatabaseHoldsData(server.name)
    server.refuse_in_use()


def _bring_originals(new: str, wish: RestoreWish, manifest: Manifest, work: BackupWork) -> None:
    if not manifest.originals.outside:
        return
    of = manifest.originals.outside
    with Database(new, program=_PROGRAM, pool_size=1, statement_timeout_ms=0) as database:
        point_to_originals(new, str((wish.folder / ORIGINALS).absolute()))
        if wish.originals == IN_DATABASE:
            move_back(database, lambda state: work.say(f"originals, {state.moved:,} of {of:,}"))
            return
        move_originals(
            database,
            wish.originals,
            lambda state: work.say(f"originals, {state.looked_at:,} of {state.of:,}"),
        )


def _put_in_place(server: ServerOfBackup, new: str, wish: RestoreWish) -> str:
    """Give the new database its name; return the name of the one that was there, if it is kept."""
    there = server.has(server.name)
    kept_as = _kept_name(server, datetime.now(UTC).strftime(_STAMP))
    was_empty = there and not holds_data(server.dsn)
    if there and not was_empty and not wish.replaces:
        raise DatabaseHoldsData(server.name)
    server.put_in_place(str(conninfo_to_dict(new)["dbname"]), kept_as)
    if was_empty:
        server.drop(kept_as)
    return kept_as if there and not was_empty else ""
