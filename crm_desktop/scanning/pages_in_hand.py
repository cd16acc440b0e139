"""Pages that a scanner has given and that are not stored yet; they are in memory only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from crm_desktop.scanning.source import ScannedFile


class PagesInHand:
    """The pages of one scanner in their order, until each is settled."""

    def __init__(self, source: str) -> None:
        """Begin with none."""
        self._source = source
        self._pages: dict[str, ScannedFile] = {}
        self._count = 0

    def keep(self, content: bytes, *, ending: str, batch: str) -> ScannedFile:
        """Return ``content`` as a page, and keep it; ``ending`` is that of its name: ``.jpg``."""
        self._count += 1
        name = f"{self._source}-{self._count:04}{ending}"
        page = ScannedFile(name, content, datetime.now(UTC), self._source, batch, name)
        self._pages[name] = page
        return page

    def waiting(self) -> list[ScannedFile]:
        """Return what is not settled, oldest first."""
        return list(self._pages.values())

    def settle(self, files: Sequence[ScannedFile]) -> None:
        """Let go of pages that are stored."""
        for file in files:
            del self._pages[file.place]


def new_batch(source: str) -> str:
    """Return a mark for what is scanned now."""
    return f"{source}@{datetime.now(UTC).isoformat()}"
