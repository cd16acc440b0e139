"""What every source of scanned papers hands over, and when it may let go of it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Protocol

from crm_desktop.errors.base import CrmError


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """One file as a source brought it: a page or more, or something that is no paper at all.

    ``name`` can be shown and stored: one line of at most 200 characters, without folders.
    ``received_at`` is aware UTC. ``source`` is the name of the source in the settings. ``batch``
    is the same for what was scanned together and comes in order; "" when a file stands for itself.
    ``place`` is for the source alone, which finds the file again by it.
    """

    name: str
    content: bytes = field(repr=False)
    received_at: datetime
    source: str
    batch: str = ""
    place: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class FileLeft:
    """A file that was not handed over and stays where it is; ``error`` says why."""

    name: str
    error: CrmError


Found = Generator[ScannedFile | FileLeft, None, None]
"""What a source has; closing it lets go of the machine."""

Sink = Callable[[Sequence[ScannedFile]], None]
"""Takes files that belong together, in their order, and returns when all of them are stored, as
papers or in quarantine, and were read back. Raises `CrmError` when not all of them are; handing
them over once more stores none twice."""


def ignore(_percent: int) -> None:
    """Make nothing of how far a page is."""


@dataclass(frozen=True, slots=True)
class ScanOrder:
    """One run over a source: ``stop`` ends it early, ``on_percent`` hears how far the page is."""

    stop: Event = field(default_factory=Event)
    on_percent: Callable[[int], None] = ignore


class ScanSource(Protocol):
    """A folder, or a scanner. All of it happens on one thread."""

    @property
    def name(self) -> str:
        """What it is called in the settings."""
        ...

    @property
    def follows(self) -> bool:
        """Whether it can be asked again and again; if not, each run makes a machine scan."""
        ...

    def scan(self, order: ScanOrder) -> Found:
        """Yield what there is now, in order; first what an earlier run yielded in vain.

        Whoever stops early closes what is returned.

        Raises:
            CrmError: there can be no more in this run, such as a `ScanFolderGone`.
        """
        ...

    def settle(self, files: Sequence[ScannedFile]) -> None:
        """Let go of files that are stored and were read back: they are deleted or put away.

        Raises:
            ScanFileStuck: one, or more, cannot be; none is handed over again by this source.
        """
        ...
