"""What the form for changing a customer shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from crm_desktop.actions.address_edits import KnownAddress
from crm_desktop.actions.customer_edits import CustomerFields
from crm_desktop.actions.customers import NewPhone
from crm_desktop.database.queries.card_changes import CardChange
from crm_desktop.ui.new_customer.state import Field, FieldState, NewCustomerState


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One number as it is typed; ``stored`` is what it was, None for a new line."""

    text: FieldState = field(default_factory=FieldState)
    label: str = "home"
    stored: NewPhone | None = None


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One address as it is typed; ``stored`` is what it was, None for a new one."""

    key: str
    fields: Mapping[Field, FieldState] = field(default_factory=dict)
    label: str = "home"
    put_away: bool = False
    stored: KnownAddress | None = None


@dataclass(frozen=True, slots=True)
class EditForm:
    """One customer's form: what was ``seen`` when it was opened or last brought up to date.

    ``fields`` hold the person, and of the ``addresses`` (one at least) the one ``at`` a number;
    ``usual`` is the key of the usual one.
    """

    customer_id: int
    code: str
    seen: CustomerFields
    draft_id: UUID
    fields: NewCustomerState
    phones: tuple[PhoneLine, ...]
    addresses: tuple[AddressLine, ...] = (AddressLine("+1"),)
    usual: str = "+1"
    at: int = 0

    @property
    def shown_address(self) -> AddressLine:
        """The address whose fields are shown."""
        return self.addresses[self.at]


@dataclass(frozen=True, slots=True)
class FieldNews:
    """What somebody else made of a field meanwhile; ``change`` says who and when, if known."""

    value: object
    change: CardChange | None = None


@dataclass(frozen=True, slots=True)
class CustomerEditState:
    """The whole form; ``form`` is None when none is open.

    ``news`` are changes of others by the names of `customer_edits.fields_by_name`.
    """

    form: EditForm | None = None
    news: Mapping[str, FieldNews] = field(default_factory=dict)
    saving: bool = False


@dataclass(frozen=True, slots=True)
class Collision:
    """What two people changed at once: of each field before, theirs and mine."""

    form: EditForm
    fields: tuple[str, ...]
    before: Mapping[str, object]
    theirs: Mapping[str, object]
    mine: Mapping[str, object]
    changes: tuple[CardChange, ...] = ()
