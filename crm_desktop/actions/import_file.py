"""Imports one file, from its bytes to the customers and orders in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from crm_desktop.actions.import_options import ImportOptions
from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.actions.imported_customers import store_customers
from crm_desktop.actions.imported_orders import store_orders
from crm_desktop.actions.imports import Store, committing, rehearsing, run_import
from crm_desktop.database.engine import Database
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.tables.cell_reading import BadValue, CellNote
from crm_desktop.tables.column_matching import ColumnMatch, match_columns
from crm_desktop.tables.column_profile import ImportProfile
from crm_desktop.tables.csv_file import CsvFile, open_csv_file
from crm_desktop.tables.import_items import ImportItem, ReadingRules, customer_items, order_items
from crm_desktop.tables.order_rows import OrderDefaults
from crm_desktop.tables.rejected_rows import RejectedRows, rejected_rows


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is to be imported, and how.

    ``shop`` "" means the shop of the profile, ``rejects`` None a file next to ``path``.
    ``today`` is the day in Japan: it tells which parcels have long arrived. ``sentence_of``
    words why a cell is refused.
    """

    table: str
    path: Path
    profile: ImportProfile
    today: date
    sentence_of: Callable[[BadValue], str]
    shop: str = ""
    rejects: Path | None = None
    dry_run: bool = False
    takes_proposals: bool = False
    links_same_person: bool = False

    @property
    def rejects_path(self) -> Path:
        """Return where rejected rows go."""
        return self.rejects or self.path.with_name(f"{self.path.name}.rejected.csv")


@dataclass(frozen=True, slots=True)
class OpenedImport:
    """A file whose form and columns are known."""

    request: ImportRequest
    file: CsvFile
    columns: ColumnMatch


@dataclass(frozen=True, slots=True)
class ImportObserver:
    """Whoever waits for an import: hears how far it is and may end it between batches."""

    progress: Callable[[int], None]
    is_stopped: Callable[[], bool]


def open_import(request: ImportRequest) -> OpenedImport:
    """Find out what the file is and which of its columns are which.

    Raises:
        ImportFileUnreadable, ImportColumnsMissing, ImportColumnsRepeated: see there.
    """
    file = open_csv_file(request.path)
    profile = request.profile
    table = profile.customers if request.table == "customers" else profile.orders
    return OpenedImport(request, file, match_columns(file.path, file.header, table))


def import_file(
    opened: OpenedImport,
    database: Database,
    places: PlaceIndex | None,
    *,
    tally: ImportTally,
    observer: ImportObserver,
) -> None:
    """Bring a file in and count it in ``tally``; its rejected rows are written aside.

    Raises:
        FileNotWritable: there is no place for rejected rows; nothing was imported.
        DatabaseUnreachable, TookTooLong, RightMissing, ImportFileUnreadable: what ``tally``
            holds is in, unless this is a dry run.
    """
    request = opened.request
    transactions = rehearsing(database) if request.dry_run else committing(database)
    with rejected_rows(request.rejects_path, opened.file) as rejects, transactions as begin:
        run_import(
            _items(opened, places),
            _store(request),
            begin,
            tally=tally,
            watch=_Watch(rejects, observer),
        )


class _Watch:
    """Passes refused rows to their file and everything else to the observer."""

    def __init__(self, rejects: RejectedRows, observer: ImportObserver) -> None:
        self._rejects = rejects
        self._observer = observer

    def reject(self, item: ImportItem[Any], problems: Sequence[CellNote]) -> None:
        """Keep the rows of a refused item."""
        self._rejects.add(item.rows, problems)

    def progress(self, line: int) -> None:
        """Pass on how far it is."""
        self._observer.progress(line)

    def is_stopped(self) -> bool:
        """Ask whether to end."""
        return self._observer.is_stopped()


def _items(opened: OpenedImport, places: PlaceIndex | None) -> Iterator[ImportItem[Any]]:
    request = opened.request
    rules = ReadingRules(request.profile, places, request.takes_proposals, request.sentence_of)
    if request.table == "customers":
        return customer_items(opened.file, opened.columns, rules)
    defaults = OrderDefaults(
        shop=request.shop or request.profile.shop,
        channel=request.profile.channel,
        excluding_tax=request.profile.excluding_tax,
        today=request.today,
    )
    return order_items(opened.file, opened.columns, rules, defaults)


def _store(request: ImportRequest) -> Store:
    profile = request.profile
    options = ImportOptions(
        profile.shop,
        profile.customer_code_prefix,
        profile.order_number_prefix,
        request.links_same_person,
        request.today,
    ).for_shop(request.shop or profile.shop)
    if request.table == "customers":
        return partial(store_customers, options=options)
    return partial(store_orders, options=options)
