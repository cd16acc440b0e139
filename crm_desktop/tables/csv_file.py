"""A CSV file as shops and spreadsheets write it: its form is found out, its rows are streamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crm_desktop.errors.files import ImportFileUnreadable, UnreadableFile
from crm_desktop.tables.csv_records import CsvRow, csv_rows
from crm_desktop.tables.formula_cells import as_meant
from crm_desktop.tables.physical_lines import text_lines
from crm_desktop.tables.text_encoding import TextFormat, detect_text_format


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A file that can be read as CSV. ``header`` is its first row that is not blank."""

    path: Path
    format: TextFormat
    delimiter: str
    header: tuple[str, ...]


def open_csv_file(path: Path) -> CsvFile:
    """Find out encoding, line ends, delimiter and header of ``path``; it may be of any size.

    Raises:
        ImportFileUnreadable: it is no such file; the error says why, with line and byte where
            the encoding is the reason.
    """
    text_format = detect_text_format(path)
    delimiter = _delimiter(path, text_format)
    header = next(_all_rows(path, text_format, delimiter, width=0), None)
    if header is None:
        raise ImportFileUnreadable(path, UnreadableFile.EMPTY)
    if header.problem:
        raise ImportFileUnreadable(path, UnreadableFile.HEADER, line=header.line)
    return CsvFile(path, text_format, delimiter, tuple(map(as_meant, header.cells)))


def data_rows(file: CsvFile) -> Iterator[CsvRow]:
    """Yield the rows below the header, sound and broken ones; blank rows are passed over.

    Raises:
        ImportFileUnreadable: the file can no longer be read.
    """
    rows = _all_rows(file.path, file.format, file.delimiter, width=len(file.header))
    next(rows, None)
    yield from rows


def _all_rows(
    path: Path, text_format: TextFormat, delimiter: str, *, width: int
) -> Iterator[CsvRow]:
    try:
        lines = text_lines(path, text_format.encoding, text_format.newline)
        yield from csv_rows(lines, delimiter, width=width)
    except OSError as error:
        raise ImportFileUnreadable(path, UnreadableFile.REFUSED) from error


def _delimiter(path: Path, text_format: TextFormat) -> str:
    """Return the delimiter that stands most often in the first line that is not blank."""
    for line in text_lines(path, text_format.encoding, text_format.newline):
        outside_quotes = "".join(line.text.split('"')[::2])
        if outside_quotes.strip():
            return max(_DELIMITERS, key=outside_quotes.count)
        if line.text.strip():
            break
    return ","


_DELIMITERS: Final = ",\t;"
