"""``pg_dump`` and ``pg_restore``: found, and run so that they end when we do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from crm_desktop.database.embedded_files import installation
from crm_desktop.database.engine import ConnectionKind, connection_text
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.backups import DumpFailed, DumpProgramUnfit
from crm_desktop.errors.database import EmbeddedServerFailed
from crm_desktop.log import harmless

NO_ROOM: Final = "No space left on device"
_PROGRAM: Final = "crm-desktop db"
_EACH_S: Final = 0.5
_LONGEST_REASON: Final = 300
_POLITELY: Final = 10
_NAMED: Final = re.compile(
    r'\b(table|relation|database|constraint|role|extension|schema|function|type) ("[^"]*")'
    r'|"[^"]*"?'
)


@dataclass(frozen=True, slots=True)
class DumpPrograms:
    """The folder of both programs, and their major version."""

    folder: Path
    major: int


def dump_programs(major: int, folder: str = "") -> DumpPrograms:
    """Return programs of version ``major`` or newer: of ``folder``, else ours, else the system's.

    Raises:
        DumpProgramUnfit: there are none.
    """
    versions: list[str] = []
    for place in [Path(folder).expanduser()] if folder else _usual_folders():
        version = _version_of(place / "pg_dump")
        if version and int(version.partition(".")[0]) >= major:
            return DumpPrograms(place, int(version.partition(".")[0]))
        versions += [f"pg_dump {version}"] if version else []
    raise DumpProgramUnfit(str(major), ", ".join(versions))


class RunningProgram:
    """One of the programs at work; ended when the block of `running` is left early."""

    def __init__(self, name: str, line: Sequence[str], environment: dict[str, str]) -> None:
        self._name = name
        # A pipe that nobody reads would fill up.
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        self._process = subprocess.Popen(
            line,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._words,
        )
        # Desks come first.
        psutil.Process(self._process.pid).nice(_niceness())

    def wait(self, stopping: Stopping, each: Callable[[], None]) -> None:
        """Wait for it; ``each`` is called about twice a second.

        Raises:
            DumpFailed: it could not do its work; the reason holds `NO_ROOM` where that is it.
            WorkStopped: somebody does not want it any more.
        """
        while True:
            stopping.check()
            try:
                code = self._process.wait(_EACH_S)
            except subprocess.TimeoutExpired:
                each()
            else:
                break
        if code != 0:
            self._words.seek(0)
            raise DumpFailed(self._name, _reason(self._words.read().decode(errors="replace")))

    def end(self) -> None:
        """End it, if it still runs."""
        self._process.kill()
        self._process.wait()
        self._words.close()


@contextmanager
def running(folder: Path, dsn: str, name: str, *arguments: str) -> Iterator[RunningProgram]:
    """Run ``name`` of ``folder`` on the database of ``dsn``; it does not outlive the block.

    The password goes into its environment: whoever lists processes reads arguments.
    """
    address = conninfo_to_dict(
        connection_text(dsn, ConnectionKind(_PROGRAM, statement_timeout_ms=0))
    )
    password = address.pop("password", None)
    environment = dict(os.environ, LC_ALL="C")
    if password:
        environment["PGPASSWORD"] = str(password)
    place = ["--no-password", f"--dbname={make_conninfo('', **address)}"]
    program = RunningProgram(name, [str(folder / name), *place, *arguments], environment)
    try:
        yield program
    finally:
        program.end()


def _usual_folders() -> list[Path]:
    folders = []
    with suppress(EmbeddedServerFailed):
        folders.append(installation().programs)
    found = shutil.which("pg_dump")
    return [*folders, *([Path(found).parent] if found else [])]


def _version_of(program: Path) -> str:
    """Return the version such as "18.6"; "" where there is no such program."""
    try:
        told = subprocess.run(
            [str(program), "--version"], capture_output=True, text=True, check=False, timeout=20
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"\(PostgreSQL\) (\d+[.\w]*)", told)
    return found[1] if found else ""


def _reason(words: str) -> str:
    """Return the first complaint without values of rows: only names of things stay quoted."""
    lines = [line for line in words.splitlines() if "rror:" in line or "FATAL" in line]
    first = lines[0] if lines else (words.splitlines() or ["it said nothing"])[-1]
    plain = _NAMED.sub(lambda found: f"{found[1]} {found[2]}" if found[1] else "…", first)
    return harmless(f"{plain} ({NO_ROOM})" if NO_ROOM in words and NO_ROOM not in plain else plain)[
        :_LONGEST_REASON
    ]


def _niceness() -> int:
    return int(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", _POLITELY))
