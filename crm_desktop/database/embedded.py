"""PostgreSQL without an administrator: a cluster of the user's own, started when it is needed.

How the superuser signs in: on Linux and macOS by ``peer`` over the unix socket, which lies in a
folder that only its owner may enter. The kernel says who is calling and ``pg_ident.conf`` lets
exactly the account that started the cluster be ``postgres``, root included, so there is no
superuser password that could be kept badly; whoever is that account owns the data files anyway.
Windows has no ``peer``: there the cluster listens on 127.0.0.1 and the superuser's password lies
in the keyring. Everybody else signs in with a SCRAM password on all systems.

Several programs share one cluster: each leaves a ticket with its process id, the last to go stops
the server. A killed program leaves a ticket that no living process answers to, which counts for
nothing; a killed server is started again and recovers by itself. Programs of another computer or
account are refused: see `embedded_mark`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

import fasteners

from crm_desktop.database.embedded_cluster import (
    SUPERUSER,
    Cluster,
    address_at,
    clear_workshops,
    lasting_settings,
    make_cluster,
    move_there,
    superusers_password,
    workshop,
)
from crm_desktop.database.embedded_files import Installation, cluster_home, installation, make_home
from crm_desktop.database.embedded_mark import Mark, SignsOfLife, this_opener
from crm_desktop.database.embedded_origin import given_up, older_cluster, origin_of
from crm_desktop.database.embedded_process import (
    Postmaster,
    Tickets,
    end_server,
    refuse_server_by_hand,
    running_postmaster,
)
from crm_desktop.database.embedded_programs import keep_programs, old_programs
from crm_desktop.errors.database import EmbeddedServerFailed
from crm_desktop.errors.embedded import EmbeddedFolderForbidden, OldProgramOpen

log = logging.getLogger(__name__)

DATABASE_NAME = "crm_desktop"
MAJOR_VERSION = "18"


class StartStep(StrEnum):
    """What a start is busy with, for whoever waits."""

    CREATING = "creating"
    BRINGING_OVER = "bringing over"
    COMPARING = "comparing"
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
        old_programs: Path | None = None,
    ) -> None:
        """Touch nothing yet. ``settings`` are PostgreSQL's and take effect at its next start.

        ``old_programs`` is where those of an older PostgreSQL are, should its data be there.
        """
        self._settings = {**lasting_settings(), **(settings or {})}
        self._progress = progress or (lambda _step: None)
        self._old_programs = old_programs
        self._home = cluster_home(folder)
        self._mark = Mark(self._home)
        self._life: SignsOfLife | None = None
        self._tickets: Tickets | None = None
        self._postmaster: Postmaster | None = None

    @property
    def exists(self) -> bool:
        """Whether the cluster was ever made, by this PostgreSQL or an older one.

        Raises:
            EmbeddedFolderForbidden: the folder is another account's.
        """
        with _own_folder(self._home):
            return self._cluster.exists() or older_cluster(self._cluster) is not None

    @property
    def admin_url(self) -> str:
        """The superuser's address of our database, with a password only on Windows."""
        return self.url_for(SUPERUSER, superusers_password(self._cluster))

    @property
    def log_file(self) -> Path:
        """The server's own log."""
        return self._cluster / "server.log"

    def url_for(self, login: str, password: str, *, database: str = DATABASE_NAME) -> str:
        """Return the address for ``login``; leave it out of logs, it holds the password."""
        if self._postmaster is None:
            raise EmbeddedServerFailed("it was not started")
        return address_at(self._postmaster, login, password, database)

    def start(self) -> None:
        """Make the cluster if there is none, start the server if it does not run.

        The data of an older PostgreSQL are brought over first: see `embedded_renewal`.

        Raises:
            OldProgramsMissing, OldProgramOpen, NoRoomToRenew, RenewalDiffers, OldDataUsedSince,
            DumpFailed: they are not; they stay as they were.
            EmbeddedFolderTaken: another computer has the folder open.
            EmbeddedServerByHand: somebody else's PostgreSQL runs on it.
            EmbeddedFolderForbidden: it belongs to another account.
            EmbeddedServerFailed: it could not; the log file tells more.
            NoKeyring, KeyringRefused: on Windows only.
        """
        installed = installation()
        tickets = Tickets(self._home / "programs")
        with _own_folder(self._home):
            make_home(self._home)
            with fasteners.InterProcessLock(self._home / "start.lock"):
                self._mark.take()
                try:
                    self._postmaster = self._opened(installed, tickets)
                except BaseException:
                    if not tickets.others():
                        self._mark.remove()
                    raise
                tickets.draw()
        self._tickets = tickets
        self._life = SignsOfLife(self._mark, lambda: end_server(self._cluster))
        self._progress(StartStep.READY)

    def stop(self) -> bool:
        """Give up our share; stop the server and return True if nobody else has one.

        Safe to call again, and after a start that failed.
        """
        if self._tickets is None:
            return False
        tickets, self._tickets, self._postmaster = self._tickets, None, None
        if self._life is not None:
            self._life.stop()
        with fasteners.InterProcessLock(self._home / "start.lock"):
            tickets.give_back()
            if tickets.others():
                return False
            if running_postmaster(self._cluster):
                Cluster(self._cluster, installation()).stop()
            self._mark.remove()
        log.info("embedded PostgreSQL stopped")
        return True

    def take_over(self) -> str:
        """Free the folder from a computer that is off for good; return its name, or nothing.

        Only a person can know that it is: see `embedded_mark`.

        Raises:
            StillAlive: it works on the folder.
            EmbeddedFolderForbidden: the folder is another account's.
        """
        with _own_folder(self._home):
            if not self._home.exists():
                return ""
            with fasteners.InterProcessLock(self._home / "start.lock"):
                gone = self._mark.take_away()
        return gone.computer if gone else ""

    def go_back(self) -> tuple[Path, Path] | None:
        """Give up the data that were brought over, for those of the older PostgreSQL.

        Returns where both are then: an older program opens the older one, and this one brings its
        data over anew. None: there is none, or somebody uses the database.

        Raises:
            OldDataUsedSince, EmbeddedFolderTaken, EmbeddedFolderForbidden: see `start`.
        """
        with _own_folder(self._home):
            if not self._cluster.exists():
                return None
            with fasteners.InterProcessLock(self._home / "start.lock"):
                self._mark.take()
                if running_postmaster(self._cluster):
                    return None
                try:
                    return given_up(self._cluster)
                finally:
                    self._mark.remove()

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

    def _opened(self, installed: Installation, tickets: Tickets) -> Postmaster:
        """Return the server, started if need be, of a cluster that is made if need be."""
        running = running_postmaster(self._cluster)
        if running is not None:
            refuse_server_by_hand(self._cluster, this_opener().computer)
            return running
        clear_workshops(self._home)
        older = older_cluster(self._cluster)
        if self._cluster.exists():
            origin_of(self._cluster)
        elif older is not None:
            self._bring_over(installed, older, tickets)
        else:
            self._progress(StartStep.CREATING)
            self._create(installed)
        keep_programs(installed, self._home, MAJOR_VERSION)
        self._progress(StartStep.STARTING)
        return Cluster(self._cluster, installed).start(self._settings)

    def _bring_over(self, installed: Installation, older: Path, tickets: Tickets) -> None:
        from crm_desktop.database.embedded_renewal import (  # noqa: PLC0415 (alembic takes 0.3 s)
            Renewal,
            renew,
        )

        programs = old_programs(self._home, older.name, self._old_programs)
        old = Cluster(older, Installation(programs, installed.account))
        if running_postmaster(older):
            if tickets.others():
                raise OldProgramOpen
            old.stop()
        self._progress(StartStep.BRINGING_OVER)
        renewal = Renewal(old, self._cluster, installed, DATABASE_NAME, self._settings)
        renew(renewal, lambda: self._progress(StartStep.COMPARING))

    def _create(self, installed: Installation) -> None:
        """Make the cluster beside its place and move it there whole, so that none is half made."""
        with workshop(self._home, installed) as place:
            made = make_cluster(installed, place, self._cluster)
            move_there(installed, made, self._cluster)


@contextmanager
def _own_folder(home: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise EmbeddedFolderForbidden(str(home)) from error
