"""What two people changed in one record: what goes together, and what collides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Fields: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Merge:
    """``to_store`` is what I change, ``theirs`` what others changed since I looked.

    ``colliding`` names, in order, the fields that both changed to different values. A field that
    one of the maps lacks is None there.
    """

    to_store: dict[str, object] = field(default_factory=dict)
    theirs: dict[str, object] = field(default_factory=dict)
    colliding: tuple[str, ...] = ()


def merge_fields(seen: Fields, wanted: Fields, stored: Fields) -> Merge:
    """Return how ``wanted``, typed over ``seen``, goes together with what is ``stored`` now."""
    mine, theirs = changed_fields(seen, wanted), changed_fields(seen, stored)
    colliding = [name for name, value in mine.items() if name in theirs and theirs[name] != value]
    to_store = {name: value for name, value in mine.items() if name not in theirs}
    return Merge(to_store, theirs, tuple(colliding))


def changed_fields(before: Fields, after: Fields) -> dict[str, object]:
    """Return the fields that differ with their values in ``after``, in the order of the records."""
    names = dict.fromkeys((*before, *after))
    return {name: after.get(name) for name in names if before.get(name) != after.get(name)}
