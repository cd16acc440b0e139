from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.call_moves import CallMove, move_call
from crm_desktop.actions.calls import mark_call_customer, record_call_event
from crm_desktop.actions.notes import WrittenNote, save_note
from crm_desktop.actions.tasks import NewTask, add_found_task, finish_task
from crm_desktop.app.call_desk_questions import CallDeskQuestions
from crm_desktop.database.engine import Database
from crm_desktop.database.models.audit import AuditEntry
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.customer import CallerChoice, Customer
from crm_desktop.database.models.note import ContactNote, Task
from crm_desktop.database.queries.call_notes import colleagues_in_call, note_revisions
from crm_desktop.database.queries.opened_cards import open_card
from crm_desktop.database.queries.unwanted_callers import unwanted_reason
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordChanged, RecordGone
from tests.builders import HOME, a_customer
from tests.conftest import LoginOf
from tests.waiting import until_waiting

NOW = datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """A call at telephone 201 from a number that 美智子 has and 一郎 uses."""

    call_id: int
    michiko: int
    ichiro: int


Talks = Callable[..., None]


@pytest.fixture
def talks(database: Database) -> Talks:
    """Report a step of the call at a telephone, as the phone system does."""

    def talks(extension: str, stage: CallStage = CallStage.RINGING) -> None:
        with database.writing() as session:
            event = CallEvent("pbx", "c1", stage, NOW, extension=extension)
            numbered = replace(event, caller=HOME, direction=CallDirection.IN)
            record_call_event(session, numbered)

    return talks


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of(OPERATOR, extension="201")) as desk:
        yield desk


@pytest.fixture
def office(database: Database, desk: Database, talks: Talks) -> Iterator[Office]:
    talks("201")
    talks("201", CallStage.ANSWERED)
    with database.writing() as session:
        michiko = a_customer(session, phones=(HOME,)).id
        ichiro = a_customer(session, "髙橋 一郎", "タカハシ イチロウ").id
        call_id = session.scalars(select(Call.id)).one()
    open_for(desk, michiko)
    with desk.writing() as session:
        mark_call_customer(session, call_id, michiko)
    yield Office(call_id, michiko, ichiro)
    with database.writing() as session:
        for model in (Task, ContactNote, CallerChoice, Call, Customer):
            session.execute(delete(model))


def open_for(desk: Database, *customers: int) -> None:
    for customer_id in customers:
        with desk.asking() as session:
            open_card(session, customer_id, OpeningReason.SEARCH)


def noted(office: Office, body: str = "一郎さんだった") -> WrittenNote:
    return WrittenNote(
        uuid4(),
        office.michiko,
        office.call_id,
        NOW,
        body,
        None,
        "open",
        date(2026, 12, 1),
        "折返し",
    )


def save(session: Session, note: WrittenNote) -> int:
    return save_note(session, note, staff_id=session.scalar(select(func.my_staff_id())))


def write(desk: Database, office: Office, body: str = "一郎さんだった") -> int:
    with desk.writing() as session:
        return save(session, noted(office, body))


def move(desk: Database, office: Office, *, back: bool = False) -> None:
    one, other = office.michiko, office.ichiro
    ways = (other, one) if back else (one, other)
    with desk.writing() as session:
        seen = note_revisions(session, office.call_id, ways[0])
        move_call(session, CallMove(office.call_id, *ways, seen))


def whose(database: Database) -> list[int | None]:
    """Return whose are the call, its notes, their tasks and the first guess for the number."""
    with database.reading() as session:
        columns = Call, ContactNote, Task, CallerChoice
        return [one for model in columns for one in session.scalars(select(model.customer_id))]


def test_call_goes_with_its_note_and_task(
    database: Database, desk: Database, office: Office
) -> None:
    write(desk, office)
    open_for(desk, office.ichiro)

    move(desk, office)

    assert whose(database) == [office.ichiro] * 4


def test_moving_back_undoes_it(database: Database, desk: Database, office: Office) -> None:
    write(desk, office)
    open_for(desk, office.ichiro)
    move(desk, office)

    move(desk, office, back=True)

    assert whose(database) == [office.michiko] * 4


def test_both_cards_must_be_open(database: Database, desk: Database, office: Office) -> None:
    write(desk, office)

    with pytest.raises(RightMissing):
        move(desk, office)
    assert whose(database) == [office.michiko] * 3


def test_note_saved_since_it_was_read_stops_all(
    database: Database, desk: Database, office: Office
) -> None:
    note_id = write(desk, office)
    open_for(desk, office.ichiro)

    with pytest.raises(RecordChanged) as changed, desk.writing() as session:
        stale = CallMove(office.call_id, office.michiko, office.ichiro, {note_id: 99})
        move_call(session, stale)
    assert changed.value.record_id == note_id
    assert office.ichiro not in whose(database)


def test_call_given_to_a_third_person_meanwhile_stays(
    database: Database, desk: Database, office: Office
) -> None:
    with database.writing() as session:
        third = a_customer(session, "﨑山 弘", "サキヤマ ヒロシ").id
        mark_call_customer(session, office.call_id, third)
    open_for(desk, office.ichiro)

    with pytest.raises(RecordChanged):
        move(desk, office)


def test_colleagues_notes_stay_where_they_are(
    database: Database, desk: Database, office: Office, login_of: LoginOf, talks: Talks
) -> None:
    with Database(login_of(OPERATOR, extension="202", name="佐伯 﨑子")) as colleague:
        talks("202")
        open_for(colleague, office.michiko)
        write(colleague, office, "佐伯のメモ")
    open_for(desk, office.ichiro)

    move(desk, office)

    with database.reading() as session:
        assert session.scalars(select(ContactNote.customer_id)).all() == [office.michiko]


