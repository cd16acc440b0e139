"""Brightness and contrast, so that faint pencil can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 100
_STRONGEST: Final = 6.0


@dataclass(frozen=True, slots=True)
class Light:
    """How a page is lit: both from -100 to 100, 0 leaves it as it is."""

    brightness: int = 0
    contrast: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether it leaves everything as it is."""
        return self == Light()


PENCIL: Final = Light(brightness=-66, contrast=51)


def lit(light: Light, *, brightness: int = 0, contrast: int = 0) -> Light:
    """Return ``light`` with that much more of each, within the bounds."""
    return Light(_bounded(light.brightness + brightness), _bounded(light.contrast + contrast))


def table_of(light: Light) -> bytes:
    """Return what becomes of each of the 256 values of a colour."""
    steepness = _STRONGEST ** (light.contrast / MOST)
    middle = 127.5 + 255 * light.brightness / MOST
    return bytes(
        min(max(round((value - 127.5) * steepness + middle), 0), 255) for value in range(256)
    )


def _bounded(value: int) -> int:
    return min(max(value, -MOST), MOST)
