"""A PostgreSQL of a test's own that writes to the disk as a real one does, and can be killed."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg

from crm_desktop.app.own_server import sign_in_address
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.embedded_process import running_postmaster
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.roles import OPERATOR


class KillableServer:
    """One cluster with our schema; fsync and synchronous commit are on."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """Touch nothing yet; ``settings`` are PostgreSQL's."""
        self.folder = folder
        self.server = EmbeddedServer(folder, settings=settings)

    def start(self) -> None:
        """Start it, the first time with our schema; after a kill it recovers."""
        new = not self.server.exists
        self.server.start()
        if new:
            make_ready(self.server)

    def kill(self) -> None:
        """Kill -9 the postmaster and all its processes at once: what is not on disk is gone."""
        processes = self.processes()
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(processes)
        self.server.stop()  # so that the next start is not a second share of the same program

    def processes(self) -> list[psutil.Process]:
        """Return the postmaster and what it has started; empty when it does not run."""
        running = running_postmaster(self.server.log_file.parent)
        if running is None:
            return []
        postmaster = psutil.Process(running.pid)
        return [postmaster, *postmaster.children(recursive=True)]

    def stop(self) -> None:
        """Stop it in order."""
        self.server.stop()

    def remove(self) -> None:
        """Stop it and remove its files."""
        home = self.server.log_file.parent.parent
        self.stop()
        shutil.rmtree(home)

    def owner(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection of the superuser, in autocommit."""
        return psycopg.connect(self.server.admin_url, autocommit=True)

    def person(
        self, login: str, groups: Collection[str] = (OPERATOR,), extension: str | None = None
    ) -> str:
        """Return the address by which a new member of staff signs in."""
        with self.owner() as owner:
            owner.execute(
                "INSERT INTO staff (login, name, extension) VALUES (%s, %s, %s)",
                [login, f"髙橋 {secrets.token_hex(2)}", extension],
            )
        return sign_in_address(self.server, login, groups)
