from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.notes import WrittenNote, save_note
from crm_desktop.actions.tasks import NewTask, TaskPlan, add_found_task, arrange_task, finish_task
from crm_desktop.database.engine import Database
from crm_desktop.database.models.note import Task
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.customer_card import customer_card
from tests.builders import a_customer
from tests.waiting import until_waiting

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)


def written(
    customer_id: int, body: str = "来週でよい", operation_id: UUID | None = None
) -> WrittenNote:
    return WrittenNote(operation_id or uuid4(), customer_id, None, NOON, body, None, "done")


def test_saved_note_stands_on_the_card(session: Session) -> None:
    customer = a_customer(session)

    note_id = save_note(session, written(customer.id), staff_id=None)

    (note,) = customer_card(session, customer.id).notes
    assert (note.note_id, note.body, note.happened_at) == (note_id, "来週でよい", NOON)


def test_note_saved_again_is_the_same_note_as_it_is_now(session: Session) -> None:
    customer = a_customer(session)
    note = written(customer.id)
    save_note(session, note, staff_id=None)

    save_note(session, note, staff_id=None)
    save_note(session, replace(note, body="再来週がよい", state="open"), staff_id=None)

    (shown,) = customer_card(session, customer.id).notes
    assert (shown.body, shown.state) == ("再来週がよい", "open")


def test_note_saved_twice_at_once_is_one_note(own_database: Database) -> None:
    with own_database.writing() as session:
        customer_id = a_customer(session).id
    note = written(customer_id)

    def save() -> None:
        with own_database.writing() as session:
            save_note(session, note, staff_id=None)

    threads = [Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with own_database.asking() as session:
        assert len(customer_card(session, customer_id).notes) == 1


def test_follow_up_becomes_one_task_that_follows_the_note(session: Session) -> None:
    customer = a_customer(session)
    note = replace(written(customer.id, "折り返す\n午後"), follow_up_on=date(2026, 11, 24))

    save_note(session, note, staff_id=None)
    save_note(session, replace(note, follow_up_on=date(2026, 11, 25)), staff_id=None)

    (task,) = customer_card(session, customer.id).tasks
    assert (task.title, task.due_on) == ("折り返す", date(2026, 11, 25))


def test_follow_up_taken_back_is_gone_unless_done(session: Session) -> None:
    customer = a_customer(session)
    note = replace(written(customer.id), follow_up_on=date(2026, 11, 24))
    save_note(session, note, staff_id=None)

    save_note(session, replace(note, follow_up_on=None), staff_id=None)
    assert customer_card(session, customer.id).tasks == ()

    save_note(session, note, staff_id=None)
    (task,) = customer_card(session, customer.id).tasks
    finish_task(session, task.task_id)
    save_note(session, replace(note, follow_up_on=None), staff_id=None)
    assert session.scalars(select(Task.state)).one() == "done"


@pytest.mark.parametrize("on", [date(2026, 11, 25), None], ids=["another day", "no day"])
def test_follow_up_that_was_handed_on_stays_as_it_was_planned(
    session: Session, on: date | None
) -> None:
    customer, colleague = a_customer(session), Staff(login="saeki", name="佐伯")
    session.add(colleague)
    session.flush()
    note = replace(written(customer.id, "折り返す"), follow_up_on=date(2026, 11, 24))
    save_note(session, note, staff_id=None)
    (task,) = customer_card(session, customer.id).tasks
    arrange_task(session, task.task_id, TaskPlan(date(2026, 11, 30), staff_id=colleague.id))

    save_note(session, replace(note, body="午後に折り返す", follow_up_on=on), staff_id=None)

    card = customer_card(session, customer.id)
    assert card.notes[0].body == "午後に折り返す"
    assert [(one.title, one.due_on) for one in card.tasks] == [("折り返す", date(2026, 11, 30))]


def test_half_of_a_character_keeps_no_note_from_being_saved(session: Session) -> None:
    customer = a_customer(session)

    save_note(session, written(customer.id, "お孫さん\ud83d"), staff_id=None)

    assert customer_card(session, customer.id).notes[0].body == "お孫さん\ufffd"


def test_pasted_nul_characters_are_left_out(session: Session) -> None:
    customer = a_customer(session)
    note = replace(written(customer.id, "髙橋\0様"), follow_up_on=date(2026, 11, 24))

    save_note(session, replace(note, follow_up_title="折\0返し"), staff_id=None)

    card = customer_card(session, customer.id)
    assert (card.notes[0].body, card.tasks[0].title) == ("髙橋様", "折返し")


def test_note_is_saved_while_its_task_is_followed_by_another(own_database: Database) -> None:
    with own_database.writing() as session:
        note = replace(written(a_customer(session).id), follow_up_on=date(2026, 11, 24))
        save_note(session, note, staff_id=None)
    again = NewTask(uuid4(), "もう一度", date(2026, 11, 30), kind="call_back")

    def save() -> None:
        with own_database.writing() as session:
            save_note(session, replace(note, body="再来週がよい"), staff_id=None)

    with ThreadPoolExecutor(1) as beside, own_database.writing() as session:
        (task,) = customer_card(session, note.customer_id).tasks
        finish_task(session, task.task_id)
        saving = beside.submit(save)
        until_waiting(own_database.dsn)
        add_found_task(session, again, after_task_id=task.task_id)

    assert saving.exception() is None
