"""``crm-desktop db backup`` and ``restore``: an office into a folder, proved, and back."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

from crm_desktop.actions.backup_copies import BackupWork
from crm_desktop.actions.backups import BackupMade, BackupWish, make_backup
from crm_desktop.actions.restoring import (
    IN_DATABASE,
    Restored,
    RestoreWish,
    put_back,
    restore_backup,
)
from crm_desktop.commands.backup_place import (
    NOT_PROVED,
    BackupPlace,
    Telling,
    backup_place,
    sentence_of,
    told_of,
)
from crm_desktop.commands.chosen_database import DSN_HELP
from crm_desktop.database.backup_files import Manifest, is_open_to_others
from crm_desktop.database.preparation import state_of
from crm_desktop.database.server_check import problem_of
from crm_desktop.errors.database import SchemaTooOld
from crm_desktop.settings import load_settings

_MB: Final = 1e6
_BACKUP: Final = """\
Writes the database (pg_dump, of one moment), the logins with what their passwords are checked by,
and originals that lie outside the database into DIR, which must be new or empty; then restores it
into a scratch database and compares every row. manifest.json is written last: a folder without it
is no backup. Desks may work meanwhile.

DIR then holds all that the office knows of its customers: it is made for its owner alone. Keep it
on another disk, and encrypted where it leaves the house."""
_RESTORE: Final = """\
Brings a backup into an empty or new database: its files are checked, it is restored beside what is
there, compared row by row, brought up to date, and only then takes the database's name. Until that
step everything is as it was, also when it is killed. Logins that the server lacks are made, with
their passwords; those it has stay as they are."""
_PUT_BACK: Final = """\
Gives a database that a restore with --replace has kept its name again; what stands there now is
kept in its turn. Nobody may be connected to either."""
_CODES: Final = """\
exit codes: 0 done; 20 damaged, or not what was backed up; 21 backed up, but not proved; 130 broken
off, nothing half done is left; those of `crm-desktop db`; 1 anything else"""


def add_backup_actions(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``backup`` and ``restore`` to the actions of ``db``."""
    backup = _action(actions, "backup", "back up database, logins and papers", _BACKUP)
    backup.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    backup.add_argument("--no-verify", action="store_true", help="do not restore it to compare")
    backup.set_defaults(run=run_backup)
    restore = _action(actions, "restore", "bring a backup back", _RESTORE)
    restore.add_argument("folder", type=Path, metavar="DIR", help="the folder of a backup")
    restore.add_argument(
        "--replace",
        action="store_true",
        help="take the place of a database that holds data, which is kept under another name",
    )
    restore.add_argument(
        "--originals",
        default="",
        metavar="URL",
        help=f"where originals go that were outside: {IN_DATABASE!r}, or as of `images move --to`",
    )
    restore.set_defaults(run=run_restore)
    back = _action(actions, "put-back", "undo a restore that replaced a database", _PUT_BACK)
    back.add_argument("name", metavar="NAME", help="the name that `db restore` told")
    back.set_defaults(run=run_put_back)


def run_backup(arguments: argparse.Namespace) -> int:
    """Back up and return the exit code."""
    return _run(arguments, _back_up)


def run_put_back(arguments: argparse.Namespace) -> int:
    """Undo a restore and return the exit code."""
    return _run(arguments, _put_back)


