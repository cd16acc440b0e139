"""What people do about calls, notes and tasks beside each other, and the exchange beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import uuid4

from sqlalchemy import select

from crm_desktop.actions.approvals import approve_note, ask_approval_again, send_note_back
from crm_desktop.actions.calls import record_call_event, record_call_events
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.actions.staff import StaffForm, change_staff, sit_at
from crm_desktop.actions.tasks import (
    NewTask,
    TaskPlan,
    add_found_task,
    arrange_task,
    finish_task,
    give_task_back,
    take_task,
)
from crm_desktop.app.call_desk_questions import CallDeskQuestions
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.note import NoteCategory
from crm_desktop.database.queries.staff import sign_in, staff_list
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.staff import StaffRole
from crm_desktop.errors.access import CardRestricted, ExtensionInUse, RightMissing
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.tasks import ApprovalGone, NoteChangedSince, TaskClosed, TaskTaken
from tests.builders import HOME
from tests.faults.crossing_work import PEOPLE, TODAY, Deed, Hand, now

EXCHANGE_IDS: Final = ("c1", "c2")
KANA: Final = ("タカハシ ハナコ", "ﾀｶﾊｼ ﾊﾅｺ", "")


def ring_everybody(owner: Database) -> list[int]:
    """Store two calls that were had at two telephones each; return the ids."""
    steps = [
        _step(call, extension, stage)
        for call in EXCHANGE_IDS
        for extension in PEOPLE[:2]
        for stage in (CallStage.RINGING, CallStage.ANSWERED)
    ]
    with owner.writing() as session:
        for step in steps:
            record_call_event(session, step)
    with owner.reading() as session:
        return list(session.scalars(select(Call.id).order_by(Call.id)))


def categories_in(owner: Database) -> list[int]:
    """Store a category whose notes a supervisor agrees with, and one more; return the ids."""
    categories = [
        NoteCategory(label_ja="解約", label_en="Cancelling", needs_approval=True),
        NoteCategory(label_ja="その他", label_en="Other"),
    ]
    with owner.writing() as session:
        session.add_all(categories)
        session.flush()
        return [category.id for category in categories]


def choose_caller(hand: Hand) -> None:
    hand.person.questions.remember_choice(hand.chance.choice(hand.office.calls), hand.a_customer())


def write_note(hand: Hand) -> None:
    call = hand.chance.choice([*hand.office.calls, None])
    hand.person.questions.save_note(_written(hand, hand.a_customer(), call))


def move_call(hand: Hand) -> None:
    call = hand.chance.choice(hand.office.calls)
    here, there = hand.chance.sample(hand.office.customers, 2)
    unsaved = hand.chance.choice([[], [_written(hand, here, call)]])
    questions = CallDeskQuestions(hand.desk, hand.staff_id, lambda: TODAY)
    questions.move(call, (here, there), unsaved)


def finish_task_and_plan_another(hand: Hand) -> None:
    task = hand.one_shown(OPEN_TASKS)
    whose = hand.chance.choice([None, *hand.colleagues])
    with hand.desk.writing() as session:
        finish_task(session, task.id)
        if hand.chance.random() < 0.7:
            new = NewTask(uuid4(), "もう一度", TODAY, staff_id=whose)
            add_found_task(session, new, after_task_id=task.id)


def take_task_or_leave_it(hand: Hand) -> None:
    task = hand.one_shown(OPEN_TASKS)
    with hand.desk.writing() as session:
        match hand.chance.randrange(3):
            case 0:
                take_task(session, task.id)
            case 1:
                give_task_back(session, task.id)
            case _:
                plan = TaskPlan(TODAY, staff_id=hand.chance.choice(hand.colleagues))
                arrange_task(session, task.id, plan)


def agree_with_note(hand: Hand) -> None:
    note = hand.one_shown("SELECT id, revision FROM contact_note WHERE approval = 'asked'")
    with hand.desk.writing() as session:
        if hand.chance.random() < 0.5:
            approve_note(session, note.id, seen_revision=note.revision, today=TODAY)
        else:
            word = "理由は？"
            send_note_back(session, note.id, word, seen_revision=note.revision, today=TODAY)


def ask_again(hand: Hand) -> None:
    sent_back = hand.all_shown("SELECT id, staff_id FROM contact_note WHERE approval = 'sent_back'")
    note = hand.one_of([note for note in sent_back if note.staff_id == hand.staff_id])
    with hand.desk.writing() as session:
        ask_approval_again(session, note.id, hand.some_words())


def sit_down(hand: Hand) -> None:
    extension = hand.chance.choice([*PEOPLE, "205", "206"])
    with hand.desk.writing() as session:
        sit_at(session, extension)


def sign_in_again(hand: Hand) -> None:
    with hand.desk.asking() as session:
        sign_in(session, "test")


def change_person(hand: Hand) -> None:
    """Give somebody another reading, as an administrator does."""
    with hand.office.owner.reading() as session:
        people = [one for one in staff_list(session) if one.staff_id in hand.colleagues]
    person = hand.one_of(people)
    roles = frozenset(role for role in StaffRole if role.group in person.groups)
    form = StaffForm(person.name, hand.chance.choice(KANA), person.extension, roles)
    with hand.office.owner.asking() as session:
        change_staff(session, person.staff_id, form, seen_revision=person.revision)


def report_calls(hand: Hand) -> None:
    """Tell at once of calls that go on and of one that is missed, as the exchange does."""
    missed = str(uuid4())
    steps = [
        _step(
            hand.chance.choice(EXCHANGE_IDS),
            hand.chance.choice(PEOPLE),
            hand.chance.choice([CallStage.RINGING, CallStage.ANSWERED]),
        )
        for _ in range(3)
    ]
    steps += [_step(missed, PEOPLE[0], CallStage.RINGING), _step(missed, "", CallStage.ENDED)]
    with hand.office.gateway.writing() as session:
        record_call_events(session, steps)


def open_card(hand: Hand) -> None:
    hand.person.questions.load_card(hand.a_customer(), OpeningReason.LIST)


def settle_missed_calls(hand: Hand) -> None:
    """Take some off the list, in any order; now and then put them back."""
    calls = [row.id for row in hand.all_shown(MISSED)]
    chosen = {hand.one_of(calls) for _ in range(5)}
    hand.person.questions.settle_missed([*chosen], MissedCallSettled.NOT_NEEDED)
    if hand.chance.random() < 0.5:
        hand.person.questions.unsettle_missed([*chosen])


def answer_call(hand: Hand) -> None:
    hand.person.questions.find_caller(HOME, hand.chance.choice(hand.office.calls))


def _written(hand: Hand, customer_id: int, call_id: int | None) -> WrittenNote:
    chance = hand.chance
    note = WrittenNote(
        operation_id=chance.choice([*hand.person.notes, uuid4()]),
        customer_id=customer_id,
        call_id=call_id,
        happened_at=now(),
        body=hand.some_words(),
        category_id=chance.choice([*hand.office.categories, None]),
        state=chance.choice(["open", "done"]),
    )
    if chance.random() < 0.5:
        return note
    return replace(note, follow_up_on=TODAY, follow_up_title="折返し")


def _step(call: str, extension: str, stage: CallStage) -> CallEvent:
    return CallEvent(
        source="pbx",
        call_id=call,
        stage=stage,
        happened_at=now(),
        extension=extension,
        caller=HOME,
        direction=CallDirection.IN,
        event_key=str(uuid4()),
    )


MISSED: Final = "SELECT id FROM call WHERE result = 'missed' ORDER BY id DESC LIMIT 20"
OPEN_TASKS: Final = "SELECT id FROM task WHERE state = 'open'"
_OF_TASKS: Final = (TaskTaken, TaskClosed, RecordGone)
_OF_CARDS: Final = (RightMissing, RecordChanged, RecordGone, CardRestricted)
ABOUT_NO_CALL: Final = (
    Deed(write_note, _OF_CARDS, often=3),
    Deed(finish_task_and_plan_another, (*_OF_TASKS, RightMissing), often=2),
    Deed(take_task_or_leave_it, _OF_TASKS),
    Deed(open_card, (CardRestricted,)),
)
DEEDS: Final = (
    *ABOUT_NO_CALL,
    Deed(choose_caller, _OF_CARDS),
    Deed(move_call, _OF_CARDS, often=2),
    Deed(agree_with_note, (ApprovalGone, NoteChangedSince), leads=True),
    Deed(ask_again, (ApprovalGone,)),
    Deed(sit_down, (ExtensionInUse,)),
    Deed(sign_in_again),
    Deed(change_person, (RecordChanged, ExtensionInUse)),
    Deed(report_calls, often=2),
    Deed(settle_missed_calls),
    Deed(answer_call, (CardRestricted,)),
)
