"""A real desk on a real database that holds nothing but hostile texts."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import psycopg
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.app.program import DeskPlace, Program
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.database.roles import OPERATOR, set_staff_login
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.shared.formats import Formats
from tests.conftest import PASSWORD, send_away
from tests.hostile.hostile_office import NOW, a_hostile_customer
from tests.hostile.hostile_texts import ENDLESS, TEXTS

STAFF_NAME = "<u>田所</u> A&B"
MANY = '{"crm_operator": 100000}'


@dataclass
class HostileDesk:
    """The desk, and the customers by the name of the text they are made of."""

    program: Program
    customers: dict[str, int]

    def open(self, qtbot: QtBot, name: str) -> None:
        """Open the card that is made of the text ``name`` and wait until it stands."""
        wanted = self.customers[name]
        self.program.pages.open_customer(wanted, OpeningReason.SEARCH)
        qtbot.waitUntil(lambda: self.shown_customer() == wanted)
        QApplication.processEvents()

    def shown_customer(self) -> int | None:
        """Return whose card stands, None when nobody's does."""
        note = self.program.card.note.shown_note
        return None if note is None else note.customer_id


@pytest.fixture(scope="module")
def desk_database(server: EmbeddedServer, database: Database) -> Iterator[Database]:
    """The way in of an operator with a hostile name at extension 201, who may open many cards."""
    login = f"staff_{secrets.token_hex(5)}"
    with psycopg.connect(database.dsn, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO staff (login, name, extension) VALUES (%s, %s, '201')", [login, STAFF_NAME]
        )
        owner.execute("INSERT INTO office_setting VALUES ('openings_per_hour', %s)", [MANY])
        with owner.transaction():
            set_staff_login(owner, login, PASSWORD, [OPERATOR])
        with Database(server.url_for(login, PASSWORD, database=owner.info.dbname)) as desk:
            yield desk
        send_away(owner, login)


@pytest.fixture(scope="module")
def desk(
    qapp: QApplication,
    database: Database,
    desk_database: Database,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[HostileDesk]:
    """A desk at which one card can be opened for each text."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    settings = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
    customers = _customers(database)
    with desk_database.asking() as session:
        staff = sign_in(session, "test")
    place = DeskPlace(staff, "201", Formats("en", ZoneInfo("Asia/Tokyo")), lambda: NOW)
    program = Program(desk_database, place, lambda _login, _password: None)
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
        return {
            name: a_hostile_customer(session, text, f"+8135320{place:04}").id
            for place, (name, text) in enumerate(texts.items())
        }
