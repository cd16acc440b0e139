"""Rows whose words are made when they are first looked at: most of a long list never is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Facts = TypeVar("Facts")
Words = TypeVar("Words")


class PreparedRows(Generic[Facts, Words]):
    """The words of ``facts``, each made once by ``words_of``."""

    def __init__(self, facts: tuple[Facts, ...], words_of: Callable[[Facts], Words]) -> None:
        self.facts = facts
        self._words_of = words_of
        self._made: dict[int, Words] = {}

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.facts)

    def __getitem__(self, row: int) -> Words:
        """Return the words of a row."""
        words = self._made.get(row)
        if words is None:
            words = self._made[row] = self._words_of(self.facts[row])
        return words
