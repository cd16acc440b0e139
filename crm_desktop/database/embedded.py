"""PostgreSQL without an administrator: a cluster of the user's own, started when it is needed.

How the superuser signs in: on Linux and macOS by ``peer`` over the unix socket, which lies in a
folder that only its owner may enter. The kernel says who is calling and ``pg_ident.conf`` lets
exactly the account that started the cluster be ``postgres``, root included, so there is no
superuser password that could be kept badly; whoever is that account owns the data files anyway.
Windows has no ``peer``: there the cluster listens on 127.0.0.1 and the superuser's password lies
in the keyring. Everybody else signs in with a SCRAM password on all systems.

Several programs share one cluster: each leaves a ticket with its process id, the last to go stops
the server. A killed program leaves a ticket that no living process answers to, which counts for
nothing; a killed server is started again and recovers by itself.
"""

from __future__ import annotations

import logging
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import fasteners

from crm_desktop.credentials import store_password, stored_password
from crm_desktop.database.embedded_files import (
    Installation,
    cluster_home,
    installation,
    make_home,
    socket_folder,
)
from crm_desktop.database.embedded_process import (
    Postmaster,
    Tickets,
    free_port,
    make_way,
    running_postmaster,
)
from crm_desktop.errors.database import EmbeddedServerFailed

log = logging.getLogger(__name__)

DATABASE_NAME = "crm_desktop"
SUPERUSER = "postgres"
MAJOR_VERSION = "18"

