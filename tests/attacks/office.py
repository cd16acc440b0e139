"""An office to break into: two customers with all that hangs on one, and a login for each job."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.orm import Session

from crm_desktop.database.models.call import Call, CallLeg, CallReport, CallStep
from crm_desktop.database.models.customer import (
    CallerChoice,
    Customer,
    CustomerAddress,
    CustomerShopAccount,
    CustomerTag,
    Tag,
)
from crm_desktop.database.models.document import (
    Document,
    DocumentPage,
    ImageRendition,
    PageText,
    StoredImage,
)
from crm_desktop.database.models.imports import ImportedRow
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.mailing import Mailing, MailingRecipient
from crm_desktop.database.models.note import ContactNote, Task
from crm_desktop.database.models.order import Order, OrderLine, Product, Subscription
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.models.shipment import Enclosure, Shipment, ShipmentEnclosure
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.roles import (
    ADMIN,
    ANALYST,
    EXPORTER,
    GATEWAY,
    OPERATOR,
    SCANNER,
    SUPERVISOR,
    WORKER,
    set_staff_login,
)
from tests.builders import a_customer

SHOWN = "見える印"
HIDDEN = "隠した印"
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
JOBS: Mapping[str, tuple[str, ...]] = {
    "operator": (OPERATOR,),
    "supervisor": (SUPERVISOR,),
    "scanner": (SCANNER,),
    "admin": (ADMIN,),
    "exporter": (EXPORTER,),
    "analyst": (ANALYST,),
    "gateway": (GATEWAY,),
    "worker": (WORKER,),
}
DESKS = ("operator", "supervisor")
STAFF_JOBS = ("operator", "supervisor", "scanner", "admin", "exporter", "analyst")


@dataclass(frozen=True, slots=True)
class Target:
    """The ids and keys of one customer and of what hangs on them; every text has the mark."""

    mark: str
    customer: int
    code: str
    number: str
    phone: int
    order: int
    order_number: str
    note: int
    task: int
    call: int
    letter: int
    document: int
    sha256: str
    address: int


@dataclass(frozen=True, slots=True)
class Office:
    """``shown`` is opened by whoever may open, ``hidden`` by nobody; connections by job."""

    url: str
    shown: Target
    hidden: Target
    connections: Mapping[str, psycopg.Connection[Any]]

    def facts(self) -> dict[str, Any]:
        """Return what statements may name: ``{hidden.customer}``, ``{shown.order}`` and so on."""
        return {"shown": self.shown, "hidden": self.hidden}


def a_target(session: Session, mark: str, number: str) -> Target:
    """Add a customer whose every text says ``mark`` and the name of its table."""
    key = secrets.token_hex(4)
    customer = a_customer(
        session,
        f"{mark} customer",
        f"{mark} customer",
        phones=(number,),
        code=f"{mark}-{key}",
        email=f"{mark}@example.jp",
        attention_memo=f"{mark} customer",
        birthday=date(1950, 2, 3),
    )
    customer.phones[0].phone_extension = f"{mark} customer_phone"
    home = _home(session, customer, mark)
    order = _order(session, customer, mark, key)
    document, image = _paper(session, mark)
    letter = _letter(session, customer, mark, document)
    call = _call(session, customer, mark, number)
    note, task = _contacts(session, customer, mark, call)
    _small_rows(session, customer, mark, number, key)
    return Target(
        mark,
        customer.id,
        customer.code,
        number,
        customer.phones[0].id,
        order.id,
        order.number,
        note.id,
        task.id,
        call.id,
        letter.id,
        document.id,
        image,
        home.id,
    )


def _home(session: Session, customer: Customer, mark: str) -> CustomerAddress:
    parts = ("prefecture", "city", "town", "block", "building", "delivery_note")
    address = dict.fromkeys(parts, f"{mark} customer_address")
    home = CustomerAddress(customer_id=customer.id, postal_code="1600022", **address)
    session.add(home)
    session.flush()
    found = {"source": "towns", "found_as": f"{mark} address_position"}
    session.add(AddressPosition(address_id=home.id, latitude=35.69, longitude=139.7, **found))
    return home


def _order(session: Session, customer: Customer, mark: str, key: str) -> Order:
    product = Product(code=f"P{key}", name="青汁30包")
    session.add(product)
    session.flush()
    repeated = Subscription(
        customer_id=customer.id, product_id=product.id, interval_months=1, started_on=TODAY
    )
    session.add(repeated)
    session.flush()
    order = Order(
        customer_id=customer.id,
        number=f"{mark} customer_order {key}",
        shop="office",
        shop_order_number=f"{mark} customer_order {key}",
        channel="phone",
        ordered_at=NOW,
        total_yen=3980,
        memo=f"{mark} customer_order",
        subscription_id=repeated.id,
    )
    line = {"product_name": f"{mark} order_line", "quantity": 1, "unit_price_yen": 3980}
    order.lines = [OrderLine(position=1, **line)]
    session.add(order)
    session.flush()
    parcel = Shipment(order_id=order.id, tracking_number=f"{mark} shipment")
    slip = Payment(
        order_id=order.id, method="payment_slip", amount_yen=1, slip_number=f"{mark} payment"
    )
    enclosure = Enclosure(code=f"E{key}", title="お礼状")
    session.add_all([parcel, slip, enclosure])
    session.flush()
    session.add(ShipmentEnclosure(shipment_id=parcel.id, enclosure_id=enclosure.id))
    return order


def _paper(session: Session, mark: str) -> tuple[Document, str]:
    content = f"{mark} stored_image".encode()
    digest = sha256(content).digest()
    document = Document()
    image = StoredImage(
        sha256=digest,
        media_type="image/png",
        width_px=1,
        height_px=1,
        content=content,
        location=f"{mark} stored_image",
    )
    session.add_all([document, image])
    session.flush()
    rendition = {"rendition": "preview", "media_type": f"{mark} image_rendition"}
    session.add_all(
        [
            DocumentPage(document_id=document.id, page_number=1, sha256=digest),
            ImageRendition(sha256=digest, content=content, **rendition),
        ]
    )
    session.flush()
    session.add(PageText(document_id=document.id, page_number=1, transcript=f"{mark} page_text"))
    session.flush()
    return document, digest.hex()


def _letter(session: Session, customer: Customer, mark: str, document: Document) -> Letter:
    letter = Letter(
        customer_id=customer.id,
        received_on=TODAY,
        summary=f"{mark} letter",
        transcription=f"{mark} letter",
        document_id=document.id,
    )
    session.add(letter)
    session.flush()
    return letter


def _call(session: Session, customer: Customer, mark: str, number: str) -> Call:
    began = datetime.now(UTC) - timedelta(days=5)
    call = Call(
        source="pbx",
        source_call_id=f"{mark} call",
        direction="in",
        caller=number,
        caller_raw=f"{mark} call",
        line_name=f"{mark} call",
        began_at=began,
        answered_at=began,
        ended_at=began,
        result="answered",
        customer_id=customer.id,
    )
    session.add(call)
    session.flush()
    leg = {"source_leg_id": f"{mark} call_leg", "extension": "999", "outcome": "answered"}
    report = {"stage": "ringing", "facts": {"name": f"{mark} call_report"}, "raw": {}}
    session.add_all(
        [
            CallLeg(call_id=call.id, ended_at=began, **leg),
            CallReport(call_id=call.id, happened_at=began, **report),
            CallStep(call_id=call.id, stage="ringing", extension="999", happened_at=began),
        ]
    )
    return call


def _contacts(session: Session, customer: Customer, mark: str, call: Call) -> tuple[Any, Any]:
    other = Staff(login=f"other_{secrets.token_hex(4)}", name="山﨑 一")
    session.add(other)
    session.flush()
    note = ContactNote(
        operation_id=uuid.uuid4(),
        customer_id=customer.id,
        call_id=call.id,
        staff_id=other.id,
        body=f"{mark} contact_note",
        happened_at=NOW,
    )
    task = Task(
        customer_id=customer.id,
        staff_id=other.id,
        title=f"{mark} task",
        outcome=f"{mark} task",
        due_on=TODAY,
    )
    session.add_all([note, task])
    session.flush()
    return note, task


def _small_rows(session: Session, customer: Customer, mark: str, number: str, key: str) -> None:
    tag = Tag(label=f"新聞広告{key}")
    mailing = Mailing(code=f"M{key}", title="秋の感謝祭")
    session.add_all([tag, mailing])
    session.flush()
    account = {"shop": f"{mark} shop", "shop_customer_number": f"{mark} shop"}
    session.add_all(
        [
            CustomerTag(customer_id=customer.id, tag_id=tag.id),
            MailingRecipient(mailing_id=mailing.id, customer_id=customer.id, dropped_on=TODAY),
            CustomerShopAccount(customer_id=customer.id, **account),
            CallerChoice(number=number, customer_id=customer.id, chosen_at=NOW),
            ImportedRow(kind="code", shop=f"{mark} imported", number=key, digest=b"\0" * 16),
        ]
    )
    session.flush()


def hire(owner: psycopg.Connection[Any], groups: tuple[str, ...], password: str) -> str:
    """Add a login in ``groups``, and a member of staff unless it is a service; return the login."""
    login = f"staff_{secrets.token_hex(5)}"
    owner.execute("INSERT INTO staff (login, name) VALUES (%s, '髙橋 花子')", [login])
    with owner.transaction():
        set_staff_login(owner, login, password, groups)
    return login


def dismiss(owner: psycopg.Connection[Any], login: str) -> None:
    """Drop a login; what it did stays."""
    owner.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [login]
    )
    owner.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))
