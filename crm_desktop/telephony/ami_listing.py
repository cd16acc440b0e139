"""A list of all channels while its rows come in, with events in between."""

from __future__ import annotations

from collections.abc import Iterable


class Listing:
    """Tells, once a list is whole, which channels ended while nobody listened."""

    def __init__(self) -> None:
        self._is_begun = False
        self._rows: set[str] = set()
        self._born: set[str] = set()

    def begin(self) -> None:
        """Begin a new list; what was born before and is not in it is gone."""
        self._is_begun = True
        self._rows.clear()
        self._born.clear()

    def row(self, uniqueid: str) -> None:
        """Take in that the list names a channel."""
        if self._is_begun:
            self._rows.add(uniqueid)

    def born(self, uniqueid: str) -> None:
        """Take in that a channel was born, perhaps too late to be in the list."""
        if self._is_begun:
            self._born.add(uniqueid)

    def gone(self, known: Iterable[str], announced: str) -> list[str]:
        """Return which of ``known`` are no more; none when rows of ``announced`` are missing."""
        is_whole = self._is_begun and announced == str(len(self._rows))
        gone = [uniqueid for uniqueid in known if uniqueid not in self._rows | self._born]
        self._is_begun = False
        return gone if is_whole else []
