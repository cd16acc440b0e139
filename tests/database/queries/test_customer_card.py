from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.database.models.assignment import CustomerAssignment
from crm_desktop.database.models.call import Call, CallLeg
from crm_desktop.database.models.customer import CustomerTag, Tag
from crm_desktop.database.models.dial_request import DialRequest
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.mailing import Mailing, MailingRecipient
from crm_desktop.database.models.note import ContactNote, NoteCategory, Task
from crm_desktop.database.models.order import Product, Subscription
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.shipment import Enclosure, Shipment, ShipmentEnclosure
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries import customer_card as rows
from crm_desktop.database.queries.customer_card import customer_card
from crm_desktop.errors.database import RecordGone
from tests.builders import HOME, MOBILE, a_customer, an_order

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)
DAY = date(2026, 11, 20)


def some_staff(session: Session) -> Staff:
    staff = Staff(login="saeki", name="佐伯", extension="201")
    session.add(staff)
    session.flush()
    return staff


def a_call(session: Session, call_id: str, minute: int = 0, **facts: object) -> Call:
    facts = {"source": "pbx", "direction": "in", "caller": MOBILE, "result": "missed"} | facts
    began_at = NOON + timedelta(minutes=minute)
    call = Call(source_call_id=call_id, began_at=began_at, ended_at=began_at, **facts)
    session.add(call)
    session.flush()
    return call


def test_customer_without_anything_has_an_empty_card(session: Session) -> None:
    card = customer_card(session, a_customer(session).id)

    lists = [value for value in asdict(card).values() if isinstance(value, tuple)]
    assert lists == [()] * 12
    assert (card.order_count, card.sales_yen, card.unpaid_yen) == (0, 0, 0)
    assert (card.birthday, card.customer_since, card.staff_name) == (None, None, "")


def test_card_of_nobody_is_refused(session: Session) -> None:
    with pytest.raises(RecordGone):
        customer_card(session, 404)


def test_header_tells_who_it_is(session: Session) -> None:
    customer = a_customer(
        session,
        code="C-004182",
        birthday=date(1954, 3, 1),
        attention_memo="耳が遠いので\nゆっくり",
        phones=(HOME, MOBILE),
        postal_code="1600023",
    )
    session.add(CustomerAssignment(customer_id=customer.id, staff_id=some_staff(session).id))

    card = customer_card(session, customer.id)

    assert (card.code, card.name, card.name_kana) == ("C-004182", "髙橋 美智子", "タカハシ ミチコ")
    assert (card.birthday, card.staff_name) == (date(1954, 3, 1), "佐伯")
    assert card.attention_memo == "耳が遠いので\nゆっくり"
    assert [phone.number for phone in card.phones] == [HOME, MOBILE]
    assert card.addresses[0].postal_code == "1600023"


def test_header_tells_who_covers_and_for_whom(session: Session) -> None:
    customer = a_customer(session)
    owner = some_staff(session)
    cover = Staff(login="cover", name="﨑田")
    session.add(cover)
    session.flush()
    today = session.scalar(text("SELECT (now() AT TIME ZONE 'Asia/Tokyo')::date"))
    session.add(
        CustomerAssignment(
            customer_id=customer.id,
            staff_id=owner.id,
            cover_staff_id=cover.id,
            cover_from=today,
            cover_until=today,
        )
    )

    card = customer_card(session, customer.id)

    assert (card.staff_name, card.covered_for) == ("﨑田", "佐伯")


def test_tags_are_in_order(session: Session) -> None:
    customer = a_customer(session)
    for label in ("新聞広告", "TV"):
        tag = Tag(label=label)
        session.add(tag)
        session.flush()
        session.add(CustomerTag(customer_id=customer.id, tag_id=tag.id))
    session.flush()

    assert customer_card(session, customer.id).tags == ("TV", "新聞広告")