def run_restore(arguments: argparse.Namespace) -> int:
    """Restore and return the exit code."""
    return _run(arguments, _restore)


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help_line: str,
    description: str,
) -> argparse.ArgumentParser:
    action = actions.add_parser(
        name,
        help=help_line,
        description=description,
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    action.add_argument("--dsn", help=DSN_HELP)
    action.add_argument(
        "--data", type=Path, metavar="FOLDER", help="the embedded PostgreSQL in this folder"
    )
    action.add_argument("--jobs", type=int, default=2, metavar="N", help="fill N tables at a time")
    action.add_argument("--json", action="store_true", help="print one JSON object")
    return action


def _run(arguments: argparse.Namespace, do: Callable[[argparse.Namespace, BackupWork], int]) -> int:
    def done() -> int:
        return do(arguments, _work(arguments))

    return told_of(arguments, done, wanted="done", left="nothing half done is left")


def _work(arguments: argparse.Namespace) -> BackupWork:
    programs = load_settings(os.environ).backup.programs
    return BackupWork(Telling(), programs=programs, jobs=max(arguments.jobs, 1))


def _back_up(arguments: argparse.Namespace, work: BackupWork) -> int:
    began = time.monotonic()
    with backup_place(arguments.dsn, arguments.data) as place:
        problem = problem_of(state_of(place.dsn))
        if problem is not None and not isinstance(problem, SchemaTooOld):
            raise problem
        wish = BackupWish(arguments.folder, not arguments.no_verify, place.disk)
        made = make_backup(place.dsn, wish, work)
        seconds = time.monotonic() - began
        if arguments.json:
            print(json.dumps(_backup_facts(made, seconds), ensure_ascii=False))
        else:
            print("\n".join(_backup_lines(made, arguments.folder, place, seconds)))
    return NOT_PROVED if made.not_proved else 0


def _restore(arguments: argparse.Namespace, work: BackupWork) -> int:
    began = time.monotonic()
    with backup_place(arguments.dsn, arguments.data, makes_server=True) as place:
        wish = RestoreWish(arguments.folder, arguments.replace, arguments.originals)
        done = restore_backup(place.dsn, wish, work)
    seconds = time.monotonic() - began
    if arguments.json:
        facts = {
            "done": True,
            "rows": _rows(done.manifest),
            "logins_made": done.roles.made,
            "logins_there": done.roles.there,
            "logins_without_password": done.roles.mute,
            "kept_as": done.kept_as,
            "seconds": round(seconds, 1),
        }
        print(json.dumps(facts, ensure_ascii=False))
    else:
        print("\n".join(_restore_lines(done, seconds)))
    return 0


def _put_back(arguments: argparse.Namespace, _work: BackupWork) -> int:
    with backup_place(arguments.dsn, arguments.data) as place:
        kept_as = put_back(place.dsn, arguments.name)
    if arguments.json:
        print(json.dumps({"done": True, "kept_as": kept_as}))
    else:
        print(f"{arguments.name} is back in its place. What was there is kept as {kept_as}.")
    return 0


def _backup_facts(made: BackupMade, seconds: float) -> dict[str, object]:
    manifest = made.manifest
    return {
        "done": True,
        "proved": manifest.verified_at is not None,
        "problem": type(made.not_proved).__name__ if made.not_proved else None,
        "bytes": made.size,
        "rows": _rows(manifest),
        "tables": len(manifest.tables),
        "logins": manifest.logins,
        "originals": asdict(manifest.originals),
        "seconds": round(seconds, 1),
    }


def _backup_lines(
    made: BackupMade, folder: Path, place: BackupPlace, seconds: float
) -> Iterator[str]:
    manifest, kept = made.manifest, made.manifest.originals
    yield (
        f"Backed up {_of_what(manifest)} into {folder}: {made.size / _MB:,.0f} MB, "
        f"{kept.here:,} originals in the dump and {kept.outside:,} beside it ({seconds:.0f} s)."
    )
    if manifest.verified_at:
        yield "It was restored into a scratch database: every table has the same rows."
    elif made.not_proved:
        yield f"NOT PROVED: {sentence_of(made.not_proved)}"
    else:
        yield "It was not restored to compare, as you wished: `db backup` without --no-verify does."
    if not manifest.has_passwords:
        yield (
            "This login may not read what passwords are checked by: after a restore on another "
            "server everybody needs a new password (`crm-desktop staff reset`)."
        )
    if place.disk and folder.stat().st_dev == place.disk.stat().st_dev:
        yield "It lies on the same disk as the database: copy it to another one."
    if is_open_to_others(folder):
        yield "OPEN: this disk knows no owners, so whoever gets at it reads the backup."
    yield "It holds all that is known of your customers. Keep it as safe as the database itself."


def _restore_lines(done: Restored, seconds: float) -> Iterator[str]:
    roles = done.roles
    yield (
        f"Restored the backup of {done.manifest.made_at:%Y-%m-%d %H:%M} UTC, "
        f"{_of_what(done.manifest)}, compared row by row ({seconds:.0f} s)."
    )
    yield (
        f"{roles.made:,} logins were made; {roles.there:,} were there and are as they were, their "
        "passwords too."
    )
    if roles.mute:
        yield f"{roles.mute:,} have no password: give them one with `crm-desktop staff reset`."
    if done.kept_as:
        yield (
            f"The database that was there is kept as {done.kept_as}; nobody can sign in to it. "
            f"To go back to it: crm-desktop db put-back {done.kept_as}\n"
            "It takes its room until its owner throws it away: "
            f'DROP DATABASE "{done.kept_as}"'
        )
    yield "Desks may be opened again."


def _of_what(manifest: Manifest) -> str:
    return (
        f"{_rows(manifest):,} rows of {len(manifest.tables)} tables (revision "
        f"{manifest.revision}, PostgreSQL {manifest.server_version}), {manifest.logins:,} logins"
    )


def _rows(manifest: Manifest) -> int:
    return sum(table.rows for table in manifest.tables.values())
