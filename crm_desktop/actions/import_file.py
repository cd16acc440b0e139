"""Imports one file, from its bytes to what it tells of in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from crm_desktop.actions.import_options import ImportOptions
from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.actions.imported_customers import store_customers
from crm_desktop.actions.imported_orders import store_orders
from crm_desktop.actions.imported_parcels import store_parcel_enclosures
from crm_desktop.actions.imported_printed import store_printed
from crm_desktop.actions.imported_recipients import Posting, store_recipients
from crm_desktop.actions.imports import Store, committing, rehearsing, run_import
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.printed_papers import mailing_by_code
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.domain.printed_paper import PrintedKind
from crm_desktop.errors.printed_papers import MailingUnknown
from crm_desktop.tables.cell_reading import BadValue, CellNote, RowReading
from crm_desktop.tables.column_matching import ColumnMatch, match_columns
from crm_desktop.tables.column_profile import ImportProfile
from crm_desktop.tables.csv_file import CsvFile, open_csv_file
from crm_desktop.tables.import_items import (
    ImportItem,
    ReadingRules,
    customer_items,
    list_items,
    order_items,
)
from crm_desktop.tables.list_rows import read_parcel, read_printed, read_recipient
from crm_desktop.tables.order_rows import OrderDefaults
from crm_desktop.tables.rejected_rows import RejectedRows, rejected_rows


@dataclass(frozen=True, slots=True)
class MailingWave:
    """Which mailing was posted in which wave, and when."""

    mailing_code: str
    wave: int
    dropped_on: date


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is to be imported, and how.

    ``shop`` "" means the shop of the profile, ``rejects`` None a file next to ``path``.
    ``today`` is the day in Japan: it tells which parcels have long arrived. ``sentence_of``
    words why a cell is refused. ``wave`` is what the recipients of a list got.
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
    wave: MailingWave | None = None

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
        ImportFileUnreadable, ImportColumnsMissing, ImportColumnsRepeated, BadImportProfile: see
            there.
    """
    file = open_csv_file(request.path)
    table = request.profile.table(request.table)
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
        MailingUnknown: there is no mailing for the recipients; nothing was imported.
        DatabaseUnreachable, TookTooLong, RightMissing, ImportFileUnreadable: what ``tally``
            holds is in, unless this is a dry run.
    """
    request = opened.request
    store = _store(request, database)
    transactions = rehearsing(database) if request.dry_run else committing(database)
    with rejected_rows(request.rejects_path, opened.file) as rejects, transactions as begin:
        run_import(
            _items(opened, places),
            store,
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
    if request.table in _LIST_READERS:
        return list_items(opened.file, opened.columns, rules, _LIST_READERS[request.table])
    defaults = OrderDefaults(
        shop=request.shop or request.profile.shop,
        channel=request.profile.channel,
        excluding_tax=request.profile.excluding_tax,
        today=request.today,
    )
    return order_items(opened.file, opened.columns, rules, defaults)


def _store(request: ImportRequest, database: Database) -> Store:
    match request.table:
        case "mailings":
            return partial(
                store_printed, kind=PrintedKind.MAILING, folder=request.path.absolute().parent
            )
        case "enclosures":
            return partial(
                store_printed, kind=PrintedKind.ENCLOSURE, folder=request.path.absolute().parent
            )
        case "recipients":
            return partial(store_recipients, posting=_posting(request, database))
        case "shipment-enclosures":
            return store_parcel_enclosures
        case _:
            return _store_of_shop(request)


def _posting(request: ImportRequest, database: Database) -> Posting:
    wave = request.wave or MailingWave("", 1, request.today)
    with database.reading() as session:
        mailing_id = mailing_by_code(session, wave.mailing_code)
    if mailing_id is None:
        raise MailingUnknown(wave.mailing_code)
    return Posting(mailing_id, wave.wave, wave.dropped_on)


def _store_of_shop(request: ImportRequest) -> Store:
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


_LIST_READERS: Final[dict[str, Callable[[RowReading], Any]]] = {
    "mailings": read_printed,
    "enclosures": read_printed,
    "recipients": read_recipient,
    "shipment-enclosures": read_parcel,
}
