"""Keeps what was made last, so that making it is paid for once and memory stays bounded."""

from __future__ import annotations

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Remembers what was put or asked for last: at least ``most`` of them, never twice as many."""

    def __init__(self, most: int) -> None:
        """``most`` is 1 or more."""
        self._most = most
        self._newer: dict[K, V] = {}
        self._older: dict[K, V] = {}

    def __len__(self) -> int:
        """Return how many are remembered."""
        return len(self._newer) + len(self._older)

    def get(self, key: K) -> V | None:
        """Return what was put for ``key``, or None when it is not remembered."""
        found = self._newer.get(key)
        if found is None and (found := self._older.pop(key, None)) is not None:
            self.put(key, found)
        return found

    def put(self, key: K, value: V) -> None:
        """Remember ``value``, which is not None."""
        if len(self._newer) >= self._most:
            self._older, self._newer = self._newer, {}
        self._newer[key] = value
