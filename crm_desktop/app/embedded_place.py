"""The embedded database as a place to sign in to: started when it is first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import func, select

from crm_desktop.actions.staff import register_staff
from crm_desktop.app.own_worker import OwnWorker
from crm_desktop.database.embedded import EmbeddedServer, StartStep
from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.roles import ADMIN, EXPORTER, OPERATOR, SUPERVISOR, set_staff_login
from crm_desktop.ui.sign_in.state import FirstPerson

FIRST_PERSONS_GROUPS: Final = (OPERATOR, SUPERVISOR, ADMIN, EXPORTER)


class EmbeddedPlace:
    """May be asked by several threads; the first one starts the server."""

    def __init__(self, folder: Path, name: str, worker: OwnWorker | None = None) -> None:
        """``name`` is what people read, ``worker`` runs with the server; nothing is touched yet."""
        self.name = name
        self._worker = worker
        self._server = EmbeddedServer(folder, progress=self._on_step)
        self._tell: Callable[[StartStep], None] = lambda _step: None
        self._lock = threading.Lock()
        self._running = False

    def hear_steps(self, tell: Callable[[StartStep], None]) -> None:
        """Have ``tell`` called with each step of the start, on the thread that starts."""
        self._tell = tell

    def has_nobody(self) -> bool:
        """Tell whether nobody active works here yet.

        Raises:
            EmbeddedServerFailed, SchemaTooNew, …: it cannot be had.
        """
        with self._admin() as database, database.asking() as session:
            return not session.scalar(select(func.count()).where(Staff.active))

    def create_first_person(self, person: FirstPerson) -> None:
        """Make a login with every right that people have, and its member of staff.

        Only while nobody else is there: two windows at once make one person.
        """
        with self._admin() as database, database.writing() as session:
            session.execute(select(func.pg_advisory_xact_lock(_FIRST_PERSON_LOCK)))
            if session.scalar(select(func.count()).where(Staff.active)):
                return
            register_staff(
                session, login=person.login, name=person.name, extension=person.extension
            )
            with psycopg.connect(self._server.admin_url, autocommit=True) as connection:
                set_staff_login(connection, person.login, person.password, FIRST_PERSONS_GROUPS)

    def address_for(self, login: str, password: str) -> str:
        """Return where ``login`` signs in; it holds the password."""
        self._start()
        return self._server.url_for(login, password)

    def close(self) -> None:
        """Give up our share of the server."""
        with self._lock:
            if self._running and self._worker is not None:
                self._worker.close()
            self._running = False
            self._server.stop()

    def _on_step(self, step: StartStep) -> None:
        self._tell(step)

    def _admin(self) -> Database:
        self._start()
        return Database(self._server.admin_url, pool_size=1)

    def _start(self) -> None:
        with self._lock:
            if not self._running:
                self._server.start()
                make_ready(self._server)
                self._running = True
                if self._worker is not None:
                    self._worker.start()


_FIRST_PERSON_LOCK: Final = 4_842_301_780
