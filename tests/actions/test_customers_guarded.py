"""Customers, notes and tasks as an operator writes them: only of opened cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, func, select, text, update

from crm_desktop.actions.customer_edits import CustomerEdit, CustomerFields, update_customer
from crm_desktop.actions.customers import (
    NewAddress,
    NewCustomer,
    NewPhone,
    attach_phone,
    register_customer,
)
from crm_desktop.actions.notes import WrittenNote, save_note
from crm_desktop.actions.tasks import NewTask, add_task, drop_task, finish_task
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer, CustomerAddress, CustomerPhone
from crm_desktop.database.models.note import ContactNote, Task
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.customer_code import customer_code
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordChanged, RecordGone
from tests.builders import HOME, MOBILE, a_customer
from tests.conftest import LoginOf

TODAY = date(2026, 11, 22)
SEEN = CustomerFields("髙橋 美智子", "タカハシ ミチコ", None, "unknown", "", "")
Desk = Callable[..., Database]


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Desk]:
    """Return a maker of databases as a member of staff reaches them."""
    with ExitStack() as closing:
        yield lambda *groups, **columns: closing.enter_context(
            Database(login_of(*groups, **columns), pool_size=1)
        )


def a_stored_customer(database: Database, **facts: Any) -> int:
    with database.writing() as session:
        return a_customer(session, **facts).id


def opened(desk: Database, customer_id: int) -> int:
    """Open a card, and return its customer's id."""
    with desk.asking() as session:
        outcome = session.scalar(
            text("SELECT outcome FROM open_card(:id, 'search')"), {"id": customer_id}
        )
    assert outcome == "opened"
    return customer_id


def my_id(desk: Database) -> int | None:
    with desk.asking() as session:
        return session.scalar(select(func.my_staff_id()))


def a_note(customer_id: int, operation_id: UUID | None = None, **facts: Any) -> WrittenNote:
    note = WrittenNote(
        operation_id or uuid4(), customer_id, None, datetime.now(UTC), "耳が遠い", None, "done"
    )
    return replace(note, **facts)


def noted(desk: Database, note: WrittenNote) -> int:
    staff_id = my_id(desk)
    with desk.writing() as session:
        return save_note(session, note, staff_id=staff_id)


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR])
def test_registered_customer_is_read_at_once_by_who_added_them(group: str, desk: Desk) -> None:
    asker = desk(group)
    new = NewCustomer(
        "﨑山 さくら",
        "サキヤマ サクラ",
        phones=(NewPhone(HOME),),
        address=NewAddress("1600023", "東京都", "新宿区"),
    )
    staff_id = my_id(asker)
    with asker.writing() as session:
        customer_id = register_customer(session, new, staff_id=staff_id, today=TODAY)

    with asker.reading() as session:
        assert session.scalars(select(Customer.code)).all() == [customer_code(customer_id)]
        assert session.scalars(select(CustomerPhone.number)).all() == [HOME]


def test_code_of_a_customer_one_may_not_see_is_not_given_again(
    database: Database, desk: Desk
) -> None:
    asker = desk(OPERATOR)
    with database.writing() as session:
        here = session.scalar(text("SELECT nextval(pg_get_serial_sequence('customer', 'id'))"))
        a_customer(session, code=customer_code((here or 0) + 2))
    with asker.writing() as session:
        number = register_customer(session, NewCustomer("鈴木"), staff_id=None, today=TODAY)

    assert number == (here or 0) + 3


def test_operator_gives_no_customer_to_somebody_else(desk: Desk) -> None:
    other = my_id(desk(OPERATOR))

    with pytest.raises(RightMissing), desk(OPERATOR).writing() as session:
        register_customer(session, NewCustomer("鈴木"), staff_id=other, today=TODAY)


@pytest.mark.parametrize(("group", "columns"), [(SCANNER, {}), (OPERATOR, {"active": False})])
def test_who_may_not_registers_nobody(group: str, columns: dict[str, Any], desk: Desk) -> None:
    with pytest.raises(RightMissing), desk(group, **columns).writing() as session:
        register_customer(session, NewCustomer("鈴木"), staff_id=None, today=TODAY)


def test_number_is_attached_to_an_opened_card_only(database: Database, desk: Desk) -> None:
    asker, customer_id = desk(OPERATOR), a_stored_customer(database, phones=(HOME,))
    with pytest.raises(RecordGone), asker.writing() as session:
        attach_phone(session, customer_id, MOBILE)

    opened(asker, customer_id)
    with asker.writing() as session:
        attach_phone(session, customer_id, MOBILE)

    with asker.reading() as session:
        assert set(session.scalars(select(CustomerPhone.number))) == {HOME, MOBILE}


def test_customer_is_changed_on_an_opened_card_only(database: Database, desk: Desk) -> None:
    asker, customer_id = desk(OPERATOR), a_stored_customer(database)
    wanted = replace(SEEN, email="m@example.jp")
    with pytest.raises(RecordGone), asker.writing() as session:
        update_customer(session, CustomerEdit(uuid4(), customer_id, wanted, SEEN))

    opened(asker, customer_id)
    with asker.writing() as session:
        assert update_customer(session, CustomerEdit(uuid4(), customer_id, wanted, SEEN)) == 2


