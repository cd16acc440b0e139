"""The files of a backup, and the manifest that says what must be in them.

The manifest is written last: a folder without one holds no backup, or half of one.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from crm_desktop.database.fingerprints import TablePrint
from crm_desktop.database.kept_roles import KeptRole
from crm_desktop.errors.backups import (
    BackupDiskFull,
    BackupFolderTaken,
    BackupFolderUnusable,
    BackupNotWhole,
)
from crm_desktop.lasting_names import sync_folder

MANIFEST: Final = "manifest.json"
DUMP: Final = "database.dump"
ROLES: Final = "roles.json"
ORIGINALS: Final = "originals"
_FORMAT: Final = 1
_BLOCK: Final = 4 * 1024 * 1024
_HASH_DIGITS: Final = 64


@dataclass(frozen=True, slots=True)
class FilePrint:
    """The size of a file and its SHA-256, in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Originals:
    """How many originals of papers the backup has, and their bytes.

    ``here`` are in the dump; those ``outside`` of the database are files beside it.
    """

    here: int = 0
    here_bytes: int = 0
    outside: int = 0
    outside_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of, and what must be found in it.

    ``server`` and ``dumped_by`` are major versions. ``record_id`` is the backup's row in the
    database, None where it has none. ``verified_at`` is None for one that was not proved.
    """

    program: str
    made_at: datetime
    database: str
    revision: str
    server: int
    server_version: str
    dumped_by: int
    logins: int
    has_passwords: bool
    originals: Originals
    tables: Mapping[str, TablePrint]
    files: Mapping[str, FilePrint]
    record_id: int | None = None
    verified_at: datetime | None = None


@contextmanager
def new_folder(folder: Path, *, makes_parents: bool = True) -> Iterator[None]:
    """Make ``folder`` for its owner alone; what breaks the block off leaves nothing in it.

    Raises:
        BackupFolderTaken: there is something in it.
        BackupFolderUnusable: it cannot be made.
        BackupDiskFull: the disk is full; also when the block says so.
    """
    was_there = folder.exists()
    with _told(folder):
        folder.mkdir(parents=makes_parents, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise BackupFolderTaken(folder)
    close_to_others(folder)
    try:
        with _told(folder):
            yield
    except BaseException:
        empty(folder)
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise


def close_to_others(path: Path) -> None:
    """Let only its owner read ``path``, where the file system knows of owners."""
    with suppress(OSError):
        path.chmod(0o700 if path.is_dir() else 0o600)


def is_open_to_others(path: Path) -> bool:
    """Tell whether others on this computer may read ``path``; Windows keeps lists of its own."""
    return os.name != "nt" and bool(path.stat().st_mode & 0o077)


def empty(folder: Path) -> None:
    """Remove what is in ``folder``, as far as the system lets us."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def print_of(path: Path, each: Callable[[int], None] = lambda _bytes: None) -> FilePrint:
    """Return the print of a file; ``each`` is told how many bytes of it were read."""
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
            each(size)
    return FilePrint(size, digest.hexdigest())


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read; it is on the disk whole, or not there."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_folder(path.parent)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make a backup of what is in ``folder``."""
    facts = {"format": _FORMAT, **asdict(manifest)}
    write_private(folder / MANIFEST, json.dumps(facts, indent=1, default=_in_json) + "\n")


def read_manifest(folder: Path) -> Manifest:
    """Return what the backup in ``folder`` says of itself.

    Raises:
        BackupNotWhole: there is none, or it cannot be read.
    """
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if facts.pop("format") != _FORMAT:
            raise BackupNotWhole(folder, "it was written by a newer program")
        return _manifest(facts)
    except FileNotFoundError as error:
        reason = f"it has no {MANIFEST}, so it was never finished"
        raise BackupNotWhole(folder, reason) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupNotWhole(folder, f"its {MANIFEST} cannot be read") from error


def read_roles(folder: Path) -> list[KeptRole]:
    """Return the logins of a backup whose files have been checked.

    Raises:
        BackupNotWhole: they cannot be read.
    """
    try:
        rows = json.loads((folder / ROLES).read_text(encoding="utf-8"))
        return [KeptRole(**{**row, "groups": tuple(row["groups"])}) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupNotWhole(folder, f"its {ROLES} cannot be read") from error


def write_roles(folder: Path, roles: Sequence[KeptRole]) -> None:
    """Write the logins down, for their owner alone: verifiers are in it."""
    write_private(folder / ROLES, json.dumps(list(map(asdict, roles)), ensure_ascii=False))


def check_files(folder: Path, manifest: Manifest, each: Callable[[str], None]) -> None:
    """Read every file and compare; ``each`` is told which one is read.

    Raises:
        BackupNotWhole: one is missing, or is not what was written.
    """
    for name, written in manifest.files.items():
        each(name)
        try:
            found = print_of(folder / name)
        except OSError as error:
            raise BackupNotWhole(folder, f"{name} is missing or cannot be read") from error
        if found != written:
            raise BackupNotWhole(folder, f"{name} is not what was written")
    _check_originals(folder, manifest.originals, each)


def files_of_originals(folder: Path) -> list[Path]:
    """Return the originals beside a dump; each is named after its hash."""
    found = sorted((folder / ORIGINALS).glob("*/*"))
    return [path for path in found if len(path.stem) == _HASH_DIGITS]


def _check_originals(folder: Path, written: Originals, each: Callable[[str], None]) -> None:
    count = size = 0
    for path in files_of_originals(folder):
        each(f"{ORIGINALS}, {count:,} of {written.outside:,}")
        found = print_of(path)
        if found.sha256 != path.stem:
            raise BackupNotWhole(folder, "an original is not what was written")
        count, size = count + 1, size + found.size
    if (count, size) != (written.outside, written.outside_bytes):
        raise BackupNotWhole(folder, f"{written.outside - count} originals are missing")


def _manifest(facts: dict[str, Any]) -> Manifest:
    verified = facts["verified_at"]
    return Manifest(
        **{
            **facts,
            "made_at": datetime.fromisoformat(facts["made_at"]),
            "verified_at": datetime.fromisoformat(verified) if verified else None,
            "originals": Originals(**facts["originals"]),
            "tables": {name: TablePrint(**row) for name, row in facts["tables"].items()},
            "files": {name: FilePrint(**row) for name, row in facts["files"].items()},
        }
    )


def _in_json(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(type(value).__name__)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the system says of a disk into words."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise BackupDiskFull(folder) from error
        raise BackupFolderUnusable(folder, error.strerror or type(error).__name__) from error
