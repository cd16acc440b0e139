"""Programs of older PostgreSQLs: without them nobody can read what they have stored.

A newer wheel of the embedded PostgreSQL takes the older one's place. So the programs that made a
cluster are kept beside it: as second names of the same files, which take no room until the wheel
is replaced, or as a copy (some 30 MB) where the disk does not do that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from crm_desktop.database.embedded_files import Installation
from crm_desktop.errors.embedded import OldProgramsMissing

_NEEDED: Final = shutil.ignore_patterns(
    "include", "__pycache__", "*.a", "*.py", "pgxs", "pkgconfig", "pgbench*", "ecpg*"
)
_SYSTEM: Final = (
    "/usr/lib/postgresql/{}/bin",
    "/usr/pgsql-{}/bin",
    "/opt/homebrew/opt/postgresql@{}/bin",
    "/usr/local/opt/postgresql@{}/bin",
    "C:/Program Files/PostgreSQL/{}/bin",
)


def keep_programs(installed: Installation, home: Path, major: str) -> None:
    """Keep the programs of ``installed`` in ``home``, unless those of ``major`` are kept there."""
    kept = _kept(home, major)
    if kept.exists():
        return
    package = installed.programs.parents[1]
    unfinished = Path(tempfile.mkdtemp(dir=home, prefix="new-"))
    unfinished.chmod(0o755)
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            place = unfinished / folder.name
            shutil.copytree(folder, place, symlinks=True, ignore=_NEEDED, copy_function=_name)
    with suppress(FileExistsError):
        unfinished.rename(kept)


def old_programs(home: Path, major: str, given: Path | None) -> Path:
    """Return the folder of the programs of PostgreSQL ``major``: the one given, kept, or found.

    Raises:
        OldProgramsMissing: they are not on this computer.
    """
    for folder in _places(home, major, given):
        if _version(folder).startswith(f"{major}."):
            return folder
    raise OldProgramsMissing(major, str(home / major))


def _places(home: Path, major: str, given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield from (given, given / "bin")
    yield from _kept(home, major).glob("*/pginstall/bin")
    yield from (Path(place.format(major)) for place in _SYSTEM)


def _kept(home: Path, major: str) -> Path:
    return home / f"programs-{major}"


def _name(file: str, name: str) -> str:
    """Give a file a second name; copy it where that cannot be."""
    try:
        os.link(file, name)
    except OSError:
        shutil.copy2(file, name)
    return name


def _version(folder: Path) -> str:
    """Return the version of the programs in ``folder``, such as 15.18; empty when none are."""
    try:
        told = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False
        ).stdout
    except OSError:
        return ""
    return told.partition("(PostgreSQL) ")[2].partition(" ")[0].strip()
