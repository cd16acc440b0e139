"""What is shown of customers that moves brought."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.database.queries.new_customers import CardHolder, NewCustomerRow, StuckPlan

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class NewCustomersReading:
    """What the database says: the newest move first; plans of one's own that are not done."""

    rows: tuple[NewCustomerRow, ...] = ()
    stuck: tuple[StuckPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCustomersState:
    """What was read; ``worked`` customers were marked last, and can be put back."""

    reading: NewCustomersReading = NewCustomersReading()
    worked: int = 0

    @property
    def count(self) -> int:
        """How many wait, `MOST_SHOWN` at most."""
        return len(self.reading.rows)

    @property
    def is_wanted(self) -> bool:
        """Whether there is something to work off, or to put back."""
        return bool(self.reading.rows or self.worked)


@dataclass(frozen=True, slots=True)
class CardHolderState:
    """Who looks after the customer of the open card; None: no card, or not read yet."""

    customer_id: int | None = None
    holder: CardHolder | None = None
