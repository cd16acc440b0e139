"""A row of a customer table as a customer: every value in its stored form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.customer_keys import CustomerKeys, customer_keys
from crm_desktop.domain.email_address import email_key
from crm_desktop.domain.japanese_text import to_kana_display
from crm_desktop.domain.person_name import tidy_name
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.errors.text import BadKana
from crm_desktop.tables.address_cells import ImportedAddress, read_address
from crm_desktop.tables.cell_reading import RowReading
from crm_desktop.tables.import_fields import PHONE_FIELDS


@dataclass(frozen=True, slots=True)
class ImportedPhone:
    """One number in E.164; ``label`` is one of the stored labels."""

    number: str
    extension: str
    label: str


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """What one row says about one customer; "" and None mean that it says nothing."""

    line: int
    shop_customer_number: str
    code: str
    name: str
    name_kana: str
    keys: CustomerKeys
    birthday: date | None
    sex: str
    email: str
    phones: tuple[ImportedPhone, ...]
    address: ImportedAddress
    memo: str
    customer_since: date | None

    def person_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the name with each number, or without any with the e-mail address.

        Two rows that share one of these are probably about the same person.
        """
        reachable = [phone.number for phone in self.phones]
        if not reachable and self.email:
            reachable = [email_key(self.email)]
        return tuple((self.keys.name_key, way) for way in reachable)

    def identities(self) -> frozenset[tuple[str, ...]]:
        """Return everything by which an import may find this customer."""
        found: set[tuple[str, ...]] = {("person", *key) for key in self.person_keys()}
        if self.shop_customer_number:
            found.add(("account", self.shop_customer_number))
        if self.code:
            found.add(("code", self.code))
        return frozenset(found)


def read_customer(reading: RowReading, places: PlaceIndex | None) -> CustomerRow:
    """Return the customer of a row; it may only be used when ``reading`` found no problem.

    With ``places`` the address is parted as the post office does, and unknown codes are said.
    """
    name = _name(reading)
    kana = _kana(reading)
    return CustomerRow(
        line=reading.line,
        shop_customer_number=reading.short_text("shop_customer_number"),
        code=reading.short_text("customer_code"),
        name=name,
        name_kana=kana,
        keys=customer_keys(name, kana),
        birthday=reading.day("birthday"),
        sex=_sex(reading),
        email=reading.email("email"),
        phones=_phones(reading),
        address=read_address(reading, name, places),
        memo=reading.text("memo"),
        customer_since=reading.day("customer_since"),
    )


def read_name_key(reading: RowReading) -> str:
    """Return the name of a row as names are compared; "" where there is none."""
    return customer_keys(_name(reading), "").name_key


def refuse_incomplete(reading: RowReading, customer: CustomerRow) -> None:
    """Refuse a customer without a name, or whom the next import would take for a new one."""
    if not customer.name:
        column = "family_name" if "family_name" in reading.headers else "name"
        reading.refuse(column, "the name is missing")
    elif not customer.identities():
        reading.refuse("", "a customer needs a code, a phone number or an e-mail address")


def _name(reading: RowReading) -> str:
    parts = f"{reading.short_text('family_name')} {reading.short_text('given_name')}"
    name = tidy_name(parts) or tidy_name(reading.short_text("name"))
    name = name or tidy_name(reading.short_text("company"))
    if "?" in name:
        reading.warn("name", f'"{name}" holds a ?: a character was lost when the file was written')
    return name


def _kana(reading: RowReading) -> str:
    parts = f"{reading.short_text('family_kana')} {reading.short_text('given_kana')}".strip()
    text = parts or reading.short_text("kana")
    if not text:
        return ""
    try:
        return to_kana_display(text)
    except BadKana:
        reading.warn("kana", f'"{text}" is not kana; it is kept as it is')
        return tidy_name(text)


def _sex(reading: RowReading) -> str:
    sex = reading.word("sex", or_number="sex_number")
    if not sex and reading.text("sex"):
        reading.warn("sex", f'"{reading.short_text("sex")}" is not known and left out')
    return sex


def _phones(reading: RowReading) -> tuple[ImportedPhone, ...]:
    found: dict[tuple[str, str], ImportedPhone] = {}
    for name, label in PHONE_FIELDS.items():
        for number in reading.phones(name):
            phone = ImportedPhone(number.e164, number.extension, label)
            found.setdefault((phone.number, phone.extension), phone)
    return tuple(found.values())
