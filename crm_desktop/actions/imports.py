"""Runs an import: batches that stand or fall alone, so that one bad row takes nobody along."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from typing import Any, Final, Protocol

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from crm_desktop.actions.import_options import BatchResult, Fate
from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.database.engine import Database
from crm_desktop.tables.cell_reading import CellNote
from crm_desktop.tables.import_items import ImportItem

Transactions = Callable[[], AbstractContextManager[Session]]
Batch = list[ImportItem[Any]]
Store = Callable[[Session, Sequence[Any]], BatchResult]

ROWS_IN_BATCH: Final = 1_000
IMPORT_LOCK: Final = 0x696D706F
"""Key of the advisory lock that keeps two imports from making the same customer."""


class ImportWatch(Protocol):
    """Who looks on while an import runs; all are called between batches."""

    def reject(self, item: ImportItem[Any], problems: Sequence[CellNote]) -> None:
        """Keep the rows of an item that is refused."""

    def progress(self, line: int) -> None:
        """Say that everything up to ``line`` of the file is done."""

    def is_stopped(self) -> bool:
        """Tell whether the import is to end here."""


def run_import(
    items: Iterable[ImportItem[Any]],
    store: Store,
    transactions: Transactions,
    *,
    tally: ImportTally,
    watch: ImportWatch,
) -> None:
    """Bring ``items`` in, each batch in a transaction of its own, and count them in ``tally``.

    Raises:
        DatabaseUnreachable, TookTooLong, RightMissing, ImportFileUnreadable: the batches that
            ``tally`` holds are in.
    """
    with closing(_read_ahead(_batches(items))) as batches:
        for batch in batches:
            _take_in(batch, store, transactions, tally=tally, watch=watch)
            if watch.is_stopped():
                tally.stopped = True
                return


@contextmanager
def committing(database: Database) -> Iterator[Transactions]:
    """Yield transactions that commit one by one."""
    yield database.writing


@contextmanager
def rehearsing(database: Database) -> Iterator[Transactions]:
    """Yield transactions inside one that is rolled back at the end: nothing is changed.

    Rows stay locked until then, so a long rehearsal is nothing for office hours.
    """
    with suppress(_Rehearsed), database.writing() as session:

        @contextmanager
        def part() -> Iterator[Session]:
            with session.begin_nested():
                yield session

        yield part
        raise _Rehearsed


class _Rehearsed(Exception):
    """Ends a rehearsal."""


def _take_in(
    batch: Batch,
    store: Store,
    transactions: Transactions,
    *,
    tally: ImportTally,
    watch: ImportWatch,
) -> None:
    good = [item for item in batch if item.record is not None]
    result = _stored(transactions, store, [item.record for item in good])
    tally.add_batch(batch, result)
    for item, problems in _refused(batch, good, result):
        tally.add_refusal(item, problems)
        watch.reject(item, problems)
    tally.last_line = batch[-1].rows[-1].line
    watch.progress(tally.last_line)


def _read_ahead(batches: Iterator[Batch]) -> Generator[Batch]:
    """Yield ``batches``, the next one being read while the last one is stored.

    Half of the time is the server's; on two processors it costs nothing this way.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="import") as reader:
        coming = reader.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = reader.submit(next, batches, None)
            yield batch


def _batches(items: Iterable[ImportItem[Any]]) -> Iterator[Batch]:
    """Yield batches in which no two customers could be the same person."""
    batch: Batch = []
    rows = 0
    seen: set[tuple[str, ...]] = set()
    for item in items:
        identities = item.identities()
        if rows >= ROWS_IN_BATCH or not seen.isdisjoint(identities):
            yield batch
            batch, rows, seen = [], 0, set()
        batch.append(item)
        rows += len(item.rows)
        seen |= identities
    if batch:
        yield batch


def _stored(transactions: Transactions, store: Store, records: list[Any]) -> BatchResult:
    if not records:
        return BatchResult()
    with transactions() as session:
        session.execute(select(func.pg_advisory_xact_lock(IMPORT_LOCK)))
        try:
            with session.begin_nested():
                return store(session, records)
        except DBAPIError as error:
            if not _is_about_values(error):
                raise
        return _stored_one_by_one(session, store, records)


def _stored_one_by_one(session: Session, store: Store, records: list[Any]) -> BatchResult:
    """Return the result of all records, the ones that the database refuses left out."""
    whole = BatchResult()
    for record in records:
        try:
            with session.begin_nested():
                whole.extend(store(session, [record]))
        except DBAPIError as error:
            if not _is_about_values(error):
                raise
            whole.refuse(record.line, _reason(error))
    return whole


def _is_about_values(error: DBAPIError) -> bool:
    """Tell whether the row is to blame: its values, or someone who is editing that record."""
    state = _state(error)
    return state[:2] in {"22", "23", "54"} or state in _SOMEBODY_ELSE


def _reason(error: DBAPIError) -> str:
    if _state(error) in _SOMEBODY_ELSE:
        return "somebody is changing this record just now: import it once more"
    diagnosis = getattr(error.orig, "diag", None)
    message = getattr(diagnosis, "message_primary", "") or error.orig
    return f"the database refuses it: {message}"


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _refused(
    batch: Sequence[ImportItem[Any]], good: Sequence[ImportItem[Any]], result: BatchResult
) -> Iterator[tuple[ImportItem[Any], Sequence[CellNote]]]:
    """Yield the refused items of a batch in the file's order, each with why."""
    fates = {id(item): fate for item, fate in zip(good, result.fates, strict=True)}
    late = {problem.line: problem for problem in result.problems}
    for item in batch:
        if item.problems:
            yield item, item.problems
        elif fates.get(id(item)) is Fate.REFUSED:
            yield item, (late[item.rows[0].line],)


# lock_not_available and deadlock_detected
_SOMEBODY_ELSE: Final = frozenset({"55P03", "40P01"})
