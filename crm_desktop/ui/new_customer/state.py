"""What the form for a new customer shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from crm_desktop.domain.address import Address
from crm_desktop.domain.email_address import EmailWarning
from crm_desktop.domain.phone_number import PhoneWarning
from crm_desktop.domain.postal_address import PostalAddress
from crm_desktop.ui.input_error_text import InputError


class Field(StrEnum):
    """The fields in the order in which they are asked."""

    NAME = "name"
    NAME_KANA = "name_kana"
    PHONE = "phone"
    PHONE_LABEL = "phone_label"
    POSTAL_CODE = "postal_code"
    PREFECTURE = "prefecture"
    CITY = "city"
    TOWN = "town"
    BLOCK = "block"
    BUILDING = "building"
    BIRTHDAY = "birthday"
    SEX = "sex"
    EMAIL = "email"
    MEMO = "memo"


class Missing(StrEnum):
    """What is wrong with a field that a text of any form would put right."""

    NAME = "name"


class PostalWarning(StrEnum):
    """What a person should look at in a postal code that is accepted all the same."""

    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CodeElsewhere:
    """A postal code that is not one of the town's; ``address`` holds those to choose from."""

    address: Address


Refusal = InputError | Missing
PlainWarning = PhoneWarning | EmailWarning | PostalWarning
FieldWarning = PlainWarning | CodeElsewhere


@dataclass(frozen=True, slots=True)
class FieldState:
    """One field. ``text`` is what was typed while it is refused, the even form once accepted.

    ``filled`` tells that the text came from the postal code, not from a person; ``stored`` that it
    is what the database holds and nobody has touched it yet.
    """

    text: str = ""
    refusal: Refusal | None = None
    warning: FieldWarning | None = None
    day: date | None = None
    filled: bool = False
    stored: bool = False


@dataclass(frozen=True, slots=True)
class NewCustomerState:
    """The whole form. ``choices`` are the places the postal code may mean, when several."""

    fields: dict[Field, FieldState] = field(default_factory=dict)
    choices: tuple[PostalAddress, ...] = ()
    saving: bool = False

    def of(self, which: Field) -> FieldState:
        """Return the state of a field; one never touched is empty."""
        return self.fields.get(which, FieldState())

    def with_field(self, which: Field, state: FieldState) -> dict[Field, FieldState]:
        """Return all fields with one of them changed."""
        return {**self.fields, which: state}
