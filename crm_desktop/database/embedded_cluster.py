"""One cluster of the embedded PostgreSQL: how it is made, set, started and stopped."""

from __future__ import annotations

import logging
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from crm_desktop.credentials import store_password, stored_password
from crm_desktop.database.embedded_files import Installation, socket_folder
from crm_desktop.database.embedded_process import (
    LABEL,
    Postmaster,
    end_server,
    free_port,
    make_way,
    running_postmaster,
)
from crm_desktop.errors.database import EmbeddedServerFailed
from crm_desktop.lasting_names import sync_folder

log = logging.getLogger(__name__)

SUPERUSER: Final = "postgres"
SETTINGS: Final = {
    "lc_messages": "C",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    # What is said to be saved is on the disk, whatever breaks.
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    # The log is for administrators: no statements, no values.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
# Elsewhere PostgreSQL's own choice gets past the cache of the disk.
_PAST_THE_CACHE: Final = {"darwin": "fsync_writethrough", "win32": "fsync"}
_WORKSHOP: Final = "new-"
_START_TRIES: Final = 3
_LC_CTYPES: Final = ("C.UTF-8", "en_US.UTF-8", "en-US")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The folder of one cluster, and the programs that run it."""

    folder: Path
    installed: Installation

    @property
    def log_file(self) -> Path:
        """The server's own log."""
        return self.folder / "server.log"

    def start(self, settings: Mapping[str, str]) -> Postmaster:
        """Start the server and return it when it takes connections.

        Raises:
            EmbeddedServerFailed: it does not start.
        """
        make_way(self.folder)
        write_settings(self.folder, settings, socket_folder(self.folder, self.installed))
        for attempt in range(_START_TRIES):
            # Backends that outlive a killed server hold its memory for a moment.
            time.sleep(0.5 * attempt)
            if self._control("start", "-l", str(self.log_file), "-o", LABEL) is None:
                break
        postmaster = running_postmaster(self.folder)
        if postmaster is None:
            raise EmbeddedServerFailed(_last_complaint(self.log_file), str(self.log_file))
        log.info("embedded PostgreSQL started")
        return postmaster

    def stop(self) -> None:
        """Stop the server in order; whoever is connected is cut off."""
        self._control("stop", "-m", "fast")

    def _control(self, *action: str) -> str | None:
        data = ["-D", str(self.folder), "-w", "-s", "-t", "120"]
        return self.installed.run("pg_ctl", *action, *data, folder=self.folder)


@contextmanager
def workshop(home: Path, installed: Installation) -> Iterator[Path]:
    """Yield a folder beside the clusters in which something is made, and remove it."""
    with tempfile.TemporaryDirectory(
        dir=home, prefix=_WORKSHOP, ignore_cleanup_errors=True
    ) as name:
        installed.give(Path(name))
        yield Path(name)


def clear_workshops(home: Path) -> None:
    """Remove what programs left half made that were killed at it, with the servers in there."""
    for left in home.glob(f"{_WORKSHOP}*"):
        for pid_file in left.glob("*/postmaster.pid"):
            end_server(pid_file.parent)
        shutil.rmtree(left, ignore_errors=True)


def make_cluster(installed: Installation, place: Path, named: Path) -> Path:
    """Make a cluster in the folder ``place`` and return it; it is to be called ``named``.

    Nothing of it is on the disk for sure yet: see `move_there`.

    Raises:
        EmbeddedServerFailed: initdb could not.
    """
    made = place / "cluster"
    _initdb(installed, made, _password_file(place, named))
    _write_access_rules(made)
    with (made / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\ninclude_if_exists 'crm_desktop.conf'\n")
    return made


def move_there(installed: Installation, made: Path, named: Path) -> None:
    """Give a cluster, which does not run, its name once all of it is on the disk.

    Raises:
        EmbeddedServerFailed: it cannot be brought to the disk.
    """
    data = f"--pgdata={made}"
    if complaint := installed.run("initdb", "--sync-only", data, folder=made.parent):
        raise EmbeddedServerFailed(complaint)
    made.rename(named)
    sync_folder(named.parent)


def address_at(postmaster: Postmaster, login: str, password: str, database: str) -> str:
    """Return the address for ``login``; leave it out of logs, it holds the password."""
    who = quote(login, safe="") + (f":{quote(password, safe='')}" if password else "")
    host = quote(str(postmaster.socket_folder or "127.0.0.1"), safe="")
    return f"postgresql://{who}@/{quote(database, safe='')}?port={postmaster.port}&host={host}"


def superusers_password(named: Path) -> str:
    """Return the superuser's password of the cluster called ``named``; empty where none is needed.

    Raises:
        EmbeddedServerFailed: the keyring has lost it.
        NoKeyring, KeyringRefused: see there.
    """
    if sys.platform != "win32":
        return ""
    password = stored_password(_service(named), SUPERUSER)
    if password is None:
        raise EmbeddedServerFailed("the keyring no longer holds the superuser's password")
    return password


def lasting_settings(platform: str = sys.platform) -> dict[str, str]:
    """Return the settings of a cluster on ``platform`` unless somebody wants others."""
    method = _PAST_THE_CACHE.get(platform)
    return {**SETTINGS, **({"wal_sync_method": method} if method else {})}


def write_settings(cluster: Path, settings: Mapping[str, str], sockets: Path) -> None:
    """Write what the server of ``cluster`` reads at its next start; no network reaches it then."""
    if sys.platform == "win32":
        place = {"listen_addresses": "127.0.0.1", "port": str(free_port())}
    else:
        place = {"listen_addresses": "", "unix_socket_directories": f'"{sockets}"'}
    lines = [f"{name} = '{_quoted(value)}'\n" for name, value in {**settings, **place}.items()]
    (cluster / "crm_desktop.conf").write_text("".join(lines), encoding="utf-8")


def _initdb(installed: Installation, cluster: Path, password_file: Path | None) -> None:
    line = [
        f"--pgdata={cluster}",
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--no-instructions",
        "--no-sync",
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


def _password_file(folder: Path, named: Path) -> Path | None:
    """Return a file, gone with ``folder``, that holds a new password now in the keyring."""
    if sys.platform != "win32":
        return None
    password = secrets.token_urlsafe(24)
    store_password(_service(named), SUPERUSER, password)
    file = folder / "password"
    file.write_text(password, encoding="utf-8")
    return file


def _service(named: Path) -> str:
    return f"crm-desktop embedded {named}"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def _last_complaint(log_file: Path) -> str:
    if not log_file.exists():
        return "the server said nothing"
    lines = log_file.read_text(encoding="utf-8", errors="replace").splitlines()[-50:]
    return next((line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), "see log")
