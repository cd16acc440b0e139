"""Brings the orders of a file in, a batch at a time: what is new, what changed, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from crm_desktop.actions.customer_matching import CustomerMatcher
from crm_desktop.actions.customer_writes import CustomerWrites, new_ids_and_codes
from crm_desktop.actions.enclosing import enclose_imported
from crm_desktop.actions.import_options import BatchResult, Fate, ImportOptions
from crm_desktop.actions.imported_rows import RowMemory, order_row_key
from crm_desktop.actions.order_writes import OrderWrites, StoredParts
from crm_desktop.database.models.order import Order
from crm_desktop.database.queries.imported_orders import numbers_in_use, stored_orders
from crm_desktop.database.queries.imports import taken_ids
from crm_desktop.tables.customer_rows import CustomerRow
from crm_desktop.tables.order_rows import ImportedOrder


def store_orders(
    session: Session, orders: Sequence[ImportedOrder], options: ImportOptions
) -> BatchResult:
    """Create or update ``orders``, of which no two have the same shop and number.

    Whoever ordered is found or made; an order that is known stays with its customer. One that
    says what it said at the last import changes nothing.
    """
    batch = _OrderBatch(session, orders, options)
    for order in orders:
        batch.take(order)
    batch.write(session)
    return batch.result


class _OrderBatch:
    """One batch: everything is asked first, decided order by order, written at the end."""

    def __init__(
        self, session: Session, orders: Sequence[ImportedOrder], options: ImportOptions
    ) -> None:
        self.result = BatchResult()
        self._today = options.today
        self._stored = stored_orders(
            session, [(order.shop, order.shop_order_number) for order in orders]
        )
        self._memory = RowMemory(session, [(order_row_key(order), order) for order in orders])
        self._writes = OrderWrites(StoredParts(session, list(self._stored.values())))
        fresh = [order for order in orders if _key(order) not in self._stored]
        self._numbers = {_key(order): _our_number(order, options) for order in fresh}
        self._taken = numbers_in_use(session, set(self._numbers.values()))
        self._ids = iter(taken_ids(session, Order, len(fresh)))
        self._buyers = {
            shop: _Buyers(
                session,
                [order.customer for order in fresh if order.shop == shop],
                options.for_shop(shop),
            )
            for shop in sorted({order.shop for order in fresh})
        }

    def take(self, order: ImportedOrder) -> None:
        """Decide what becomes of one order."""
        stored = self._stored.get(_key(order))
        if stored is None:
            self._add(order)
            return
        as_before = self._memory.is_as_before(order_row_key(order))
        changed = not as_before and self._writes.change(stored, order)
        self.result.fates.append(Fate.UPDATED if changed else Fate.UNCHANGED)

    def write(self, session: Session) -> None:
        """Write everything that was decided: customers before their orders."""
        for buyers in self._buyers.values():
            buyers.write(session)
            self.result.customers_created += buyers.created
        parcels = self._writes.write(session)
        enclose_imported(session, parcels, self._writes.changed_orders, today=self._today)
        self._memory.keep(session)

    def _add(self, order: ImportedOrder) -> None:
        number = self._numbers[_key(order)]
        if number in self._taken:
            self.result.refuse(order.line, f"our order number {number} is taken by another order")
            return
        buyers = self._buyers[order.shop]
        customer_id = buyers.customer_of(order.customer)
        if customer_id is None:
            self.result.refuse(order.line, buyers.problem_of(order.customer))
            return
        self._taken.add(number)
        if same := buyers.probably_same(order.customer):
            self.result.warn(order.line, same)
        self._writes.add(next(self._ids), number, customer_id, order)
        self.result.fates.append(Fate.CREATED)


class _Buyers:
    """Whoever made the new orders of one batch in one shop."""

    def __init__(
        self, session: Session, rows: Sequence[CustomerRow], options: ImportOptions
    ) -> None:
        self.created = 0
        matcher = CustomerMatcher(session, rows, options)
        self._matches = {row.line: matcher.match_buyer(row) for row in rows}
        fresh = [row for row in rows if self._matches[row.line].is_new and row.name]
        numbered = new_ids_and_codes(session, fresh, options.customer_code_prefix)
        self._new = {row.line: one for row, one in zip(fresh, numbered, strict=True)}
        self._made: dict[tuple[str, ...], int] = {}
        self._writes = CustomerWrites(options.shop)

    def customer_of(self, row: CustomerRow) -> int | None:
        """Return whose order it is; None when it names nobody and its number is unknown."""
        match = self._matches[row.line]
        if match.customer_id is not None:
            return match.customer_id
        for identity in _identities(row):
            if identity in self._made:
                return self._made[identity]
        return self._make(row) if row.line in self._new else None

    def problem_of(self, row: CustomerRow) -> str:
        """Return why `customer_of` found nobody."""
        number = row.shop_customer_number or row.code
        known = f"customer {number} is not known and " if number else ""
        nobody = f"{known}the order does not name its customer"
        return self._matches[row.line].problem or nobody

    def probably_same(self, row: CustomerRow) -> str:
        """Return a warning when others have the same name and number; "" when nobody has."""
        match = self._matches[row.line]
        if not match.namesakes:
            return ""
        return f"{row.name} is probably the same person as {', '.join(match.namesakes)}"

    def write(self, session: Session) -> None:
        """Write the customers that were made."""
        self._writes.write(session)

    def _make(self, row: CustomerRow) -> int:
        customer_id, code = self._new[row.line]
        self._writes.add(customer_id, code, row)
        self._made |= dict.fromkeys(row.identities(), customer_id)
        self.created += 1
        return customer_id


def _identities(row: CustomerRow) -> list[tuple[str, ...]]:
    """Return by what a buyer made earlier in this batch may be found again."""
    numbers = [one for one in row.identities() if one[0] != "person"]
    return numbers or sorted(row.identities())


def _key(order: ImportedOrder) -> tuple[str, str]:
    return order.shop, order.shop_order_number


def _our_number(order: ImportedOrder, options: ImportOptions) -> str:
    """Return the shop's number behind its prefix."""
    return f"{options.for_shop(order.shop).order_number_prefix}{order.shop_order_number}"
