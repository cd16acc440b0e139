"""CSV files for spreadsheets: UTF-8 with its mark, no cell of which is run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crm_desktop.tables.formula_cells import harmless
from crm_desktop.tables.whole_file import whole_file

WriteRow = Callable[[Sequence[str]], None]


@contextmanager
def csv_table(path: Path, header: Sequence[str], *, replaces: bool = False) -> Iterator[WriteRow]:
    """Yield what writes one row; the file stands at ``path`` when the block has ended well.

    Raises:
        FileInTheWay, FileNotWritable: see `whole_file`.
    """
    with whole_file(path, encoding="utf-8-sig", replaces=replaces) as stream:
        rows: Any = csv.writer(stream)
        rows.writerow(header)
        yield lambda cells: rows.writerow([harmless(cell) for cell in cells])
