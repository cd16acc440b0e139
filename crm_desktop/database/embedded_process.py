"""Which processes are at a cluster: its server, and the programs that share it."""

from __future__ import annotations

import os
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import psutil

from crm_desktop.errors.embedded import EmbeddedServerByHand

LABEL: Final = "-c cluster_name=crm_desktop"
"""An option by which a server that this program started is told from others."""
_CLOCK_TOLERANCE_S = 30
_STARTING_LIMIT_S = 120
_ENDING_LIMIT_S = 20
_LINES_WHEN_READY = 8


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A running server: its process, its port, its socket's folder (None where it uses TCP)."""

    pid: int
    port: int
    socket_folder: Path | None


class Tickets:
    """One small file for each program that uses a cluster, named after its process."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which is made when the first ticket is drawn."""
        self._folder = folder
        self._mine: Path | None = None

    def draw(self) -> None:
        """Count this program in."""
        self._folder.mkdir(exist_ok=True, mode=0o700)
        self._mine = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}"
        self._mine.write_text(str(psutil.Process().create_time()), encoding="ascii")

    def give_back(self) -> None:
        """Count this program out."""
        if self._mine is not None:
            self._mine.unlink(missing_ok=True)

    def others(self) -> int:
        """Return how many tickets of living programs there are; dead ones are removed."""
        alive = 0
        for ticket in self._folder.glob("*-*"):
            if _is_alive(ticket):
                alive += 1
            else:
                ticket.unlink(missing_ok=True)
        return alive


def running_postmaster(cluster: Path) -> Postmaster | None:
    """Return the server that runs on ``cluster`` and takes connections, or None.

    One that is still starting is waited for.
    """
    give_up = time.monotonic() + _STARTING_LIMIT_S
    while time.monotonic() < give_up:
        lines = _pid_file_lines(cluster)
        if not lines or not _is_postgres(int(lines[0]), cluster):
            return None
        if len(lines) >= _LINES_WHEN_READY and lines[7].strip() == "ready":
            sockets = Path(lines[4]) if lines[4] else None
            return Postmaster(int(lines[0]), int(lines[3]), sockets)
        time.sleep(0.02)
    return None


def make_way(cluster: Path) -> None:
    """Remove a left-over pid file whose number now belongs to a process that is no PostgreSQL.

    The server itself deals with the number of a dead process, and must: it looks for its orphans.
    """
    lines = _pid_file_lines(cluster)
    if lines and psutil.pid_exists(int(lines[0])) and not _is_postgres(int(lines[0]), cluster):
        (cluster / "postmaster.pid").unlink(missing_ok=True)


def refuse_server_by_hand(cluster: Path, computer: str) -> None:
    """Return when the server that runs on ``cluster`` is one that this program started.

    Raises:
        EmbeddedServerByHand: it is not; ``computer`` is this one.
    """
    lines = _pid_file_lines(cluster)
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        if lines and LABEL.split()[-1] not in psutil.Process(int(lines[0])).cmdline():
            began = datetime.fromtimestamp(int(lines[2])).astimezone()
            raise EmbeddedServerByHand(computer, f"{began:%Y-%m-%d %H:%M}")


def end_server(cluster: Path) -> None:
    """Kill the server that runs on ``cluster``, if one does, and wait for its end.

    It is as safe as a power failure, and the pid file may be somebody else's by now. What it was
    just starting as it was killed is looked for again: that would keep the next one from starting.
    """
    give_up = time.monotonic() + _ENDING_LIMIT_S
    while time.monotonic() < give_up and (servers := _servers_at(cluster)):
        for process in servers:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(servers, timeout=_ENDING_LIMIT_S)


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _pid_file_lines(cluster: Path) -> list[str]:
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return lines if lines and lines[0].strip().isdigit() else []


def _servers_at(cluster: Path) -> list[psutil.Process]:
    psutil.process_iter.cache_clear()  # else a number used anew is taken for who had it before
    return [
        process
        for process in psutil.process_iter(["name", "status"])
        if str(process.info["name"]).startswith("postgres")
        and process.info["status"] != psutil.STATUS_ZOMBIE
        and _works_in(process, cluster)
    ]


def _is_postgres(pid: int, cluster: Path) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
            return False
        return _works_in(process, cluster)
    except psutil.NoSuchProcess:
        return False


def _works_in(process: psutil.Process, cluster: Path) -> bool:
    """Whether a PostgreSQL process is of ``cluster``, however its name was spelled.

    A server started by hand may have been given another spelling; it works in its cluster.
    """
    with suppress(psutil.AccessDenied):
        try:
            return Path(process.cwd()).samefile(cluster)
        except psutil.AccessDenied:
            return str(cluster) in process.cmdline()
        except (psutil.NoSuchProcess, OSError):
            return False
    return False


def _is_alive(ticket: Path) -> bool:
    try:
        began_at = float(ticket.read_text(encoding="ascii"))
        process = psutil.Process(int(ticket.name.partition("-")[0]))
        return abs(float(process.create_time()) - began_at) < _CLOCK_TOLERANCE_S
    except (psutil.NoSuchProcess, FileNotFoundError, ValueError):
        return False
