"""What an import is told, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from crm_desktop.tables.cell_reading import CellNote


class Fate(StrEnum):
    """What became of one customer or order."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """``shop`` names the shop whose customer and order numbers the file holds.

    ``links_same_person`` attaches a new shop account to the one customer who has the same name
    and number, instead of only saying that they are probably the same. ``today`` in Japan is when
    parcels that wait are thought to be sent, as the rules for enclosures see it.
    """

    shop: str
    customer_code_prefix: str
    order_number_prefix: str
    links_same_person: bool = False
    today: date = date.min

    def for_shop(self, shop: str) -> ImportOptions:
        """Return the options for rows that name a shop themselves: numbers begin with its name."""
        if shop == self.shop:
            return self
        return replace(
            self,
            shop=shop,
            customer_code_prefix=f"{shop}-",
            order_number_prefix=f"{shop}-",
        )


@dataclass(slots=True)
class BatchResult:
    """What one batch came to; ``fates`` has one entry for each record, in their order.

    ``problems`` say why those were refused that were.
    """

    fates: list[Fate] = field(default_factory=list)
    problems: list[CellNote] = field(default_factory=list)
    warnings: list[CellNote] = field(default_factory=list)
    customers_created: int = 0

    def refuse(self, line: int, reason: str) -> None:
        """Count a record that begins at ``line`` as refused."""
        self.fates.append(Fate.REFUSED)
        self.problems.append(CellNote(line, "", reason))

    def extend(self, other: BatchResult) -> None:
        """Add the result of the records that come next."""
        self.fates += other.fates
        self.problems += other.problems
        self.warnings += other.warnings
        self.customers_created += other.customers_created

    def warn(self, line: int, text: str) -> None:
        """Say something about a record that is taken."""
        self.warnings.append(CellNote(line, "", text))
