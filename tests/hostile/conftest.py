"""A real desk on a real database that holds nothing but hostile texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from crm_desktop.app.program import DeskPlace, Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.shared.formats import Formats
from tests.hostile.hostile_office import NOW, a_hostile_customer
from tests.hostile.hostile_texts import ENDLESS, TEXTS

STAFF_NAME = "<u>田所</u> A&B"


@dataclass
class HostileDesk:
    """The desk, and the customers by the name of the text they are made of."""

    program: Program
    customers: dict[str, int]

    def open(self, qtbot: QtBot, name: str) -> None:
        """Open the card that is made of the text ``name`` and wait until it stands."""
        wanted = self.customers[name]
        self.program.pages.open_customer(wanted, OpeningReason.SEARCH)
        qtbot.waitUntil(lambda: self._shown_customer() == wanted)
        QApplication.processEvents()

    def _shown_customer(self) -> int | None:
        note = self.program.card.note.shown_note
        return None if note is None else note.customer_id


@pytest.fixture(scope="module")
def desk(
    qapp: QApplication, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[HostileDesk]:
    """Somebody with a hostile name at extension 201, who may open one card for each text."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    settings = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
    customers = _customers(database)
    staff = SignedInStaff(1, "tadokoro", STAFF_NAME, "201")
    formats = Formats("en", ZoneInfo("Asia/Tokyo"))
    program = Program(database, DeskPlace(staff, "201", formats, lambda: NOW))
    program.start()
    program.window.resize(1366, 728)
    yield HostileDesk(program, customers)
    program.close()
    program.window.close()
    program.window.deleteLater()
    qapp.processEvents()


def _customers(database: Database) -> dict[str, int]:
    texts = {**TEXTS, "endless": ENDLESS}
    with database.writing() as session:
        login = session.scalar(select(func.session_user()))
        session.add(Staff(login=login, name=STAFF_NAME, extension="201"))
        session.flush()
        return {
            name: a_hostile_customer(session, text, f"+8135320{place:04}").id
            for place, (name, text) in enumerate(texts.items())
        }