_START_TRIES = 3
_LC_CTYPES = ("C.UTF-8", "en_US.UTF-8", "en-US")
_SETTINGS = {
    "lc_messages": "C",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    # The log is for administrators: no statements, no values.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}


class StartStep(StrEnum):
    """What a start is busy with, for whoever waits."""

    CREATING = "creating"
    STARTING = "starting"
    READY = "ready"


class EmbeddedServer:
    """One cluster in one folder; a ``with`` block keeps it running.

    Not for two threads at once; several objects and programs may share a folder.
    """

    def __init__(
        self,
        folder: Path,
        *,
        settings: Mapping[str, str] | None = None,
        progress: Callable[[StartStep], None] | None = None,
    ) -> None:
        """Touch nothing yet. ``settings`` are PostgreSQL's and take effect at its next start."""
        self._settings = {**_SETTINGS, **(settings or {})}
        self._progress = progress or (lambda _step: None)
        self._home = cluster_home(folder)
        self._tickets: Tickets | None = None
        self._postmaster: Postmaster | None = None

    @property
    def exists(self) -> bool:
        """Whether the cluster was ever made."""
        return self._cluster.exists()

    @property
    def admin_url(self) -> str:
        """The superuser's address of our database, with a password only on Windows."""
        password = _windows_password(self._cluster) if sys.platform == "win32" else ""
        return self.url_for(SUPERUSER, password)

    @property
    def log_file(self) -> Path:
        """The server's own log."""
        return self._cluster / "server.log"

    def url_for(self, login: str, password: str, *, database: str = DATABASE_NAME) -> str:
        """Return the address for ``login``; leave it out of logs, it holds the password."""
        if self._postmaster is None:
            raise EmbeddedServerFailed("it was not started")
        who = quote(login, safe="") + (f":{quote(password, safe='')}" if password else "")
        place = f"{quote(database, safe='')}?port={self._postmaster.port}"
        host = quote(str(self._postmaster.socket_folder or "127.0.0.1"), safe="")
        return f"postgresql://{who}@/{place}&host={host}"

    def start(self) -> None:
        """Make the cluster if there is none, start the server if it does not run.

        Raises:
            EmbeddedServerFailed: it could not; the log file tells more.
            NoKeyring, KeyringRefused: on Windows only.
        """
        installed = installation()
        make_home(self._home)
        tickets = Tickets(self._home / "programs")
        with fasteners.InterProcessLock(self._home / "start.lock"):
            if not self._cluster.exists():
                self._progress(StartStep.CREATING)
                self._create(installed)
            self._postmaster = running_postmaster(self._cluster) or self._launch(installed)
            tickets.draw()
        self._tickets = tickets
        self._progress(StartStep.READY)

    def stop(self) -> bool:
        """Give up our share; stop the server and return True if nobody else has one.

        Safe to call again, and after a start that failed.
        """
        if self._tickets is None:
            return False
        tickets, self._tickets, self._postmaster = self._tickets, None, None
        with fasteners.InterProcessLock(self._home / "start.lock"):
            tickets.give_back()
            if tickets.others():
                return False
            self._control(installation(), "stop", "-m", "fast")
        log.info("embedded PostgreSQL stopped")
        return True

    def __enter__(self) -> Self:
        """Start the server and return this object."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give up our share of the server."""
        self.stop()

    @property
    def _cluster(self) -> Path:
        return self._home / MAJOR_VERSION

    def _create(self, installed: Installation) -> None:
        """Make the cluster beside its place and move it there whole, so that none is half made."""
        with tempfile.TemporaryDirectory(dir=self._home, prefix="new-") as name:
            workshop = Path(name)
            installed.give(workshop)
            made = workshop / "cluster"
            _initdb(installed, made, _password_file(workshop, self._cluster))
            _write_access_rules(made)
            with (made / "postgresql.conf").open("a", encoding="utf-8") as file:
                file.write("\ninclude_if_exists 'crm_desktop.conf'\n")
            made.rename(self._cluster)

    def _launch(self, installed: Installation) -> Postmaster:
        self._progress(StartStep.STARTING)
        make_way(self._cluster)
        self._write_settings(socket_folder(self._cluster, installed))
        for attempt in range(_START_TRIES):
            # Backends that outlive a killed server hold its memory for a moment.
            time.sleep(0.5 * attempt)
            if self._control(installed, "start", "-l", str(self.log_file)) is None:
                break
        postmaster = running_postmaster(self._cluster)
        if postmaster is None:
            raise EmbeddedServerFailed(_last_complaint(self.log_file), str(self.log_file))
        log.info("embedded PostgreSQL started")
        return postmaster

    def _control(self, installed: Installation, *action: str) -> str | None:
        data = ["-D", str(self._cluster), "-w", "-s", "-t", "120"]
        return installed.run("pg_ctl", *action, *data, folder=self._cluster)

    def _write_settings(self, sockets: Path) -> None:
        settings = dict(self._settings)
        if sys.platform == "win32":
            settings |= {"listen_addresses": "127.0.0.1", "port": str(free_port())}
        else:
            settings |= {"listen_addresses": "", "unix_socket_directories": f'"{sockets}"'}
        lines = [f"{name} = '{_quoted(value)}'\n" for name, value in settings.items()]
        (self._cluster / "crm_desktop.conf").write_text("".join(lines), encoding="utf-8")


def _initdb(installed: Installation, cluster: Path, password_file: Path | None) -> None:
    line = [
        f"--pgdata={cluster}",
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--no-instructions",
    ]
    line += ["--auth=scram-sha-256"] if password_file else ["--auth=peer"]
    line += [f"--pwfile={password_file}"] if password_file else []
    # pg_trgm asks LC_CTYPE what a letter is, and systems name the UTF-8 one differently.
    line += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    complaint: str | None = None
    for lc_ctype in _LC_CTYPES:
        complaint = installed.run("initdb", *line, f"--lc-ctype={lc_ctype}", folder=cluster.parent)
        if complaint is None:
            return
    raise EmbeddedServerFailed(complaint or "initdb was not run")


def _write_access_rules(cluster: Path) -> None:
    if sys.platform == "win32":
        rules = "host all all 127.0.0.1/32 scram-sha-256\n"
    else:
        import os  # noqa: PLC0415
        import pwd  # noqa: PLC0415

        owner = pwd.getpwuid(os.geteuid()).pw_name
        (cluster / "pg_ident.conf").write_text(f'owner "{owner}" {SUPERUSER}\n', encoding="utf-8")
        rules = f"local all {SUPERUSER} peer map=owner\nlocal all all scram-sha-256\n"
    (cluster / "pg_hba.conf").write_text(rules, encoding="utf-8")


def _password_file(folder: Path, cluster: Path) -> Path | None:
    """Return a file, gone with ``folder``, that holds a new password now in the keyring."""
    if sys.platform != "win32":
        return None
    password = secrets.token_urlsafe(24)
    store_password(_service(cluster), SUPERUSER, password)
    file = folder / "password"
    file.write_text(password, encoding="utf-8")
    return file


def _windows_password(cluster: Path) -> str:
    password = stored_password(_service(cluster), SUPERUSER)
    if password is None:
        raise EmbeddedServerFailed("the keyring no longer holds the superuser's password")
    return password


def _service(cluster: Path) -> str:
    return f"crm-desktop embedded {cluster}"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def _last_complaint(log_file: Path) -> str:
    if not log_file.exists():
        return "the server said nothing"
    lines = log_file.read_text(encoding="utf-8", errors="replace").splitlines()[-50:]
    return next((line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), "see log")
