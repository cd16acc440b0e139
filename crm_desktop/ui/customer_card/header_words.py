"""Who the customer is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.customer_card import CardAddress, CardPhone, CustomerCard
from crm_desktop.domain.calendar_date import age_on, era_display
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.person_words import phone_kind_words, sex_words

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PhoneWords:
    """One number as it is shown, what it is, and its bare digits for pasting."""

    shown: str
    label: str
    bare: str


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """The header's texts; what is not known is empty."""

    name: str
    kana: str
    person: str
    birthday: str
    rank: str
    since: str
    staff: str
    tags: str
    phones: tuple[PhoneWords, ...]
    address: str
    bare_address: str
    delivery_note: str


def header_words(card: CustomerCard, formats: Formats, today: date) -> HeaderWords:
    """Return the texts of the header for the first of the addresses."""
    home = card.addresses[0] if card.addresses else None
    return HeaderWords(
        name=filled(translate("customer_card", "%1"), card.name),
        kana=card.name_kana,
        person=_person(card, formats, today),
        birthday=_birthday(card.birthday),
        rank=rank_word(card.rank),
        since=_since(card.customer_since, today),
        staff=staff_words(card.staff_name, card.covered_for),
        tags="  ".join(f"#{tag}" for tag in card.tags),
        phones=tuple(phone_words(phone, formats) for phone in card.phones),
        address="" if home is None else address_words(home),
        bare_address="" if home is None else _joined(home),
        delivery_note="" if home is None else home.delivery_note,
    )


def staff_words(name: str, covered_for: str) -> str:
    """Return who is in charge, and for whom; "" when nobody is."""
    if not name:
        return ""
    if covered_for:
        covers = translate("customer_card", "In charge: %1, covering for %2")
        return filled(covers, name, covered_for)
    return filled(translate("customer_card", "In charge: %1"), name)


def phone_words(phone: CardPhone, formats: Formats) -> PhoneWords:
    """Return a number with the word for its label."""
    shown = number = formats.phone(phone.number)
    if phone.phone_extension:
        extension = translate("customer_card", "%1 ext. %2")
        shown = filled(extension, number, phone.phone_extension)
    bare = number.replace("-", "").replace(" ", "")
    return PhoneWords(shown, phone_kind_words(phone.label), bare)


def rank_word(rank: str) -> str:
    """Return the word for one of RANKS."""
    words = {
        "new": translate("customer_card", "New"),
        "regular": translate("customer_card", "Regular"),
        "best": translate("customer_card", "Best"),
    }
    return words[rank]


def address_words(address: CardAddress) -> str:
    """Return 〒160-0023 東京都新宿区西新宿2-8-1 building."""
    code = f"〒{postal_display(address.postal_code)}" if address.postal_code else ""
    return " ".join(filter(None, [code, _joined(address)]))


def _joined(address: CardAddress) -> str:
    street = f"{address.prefecture}{address.city}{address.town}{address.block}"
    return " ".join(filter(None, [street, address.building]))


def _person(card: CustomerCard, formats: Formats, today: date) -> str:
    age = "" if card.birthday is None else formats.age(card.birthday, today=today)
    return " ".join(filter(None, [age, sex_words(card.sex)]))


def _birthday(birthday: date | None) -> str:
    if birthday is None:
        return ""
    words = translate("customer_card", "Born %1 (%2)")
    western = f"{birthday.year}/{birthday.month}/{birthday.day}"
    return filled(words, era_display(birthday), western)


def _since(since: date | None, today: date) -> str:
    if since is None:
        return ""
    years = age_on(since, today)
    if years < 1:
        return translate("customer_card", "under 1 year")
    return filled(translate("customer_card", "%1 years"), str(years))
