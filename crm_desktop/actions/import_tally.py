"""What an import came to, counted while it runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from crm_desktop.actions.import_options import BatchResult, Fate
from crm_desktop.tables.cell_reading import CellNote, CellProposal
from crm_desktop.tables.import_items import ImportItem

MOST_NOTES: Final = 1_000
"""So many notes of each kind are kept word by word; all are counted."""


@dataclass(slots=True)
class ImportTally:
    """Rows and records of one import.

    ``read`` = ``taken`` + ``rejected`` + ``left_out`` are rows; ``fates`` counts customers or
    orders. ``last_line`` is the last line of the file that was dealt with.
    """

    read: int = 0
    taken: int = 0
    rejected: int = 0
    left_out: int = 0
    customers_created: int = 0
    fates: Counter[Fate] = field(default_factory=Counter)
    last_line: int = 0
    stopped: bool = False
    warning_count: int = 0
    proposal_count: int = 0
    rejections: list[CellNote] = field(default_factory=list)
    warnings: list[CellNote] = field(default_factory=list)
    proposals: list[CellProposal] = field(default_factory=list)

    def add_batch(self, batch: Sequence[ImportItem[Any]], result: BatchResult) -> None:
        """Count a batch whose sound records came to ``result``; refusals come separately."""
        self.fates.update(fate for fate in result.fates if fate is not Fate.REFUSED)
        self.customers_created += result.customers_created
        for item in batch:
            self.read += len(item.rows)
            self.taken += len(item.rows)
            if item.record is None and not item.problems:
                self.taken -= len(item.rows)
                self.left_out += len(item.rows)
            self._note(item.warnings, item.proposals)
        self._note(result.warnings, ())

    def add_refusal(self, item: ImportItem[Any], problems: Sequence[CellNote]) -> None:
        """Count an item of the last batch as refused."""
        self.taken -= len(item.rows)
        self.rejected += len(item.rows)
        _keep(self.rejections, problems)

    def _note(self, warnings: Sequence[CellNote], proposals: Sequence[CellProposal]) -> None:
        self.warning_count += len(warnings)
        self.proposal_count += len(proposals)
        _keep(self.warnings, warnings)
        _keep(self.proposals, proposals)


def _keep(notes: list[Any], more: Sequence[Any]) -> None:
    notes.extend(more[: max(MOST_NOTES - len(notes), 0)])
