"""One place that stands twice in what was gathered: as point and building, or in two files."""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.place import Place
from crm_desktop.domain.position import Position, distance_m

TWINS_WITHIN_M: Final = 30.0
_UNNAMED_WITHIN_M: Final = 3.0
_CELLS_IN_A_DEGREE: Final = 2_000  # some 50 m, so a twin lies in a cell beside at most
_Key = tuple[str, str, int, int]


class SeenPlaces:
    """Remembers the places that went by, some 400 bytes each."""

    def __init__(self) -> None:
        self._seen: dict[_Key, list[tuple[Position, str]]] = {}

    def is_twin(self, place: Place) -> bool:
        """Tell whether ``place`` went by before; if not, remember it.

        Twins are of one kind and one chain (or name) and at most 30 m apart; two branches that
        are named differently are none. Nameless ones must stand on the same spot.
        """
        called = place.chain or place.name
        within_m = TWINS_WITHIN_M if called else _UNNAMED_WITHIN_M
        row = int(place.position.latitude * _CELLS_IN_A_DEGREE)
        column = int(place.position.longitude * _CELLS_IN_A_DEGREE)
        for y in (row, row - 1, row + 1):
            for x in (column, column - 1, column + 1):
                for position, branch in self._seen.get((place.kind, called, y, x), ()):
                    if _is_one(branch, place.branch) and (
                        distance_m(position, place.position) <= within_m
                    ):
                        return True
        here = self._seen.setdefault((place.kind, called, row, column), [])
        here.append((place.position, place.branch))
        return False


def _is_one(branch: str, other: str) -> bool:
    return not branch or not other or branch == other
