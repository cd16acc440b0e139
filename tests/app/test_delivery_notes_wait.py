"""What was typed for the carrier while the database was away goes in after a crash."""

from __future__ import annotations

from uuid import uuid4

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.address_map.delivery_notes import DeliveryNotes, TypedDeliveryNote
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt
from tests.ui.address_map.homes import Answers, a_home


def test_note_that_waited_goes_in_at_the_next_start(
    own_database: Database, open_desk: OpenDesk, login_at: LoginAt, qtbot: QtBot
) -> None:
    with own_database.writing() as session:
        michiko = a_customer(session, "髙橋 美智子", postal_code="1600023").id
        address_id = session.scalars(select(CustomerAddress.id)).one()
    dsn = login_at(own_database, OPERATOR, name="田所 紀代美", extension="201")
    place, now = DraftPlace(None, utc_now), utc_now()
    fields: dict[str, Json] = {"address_id": address_id, "text": "犬がいます ", "seen": ""}
    crashed = open_desk(own_database, OPERATOR, dsn=dsn, drafts=place)
    crashed.drafts.keep(Draft(uuid4(), DraftKind.DELIVERY_NOTE, michiko, fields, now, now))
    qtbot.waitUntil(crashed.drafts.flush)

    program = open_desk(own_database, OPERATOR, dsn=dsn, drafts=place)

    def stored() -> str:
        with own_database.reading() as session:
            return session.scalars(select(CustomerAddress.delivery_note)).one()

    qtbot.waitUntil(lambda: stored() == "犬がいます")
    qtbot.waitUntil(lambda: program.drafts.flush(0.0))
    assert program.drafts.left == ()


def test_note_that_waits_is_counted_in_the_bar_until_it_is_in(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    program = open_desk(own_database, OPERATOR)
    answers = Answers()
    answers.refusing = DatabaseUnreachable()
    notes = DeliveryNotes(answers.write, program.jobs, program)
    program.map.notes_made.emit(notes)
    state = program.connection.presenter
    notes.show_home(a_home())
    notes.edit(7, "犬がいます")
    notes.leave()
    qtbot.waitUntil(lambda: state.state.waiting == 1)

    answers.refusing = None
    notes.save_all()

    qtbot.waitUntil(lambda: state.state.waiting == 0)
    assert state.state.went_in == 1
    assert answers.written == [TypedDeliveryNote(7, "犬がいます", "")]