def test_order_comes_with_all_that_hangs_on_it(session: Session) -> None:
    customer = a_customer(session)
    parcel = Shipment(state="on_the_way", carrier="yamato", shipped_on=DAY)
    order = an_order(
        session,
        customer,
        items=(("青汁30包", 2), ("黒酢", 1)),
        payment=Payment(method="payment_slip", amount_yen=4980, due_on=DAY, dunning_count=1),
        shipment=parcel,
    )
    for title in ("秋のしおり", "お試し品"):
        enclosure = Enclosure(code=title, title=title)
        session.add(enclosure)
        session.flush()
        session.add(ShipmentEnclosure(shipment_id=parcel.id, enclosure_id=enclosure.id))
    session.flush()

    (shown,) = customer_card(session, customer.id).orders

    assert (shown.order_id, shown.ordered_at, shown.is_subscription) == (order.id, NOON, False)
    assert [(line.product_name, line.quantity) for line in shown.lines] == [
        ("青汁30包", 2),
        ("黒酢", 1),
    ]
    assert shown.payments == (rows.CardPayment("payment_slip", 4980, DAY, None, None, 1),)
    assert shown.shipments == (
        rows.CardShipment("on_the_way", "yamato", "", DAY, None, None, ("お試し品", "秋のしおり")),
    )


def test_orders_come_newest_first_and_bounded_but_all_are_counted(session: Session) -> None:
    customer = a_customer(session)
    for number in range(103):
        an_order(session, customer, DAY - timedelta(days=number % 7), total_yen=100)
    an_order(session, customer, status="cancelled")

    card = customer_card(session, customer.id)

    keys = [(order.ordered_at, order.order_id) for order in card.orders]
    assert keys == sorted(keys, reverse=True)
    assert (len(card.orders), card.order_count, card.sales_yen) == (100, 103, 10_300)


def test_unpaid_total_counts_what_no_money_came_for(session: Session) -> None:
    customer = a_customer(session)
    paid = Payment(method="card", amount_yen=1, paid_on=DAY)
    an_order(session, customer, payment=Payment(method="deferred", amount_yen=20))
    an_order(session, customer, payment=paid)
    an_order(session, customer, status="returned", payment=Payment(method="card", amount_yen=300))

    assert customer_card(session, customer.id).unpaid_yen == 20


def test_stopped_subscriptions_come_last(session: Session) -> None:
    customer = a_customer(session)
    product = Product(code="A", name="青汁30包")
    session.add(product)
    session.flush()
    for state, next_on in (("stopped", date(2026, 1, 1)), ("active", DAY), ("paused", None)):
        session.add(
            Subscription(
                customer_id=customer.id, product_id=product.id, interval_days=30, state=state,
                next_on=next_on, started_on=DAY,
            )
        )  # fmt: skip
    session.flush()

    states = [one.state for one in customer_card(session, customer.id).subscriptions]

    assert states == ["active", "paused", "stopped"]


def test_papers_come_newest_first(session: Session) -> None:
    customer = a_customer(session)
    for number in (1, 2):
        mailing = Mailing(code=f"M{number}", title=f"秋の感謝祭{number}")
        session.add(mailing)
        session.flush()
        sent = date(2026, 10, number)
        session.add(
            MailingRecipient(
                mailing_id=mailing.id, customer_id=customer.id, wave=1, dropped_on=sent
            )
        )
        session.add(Letter(customer_id=customer.id, received_on=sent, summary=f"手紙{number}"))
    session.flush()

    card = customer_card(session, customer.id)

    assert [mailing.title for mailing in card.mailings] == ["秋の感謝祭2", "秋の感謝祭1"]
    assert [letter.summary for letter in card.letters] == ["手紙2", "手紙1"]


