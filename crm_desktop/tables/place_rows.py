"""Places to pay in a CSV file: an office's own list, or one of a municipality."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from crm_desktop.domain.japanese_text import widened
from crm_desktop.domain.place_reading import RawPlace, SourceFacts
from crm_desktop.tables.column_matching import match_columns
from crm_desktop.tables.column_profile import TableProfile
from crm_desktop.tables.csv_file import data_rows, open_csv_file


class CsvPlaceFile:
    """A CSV file of places; it says nothing of its source, so ``facts`` is empty."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet."""
        self._path = path
        self.facts = SourceFacts()

    def places(self) -> Iterator[RawPlace]:
        """Yield every row.

        Raises:
            ImportFileUnreadable, ImportColumnsMissing, ImportColumnsRepeated: see `open_csv_file`
                and `match_columns`.
        """
        file = open_csv_file(self._path)
        columns = match_columns(self._path, file.header, _COLUMNS)
        for row in data_rows(file):
            where = f"line {row.line}"
            if row.problem:
                yield RawPlace(where, "", {}, is_broken=True)
                continue
            cells = columns.cells(row.cells)
            yield RawPlace(
                where,
                cells.get("id") or where,
                {_TAGS.get(name, name): text for name, text in cells.items() if text},
                _degrees(cells["latitude"]),
                _degrees(cells["longitude"]),
            )


def _degrees(cell: str) -> float | str | None:
    """Return the number, None for an empty cell, and what is no number as it is."""
    try:
        return float(widened(cell)) if cell else None
    except ValueError:
        return cell


_COLUMNS: Final = TableProfile(
    columns={
        "id": ("id", "番号", "コード"),
        "name": ("name", "名称", "名前", "店名", "店舗名", "施設名", "局名"),
        "branch": ("branch", "支店", "支店名"),
        "kind": ("kind", "type", "種別", "種類", "区分"),
        "chain": ("chain", "brand", "チェーン", "ブランド", "銀行名"),
        "opening_hours": ("opening hours", "営業時間"),
        "latitude": ("latitude", "lat", "緯度", "y"),
        "longitude": ("longitude", "lon", "lng", "経度", "x"),
    },
    needed=(("latitude",), ("longitude",), ("name", "chain")),
    repeated=(),
)
_TAGS: Final = {"chain": "brand"}
