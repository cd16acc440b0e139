"""An office in which every text that comes from outside is the same hostile one."""

from __future__ import annotations

import uuid
from datetime import timedelta
from itertools import count

from sqlalchemy.orm import Session

from crm_desktop.database.models.assignment import CustomerAssignment
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.customer import Customer, CustomerAddress, CustomerTag, Tag
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.mailing import Mailing, MailingRecipient
from crm_desktop.database.models.note import ContactNote, NoteCategory, Task
from crm_desktop.database.models.order import Order, OrderLine, Product, Subscription
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.shipment import Enclosure, Shipment, ShipmentEnclosure
from crm_desktop.database.models.staff import Staff
from tests.builders import a_customer
from tests.today import yesterdays_noon

NOW = yesterdays_noon()
TODAY = NOW.date()
AGO = TODAY - timedelta(days=3)
LONGEST_NAME = 500  # what the form takes; names stand in indexes
_numbers = count(1)


def a_hostile_customer(session: Session, text: str, number: str) -> Customer:
    """Add a customer at ``number`` (E.164) with all that hangs on one, made of ``text``."""
    place = next(_numbers)
    staff = Staff(login=f"staff{place}", name=text, name_kana=text)
    session.add(staff)
    session.flush()
    customer = a_customer(
        session,
        text[:LONGEST_NAME],
        text[:LONGEST_NAME],
        phones=(number,),
        email=text,
        attention_memo=text,
        code=f"{text[:200]}{place}",
        birthday=TODAY - timedelta(days=20_000),
    )
    session.add(CustomerAssignment(customer_id=customer.id, staff_id=staff.id))
    customer.phones[0].phone_extension = text
    parts = ("prefecture", "city", "town", "block", "building", "delivery_note")
    session.add(CustomerAddress(customer_id=customer.id, **dict.fromkeys(parts, text)))
    _add_tag(session, customer, f"{text[:200]}{place}")
    _add_order(session, customer, text, place)
    _add_papers(session, customer, text, place)
    _add_contacts(session, customer, staff, text, number)
    session.flush()
    return customer


def _add_tag(session: Session, customer: Customer, label: str) -> None:
    tag = Tag(label=label)
    session.add(tag)
    session.flush()
    session.add(CustomerTag(customer_id=customer.id, tag_id=tag.id))


def _add_order(session: Session, customer: Customer, text: str, place: int) -> None:
    product = Product(code=f"P{place}", name=text)
    session.add(product)
    session.flush()
    repeated = Subscription(
        customer_id=customer.id,
        product_id=product.id,
        interval_months=1,
        started_on=AGO,
        next_on=TODAY + timedelta(days=2),
    )
    order = Order(
        customer_id=customer.id,
        number=f"{text[:200]}{place}",
        shop=text[:200],
        shop_order_number=f"{text[:200]}{place}",
        channel="phone",
        status="completed",
        ordered_at=NOW - timedelta(days=40),
        total_yen=3980,
        memo=text,
    )
    line = {"product_name": text, "product_code": text, "quantity": 1, "unit_price_yen": 1}
    order.lines = [OrderLine(position=position, **line) for position in (1, 2)]
    session.add_all([repeated, order])
    session.flush()
    parcel = Shipment(
        order_id=order.id,
        state="on_the_way",
        carrier=text,
        tracking_number=text,
        shipped_on=AGO,
        expected_on=AGO,
    )
    payment = Payment(order_id=order.id, method="payment_slip", amount_yen=3980, due_on=AGO)
    enclosure = Enclosure(code=f"E{place}", title=text, offer=text)
    session.add_all([parcel, payment, enclosure])
    session.flush()
    session.add(ShipmentEnclosure(shipment_id=parcel.id, enclosure_id=enclosure.id))


def _add_papers(session: Session, customer: Customer, text: str, place: int) -> None:
    mailing = Mailing(code=f"M{place}", title=text, offer=text)
    session.add(mailing)
    session.flush()
    session.add(MailingRecipient(mailing_id=mailing.id, customer_id=customer.id, dropped_on=AGO))
    session.add(Letter(customer_id=customer.id, received_on=AGO, summary=text, transcription=text))


def _add_contacts(
    session: Session, customer: Customer, staff: Staff, text: str, number: str
) -> None:
    place = next(_numbers)
    category = NoteCategory(label_ja=f"{text[:200]}{place}", label_en=f"{text[:200]}{place}")
    call = Call(
        source=text[:200],
        source_call_id=f"{text[:200]}{place}",
        direction="in",
        caller=number,
        caller_raw=text,
        called_raw=text,
        line_name=text,
        queue=text,
        cause=text,
        began_at=NOW - timedelta(hours=2),
        ended_at=NOW - timedelta(hours=2),
        result="missed",
    )
    session.add_all([category, call])
    session.flush()
    session.add(
        ContactNote(
            operation_id=uuid.uuid4(),
            customer_id=customer.id,
            staff_id=staff.id,
            category_id=category.id,
            body=text,
            happened_at=NOW - timedelta(days=1),
        )
    )
    session.add(Task(customer_id=customer.id, staff_id=None, title=text, due_on=AGO))
