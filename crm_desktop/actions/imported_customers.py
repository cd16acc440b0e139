"""Brings the customers of a file in, a batch at a time: what is new, what changed, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from crm_desktop.actions.customer_matching import CustomerMatcher, Match
from crm_desktop.actions.customer_writes import CustomerWrites, new_ids_and_codes
from crm_desktop.actions.import_options import BatchResult, Fate, ImportOptions
from crm_desktop.actions.imported_rows import RowMemory, customer_row_key
from crm_desktop.database.queries.imports import stored_customers, stored_phones
from crm_desktop.tables.customer_rows import CustomerRow


def store_customers(
    session: Session, rows: Sequence[CustomerRow], options: ImportOptions
) -> BatchResult:
    """Create or update the customers of ``rows``, of whom no two may be the same person.

    A row that says what it said at the last import changes nothing, whatever a person has
    changed since.
    """
    batch = _CustomerBatch(session, rows, options)
    for row in rows:
        batch.take(row)
    batch.write(session)
    return batch.result


class _CustomerBatch:
    """One batch: everything is asked first, decided row by row, written at the end."""

    def __init__(
        self, session: Session, rows: Sequence[CustomerRow], options: ImportOptions
    ) -> None:
        self.result = BatchResult()
        self._shop = options.shop
        matcher = CustomerMatcher(session, rows, options)
        self._matches = {row.line: matcher.match(row) for row in rows}
        ids = {match.customer_id for match in self._matches.values() if match.customer_id}
        self._stored, self._phones = stored_customers(session, ids), stored_phones(session, ids)
        self._memory = RowMemory(
            session, [(customer_row_key(row, options.shop), row) for row in rows]
        )
        fresh = [row for row in rows if self._matches[row.line].is_new]
        numbered = new_ids_and_codes(session, fresh, options.customer_code_prefix)
        self._new = {row.line: one for row, one in zip(fresh, numbered, strict=True)}
        self._writes = CustomerWrites(options.shop)

    def take(self, row: CustomerRow) -> None:
        """Decide what becomes of one row."""
        match = self._matches[row.line]
        if match.problem:
            self.result.refuse(row.line, match.problem)
            return
        if match.namesakes:
            self.result.warn(row.line, _probably_the_same(row, match))
        if row.line in self._new:
            self._writes.add(*self._new[row.line], row)
            self.result.fates.append(Fate.CREATED)
        elif match.customer_id is not None:
            changed = self._change(row, match.customer_id, known_account=match.by_account)
            self.result.fates.append(Fate.UPDATED if changed else Fate.UNCHANGED)

    def write(self, session: Session) -> None:
        """Write everything that was decided."""
        self._writes.write(session)
        self._memory.keep(session)

    def _change(self, row: CustomerRow, customer_id: int, *, known_account: bool) -> bool:
        attaches = bool(row.shop_customer_number) and not known_account
        if attaches:
            self._writes.attach_account(customer_id, row)
        if self._memory.is_as_before(customer_row_key(row, self._shop)):
            return attaches
        phones = self._phones.get(customer_id, [])
        return self._writes.change(self._stored[customer_id], phones, row) or attaches


def _probably_the_same(row: CustomerRow, match: Match) -> str:
    others = ", ".join(match.namesakes)
    done = "both are kept" if match.customer_id is None else "taken for one"
    return f"{row.name} is probably the same person as {others}: {done}"