def test_change_by_another_operator_is_still_told(database: Database, desk: Desk) -> None:
    mine, theirs, customer_id = desk(OPERATOR), desk(OPERATOR), a_stored_customer(database)
    for one in (mine, theirs):
        opened(one, customer_id)
    with theirs.writing() as session:
        wanted = replace(SEEN, email="m@example.jp")
        update_customer(session, CustomerEdit(uuid4(), customer_id, wanted, SEEN))

    with pytest.raises(RecordChanged) as refused, mine.writing() as session:
        wanted = replace(SEEN, email="n@example.jp")
        update_customer(session, CustomerEdit(uuid4(), customer_id, wanted, SEEN))

    assert refused.value.now_stored == {"email": "m@example.jp"}


@pytest.mark.parametrize("change", [{"restricted": True}, {"merged_into_id": 1}, {"code": "C-1"}])
def test_operator_does_not_change_what_is_not_theirs(
    change: dict[str, Any], database: Database, desk: Desk
) -> None:
    asker = desk(OPERATOR)
    customer_id = opened(asker, a_stored_customer(database))

    with pytest.raises(RightMissing), asker.writing() as session:
        session.execute(update(Customer).where(Customer.id == customer_id).values(**change))


def test_note_is_written_and_rewritten_on_an_opened_card(database: Database, desk: Desk) -> None:
    asker = desk(OPERATOR)
    note = a_note(opened(asker, a_stored_customer(database)), follow_up_on=TODAY)
    first = noted(asker, note)

    again = noted(asker, replace(note, body="書き直し", follow_up_on=None))

    with asker.reading() as session:
        assert session.scalars(select(ContactNote.body).where(ContactNote.id == first)).all() == [
            "書き直し"
        ]
        assert session.scalars(select(Task.id).where(Task.note_id == first)).all() == []
    assert again == first


def test_note_on_a_card_that_is_not_open_is_refused(database: Database, desk: Desk) -> None:
    asker = desk(OPERATOR)
    note = a_note(a_stored_customer(database))

    with pytest.raises(RightMissing):
        noted(asker, note)


def test_note_of_somebody_else_is_not_rewritten(database: Database, desk: Desk) -> None:
    customer_id = a_stored_customer(database)
    author, other = desk(OPERATOR), desk(OPERATOR)
    note = a_note(opened(author, customer_id))
    note_id = noted(author, note)
    opened(other, customer_id)

    with other.writing() as session:
        change = update(ContactNote).where(ContactNote.id == note_id).values(body="違う話")
        assert session.execute(change.returning(ContactNote.id)).all() == []
    with pytest.raises(RightMissing):
        noted(other, replace(note, body="違う話"))


def test_note_under_somebody_elses_name_is_refused(database: Database, desk: Desk) -> None:
    asker = desk(OPERATOR)
    note, other = a_note(opened(asker, a_stored_customer(database))), my_id(desk(OPERATOR))

    with pytest.raises(RightMissing), asker.writing() as session:
        save_note(session, note, staff_id=other)


def test_task_is_taken_on_and_done_for_an_opened_card(database: Database, desk: Desk) -> None:
    asker = desk(OPERATOR)
    customer_id = opened(asker, a_stored_customer(database))
    new = NewTask(uuid4(), "折り返し", TODAY, customer_id)
    with asker.writing() as session:
        task_id = add_task(session, new)
        assert add_task(session, new) == task_id
    with asker.writing() as session:
        finish_task(session, task_id, outcome="つながった")

    with asker.reading() as session:
        assert session.scalar(select(Task.state).where(Task.id == task_id)) == "done"


def test_task_for_a_card_that_is_not_open_is_refused(database: Database, desk: Desk) -> None:
    customer_id = a_stored_customer(database)

    with pytest.raises(RightMissing), desk(OPERATOR).writing() as session:
        add_task(session, NewTask(uuid4(), "折り返し", TODAY, customer_id))


def test_task_of_somebody_else_is_not_there_until_the_card_is_open(
    database: Database, desk: Desk
) -> None:
    owner, other = desk(OPERATOR), desk(OPERATOR)
    customer_id = opened(owner, a_stored_customer(database))
    new = NewTask(uuid4(), "折り返し", TODAY, customer_id, staff_id=my_id(owner))
    with owner.writing() as session:
        task_id = add_task(session, new)

    with pytest.raises(RecordGone), other.writing() as session:
        drop_task(session, task_id)
    opened(other, customer_id)
    with other.writing() as session:
        drop_task(session, task_id)


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR])
def test_nobody_at_a_desk_deletes_an_address(database: Database, desk: Desk, group: str) -> None:
    staff, customer_id = desk(group), a_stored_customer(database)
    with database.writing() as session:
        session.add(CustomerAddress(customer_id=customer_id, city="髙山市"))
    opened(staff, customer_id)

    with pytest.raises(RightMissing), staff.writing() as session:
        session.execute(delete(CustomerAddress).filter_by(customer_id=customer_id))
