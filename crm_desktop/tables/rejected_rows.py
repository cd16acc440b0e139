"""The file of rows that were refused: as they were, with line, column and reason behind.

It is opened in spreadsheets, so what would be a formula there is made harmless; read again, each
cell is what it was. Numbers with a sign and ``="0312"`` do no harm and stay.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TextIO

from crm_desktop.errors.files import FileNotWritable
from crm_desktop.tables.cell_reading import CellNote
from crm_desktop.tables.csv_file import CsvFile
from crm_desktop.tables.csv_records import CsvRow
from crm_desktop.tables.formula_cells import as_meant, harmless


class RejectedRows:
    """Writes refused rows in the form of the file they come from, ready to be put right."""

    def __init__(self, stream: TextIO, file: CsvFile) -> None:
        """Write the header of ``file`` and our three columns."""
        self._encoding = file.format.encoding
        self._width = len(file.header)
        self._rows: Any = csv.writer(stream, delimiter=file.delimiter)
        self._rows.writerow((*map(_as_it_was, file.header), *_OWN_COLUMNS))
        self.count = 0

    def add(self, rows: Sequence[CsvRow], problems: Sequence[CellNote]) -> None:
        """Add ``rows``, which belong together, each with what is wrong with it."""
        elsewhere = f"refused because of line {problems[0].line}" if problems else ""
        for row in rows:
            own = [problem for problem in problems if problem.line == row.line]
            columns = " / ".join(dict.fromkeys(note.column for note in own if note.column))
            reasons = "; ".join(dict.fromkeys(note.text for note in own)) or elsewhere
            cells = [*row.cells[: self._width], *[""] * (self._width - len(row.cells))]
            ours = (str(row.line), self._writable(columns), self._writable(reasons))
            beyond = row.cells[self._width :]
            self._rows.writerow((*map(_as_it_was, cells), *ours, *map(_as_it_was, beyond)))
            self.count += 1

    def _writable(self, text: str) -> str:
        """Return ``text`` with what the encoding lacks replaced, and never as a formula."""
        return harmless(text.encode(self._encoding, "replace").decode(self._encoding))


def _as_it_was(cell: str) -> str:
    return cell if _NO_HARM.fullmatch(cell) else harmless(as_meant(cell))


@contextmanager
def rejected_rows(path: Path, file: CsvFile) -> Iterator[RejectedRows]:
    """Yield a writer whose file stands at ``path``, whole, when the block ends; none without rows.

    What is there before is replaced only then. Only the owner may read it: it holds personal
    data.

    Raises:
        FileNotWritable: nothing can be written there; said before the first row.
    """
    encoding = "utf-8-sig" if file.format.has_mark else file.format.encoding
    try:
        with suppress(FileNotFoundError):
            path.lstat()  # a name that is too long is said now
        handle, name = tempfile.mkstemp(prefix=".rejected.", dir=path.parent)
    except OSError as error:
        raise FileNotWritable(path) from error
    unfinished = Path(name)
    rejected: RejectedRows | None = None
    try:
        with os.fdopen(
            handle, "w", encoding=encoding, errors="surrogateescape", newline=""
        ) as stream:
            rejected = RejectedRows(stream, file)
            yield rejected
    except OSError as error:
        raise FileNotWritable(path) from error
    finally:
        if rejected is not None and rejected.count:
            _move(unfinished, path)
        else:
            unfinished.unlink()


def _move(unfinished: Path, path: Path) -> None:
    """Put the file where it belongs; where that fails it stays under its unfinished name."""
    try:
        unfinished.replace(path)
    except OSError as error:
        raise FileNotWritable(path) from error


_OWN_COLUMNS: Final = ("line", "column", "reason")
_NO_HARM: Final = re.compile(r'[-+＋－][-0-9０-９ ().,－（）．，]*|\s*="[^"]*"\s*')
