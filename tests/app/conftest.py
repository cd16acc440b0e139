"""Whole desks on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from crm_desktop.app.program import DeskPlace, Program
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.settings import DeskSettings
from crm_desktop.ui.shared.clock import utc_now
from crm_desktop.ui.shared.formats import Formats
from tests.conftest import LoginAt


class OpenDesk(Protocol):
    """Opens a desk of Tadokoro, of these groups, at an extension; waits for its calls and drafts.

    With ``dsn`` it is somebody's who has a login already; ``drafts`` else are in memory.
    """

    def __call__(
        self,
        office: Database,
        *groups: str,
        settings: DeskSettings | None = None,
        extension: str = "201",
        dsn: str = "",
        drafts: DraftPlace | None = None,
    ) -> Program: ...


@pytest.fixture
def open_desk(qtbot: QtBot, login_at: LoginAt, tmp_path: Path) -> Iterator[OpenDesk]:
    """Return what opens desks; they are closed after the test."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    with ExitStack() as closing:

        def open_desk(
            office: Database,
            *groups: str,
            settings: DeskSettings | None = None,
            extension: str = "201",
            dsn: str = "",
            drafts: DraftPlace | None = None,
        ) -> Program:
            who = {"name": "田所 紀代美", "extension": extension}
            database = Database(dsn or login_at(office, *groups, **who))
            with database.asking() as session:
                staff = sign_in(session, "test")
            formats = Formats("en", ZoneInfo("Asia/Tokyo"))
            place = DeskPlace(
                staff,
                extension,
                formats,
                settings=settings or DeskSettings(),
                drafts=drafts or DraftPlace(None, utc_now),
            )
            program = Program(database, place, lambda _login, _password: None)
            closing.callback(_close, program)
            told = [program.drafts.opened]
            if set(groups) != {SCANNER}:  # who is told of no calls at all
                told.append(program.phone_link.presenter.changed)
            if {OPERATOR, SUPERVISOR} & set(groups):
                told.append(program.feed.connected)
            with qtbot.waitSignals(told):
                program.start()
            program.window.activateWindow()
            return program

        yield open_desk


def _close(program: Program) -> None:
    program.close()
    program.window.close()
    program.window.deleteLater()
