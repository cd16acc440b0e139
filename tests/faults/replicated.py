"""Two PostgreSQL on one machine, one following the other as streaming replication does it.

Both write to the disk as real ones do. The standby confirms each commit, as long as there is one:
`Replicated.fail_over` does what ``docs/operations.md`` says to do when a primary is lost.
"""

from __future__ import annotations

import secrets
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

from crm_desktop.database.embedded_files import Installation, installation
from crm_desktop.database.embedded_process import running_postmaster
from crm_desktop.database.preparation import create_database, prepare
from crm_desktop.database.roles import OPERATOR, set_staff_login

PASSWORD = "geheim"
DATABASE = "crm_desktop"
BOTH = "ANY 1 (node_a, node_b)"
_LONGEST_S = 60.0
_SETTINGS = {
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "64MB",
    "wal_keep_size": "256MB",
    "wal_log_hints": "on",
    "hot_standby": "on",
    "wal_receiver_status_interval": "1s",
    "wal_retrieve_retry_interval": "500ms",
    "lc_messages": "C",
    "timezone": "UTC",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One server of the two; its files are those of ``folder``."""

    name: str
    folder: Path
    port: int
    programs: Installation

    def address(self, login: str = "postgres", database: str = DATABASE) -> str:
        """Return the address of this server alone."""
        seat = {"user": login, "password": PASSWORD}
        return make_conninfo("", host="127.0.0.1", port=self.port, dbname=database, **seat)

    def owner(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection of the superuser, in autocommit."""
        return psycopg.connect(self.address(), autocommit=True)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; it must go well."""
        complaint = self.programs.run(program, *arguments, folder=self.folder.parent)
        assert complaint is None, f"{program}: {complaint}"

    def start(self) -> None:
        """Start it, as a primary or, with a ``standby.signal`` in its folder, as a standby."""
        # Not in the files: those are copied from one to the other.
        options = f"-c port={self.port} -c cluster_name={self.name}"
        log_file = str(self.folder.with_suffix(".log"))
        self._control("start", "-o", options, "-l", log_file)

    def kill(self) -> None:
        """Kill -9 all its processes at once."""
        running = running_postmaster(self.folder)
        assert running is not None
        postmaster = psutil.Process(running.pid)
        for process in [postmaster, *postmaster.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        # Its memory is free for the next start when the last is gone.
        postmaster.wait(_LONGEST_S)

    def stop(self) -> None:
        """Stop it in order, if it runs."""
        if running_postmaster(self.folder) is not None:
            self._control("stop", "-m", "fast")

    def promote(self) -> None:
        """Make the standby the primary."""
        self._control("promote")

    def set(self, name: str, value: str) -> None:
        """Change a setting, from now on."""
        with self.owner() as owner:
            owner.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            owner.execute("SELECT pg_reload_conf()")

    def _control(self, action: str, *more: str) -> None:
        self.run("pg_ctl", action, "-D", str(self.folder), "-w", "-s", "-t", "60", *more)


class Replicated:
    """A primary and its standby; they change places at each failover."""

    def __init__(self, folder: Path) -> None:
        """Make the primary with our schema, and its standby, which confirms from now on."""
        folder.chmod(0o755)
        home = folder / "nodes"
        home.mkdir()
        programs = installation()
        programs.give(home)
        self.primary, self.standby = (
            Node(name, home / name, lasting_port(), programs) for name in ("node_a", "node_b")
        )
        self._home = home
        make_node(self.primary)
        self.copy_standby()
        self.confirm()

    def address(self, login: str = "postgres", *, first: str = "node_a") -> str:
        """Return the address that names both, always in the same order, as settings do."""
        nodes = sorted((self.primary, self.standby), key=lambda node: node.name != first)
        ports = ",".join(str(node.port) for node in nodes)
        hosts = ",".join("127.0.0.1" for _ in nodes)
        return make_conninfo(self.primary.address(login), host=hosts, port=ports)

    def owner(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection of the superuser to what is the primary now."""
        return self.primary.owner()

    def person(
        self, login: str, groups: Collection[str] = (OPERATOR,), extension: str | None = None
    ) -> str:
        """Return the address, of both, by which a new member of staff signs in."""
        with self.owner() as owner:
            owner.execute(
                "INSERT INTO staff (login, name, extension) VALUES (%s, %s, %s)",
                [login, f"髙橋 {secrets.token_hex(2)}", extension],
            )
            set_staff_login(owner, login, PASSWORD, groups)
        return self.address(login)

    def fail_over(self) -> None:
        """Kill the primary, promote the standby, and let it go on alone: nobody confirms now."""
        self.primary.kill()
        self.standby.promote()
        self.primary, self.standby = self.standby, self.primary
        self.primary.set("synchronous_standby_names", "")

    def rewind_standby(self) -> None:
        """Bring the killed primary back as a standby, with what it has in common (pg_rewind)."""
        source = self.primary.address(database="postgres")
        folder = str(self.standby.folder)
        self.standby.run("pg_rewind", "-D", folder, "--source-server", source, "-R")

    def copy_standby(self) -> None:
        """Make the standby anew as a copy of the primary (pg_basebackup)."""
        shutil.rmtree(self.standby.folder, ignore_errors=True)
        source = self.primary.address("follower", "postgres")
        where = ["-D", str(self.standby.folder), "-d", source]
        self.standby.run("pg_basebackup", *where, "-R", "-X", "stream", "-c", "fast")

    def confirm(self) -> None:
        """Start the standby and let no commit be answered any more before it has it."""
        self.standby.start()
        self.primary.set("synchronous_standby_names", BOTH)
        self.until(lambda: self._asks("SELECT sync_state = 'quorum' FROM pg_stat_replication"))

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something to be so."""
        give_up = time.monotonic() + _LONGEST_S
        while not is_so():
            assert time.monotonic() < give_up
            time.sleep(0.05)

    def remove(self) -> None:
        """Stop both and remove their files."""
        for node in (self.standby, self.primary):
            node.stop()
        shutil.rmtree(self._home)

    def _asks(self, question: str) -> bool:
        with self.owner() as owner:
            row = owner.execute(question).fetchone()
        return bool(row and row[0])


def lasting_port() -> int:
    """Return a TCP port that nobody uses and that the system gives nobody while a server is away.

    The ports it chooses itself, for whoever connects, begin at 32,768 or later.
    """
    while True:
        port = 10_240 + secrets.randbelow(20_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def replicated() -> Iterator[Replicated]:
    """Yield a pair in a folder of its own, which other accounts may pass."""
    with tempfile.TemporaryDirectory(prefix="crm-pair-") as folder:
        pair = Replicated(Path(folder))
        try:
            yield pair
        finally:
            pair.remove()


def make_node(node: Node) -> None:
    """Make a new primary with our schema, whom a follower may copy."""
    password_file = node.folder.with_suffix(".password")
    password_file.write_text(PASSWORD, encoding="utf-8")
    node.programs.give(password_file)
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    line = ["-D", str(node.folder), "-U", "postgres", "-E", "UTF8", *locale]
    secret = ["--auth=scram-sha-256", f"--pwfile={password_file}", "--lc-ctype=C.UTF-8"]
    node.run("initdb", *line, *secret, "--no-instructions")
    with (node.folder / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in _SETTINGS.items())
    node.start()
    create_database(node.address())
    prepare(node.address())
    with node.owner() as owner:
        owner.execute(f"CREATE ROLE follower LOGIN REPLICATION PASSWORD '{PASSWORD}'")
