"""What people do about customers, and imports and the worker do beside them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.actions.address_edits import KnownAddress
from crm_desktop.actions.customer_edits import CustomerEdit, update_customer
from crm_desktop.actions.customer_moves import (
    MoveWish,
    do_due_move,
    draft_move,
    drop_move,
    move_customers,
    plan_move,
    undo_move,
    work_through,
)
from crm_desktop.actions.customers import NewAddress, NewCustomer
from crm_desktop.actions.locating import locate_address, locate_run
from crm_desktop.actions.pins import move_pin, release_pin, write_delivery_note
from crm_desktop.app.new_order_questions import NewOrderQuestions
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.queries.homes import home_at
from crm_desktop.database.queries.unlocated import IdRun, Wanted
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.home import Home
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.spread import Placed, SpreadReason
from crm_desktop.errors.access import CardRestricted, RightMissing, SearchedTooOften
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.moving import CustomersMovedMeanwhile, MoveGone, NothingToMove
from crm_desktop.ui.customer_edit.form_reading import seen_on
from crm_desktop.ui.new_order.reading import order_of_draft
from tests.actions.imported_files import BOUGHT, MEMBER, imported
from tests.faults.crossing_work import TODAY, Deed, Hand, NothingToDo
from tests.faults.typed_work import typed_order
from tests.located_homes import PINNED, FewTowns

MEMBERS: Final = 8
ORDERS: Final = 20
ALL_IDS: Final = IdRun(1, 10**6, 1000)
TOWNS: Final = ("芝浦三丁目", "西新宿二丁目", "どこか")


def members_in(owner: Database, folder: Path) -> list[int]:
    """Import the members of a shop; return their ids."""
    imported(owner, folder, "customers", [_member(number) for number in range(MEMBERS)])
    with owner.reading() as session:
        return list(session.scalars(select(Customer.id).order_by(Customer.id)))


def edit_card(hand: Hand) -> None:
    customer_id = hand.a_customer()
    seen = seen_on(hand.person.questions.load_card(customer_id, OpeningReason.LIST))
    addresses = _edited(hand, seen.addresses)
    wanted = replace(seen, attention_memo=hand.some_words(), addresses=addresses)
    with hand.desk.writing() as session:
        update_customer(session, CustomerEdit(uuid4(), customer_id, wanted, seen))


def attach_number(hand: Hand) -> None:
    number = f"+8131234{hand.chance.randrange(10**4):04}"
    hand.person.questions.attach_number(hand.a_customer(), number, 0, uuid4())


def register_customer(hand: Hand) -> None:
    new = NewCustomer("髙橋 﨑", address=NewAddress(city="港区"))
    hand.person.questions.save_customer(new, uuid4())


def take_order(hand: Hand) -> None:
    _half, whole = typed_order(hand.a_customer(), hand.chance)
    NewOrderQuestions(hand.desk, hand.staff_id).save(order_of_draft(whole))


def look_for_customer(hand: Hand) -> None:
    hand.person.questions.find_customers("髙橋")


def restrict_or_free_card(hand: Hand) -> None:
    with hand.desk.writing() as session:
        session.execute(RESTRICTED_OR_NOT, {"customer": hand.a_customer()})


def say_who_is_known(hand: Hand) -> None:
    with hand.desk.writing() as session:
        work_through(session, hand.office.customers, worked=hand.chance.random() < 0.5)


def move_customers_and_back(hand: Hand) -> None:
    move_id = _drafted(hand)
    with hand.desk.writing() as session:
        move_customers(session, move_id, MoveWish(), leave_changed=hand.chance.random() < 0.8)
    if hand.chance.random() < 0.5:
        with hand.desk.writing() as session:
            undo_move(session, move_id)


def plan_move_for_today(hand: Hand) -> None:
    move_id = _drafted(hand)
    with hand.desk.writing() as session:
        plan_move(session, move_id, MoveWish(), from_day=TODAY)


def drop_draft(hand: Hand) -> None:
    move_id = _drafted(hand)
    with hand.desk.writing() as session:
        drop_move(session, move_id)


def take_move_back(hand: Hand) -> None:
    move = hand.one_shown("SELECT id FROM customer_move WHERE state IN ('planned', 'done')")
    with hand.desk.writing() as session:
        undo_move(session, move.id)


def do_planned_move(hand: Hand) -> None:
    with hand.office.worker.writing() as session:
        do_due_move(session)


def set_pin(hand: Hand) -> None:
    address_id = _an_address(hand)
    with hand.desk.writing() as session:
        seen = _home(session, address_id)
        move_pin(session, address_id, PINNED, staff_id=hand.staff_id, seen=seen)


def take_pin_away(hand: Hand) -> None:
    address_id = _an_address(hand)
    with hand.desk.writing() as session:
        release_pin(session, address_id, seen=_home(session, address_id))


def note_for_delivery(hand: Hand) -> None:
    address_id = _an_address(hand)
    with hand.desk.writing() as session:
        seen = _home(session, address_id).delivery_note
        write_delivery_note(session, address_id, hand.some_words(), seen=seen)


def locate_one(hand: Hand) -> None:
    with hand.desk.writing() as session:
        locate_address(session, FewTowns(), _an_address(hand))


def locate_all(hand: Hand) -> None:
    locate_run(hand.office.worker, FewTowns(), ALL_IDS, hand.chance.choice(list(Wanted)))


def import_members(hand: Hand) -> None:
    rows = [
        _member(number) | {"住所2": f"2-4-{hand.chance.randrange(20)}"}
        for number in hand.chance.sample(range(MEMBERS), MEMBERS)
    ]
    _import(hand, "customers", rows)


def import_orders(hand: Hand) -> None:
    paid = hand.chance.choice(["", "2026-11-19 10:00:00"])
    numbers = hand.chance.sample(range(ORDERS), ORDERS * 3 // 5)
    _import(hand, "orders", [_order(number) | {"入金日": paid} for number in numbers])


def _edited(hand: Hand, addresses: Sequence[KnownAddress]) -> tuple[KnownAddress, ...]:
    """Return them with one more, in another order, or the last one changed or put away."""
    edited = list(addresses)
    match hand.chance.randrange(4):
        case 0:
            edited.append(KnownAddress("+1", NewAddress(city="港区", town=_a_town(hand))))
        case 1:
            hand.chance.shuffle(edited)
        case 2 if edited:
            parts = replace(edited[-1].parts, town=_a_town(hand))
            edited[-1] = replace(edited[-1], parts=parts)
        case 3 if len(edited) > 1:
            edited[-1] = replace(edited[-1], put_away=True)
    return tuple(sorted(edited, key=lambda one: one.put_away))


def _a_town(hand: Hand) -> str:
    return hand.chance.choice(TOWNS)


def _an_address(hand: Hand) -> int:
    return int(hand.one_shown("SELECT id FROM customer_address").id)


def _home(session: Session, address_id: int) -> Home:
    home = home_at(session, address_id)
    if home is None:
        raise NothingToDo
    return home


def _drafted(hand: Hand) -> int:
    placed = [
        Placed(customer_id, hand.chance.choice(hand.colleagues), SpreadReason.SHARE)
        for customer_id in hand.chance.sample(hand.office.customers, 2)
    ]
    with hand.desk.writing() as session:
        return draft_move(session, uuid4(), CustomerFilter(), {}, placed)


def _import(hand: Hand, table: str, rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory(dir=hand.office.folder) as folder:
        imported(hand.office.owner, Path(folder), table, rows)


def _member(number: int) -> dict[str, str]:
    own = {"会員ID": str(number), "お名前(名)": "花" + "一二三四五六七八"[number]}
    return MEMBER | own | {"TEL": _phone_of(number), "メールアドレス": f"{number}@example.jp"}


def _order(number: int) -> dict[str, str]:
    member = number % MEMBERS
    own = {"注文ID": str(number), "注文番号": str(1000 + number)}
    return BOUGHT | own | {"会員ID": str(member), "TEL": _phone_of(member)}


def _phone_of(number: int) -> str:
    return f"090123456{number:02}"


RESTRICTED_OR_NOT: Final = text(
    "UPDATE customer SET restricted = NOT restricted WHERE id = :customer"
)
_OF_CARDS: Final[tuple[Any, ...]] = (RecordChanged, RecordGone, RightMissing, CardRestricted)
MOVES: Final = (
    Deed(say_who_is_known),
    Deed(move_customers_and_back, (CustomersMovedMeanwhile, NothingToMove, MoveGone), leads=True),
    Deed(plan_move_for_today, leads=True),
    Deed(drop_draft, leads=True),
    Deed(take_move_back, (MoveGone,), leads=True),
    Deed(do_planned_move),
)
CARDS: Final = (
    Deed(edit_card, _OF_CARDS, often=3),
    Deed(attach_number, _OF_CARDS),
    Deed(take_order, _OF_CARDS),
    Deed(look_for_customer, (SearchedTooOften,)),
    Deed(restrict_or_free_card, leads=True),
)
DEEDS: Final = (
    *CARDS,
    *MOVES,
    Deed(register_customer),
    Deed(set_pin, (RecordChanged, RecordGone)),
    Deed(take_pin_away, (RecordChanged, RecordGone)),
    Deed(note_for_delivery, (RecordChanged, RecordGone)),
    Deed(locate_one, (RecordGone,)),
    Deed(locate_all, often=2),
    Deed(import_members, often=2),
    Deed(import_orders),
)
