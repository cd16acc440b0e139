"""Notes of marked categories: the operator asks, a supervisor agrees or sends them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from crm_desktop.actions.approvals import (
    approve_note,
    ask_approval_again,
    mark_category,
    send_note_back,
)
from crm_desktop.actions.notes import WrittenNote, save_note
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.note import ContactNote, NoteCategory, Task
from crm_desktop.database.queries.approvals import AskedApproval, asked_approvals
from crm_desktop.database.queries.customer_card import CardNote
from crm_desktop.database.queries.opened_cards import open_card
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.database.queries.tasks import TaskView, open_tasks
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.office_day import OfficeDay
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.tasks import ApprovalGone, NoteChangedSince, WordMissing
from tests.builders import a_customer
from tests.conftest import LoginOf

NOW = datetime.now(UTC)
TODAY = NOW.date()
DAY = OfficeDay(TODAY, NOW)  # does not end while the tests run, whatever o'clock it is


@dataclass(frozen=True)
class Complaint:
    """An operator's desk with the card open, a supervisor's, and the note that is written."""

    operator: Database
    supervisor: Database
    note: WrittenNote
    staff_id: int | None

    def save(self, note: WrittenNote | None = None) -> None:
        with self.operator.writing() as session:
            save_note(session, note or self.note, staff_id=self.staff_id)

    def stored(self, desk: Database | None = None) -> CardNote:
        with (desk or self.operator).asking() as session:
            return open_card(session, self.note.customer_id, OpeningReason.LIST).notes[0]

    def asked(self, desk: Database) -> list[AskedApproval]:
        with desk.reading() as session:
            return asked_approvals(session)

    def send_back(self, word: str) -> None:
        (asked,) = self.asked(self.supervisor)
        with self.supervisor.writing() as session:
            send_note_back(session, asked.note_id, word, seen_revision=asked.revision, today=TODAY)


@pytest.fixture
def complaint(engine: Engine, login_of: LoginOf) -> Iterator[Complaint]:
    with Session(engine) as office:
        category = NoteCategory(label_ja="苦情", label_en="Complaint", needs_approval=True)
        office.add(category)
        customer_id = a_customer(office).id
        office.commit()
        note = WrittenNote(uuid4(), customer_id, None, NOW, "箱が潰れていた", category.id, "done")
        with (
            Database(login_of(OPERATOR, name="佐伯 千鶴"), pool_size=1) as operator,
            Database(login_of(SUPERVISOR), pool_size=1) as supervisor,
        ):
            with operator.asking() as session:
                staff_id = sign_in(session, "test").staff_id
            with operator.asking() as session:
                open_card(session, customer_id, OpeningReason.LIST)
            yield Complaint(operator, supervisor, note, staff_id)
        for table in (Task, ContactNote, NoteCategory, Customer):
            office.execute(delete(table))
        office.commit()


def test_an_operators_complaint_is_asked_for_instead_of_done(complaint: Complaint) -> None:
    complaint.save()

    stored = complaint.stored()
    assert (stored.state, stored.approval) == ("in_progress", "asked")
    (asked,) = complaint.asked(complaint.supervisor)
    assert (asked.staff_name, asked.category_ja, asked.body, asked.customer_name) == (
        "佐伯 千鶴",
        "苦情",
        "箱が潰れていた",
        "髙橋 美智子",
    )


def test_an_older_programs_complaint_waits_too(complaint: Complaint) -> None:
    complaint.save(replace(complaint.note, state="open"))

    with psycopg.connect(complaint.operator.dsn) as older:
        older.execute("UPDATE contact_note SET state = 'done'")

    assert complaint.stored().approval == "asked"


@pytest.mark.parametrize(
    "forged", ["approval = 'approved'", "approval_by_id = 1", "approval_word = '可'"]
)
def test_nobody_agrees_by_hand(complaint: Complaint, forged: str) -> None:
    complaint.save()

    with (
        psycopg.connect(complaint.operator.dsn) as desk,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        desk.execute(f"UPDATE contact_note SET {forged}".encode())


def test_operators_do_not_decide(complaint: Complaint) -> None:
    complaint.save()
    (asked,) = complaint.asked(complaint.operator)

    with pytest.raises(RightMissing), complaint.operator.writing() as session:
        approve_note(session, asked.note_id, seen_revision=asked.revision, today=TODAY)


def test_an_approved_note_is_done_and_saving_it_again_changes_nothing(
    complaint: Complaint,
) -> None:
    complaint.save()
    (asked,) = complaint.asked(complaint.supervisor)

    with complaint.supervisor.writing() as session:
        approve_note(session, asked.note_id, seen_revision=asked.revision, today=TODAY)
    complaint.save()

    stored = complaint.stored()
    assert (stored.state, stored.approval) == ("done", "approved")
    assert complaint.asked(complaint.supervisor) == []


def test_an_approved_note_that_is_changed_is_asked_for_anew(complaint: Complaint) -> None:
    complaint.save()
    (asked,) = complaint.asked(complaint.supervisor)
    with complaint.supervisor.writing() as session:
        approve_note(session, asked.note_id, seen_revision=asked.revision, today=TODAY)

    complaint.save(replace(complaint.note, body="返金を約束した"))

    assert complaint.stored().approval == "asked"


def test_a_note_that_changed_meanwhile_is_read_again_first(complaint: Complaint) -> None:
    complaint.save()
    (asked,) = complaint.asked(complaint.supervisor)
    complaint.save(replace(complaint.note, body="返金を約束した"))

    with pytest.raises(NoteChangedSince), complaint.supervisor.writing() as session:
        approve_note(session, asked.note_id, seen_revision=asked.revision, today=TODAY)


def test_a_note_sent_back_is_its_writers_task_until_it_is_asked_for_again(
    complaint: Complaint,
) -> None:
    complaint.save()
    complaint.send_back("　返金の有無を書いてください ")

    with complaint.operator.reading() as session:
        (task,) = open_tasks(session, TaskView.DUE, DAY)
    assert (task.title, task.is_sent_back, task.staff_id) == (
        "返金の有無を書いてください",
        True,
        complaint.staff_id,
    )
    (mine,) = complaint.asked(complaint.operator)
    assert (mine.approval, mine.word) == ("sent_back", "返金の有無を書いてください")
    with complaint.operator.writing() as session:
        ask_approval_again(session, mine.note_id, "返金 ¥3,980")
    assert complaint.asked(complaint.supervisor)[0].body == "箱が潰れていた\n返金 ¥3,980"
    with complaint.operator.reading() as session:
        assert open_tasks(session, TaskView.DUE, DAY) == []


def test_a_note_is_sent_back_with_a_word_and_decided_once(complaint: Complaint) -> None:
    complaint.save()
    (asked,) = complaint.asked(complaint.supervisor)

    with pytest.raises(WordMissing):
        complaint.send_back(" 　")
    complaint.send_back("返金は?")
    with pytest.raises(ApprovalGone), complaint.supervisor.writing() as session:
        approve_note(session, asked.note_id, seen_revision=asked.revision, today=TODAY)


def test_other_categories_and_supervisors_ask_nobody(complaint: Complaint, engine: Engine) -> None:
    complaint.save(replace(complaint.note, category_id=None))
    assert complaint.stored().state == "done"

    with complaint.supervisor.asking() as session:
        own_id = sign_in(session, "test").staff_id
        open_card(session, complaint.note.customer_id, OpeningReason.LIST)
    note = replace(complaint.note, operation_id=uuid4())
    with complaint.supervisor.writing() as session:
        save_note(session, note, staff_id=own_id)
    assert complaint.asked(complaint.supervisor) == []


def test_supervisors_mark_categories(complaint: Complaint, engine: Engine) -> None:
    category_id = complaint.note.category_id
    assert category_id is not None
    with complaint.supervisor.writing() as session:
        mark_category(session, category_id, needs_approval=False)
    complaint.save()
    assert complaint.stored().state == "done"

    with pytest.raises(RightMissing), complaint.operator.writing() as session:
        mark_category(session, category_id, needs_approval=True)
    with Session(engine) as office:
        assert office.scalars(select(NoteCategory.needs_approval)).one() is False
