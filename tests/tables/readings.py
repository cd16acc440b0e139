"""Rows as `RowReading` sees them, written by a test."""

from __future__ import annotations

from collections.abc import Mapping

from crm_desktop.commands.refusals import sentence_of
from crm_desktop.tables.cell_reading import RowReading

WORDS: Mapping[str, Mapping[str, str]] = {
    "sex": {"女性": "female", "2": "female"},
    "payment_method": {"コンビニ": "convenience_store", "コンビニ後払": "deferred"},
}


def reading(*, takes_proposals: bool = False, **cells: str) -> RowReading:
    """Return line 7 of a file whose headers are the names of the fields."""
    return RowReading(7, cells, {name: name for name in cells}, WORDS, takes_proposals, sentence_of)
