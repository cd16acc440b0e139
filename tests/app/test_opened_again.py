"""What is saved on a card that has shut meanwhile goes in, and that it was opened is on record."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import text

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.actions.tasks import NewTask, TaskPlan
from crm_desktop.app.task_drafts import SaidOfTask, TaskDeed, draft_of_task, with_said
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.database.roles import OPERATOR
from crm_desktop.errors.access import CardRestricted
from crm_desktop.ui.address_map.delivery_notes import TypedDeliveryNote
from tests.actions.assignments import somebody
from tests.app.deed_office import TODAY, Office
from tests.app.deeds import DEEDS, Deed
from tests.conftest import LoginAt
from tests.unheard import Unheard
from tests.waiting import until_waiting

SHUT = text("DELETE FROM opened_card")
LAST_OPENED = text(
    "SELECT after ->> 'why' FROM audit_entry WHERE action = 'open' ORDER BY id DESC LIMIT 1"
)


@pytest.fixture
def office(own_database: Database, login_at: LoginAt) -> Iterator[Office]:
    """A desk without the rights of a supervisor."""
    with Unheard(login_at(own_database, OPERATOR, extension="201"), pool_size=2) as desk:
        with desk.asking() as session:
            staff = sign_in(session, "test")
        yield Office(desk, own_database, staff, staff.staff_id)


def shut(office: Office) -> None:
    """Shut all cards, as hours do, or a server that died right after they were opened."""
    with office.owner.writing() as session:
        session.execute(SHUT)


@pytest.mark.parametrize(
    "name",
    [
        "address_map_questions.move_pin",
        "address_map_questions.release_pin",
        "customer_editing.save",
        "desk_help.ask",
        "desk_questions.attach_number",
        "desk_questions.remember_choice",
        "desk_questions.save_note",
        "new_order_questions._store",
    ],
)
def test_saving_opens_a_card_that_has_shut(name: str, office: Office) -> None:
    deed = DEEDS[name](office)
    shut(office)

    deed()

    with office.owner.reading() as session:
        assert session.scalar(LAST_OPENED) in {"attach", "call", "list"}


def test_delivery_note_that_waited_is_stored(office: Office) -> None:
    home = office.home()
    shut(office)

    assert office.map.write_note(TypedDeliveryNote(home.address_id, "裏口へ", "")) == "裏口へ"


def task_of_letter(office: Office, customer_id: int | None) -> Deed:
    seen = office.letter()
    with office.owner.writing() as session:
        values = {"letter": seen.letter_id, "customer": customer_id}
        session.execute(
            text("UPDATE letter SET customer_id = :customer WHERE id = :letter"), values
        )
    new = NewTask(uuid4(), "", None, customer_id, letter_id=seen.letter_id, kind="letter")
    draft = draft_of_task(new, "便り", datetime.now(UTC))
    said = SaidOfTask(TaskDeed.ADD, "お礼の電話", TaskPlan(TODAY))
    return partial(office.tasks.save, with_said(draft, said))


def test_task_of_a_letter_that_waited_is_stored(office: Office) -> None:
    deed = task_of_letter(office, office.customer())
    shut(office)

    task_id = deed()

    with office.owner.reading() as session:
        stored = text("SELECT title FROM task WHERE id = :id AND customer_id IS NOT NULL")
        assert session.scalar(stored, {"id": task_id}) == "お礼の電話"


def test_card_that_was_restricted_meanwhile_stays_shut(office: Office) -> None:
    deed = DEEDS["desk_questions.save_note"](office)
    with office.owner.writing() as session:
        session.execute(text("UPDATE customer SET restricted = true"))
        session.execute(SHUT)

    with pytest.raises(CardRestricted):
        deed()


def note_that_was_moved(office: Office) -> tuple[WrittenNote, int]:
    """Return a stored note that goes on being typed here, and who has it and its task by now."""
    note = WrittenNote(
        uuid4(),
        office.customer(),
        None,
        datetime.now(UTC),
        "耳が遠い",
        None,
        "done",
        TODAY,
        "折返し",
    )
    office.questions.save_note(note)
    moved_to = office.customer()
    with office.owner.writing() as session:
        for table in ("contact_note", "task"):
            moved = text(f"UPDATE {table} SET customer_id = :id, revision = revision + 1")
            session.execute(moved, {"id": moved_to})
    return replace(note, body="右の耳が遠い", follow_up_title="大きな声で"), moved_to


def stored(office: Office) -> list[tuple[object, ...]]:
    """Return all notes with their tasks: words, titles, and whose they are."""
    notes = text(
        "SELECT n.body, t.title, n.customer_id, t.customer_id"
        " FROM contact_note n LEFT JOIN task t ON t.note_id = n.id"
    )
    with office.owner.reading() as session:
        return [tuple(row) for row in session.execute(notes)]


@pytest.mark.parametrize("is_shut", [False, True])
def test_note_that_was_moved_meanwhile_is_stored_where_it_is(
    office: Office, *, is_shut: bool
) -> None:
    note, moved_to = note_that_was_moved(office)
    if is_shut:
        shut(office)

    office.questions.save_note(note)

    assert stored(office) == [("右の耳が遠い", "大きな声で", moved_to, moved_to)]


@pytest.mark.parametrize("waits_for", ["note_category", "task"])
def test_note_whose_task_goes_to_somebody_else_while_its_card_shuts_is_stored(
    office: Office, waits_for: str
) -> None:
    note, moved_to = note_that_was_moved(office)
    note = replace(note, category_id=office.category())
    given = "UPDATE task SET staff_id = %s, revision = revision + 1"

    with ThreadPoolExecutor(1) as beside, psycopg.connect(office.owner.dsn) as supervisor:
        supervisor.execute(f"SELECT FROM {waits_for} FOR UPDATE".encode())
        saving = beside.submit(office.questions.save_note, note)
        until_waiting(office.owner.dsn)
        supervisor.execute(given, [somebody(office.owner)])
        supervisor.execute("DELETE FROM opened_card WHERE customer_id = %s", [moved_to])

    assert saving.exception() is None
    assert stored(office) == [("右の耳が遠い", "折返し", moved_to, moved_to)]  # their task
