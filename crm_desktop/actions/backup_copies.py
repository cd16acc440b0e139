"""A dump brought into a database of its own, and compared with what was backed up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.conninfo import make_conninfo

from crm_desktop.database.backup_files import DUMP
from crm_desktop.database.dump_programs import NO_ROOM, DumpPrograms, running
from crm_desktop.database.fingerprints import Tables, differing, one_moment, table_prints
from crm_desktop.database.restored import let_owner_create
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.backups import BackupDiffers, DumpFailed
from crm_desktop.errors.database import ServerDiskFull, TookTooLong
from crm_desktop.errors.moving import WorkStopped

Say = Callable[[str], None]
_FASTER: Final = "-c maintenance_work_mem=256MB -c synchronous_commit=off"
_CANCEL_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class BackupWork:
    """How long work on backups is done: ``say`` is told in English how far it is.

    ``programs`` names a folder of PostgreSQL's programs, ``jobs`` how many of the server's
    processes may fill a database at one time.
    """

    say: Say = lambda _words: None
    stopping: Stopping = field(default_factory=Stopping)
    programs: str = ""
    jobs: int = 1


def fill(dsn: str, folder: Path, programs: DumpPrograms, work: BackupWork) -> None:
    """Bring the dump in ``folder`` into the empty database of ``dsn``; the roles must be there.

    Raises:
        DumpFailed: the dump is damaged, or does not fit the server.
        ServerDiskFull: the server has no room for it.
        WorkStopped: somebody does not want it any more.
    """
    arguments = ["--exit-on-error", f"--jobs={work.jobs}", str(folder / DUMP)]
    work.say("restoring the dump")
    let_owner_create(dsn)
    faster = make_conninfo(dsn, options=_FASTER)
    try:
        with running(programs.folder, faster, "pg_restore", *arguments) as restoring:
            restoring.wait(work.stopping, lambda: work.say("restoring the dump"))
    except DumpFailed as error:
        if NO_ROOM in error.reason:
            raise ServerDiskFull(error.reason) from error
        raise


def compare(dsn: str, tables: Tables, work: BackupWork) -> None:
    """Make sure that the database of ``dsn`` has exactly the rows that were backed up.

    Raises:
        BackupDiffers: it has not.
        WorkStopped: somebody does not want it any more.
    """
    with one_moment(dsn) as connection, stoppable(connection, work.stopping):
        found = table_prints(connection, lambda name: work.say(f"comparing {name}"))
    if tables_differ := differing(tables, found):
        raise BackupDiffers(tables_differ)


@contextmanager
def stoppable(connection: psycopg.Connection[Any], stopping: Stopping) -> Iterator[None]:
    """Let ``stopping`` end what the connection is busy with.

    Raises:
        WorkStopped: it did.
    """

    def cancel() -> None:
        connection.cancel_safe(timeout=_CANCEL_S)

    try:
        with stopping.by(cancel):
            yield
    except (psycopg.errors.QueryCanceled, TookTooLong) as error:
        if stopping.wanted:
            raise WorkStopped from error
        raise
