"""Everything that desks save, each as a deed that can be done twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Final, cast
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.actions.availability import AvailabilitySaid
from crm_desktop.actions.customer_edits import CustomerFields
from crm_desktop.actions.customer_moves import MoveWish
from crm_desktop.actions.customers import NewCustomer, NewPhone
from crm_desktop.actions.dialling import DialWish
from crm_desktop.actions.help_requests import HelpWish, WhisperWish
from crm_desktop.actions.letters import SeenLetter
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.actions.orders import WrittenOrder
from crm_desktop.actions.staff import StaffForm
from crm_desktop.actions.talk_scripts import TalkScriptForm
from crm_desktop.actions.tasks import NewTask, TaskPlan
from crm_desktop.actions.unwanted_callers import UnwantedForm
from crm_desktop.app.availability_questions import AvailabilityQuestions
from crm_desktop.app.customer_editing import CustomerEditQuestions
from crm_desktop.app.dial_questions import OfficeDialling
from crm_desktop.app.new_order_questions import NewOrderQuestions
from crm_desktop.app.task_drafts import (
    SaidOfTask,
    TaskDeed,
    draft_of_open_task,
    draft_of_task,
    with_said,
)
from crm_desktop.database.models.document import PageText
from crm_desktop.database.queries.paper_pages import paper_pages
from crm_desktop.database.queries.paper_texts import letter_text
from crm_desktop.database.queries.tasks import TaskView
from crm_desktop.domain.availability import Availability
from crm_desktop.domain.call import CallStage
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.map_settings import MapPart
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.domain.new_order import OrderedLine, OrderTerms
from crm_desktop.domain.printed_paper import PrintedKind
from crm_desktop.domain.staff import StaffRole
from crm_desktop.domain.stopping import Stopping
from crm_desktop.ui.address_map.delivery_notes import TypedDeliveryNote
from crm_desktop.ui.call_rules.category_form import CategoryMark
from crm_desktop.ui.call_rules.state import TypedUnwanted
from crm_desktop.ui.printed_papers.state import TypedPaper, TypedRule
from crm_desktop.ui.shared.form_codec import form_as_json
from tests.app.deed_office import TODAY, Office
from tests.builders import HOME, MOBILE
from tests.located_homes import PINNED

Deed = Callable[[], object]


def _sheet(deed: TaskDeed, plan: TaskPlan | None = None) -> Callable[[Office], Deed]:
    """Return what saves a sheet about a task that is there."""

    def deed_at(office: Office) -> Deed:
        task_id = office.task(customer_id=office.customer())
        tasks = office.tasks.read(TaskView.DUE, "")
        task = next(one for one in tasks if one.task_id == task_id)
        draft = draft_of_open_task(deed, task, datetime.now(UTC))
        return partial(office.tasks.save, with_said(draft, SaidOfTask(deed, "話せた", plan)))

    return deed_at


def _new_task(office: Office) -> Deed:
    new = NewTask(uuid4(), "", None, call_id=office.call(CallStage.ENDED))
    said = SaidOfTask(TaskDeed.ADD, "折り返し", TaskPlan(TODAY))
    draft = draft_of_task(new, "", datetime.now(UTC))
    return partial(office.tasks.save, with_said(draft, said))


def _script(office: Office) -> int:
    form = TalkScriptForm(str(uuid4()), "{name}様")
    office.rules.add_script(form)
    return next(row.script_id for row in office.rules.load_scripts() if row.title == form.title)


def _unwanted(office: Office, digits: str) -> tuple[int, int]:
    office.rules.add_unwanted(TypedUnwanted(digits=digits, reason="勧誘"))
    row = max(office.rules.load_unwanted(), key=lambda row: row.unwanted_id)
    return row.unwanted_id, row.revision


def _paper(office: Office) -> Any:
    typed = TypedPaper(code=str(uuid4()), title="春の便り")
    office.printed.add_paper(PrintedKind.ENCLOSURE, typed)
    rows = office.printed.load_papers(PrintedKind.ENCLOSURE)
    return next(row for row in rows if row.paper.code == typed.code), typed


def _change_paper(office: Office) -> Deed:
    row, typed = _paper(office)
    new = replace(typed, title="春の便り 改")
    return partial(
        office.printed.change_paper,
        PrintedKind.ENCLOSURE,
        row.master_id,
        new,
        seen_revision=row.revision,
    )


def _change_rule(office: Office) -> Deed:
    typed = TypedRule(enclosure_id=office.enclosure(), nth_order="1")
    office.printed.add_rule(typed)
    row = max(office.printed.load_rules(), key=lambda row: row.rule_id)
    new = replace(typed, nth_order="2", known=True)
    return partial(office.printed.change_rule, row.rule_id, new, row.revision)


def _change_settings(office: Office) -> Deed:
    (row,) = office.rules.load_settings()
    return partial(
        office.rules.change_settings,
        1,
        replace(row.form, away_reasons=(str(uuid4())[:8],)),
        row.revision,
    )


def _change_map(office: Office) -> Deed:
    (row,) = office.map_settings.load(MapPart.PLACES)
    form = replace(row.form, walking_distance_m=row.form.walking_distance_m + 100)
    return partial(office.map_settings.change, MapPart.PLACES, 1, form, row.revision)


def _release(office: Office) -> Deed:
    return partial(office.map.release_pin, office.map.move_pin(office.home(), PINNED))


def _correct(office: Office) -> Deed:
    seen = office.letter()
    with office.owner.writing() as session:
        document_id = _document_of(session, seen)
        session.add(PageText(document_id=document_id, page_number=1, transcript="前"))
        page = paper_pages(session, [document_id])[0]
    where = form_as_json(page) | {"sha256": page.sha256.hex()}
    fields: dict[str, Json] = {"page": where, "text": "後", "seen": "前"}
    now = datetime.now(UTC)
    return partial(office.papers.correct, Draft(uuid4(), DraftKind.PAGE_TEXT, None, fields, now))


def _document_of(session: Session, seen: SeenLetter) -> int:
    query = text("SELECT document_id FROM letter WHERE id = :id")
    return int(session.scalars(query, {"id": seen.letter_id}).one())


def _letter_on_card(office: Office) -> Any:
    customer_id, seen = office.customer(), office.letter()
    office.inbox.attach(seen, customer_id)
    with office.desk.reading() as session:
        return letter_text(session, seen.letter_id)


def _merge(office: Office) -> Deed:
    first, second = office.letter("一"), office.letter("二")
    return partial(office.inbox.of_inbox().merge, first, [second])


def _undo_letter(office: Office) -> Deed:
    work = office.inbox.of_inbox()
    return partial(work.undo, work.date(office.letter(), date(2026, 11, 1), "fax"))


def _plan(office: Office) -> Deed:
    return partial(office.moves.plan, office.drafted(), MoveWish(), date(2999, 1, 1))


def _move(office: Office) -> Deed:
    return partial(office.moves.move, office.drafted(), MoveWish(), True, Stopping())


def _undo_move(office: Office) -> Deed:
    deed = _move(office)
    deed()
    return partial(office.moves.undo, cast("Any", deed).args[0], Stopping())


def _keep_filter(office: Office) -> int:
    return office.moves.save_filter(str(uuid4()), CustomerFilter())[-1].filter_id


def _change_staff(office: Office) -> Deed:
    form = StaffForm("佐伯 千鶴", "", "", frozenset({StaffRole.OPERATOR}))
    added = office.people.add_staff(f"s{uuid4().hex[:10]}", form)
    row = next(one for one in office.people.load_staff() if one.staff_id == added.staff_id)
    new = replace(form, name="佐伯 さくら")
    return partial(office.people.change_staff, added.staff_id, new, row.revision)


def _add_staff(office: Office) -> Deed:
    form = StaffForm("﨑山 弘", "", "", frozenset({StaffRole.OPERATOR}))
    return partial(office.people.add_staff, f"s{uuid4().hex[:10]}", form)


def _settle_dial(office: Office) -> Deed:
    dialling = OfficeDialling(office.desk, office.staff.extension, "tel")
    started = dialling.dial(DialWish(uuid4(), HOME))
    return partial(dialling.settle, started.request_id, None)


def _unsettle(office: Office) -> Deed:
    call_id = office.call(CallStage.ENDED)
    office.questions.settle_missed([call_id], next(iter(MissedCallSettled)))
    return partial(office.questions.unsettle_missed, [call_id])


def _move_call(office: Office) -> Deed:
    first, second = office.customer(phones=(MOBILE,)), office.customer()
    call_id = office.call(CallStage.ANSWERED)
    office.questions.remember_choice(call_id, first)
    note = WrittenNote(uuid4(), first, call_id, datetime.now(UTC), "来週", None, "open")
    return partial(office.calls.move, call_id, (first, second), [note])


def _whisper(office: Office) -> Deed:
    wish = office.ask_help()
    word = WhisperWish(uuid4(), office.staff.staff_id, wish.customer_id, "もう少しゆっくり")
    return partial(office.help.whisper, word)


def _note(office: Office) -> Deed:
    note = WrittenNote(
        uuid4(), office.customer(), None, datetime.now(UTC), "耳が遠い", None, "done", TODAY
    )
    return partial(office.questions.save_note, note)


def _edit(office: Office) -> Deed:
    seen = CustomerFields("髙橋 美智子", "タカハシ ミチコ", None, "unknown", "", "")
    fields = {"seen": asdict(seen), "wanted": asdict(replace(seen, name="髙橋 ミチ子"))}
    draft = Draft(uuid4(), DraftKind.CUSTOMER, office.customer(), fields, datetime.now(UTC))
    return partial(CustomerEditQuestions(office.desk).save, draft)


def _order(office: Office) -> Deed:
    terms = OrderTerms((OrderedLine("AO-30", "青汁30包", 2, 3980),), shipping_fee_yen=500)
    order = WrittenOrder(uuid4(), office.customer(), datetime.now(UTC), terms, "午前中に")
    return partial(NewOrderQuestions(office.desk, office.staff.staff_id).save, order)


def _new_customer(office: Office) -> Deed:
    new = NewCustomer("髙橋 美智子", phones=(NewPhone(HOME),))
    return partial(office.questions.save_customer, new, uuid4())


DEEDS: Final[dict[str, Callable[[Office], Deed]]] = {
    "address_map_questions.move_pin": lambda o: partial(o.map.move_pin, o.home(), PINNED),
    "address_map_questions.release_pin": _release,
    "delivery_notes._write": lambda o: partial(
        o.map.write_note, TypedDeliveryNote(o.home().address_id, "裏口へ", "")
    ),
    "availability_questions.store": lambda o: partial(
        AvailabilityQuestions(o.desk, lambda: datetime.now(UTC)).store,
        AvailabilitySaid(Availability.AWAY, datetime.now(UTC), "昼休み"),
    ),
    "call_desk_questions.move": _move_call,
    "call_desk_questions.mark_unwanted": lambda o: partial(
        o.calls.mark_unwanted, UnwantedForm("+815055550001", "勧誘"), uuid4()
    ),
    "call_rules_questions.add_script": lambda o: partial(
        o.rules.add_script, TalkScriptForm("挨拶", "{operator}でございます。")
    ),
    "call_rules_questions.change_script": lambda o: partial(
        o.rules.change_script, _script(o), TalkScriptForm("改", "{line}"), 1
    ),
    "call_rules_questions.remove_script": lambda o: partial(o.rules.remove_script, _script(o), 1),
    "call_rules_questions.add_unwanted": lambda o: partial(
        o.rules.add_unwanted, TypedUnwanted(digits="050-5555-0002", reason="無言")
    ),
    "call_rules_questions.change_unwanted": lambda o: partial(
        o.rules.change_unwanted,
        _unwanted(o, "050-5555-0003")[0],
        TypedUnwanted(digits="050-5555-0003", reason="無言"),
        1,
    ),
    "call_rules_questions.remove_unwanted": lambda o: partial(
        o.rules.remove_unwanted, *_unwanted(o, "050-5555-0004")
    ),
    "call_rules_questions.change_category": lambda o: partial(
        o.rules.change_category, o.category(), CategoryMark(needs_approval=True), 1
    ),
    "call_rules_questions.change_settings": _change_settings,
    "customer_moves_questions.save_filter": lambda o: partial(
        o.moves.save_filter, "休眠", CustomerFilter(unpaid=True)
    ),
    "customer_moves_questions.delete_filter": lambda o: partial(
        o.moves.delete_filter, _keep_filter(o)
    ),
    "customer_moves_questions.draft": lambda o: partial(
        o.moves.draft, o.draft(), lambda _count: None, Stopping()
    ),
    "customer_moves_questions.drop": lambda o: partial(o.moves.drop, o.drafted()),
    "customer_moves_questions.note": lambda o: partial(
        o.moves.note, o.drafted(), "C-1", "耳が遠い"
    ),
    "customer_moves_questions.move": _move,
    "customer_moves_questions.plan": _plan,
    "customer_moves_questions.undo": _undo_move,
    "desk_help.ask": lambda o: partial(o.help.ask, HelpWish(uuid4(), o.customer())),
    "desk_help.end": lambda o: partial(o.help.end, o.ask_help().operation_id),
    "desk_help.over": lambda o: partial(o.help.over, o.ask_help().customer_id),
    "desk_help.seen": lambda o: partial(o.help.seen, [1, 2]),
    "desk_help.whisper": _whisper,
    "desk_questions.remember_choice": lambda o: partial(
        o.questions.remember_choice, o.call(), o.customer(phones=(MOBILE,))
    ),
    "desk_questions.attach_number": lambda o: partial(
        o.questions.attach_number, o.customer(), MOBILE, o.call(), uuid4()
    ),
    "desk_questions.save_note": _note,
    "desk_questions.save_customer": _new_customer,
    "desk_questions.settle_missed": lambda o: partial(
        o.questions.settle_missed, [o.call(CallStage.ENDED)], next(iter(MissedCallSettled))
    ),
    "desk_questions.unsettle_missed": _unsettle,
    "dial_questions.dial": lambda o: partial(
        OfficeDialling(o.desk, o.staff.extension, "tel").dial, DialWish(uuid4(), MOBILE)
    ),
    "dial_questions.settle": _settle_dial,
    "letter_inbox_questions.put_aside": lambda o: partial(o.inbox.put_aside, o.refused_file()),
    "letter_inbox_questions.attach": lambda o: partial(o.inbox.attach, o.letter(), o.customer()),
    "letter_inbox_questions.set_aside": lambda o: partial(
        o.inbox.set_aside,
        o.letter(),
        2,
        True,
    ),
    "letter_inbox_questions.split": lambda o: partial(o.inbox.of_inbox().split, o.letter(), 1),
    "letter_inbox_questions.merge": _merge,
    "letter_inbox_questions.reorder": lambda o: partial(
        o.inbox.of_inbox().reorder, o.letter(), [2, 1]
    ),
    "letter_inbox_questions.rotate": lambda o: partial(
        o.inbox.of_inbox().rotate, o.letter(), 1, 90
    ),
    "letter_inbox_questions.date": lambda o: partial(
        o.inbox.of_inbox().date, o.letter(), date(2026, 11, 1), "fax"
    ),
    "letter_inbox_questions.undo": _undo_letter,
    "map_settings_questions.change": _change_map,
    "new_customers.mark": lambda o: partial(o.new_customers.mark, [o.customer()], True),
    "customer_editing.save": _edit,
    "new_order_questions._store": _order,
    "office_questions.add_staff": _add_staff,
    "office_questions.change_staff": _change_staff,
    "page_questions.correct": _correct,
    "paper_questions.mark_read": lambda o: partial(o.papers.mark_read, _letter_on_card(o)),
    "paper_questions.mark_thanked": lambda o: partial(
        o.papers.mark_thanked, _letter_on_card(o), "phone"
    ),
    "printed_papers_questions.add_paper": lambda o: partial(
        o.printed.add_paper, PrintedKind.MAILING, TypedPaper(code=str(uuid4()), title="秋号")
    ),
    "printed_papers_questions.change_paper": _change_paper,
    "printed_papers_questions.add_rule": lambda o: partial(
        o.printed.add_rule, TypedRule(enclosure_id=o.enclosure())
    ),
    "printed_papers_questions.change_rule": _change_rule,
    "task_questions.take": lambda o: partial(o.tasks.take, o.task()),
    "task_questions.give_back": lambda o: partial(o.tasks.give_back, o.task()),
    "task_questions.save": _new_task,
    "task_questions.save.finish": _sheet(TaskDeed.FINISH, TaskPlan(TODAY)),
    "task_questions.save.drop": _sheet(TaskDeed.DROP),
    "task_questions.save.arrange": _sheet(TaskDeed.PLAN, TaskPlan(TODAY)),
    "task_questions.approve": lambda o: partial(o.tasks.approve, o.note("asked"), 1),
    "task_questions.send_back": lambda o: partial(o.tasks.send_back, o.note("asked"), 1, "宛名を"),
    "task_questions.ask_again": lambda o: partial(o.tasks.ask_again, o.note("sent_back"), "直した"),
}
"""By module and function of ``crm_desktop.app``; what one function does for many has many."""
