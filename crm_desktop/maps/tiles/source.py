"""What gives pictures of the map: squares of 256 pixels, addressed by zoom, column and row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MapCredit:
    """Whom a map must name, and where that leads; no ``link``: nowhere."""

    words: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class TileAnswer:
    """A picture as it came, image/png, image/jpeg or image/webp.

    Not ``fresh``: it is kept from earlier, and the server does not answer now.
    """

    content: bytes
    media_type: str
    fresh: bool = True


class TileSource(Protocol):
    """A server or file of map pictures; for any number of threads, none of them the GUI's."""

    @property
    def credit(self) -> MapCredit:
        """Whom the map names as long as it shows these pictures."""
        ...

    @property
    def zooms(self) -> tuple[int, int]:
        """The least and the greatest zoom there are pictures for."""
        ...

    def open(self) -> None:
        """Learn credit and zooms, where they are not known from the start.

        Raises:
            TileProblem: a file cannot be used.
        """
        ...

    def tile(self, z: int, x: int, y: int) -> TileAnswer | None:
        """Return the picture of a square, counted from the north-west; None: there is none of it.

        Raises:
            TileProblem: nothing came, or no picture; see its ``fault``.
        """
        ...

    def close(self) -> None:
        """Let go of connections and files; may be called twice, while others wait for a picture."""
        ...


def is_square(z: int, x: int, y: int) -> bool:
    """Tell whether there is such a square on the map of the world."""
    return 0 <= z <= MOST_ZOOM and 0 <= x < 1 << z and 0 <= y < 1 << z


MOST_ZOOM = 22
