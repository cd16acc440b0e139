"""Rows out of lines, so that one broken row never takes its neighbours along."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from crm_desktop.tables.physical_lines import TextLine


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row; ``line`` is its first line in the file, ``problem`` empty when it can be used."""

    line: int
    cells: tuple[str, ...]
    problem: str = ""


def csv_rows(lines: Iterator[TextLine], delimiter: str, *, width: int = 0) -> Iterator[CsvRow]:
    """Yield every row that is not blank; ``width`` is how many cells one has (0: any number).

    A row that runs over several lines and then does not fit (a quote that was never closed) is
    refused alone: reading goes on with its second line.
    """
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=delimiter)
    while (row := _next_row(reader, feed, width)) is not None:
        if any(cell.strip(_BLANK) for cell in row.cells):
            yield row


class _Feed:
    """The lines for `csv.reader`, remembering those of the row being read."""

    def __init__(self, lines: Iterator[TextLine]) -> None:
        """Start before the first line."""
        self._lines = lines
        self._waiting: deque[TextLine] = deque()
        self.taken: list[TextLine] = []
        self.ran_out = False

    def __iter__(self) -> Iterator[str]:
        """Return itself: `csv.reader` asks for an iterator."""
        return self

    def __next__(self) -> str:
        """Return the next line and remember it."""
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        if line is None:
            self.ran_out = True
            raise StopIteration
        self.taken.append(line)
        return line.text

    def start_row(self) -> None:
        """Forget the lines of the row before."""
        self.taken.clear()
        self.ran_out = False

    def give_back_all_but_first(self) -> None:
        """Have the lines after the first of this row read again, as rows of their own."""
        self._waiting.extendleft(reversed(self.taken[1:]))


def _next_row(reader: Iterator[list[str]], feed: _Feed, width: int) -> CsvRow | None:
    feed.start_row()
    try:
        cells = _without_extra_blanks(next(reader), width)
    except StopIteration:
        return None
    except csv.Error:
        return _refused(feed, "a cell is too long or has a line end outside quotes")
    if feed.ran_out:
        return _refused(feed, _UNCLOSED)
    first = feed.taken[0].number
    problem = next((line.problem for line in feed.taken if line.problem), "")
    if width and len(cells) != width:
        if len(feed.taken) > 1:
            return _refused(feed, _UNCLOSED)
        problem = problem or f"{len(cells)} cells where the header has {width}"
    return CsvRow(first, tuple(cells), problem)


def _refused(feed: _Feed, problem: str) -> CsvRow:
    if len(feed.taken) > 1:
        feed.give_back_all_but_first()
        problem = _UNCLOSED
    first = feed.taken[0]
    return CsvRow(first.number, (first.text.rstrip("\r\n"),), first.problem or problem)


def _without_extra_blanks(cells: list[str], width: int) -> list[str]:
    while width and len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells


_UNCLOSED = "a quote is opened and never closed"
_BLANK = " \t\r\n\u3000\x1a"
