"""Questions about an open card: who changed what of it, and who else has it open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

CHANGED_CHANNEL: Final = "card_changed"
PEOPLE_CHANNEL: Final = "card_people"
BE_AT_CARD: Final = b"SELECT be_at_card(%s::bigint, %s::bigint)"
"""Left and come to, either may be null; for the connection that listens (`Listener.ask`)."""


@dataclass(frozen=True, slots=True)
class CardChange:
    """The newest change of one field of a customer, or of what hangs on them.

    ``subject`` is the table. ``field`` is one of `customer_edits.fields_by_name`, another column,
    or "" where the subject has no fields here. ``staff_name`` is "" where nobody of the staff did.
    """

    subject: str
    field: str
    staff_name: str
    is_me: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class OtherDesk:
    """Somebody who has the same card open; ``is_me``: the same person, at another desk."""

    staff_name: str
    is_me: bool


def last_card_changes(session: Session, customer_id: int) -> tuple[CardChange, ...]:
    """Return the changes of the last seven days, newest first; empty when the card is not open."""
    rows = session.execute(_CHANGES, {"customer_id": customer_id})
    return tuple(CardChange(*row) for row in rows)


def others_at_card(session: Session, customer_id: int, listener: int) -> tuple[OtherDesk, ...]:
    """Return who else is at an open card; ``listener`` is the process of this desk's `Listener`."""
    rows = session.execute(_OTHERS, {"customer_id": customer_id, "listener": listener})
    return tuple(OtherDesk(*row) for row in rows)


_CHANGES: Final = text("""
SELECT subject, field, staff_name, is_me, changed_at
  FROM last_card_changes(CAST(:customer_id AS bigint))
""")
_OTHERS: Final = text("""
SELECT staff_name, is_me
  FROM others_at_card(CAST(:customer_id AS bigint), CAST(:listener AS integer))
""")