def test_stranger_neither_moves_a_call_nor_is_told_of_its_caller(
    office: Office, login_of: LoginOf
) -> None:
    with Database(login_of(OPERATOR, extension="203")) as stranger:
        with stranger.asking() as session:
            found = unwanted_reason(session, office.call_id)
        open_for(stranger, office.ichiro)
        with pytest.raises(RightMissing):
            move(stranger, office)

    assert found is None


def test_call_that_is_not_there_is_gone(desk: Database, office: Office) -> None:
    open_for(desk, office.ichiro)

    with pytest.raises(RecordGone):
        move(desk, replace(office, call_id=office.call_id + 1))


def test_move_is_on_record_with_both_customers(
    database: Database, desk: Database, office: Office
) -> None:
    open_for(desk, office.ichiro)

    move(desk, office)

    with database.reading() as session:
        of_call = select(AuditEntry.customer_id).where(
            AuditEntry.subject == "call", AuditEntry.subject_id == str(office.call_id)
        )
        assert set(session.scalars(of_call)) == {office.michiko, office.ichiro}


def test_colleague_who_talked_before_is_told_with_the_note(
    desk: Database, office: Office, login_of: LoginOf, talks: Talks
) -> None:
    with Database(login_of(OPERATOR, extension="202", name="佐伯 﨑子")) as colleague:
        talks("202", CallStage.ANSWERED)
        open_for(colleague, office.michiko)
        write(colleague, office, "青汁を2箱ご希望")

    with desk.reading() as session:
        mine = session.scalar(select(func.my_staff_id()))
        found = colleagues_in_call(session, office.call_id, but=mine)

    assert [(who.name, who.notes) for who in found] == [("佐伯 﨑子", ("青汁を2箱ご希望",))]


def test_note_of_a_colleague_needs_the_open_card(
    database: Database, office: Office, login_of: LoginOf, talks: Talks
) -> None:
    with Database(login_of(OPERATOR, extension="202", name="佐伯 﨑子")) as colleague:
        talks("202", CallStage.ANSWERED)
        open_for(colleague, office.michiko)
        write(colleague, office, "秘密のメモ")
    with Database(login_of(OPERATOR, extension="203")) as third:
        talks("203")
        with third.reading() as session:
            found = colleagues_in_call(session, office.call_id, but=None)

    assert ("佐伯 﨑子", ()) in [(who.name, who.notes) for who in found]
    assert all(who.notes == () for who in found)


def test_colleague_who_was_only_rung_is_none(
    desk: Database, office: Office, login_of: LoginOf, talks: Talks
) -> None:
    login_of(OPERATOR, extension="202", name="佐伯 﨑子")
    talks("202")

    with desk.reading() as session:
        mine = session.scalar(select(func.my_staff_id()))
        assert colleagues_in_call(session, office.call_id, but=mine) == []


@pytest.fixture
def supervisor(login_of: LoginOf, office: Office) -> Iterator[Database]:
    """Somebody else who has both cards open and may move the call."""
    with Database(login_of(OPERATOR, SUPERVISOR)) as supervisor:
        open_for(supervisor, office.michiko, office.ichiro)
        yield supervisor


def test_call_is_moved_while_a_note_of_it_gets_its_task(
    database: Database, desk: Database, supervisor: Database, office: Office
) -> None:
    note = noted(office)
    with desk.writing() as session:
        save(session, replace(note, follow_up_on=None))

    with ThreadPoolExecutor(1) as beside, desk.writing() as session:
        save(session, replace(note, body="一郎さん", follow_up_on=None))
        moving = beside.submit(move, supervisor, office)
        until_waiting(database.dsn)
        save(session, note)

    assert isinstance(moving.exception(), RecordChanged)


def test_call_is_moved_while_a_task_of_it_is_followed_by_another(
    database: Database, desk: Database, supervisor: Database, office: Office
) -> None:
    write(desk, office)
    open_for(desk, office.ichiro)
    again = NewTask(uuid4(), "もう一度", date(2026, 12, 8), kind="call_back")

    with ThreadPoolExecutor(1) as beside, supervisor.writing() as session:
        task_id = session.scalars(select(Task.id)).one()
        finish_task(session, task_id)
        moving = beside.submit(move, desk, office)
        until_waiting(database.dsn)
        add_found_task(session, again, after_task_id=task_id)

    assert moving.exception() is None


def test_two_who_move_a_call_with_their_notes_wait_in_turn(
    database: Database, desk: Database, supervisor: Database, office: Office
) -> None:
    open_for(desk, office.ichiro)
    ways = (office.michiko, office.ichiro)

    def moves(one: Database, note: WrittenNote) -> None:
        with one.asking() as session:
            me = session.scalar(select(func.my_staff_id()))
        questions = CallDeskQuestions(one, me or 0, date.today)
        questions.move(office.call_id, ways, [replace(note, body="人違い")])

    notes = noted(office), noted(office)
    for one, note in zip((desk, supervisor), notes, strict=True):
        with one.writing() as session:
            save(session, note)
    with ThreadPoolExecutor(2) as beside, psycopg.connect(database.dsn) as exchange:
        exchange.execute("UPDATE call SET cause = '転送' WHERE id = %s", [office.call_id])
        moving = []
        for number, one in enumerate((desk, supervisor), start=1):
            moving.append(beside.submit(moves, one, notes[number - 1]))
            until_waiting(database.dsn, number)

    assert [one.exception() for one in moving] == [None, None]
