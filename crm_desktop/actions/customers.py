"""What an operator does to customers; each function is one transaction's work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.customer import Customer, CustomerAddress, CustomerPhone
from crm_desktop.domain.customer_code import customer_code
from crm_desktop.domain.customer_keys import customer_keys
from crm_desktop.errors import RecordGone


@dataclass(frozen=True, slots=True)
class NewPhone:
    """A number in E.164 and what it is for (home, mobile, work, fax, other)."""

    number: str
    label: str = "home"
    phone_extension: str = ""


@dataclass(frozen=True, slots=True)
class NewAddress:
    """An address in parts as shown; ``postal_code`` is 7 digits or empty."""

    postal_code: str = ""
    prefecture: str = ""
    city: str = ""
    town: str = ""
    block: str = ""
    building: str = ""


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer as the form hands them over, every value in its stored form."""

    name: str
    name_kana: str = ""
    birthday: date | None = None
    sex: str = "unknown"
    email: str = ""
    phones: tuple[NewPhone, ...] = ()
    address: NewAddress = NewAddress()
    attention_memo: str = ""


def register_customer(
    session: Session, new: NewCustomer, *, staff_id: int | None, today: date
) -> int:
    """Add a customer and return the id; the code is made of it."""
    keys = customer_keys(new.name, new.name_kana)
    number = session.scalar(select(func.nextval(func.pg_get_serial_sequence("customer", "id"))))
    customer = Customer(
        id=number,
        code=customer_code(number or 0),
        name=new.name,
        name_kana=new.name_kana,
        name_key=keys.name_key,
        kana_key=keys.kana_key,
        given_name_key=keys.given_name_key,
        given_kana_key=keys.given_kana_key,
        birthday=new.birthday,
        sex=new.sex,
        email=new.email,
        attention_memo=new.attention_memo,
        staff_id=staff_id,
        customer_since=today,
    )
    customer.phones = [
        CustomerPhone(
            number=phone.number,
            phone_extension=phone.phone_extension,
            label=phone.label,
            position=position,
        )
        for position, phone in enumerate(new.phones)
    ]
    customer.addresses = _addresses(new.address)
    session.add(customer)
    session.flush()
    return customer.id


def attach_phone(session: Session, customer_id: int, number: str, label: str = "other") -> None:
    """Give a customer one more number in E.164; nothing when they have it already.

    Raises:
        RecordGone: there is no such customer (any more).
    """
    customer = session.get(Customer, customer_id, with_for_update=True)
    if customer is None:
        raise RecordGone("customer", customer_id)
    positions = dict(
        session.execute(
            select(CustomerPhone.number, CustomerPhone.position).where(
                CustomerPhone.customer_id == customer_id
            )
        ).tuples()
    )
    if number in positions:
        return
    position = max(positions.values(), default=-1) + 1
    session.add(
        CustomerPhone(customer_id=customer_id, number=number, label=label, position=position)
    )


def _addresses(address: NewAddress) -> list[CustomerAddress]:
    if address == NewAddress():
        return []
    return [
        CustomerAddress(
            postal_code=address.postal_code,
            prefecture=address.prefecture,
            city=address.city,
            town=address.town,
            block=address.block,
            building=address.building,
        )
    ]
