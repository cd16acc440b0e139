"""What an operator does to customers; each function is one transaction's work."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.assignment import CustomerAssignment
from crm_desktop.database.models.customer import Customer, CustomerAddress, CustomerPhone
from crm_desktop.domain.customer_code import customer_code
from crm_desktop.domain.customer_keys import customer_keys
from crm_desktop.errors.database import RecordGone


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
    """Add a customer and return the id, by which whoever added them may read them at once.

    The code is made of the id.

    Raises:
        psycopg.errors.InsufficientPrivilege: whoever asks is no active member of staff, or gives
            the customer to somebody else.
    """
    number, code = _next_number(session)
    # Only the columns that whoever registers customers may write: the mapper would name them all.
    session.execute(
        insert(Customer).values(
            id=number,
            code=code,
            name=new.name,
            name_kana=new.name_kana,
            **asdict(customer_keys(new.name, new.name_kana)),
            birthday=new.birthday,
            sex=new.sex,
            email=new.email,
            attention_memo=new.attention_memo,
            customer_since=today,
        )
    )
    if staff_id is not None:
        session.execute(insert(CustomerAssignment).values(customer_id=number, staff_id=staff_id))
    session.add_all(_phones(number, new.phones))
    session.add_all(_addresses(number, new.address))
    session.flush()
    return number


def attach_phone(session: Session, customer_id: int, number: str, label: str = "other") -> None:
    """Give a customer one more number in E.164; nothing when they have it already.

    Raises:
        RecordGone: there is no such customer (any more), or the card is not open.
    """
    customer = session.get(Customer, customer_id, with_for_update={"key_share": True})
    if customer is None:
        raise RecordGone("customer", customer_id)
    statement = select(CustomerPhone.number, CustomerPhone.position).where(
        CustomerPhone.customer_id == customer_id
    )
    positions = dict(session.execute(statement).all())
    if number in positions:
        return
    position = max(positions.values(), default=-1) + 1
    session.add(
        CustomerPhone(customer_id=customer_id, number=number, label=label, position=position)
    )


def _next_number(session: Session) -> tuple[int, str]:
    """Return the next id with its code, past the ids whose codes an import has brought along."""
    while True:
        number = session.execute(_NEW_ID).scalar_one()
        code = customer_code(number)
        if session.scalar(select(func.code_is_free(code))):
            return number, code


def _phones(customer_id: int, phones: tuple[NewPhone, ...]) -> list[CustomerPhone]:
    return [
        CustomerPhone(customer_id=customer_id, position=position, **asdict(phone))
        for position, phone in enumerate(phones)
    ]


def _addresses(customer_id: int, address: NewAddress) -> list[CustomerAddress]:
    if address == NewAddress():
        return []
    return [CustomerAddress(customer_id=customer_id, **asdict(address))]


_NEW_ID: Final = select(func.new_customer_id())
