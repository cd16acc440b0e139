"""Scans now with what the settings name: progress and problems told on the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.intake import IntakeResult
from crm_desktop.app.scan_sink import letter_sink
from crm_desktop.database.engine import Database
from crm_desktop.scanning.session import ScanProgress, ScanSession
from crm_desktop.scanning.source import ScanSource

_ENDS_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class ScanState:
    """How far it is: ``files`` taken from ``source``, and what they became.

    ``percent`` of a page is scanned; ``is_over`` once, at the end.
    """

    source: str = ""
    files: int = 0
    percent: int = 0
    letters: int = 0
    known: int = 0
    refused: int = 0
    is_over: bool = False


class ScanNow(QObject):
    """One scan at a time; the window's closing ends it, and what was scanned stays stored."""

    progressed = Signal(object)  # ScanState
    failed = Signal(object)  # Exception: of one file, or of a source
    _heard = Signal(object)  # ScanProgress
    _taken = Signal(object)  # IntakeResult

    def __init__(
        self, sources: Sequence[ScanSource], database: Database, parent: QObject | None = None
    ) -> None:
        """Touch no scanner yet."""
        super().__init__(parent)
        self._sources = {source.name: source for source in sources}
        self._sink = letter_sink(database, lambda _source, result: self._taken.emit(result))
        self._session: ScanSession | None = None
        self._state = ScanState()
        self._told = 0
        self._heard.connect(self._on_heard)
        self._taken.connect(self._on_taken)

    @property
    def names(self) -> tuple[str, ...]:
        """What the sources are called."""
        return tuple(self._sources)

    def start(self, name: str) -> None:
        """Take what the source ``name`` has, or all of them for ""; nothing while one runs."""
        if self._session is not None:
            return
        wanted = [self._sources[name]] if name else list(self._sources.values())
        self._state, self._told = ScanState(source=wanted[0].name), 0
        self.progressed.emit(self._state)
        self._session = ScanSession(wanted, self._sink, self._heard.emit)
        self._session.start()

    def stop(self) -> None:
        """End soon; whole pages stay stored."""
        if self._session is not None:
            self._session.cancel()

    def close(self) -> None:
        """End, and wait for it a little."""
        if self._session is not None:
            self._session.cancel()
            self._session.join(_ENDS_WITHIN_S)

    def _on_taken(self, result: IntakeResult) -> None:
        now, added = self._state, sum(letter.added for letter in result.letters)
        self._state = replace(
            now,
            letters=now.letters + added,
            known=now.known + len(result.letters) - added,
            refused=now.refused + len(result.refused),
        )

    def _on_heard(self, progress: ScanProgress) -> None:
        for news in progress.problems[self._told :]:
            self.failed.emit(news.error)
        self._told = len(progress.problems)
        self._state = replace(
            self._state,
            source=progress.source or self._state.source,
            files=progress.taken,
            percent=progress.percent,
            is_over=progress.is_over,
        )
        if progress.is_over:
            self._session = None
        self.progressed.emit(self._state)