def test_each_wave_of_a_mailing_is_told(session: Session) -> None:
    customer = a_customer(session)
    mailing = Mailing(code="冬", title="冬の贈りもの")
    session.add(mailing)
    session.flush()
    for wave in (1, 2):
        session.add(
            MailingRecipient(
                mailing_id=mailing.id,
                customer_id=customer.id,
                wave=wave,
                dropped_on=date(2026, 11, wave),
            )
        )
    session.flush()

    told = customer_card(session, customer.id).mailings

    assert [(one.wave, one.dropped_on.day) for one in told] == [(2, 2), (1, 1)]


def test_call_tells_who_answered(session: Session) -> None:
    customer, staff = a_customer(session), some_staff(session)
    call = a_call(session, "1", customer_id=customer.id, result="answered", answered_at=NOON)
    session.add(CallLeg(call_id=call.id, source_leg_id="1", staff_id=staff.id))
    session.add(CallLeg(call_id=call.id, source_leg_id="2", staff_id=staff.id, answered_at=NOON))
    session.flush()

    (shown,) = customer_card(session, customer.id).calls

    assert (shown.result, shown.answered_at, shown.staff_name) == ("answered", NOON, "佐伯")


def test_dialling_is_listed_until_its_call_is_told_of(session: Session) -> None:
    customer, staff = a_customer(session), some_staff(session)
    call = a_call(session, "c1", direction="out", caller=HOME)
    cases: list[dict[str, object]] = [
        {"state": "placed"},
        {"state": "placed", "call_id": call.id},
        {"state": "failed"},
    ]
    for minute, facts in enumerate(cases):
        asked_at = NOON + timedelta(minutes=minute)
        told = {"customer_id": customer.id, "staff_id": staff.id, "asked_at": asked_at, **facts}
        session.add(DialRequest(operation_id=uuid.uuid4(), number=HOME, dialler="link", **told))
    session.flush()

    listed = customer_card(session, customer.id).diallings

    assert [(row.dialled_at, row.number, row.staff_name) for row in listed] == [
        (NOON, HOME, "佐伯")
    ]


def test_call_nobody_was_chosen_for_belongs_to_those_who_have_the_number(
    session: Session,
) -> None:
    customer = a_customer(session, phones=(HOME, MOBILE))
    other = a_customer(session, phones=(MOBILE,))
    theirs = a_call(session, "1", 1, caller=MOBILE)
    a_call(session, "2", 2, caller=MOBILE, customer_id=other.id)
    newest = a_call(session, "3", 3, caller=HOME)

    card = customer_card(session, customer.id)

    assert [call.call_id for call in card.calls] == [newest.id, theirs.id]


def test_note_tells_who_wrote_it_about_what(session: Session) -> None:
    customer, staff = a_customer(session), some_staff(session)
    call = a_call(session, "1", customer_id=customer.id)
    category = NoteCategory(label_ja="配送")
    session.add(category)
    session.flush()
    note = ContactNote(
        operation_id=uuid.uuid4(), customer_id=customer.id, call_id=call.id, staff_id=staff.id,
        category_id=category.id, body="来週でよい", happened_at=NOON,
    )  # fmt: skip
    session.add(note)
    session.flush()

    (shown,) = customer_card(session, customer.id).notes

    assert shown == rows.CardNote(note.id, NOON, "佐伯", "配送", "来週でよい", "done", call.id)


def test_only_open_tasks_are_shown_and_the_undated_last(session: Session) -> None:
    customer = a_customer(session)
    for title, due_on, state in (
        ("いつか", None, "open"),
        ("済", DAY, "done"),
        ("今日", DAY, "open"),
    ):
        session.add(Task(customer_id=customer.id, title=title, due_on=due_on, state=state))
    session.flush()

    tasks = customer_card(session, customer.id).tasks

    assert [(task.title, task.due_on) for task in tasks] == [("今日", DAY), ("いつか", None)]


def test_card_takes_any_text_as_it_is(session: Session) -> None:
    odd = "﨑山\u3000\"'\\<b>𠮷\n\t😀"
    customer = a_customer(session, odd, "")

    assert customer_card(session, customer.id).name == odd
