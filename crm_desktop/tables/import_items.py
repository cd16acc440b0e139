"""A file as a stream of customers or orders, each with the rows it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.tables.cell_reading import BadValue, CellNote, CellProposal, RowReading
from crm_desktop.tables.column_matching import ColumnMatch
from crm_desktop.tables.column_profile import ImportProfile
from crm_desktop.tables.csv_file import CsvFile, data_rows
from crm_desktop.tables.csv_records import CsvRow
from crm_desktop.tables.customer_rows import (
    CustomerRow,
    read_customer,
    refuse_incomplete,
)
from crm_desktop.tables.list_rows import PrintedListRow
from crm_desktop.tables.order_line_rows import read_line
from crm_desktop.tables.order_rows import (
    ImportedOrder,
    OrderDefaults,
    is_left_out,
    read_order,
)

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class ImportItem(Generic[Record]):
    """One customer or order of a file.

    ``record`` is None when it is refused (``problems`` says why) or, without a problem, left
    out on purpose. ``rows`` are the rows of the file that it takes up.
    """

    record: Record | None
    rows: tuple[CsvRow, ...]
    problems: tuple[CellNote, ...] = ()
    warnings: tuple[CellNote, ...] = ()
    proposals: tuple[CellProposal, ...] = ()

    def identities(self) -> frozenset[tuple[str, ...]]:
        """Return what no two records of a batch may share; empty for orders and refused rows."""
        match self.record:
            case CustomerRow() | PrintedListRow():
                return self.record.identities()
            case _:
                return frozenset()


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """How cells are read, whatever the table."""

    profile: ImportProfile
    places: PlaceIndex | None
    takes_proposals: bool
    sentence_of: Callable[[BadValue], str]


def customer_items(
    file: CsvFile, columns: ColumnMatch, rules: ReadingRules
) -> Iterator[ImportItem[CustomerRow]]:
    """Yield the customers of a file in its order, one a row.

    Raises:
        ImportFileUnreadable: the file can no longer be read.
    """

    def read(reading: RowReading) -> CustomerRow:
        customer = read_customer(reading, rules.places)
        refuse_incomplete(reading, customer)
        return customer

    return list_items(file, columns, rules, read)


def list_items(
    file: CsvFile,
    columns: ColumnMatch,
    rules: ReadingRules,
    read: Callable[[RowReading], Record],
) -> Iterator[ImportItem[Record]]:
    """Yield what ``read`` makes of each row of a file, in its order.

    Raises:
        ImportFileUnreadable: the file can no longer be read.
    """
    for row in data_rows(file):
        if row.problem:
            yield ImportItem(None, (row,), (CellNote(row.line, "", row.problem),))
            continue
        reading = _reading(row.line, columns.cells(row.cells), columns, rules)
        record = read(reading)
        yield _item(None if reading.problems else record, (row,), [reading])


def order_items(
    file: CsvFile, columns: ColumnMatch, rules: ReadingRules, defaults: OrderDefaults
) -> Iterator[ImportItem[ImportedOrder]]:
    """Yield the orders of a file, their rows brought together wherever they stand.

    The file is read twice: first to see which orders are not in one piece.

    Raises:
        ImportFileUnreadable: the file can no longer be read.
    """
    place = _OrderPlace(
        columns.places["shop_order_number"], columns.places.get("shop"), file.delimiter
    )
    scattered = _scattered_orders(data_rows(file), place)
    for rows in _orders(data_rows(file), place, scattered):
        yield _order_item(rows, columns, rules, defaults)


def _order_item(
    rows: tuple[CsvRow, ...], columns: ColumnMatch, rules: ReadingRules, defaults: OrderDefaults
) -> ImportItem[ImportedOrder]:
    broken = [CellNote(row.line, "", row.problem) for row in rows if row.problem]
    if broken:
        return ImportItem(None, rows, tuple(broken))
    cells = [columns.cells(row.cells) for row in rows]
    whole = _reading(rows[0].line, _merged(cells), columns, rules)
    if is_left_out(whole):
        return ImportItem(None, rows)
    readings = [
        _reading(row.line, own, columns, rules) for row, own in zip(rows, cells, strict=True)
    ]
    _refuse_contradictions(readings, whole.cells)
    lines = [read_line(reading) for reading in readings]
    buyer = _reading(whole.line, whole.cells, columns, rules)
    customer = read_customer(buyer, rules.places)
    order = None
    if not any(reading.problems for reading in readings):
        order = read_order(whole, customer, lines, defaults)
    buyer.warnings.extend(buyer.problems)
    buyer.problems.clear()
    refused = any(reading.problems for reading in (whole, *readings))
    return _item(None if refused else order, rows, [whole, *readings, buyer])


def _merged(cells: list[dict[str, str]]) -> dict[str, str]:
    """Return of each field the first cell that says something: some shops fill one row only."""
    merged = dict(cells[0])
    for own in cells[1:]:
        for name, text in own.items():
            if _says_nothing(name, merged[name]) and not _says_nothing(name, text):
                merged[name] = text
    return merged


def _refuse_contradictions(readings: list[RowReading], merged: Mapping[str, str]) -> None:
    for reading in readings:
        for name in _SAME_IN_ALL_ROWS:
            own = reading.cells.get(name, "")
            if not _says_nothing(name, own) and own.strip() != merged[name].strip():
                reading.refuse(name, "another row of this order says something else")


def _says_nothing(name: str, text: str) -> bool:
    """Tell whether a cell is blank, or 0 where the sum may stand in another row."""
    return text.strip() in ({"", "0"} if name in _SUMS else {""})


def _reading(
    line: int, cells: Mapping[str, str], columns: ColumnMatch, rules: ReadingRules
) -> RowReading:
    return RowReading(
        line,
        cells,
        columns.headers,
        rules.profile.words,
        rules.takes_proposals,
        rules.sentence_of,
    )


def _item(
    record: Record | None, rows: tuple[CsvRow, ...], readings: list[RowReading]
) -> ImportItem[Record]:
    return ImportItem(
        record,
        rows,
        tuple(note for reading in readings for note in reading.problems),
        tuple(note for reading in readings for note in reading.warnings),
        tuple(one for reading in readings for one in reading.proposals),
    )


@dataclass(frozen=True, slots=True)
class _OrderPlace:
    """Where a row says to which order it belongs."""

    number: int
    shop: int | None
    delimiter: str

    def order_of(self, row: CsvRow) -> str:
        """Return number and shop as written; "" when the row has no number.

        Of a broken row the number is read as well as may be: it decides whether the rest of
        that order is whole.
        """
        cells = row.cells
        if row.problem and len(cells) == 1:
            cells = tuple(cell.strip('" ') for cell in cells[0].split(self.delimiter))
        number = cells[self.number].strip() if self.number < len(cells) else ""
        if not number or self.shop is None or self.shop >= len(cells):
            return number
        return f"{number}\0{cells[self.shop].strip()}"


def _scattered_orders(rows: Iterable[CsvRow], place: _OrderPlace) -> dict[str, int]:
    """Return the orders whose rows do not stand together, with how many rows each has."""
    counts: Counter[str] = Counter()
    scattered: set[str] = set()
    last = ""
    for row in rows:
        order = place.order_of(row)
        if order and order != last and order in counts:
            scattered.add(order)
        counts[order] += 1
        last = order
    return {order: counts[order] for order in scattered}


def _orders(
    rows: Iterable[CsvRow], place: _OrderPlace, scattered: Mapping[str, int]
) -> Iterator[tuple[CsvRow, ...]]:
    waiting: dict[str, list[CsvRow]] = {}
    current: list[CsvRow] = []
    last = ""
    for row in rows:
        order = place.order_of(row)
        if current and (order != last or not order):
            yield tuple(current)
            current = []
        last = order
        if order not in scattered:
            current.append(row)
            continue
        together = waiting.setdefault(order, [])
        together.append(row)
        if len(together) == scattered[order]:
            yield tuple(waiting.pop(order))
    if current:
        yield tuple(current)
    for together in waiting.values():
        yield tuple(together)


_SUMS: Final = frozenset({"subtotal", "discount", "shipping_fee", "fee", "total"})
_SAME_IN_ALL_ROWS: Final = (
    "shop",
    "shop_customer_number",
    "customer_code",
    "ordered_at",
    "status",
    "payment_method",
    "paid_on",
    *sorted(_SUMS),
)
