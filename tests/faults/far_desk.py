"""A whole desk whose server stands behind a line of the test's own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from crm_desktop.actions.calls import record_call_event
from crm_desktop.app.program import DeskPlace, Program
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.calls import CallStepRow
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.error_display import BugReportDialog
from crm_desktop.ui.shared.formats import Formats
from tests.builders import a_customer
from tests.faults.killable_server import KillableServer
from tests.faults.proxy import Proxy, proxy

LONGEST_MS = 90_000
_CALLS = count(1)


@dataclass
class FarDesk:
    """``steps`` are what it heard of calls, ``links`` each change of its connection."""

    program: Program
    server: KillableServer
    line: Proxy
    dsn: str
    qtbot: QtBot
    customer_id: int
    steps: list[CallStepRow] = field(default_factory=list)
    links: list[bool] = field(default_factory=list)

    @property
    def is_normal(self) -> bool:
        """Whether it is connected and all that was typed is stored."""
        saved = not self.program.card.note.unsaved_notes() and not self.program.outbox.waiting
        return self.program.connection.presenter.is_linked and saved

    def open_card(self) -> None:
        """Open the customer's card, with a new note."""
        self.program.card.show_customer(self.customer_id, OpeningReason.SEARCH)
        self.wait_until(lambda: self.program.card.note.shown_note is not None)

    def type(self, body: str) -> None:
        """Have ``body`` stand in the note on the screen."""
        note = self.program.card.note.shown_note
        assert note is not None
        self.program.card.note.edit(replace(note, body=body))

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Let the desk go on until ``condition`` holds."""
        self.qtbot.waitUntil(condition, timeout=LONGEST_MS)

    def seconds_until_normal(self) -> float:
        """Let the desk go on until it ``is_normal``."""
        began = time.monotonic()
        self.wait_until(lambda: self.is_normal)
        return time.monotonic() - began

    def bodies(self) -> list[str]:
        """Return the notes of the customer as they are stored, in the order of their making."""
        with self.server.owner() as owner:
            rows = owner.execute(
                "SELECT body FROM contact_note WHERE customer_id = %s ORDER BY id",
                [self.customer_id],
            )
            return [str(body) for (body,) in rows]

    def hear_a_call(self) -> None:
        """Let a call ring here and wait until the desk has heard of it."""
        call_id = f"call-{next(_CALLS)}"
        event = CallEvent("pbx", call_id, CallStage.RINGING, datetime.now(UTC), extension="201")
        heard = len(self.steps)
        with Database(self.server.server.admin_url) as gateway:
            with gateway.writing() as session:
                record_call_event(session, event)
            self.wait_until(lambda: len(self.steps) > heard)
            with gateway.writing() as session:
                record_call_event(session, replace(event, stage=CallStage.ENDED))

    def assert_calm(self) -> None:
        """See that nobody was told of an error beside the bar of the connection."""
        assert not self.program.window.error_bar.isVisible()
        assert self.program.window.findChild(BugReportDialog) is None


@contextmanager
def far_desk(server: KillableServer, dsn: str, qtbot: QtBot, folder: Path) -> Iterator[FarDesk]:
    """Yield the desk of telephone 201, which signs in by ``dsn``, with a customer of its own."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    with proxy(dsn) as line:
        program = _program(line.dsn(dsn))
        desk = FarDesk(program, server, line, dsn, qtbot, _customer(server))
        program.feed.call_step.connect(desk.steps.append)
        program.feed.connected.connect(desk.links.append)
        program.start()
        desk.wait_until(lambda: desk.links == [True])
        try:
            yield desk
        finally:
            program.close()
            program.window.close()
            program.window.deleteLater()


def _program(dsn: str) -> Program:
    database = Database(dsn)
    with database.asking() as session:
        staff = sign_in(session, "test")
    place = DeskPlace(staff, "201", Formats("en", ZoneInfo("Asia/Tokyo")))
    return Program(database, place, lambda _login, _password: None)


def _customer(server: KillableServer) -> int:
    with Database(server.server.admin_url) as office, office.writing() as session:
        return a_customer(session, "髙橋 美智子").id
