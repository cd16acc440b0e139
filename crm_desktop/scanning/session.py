"""Scanning now, on a thread of its own: what a screen starts, watches and cancels."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crm_desktop.scanning.source import ScanOrder, ScanSource, Sink
from crm_desktop.scanning.taking import ScanNews, TakingPace, take_all


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far it is: files that are stored, and how much of a page is scanned (0 to 100).

    ``problems`` are all that there were, oldest first; ``is_over``: nothing more comes.
    """

    source: str = ""
    taken: int = 0
    percent: int = 0
    problems: tuple[ScanNews, ...] = ()
    is_over: bool = False

    def after(self, news: ScanNews) -> ScanProgress:
        """Return how far it is with ``news``."""
        if news.error is not None:
            return replace(self, source=news.source, problems=(*self.problems, news))
        percent = 0 if news.percent is None else news.percent
        return replace(self, source=news.source, taken=self.taken + news.taken, percent=percent)


class ScanSession:
    """One run over some sources, from start to the last `ScanProgress`.

    ``tell`` is called on the session's thread, and the last time with ``is_over``.
    """

    def __init__(
        self,
        sources: Sequence[ScanSource],
        sink: Sink,
        tell: Callable[[ScanProgress], None],
        *,
        pace: TakingPace | None = None,
    ) -> None:
        """Touch nothing yet. A source belongs to one session at a time."""
        self._sources = sources
        self._sink = sink
        self._tell = tell
        self._pace = pace
        self._order = ScanOrder()
        self._progress = ScanProgress()
        self._thread = threading.Thread(target=self._run, name="scan", daemon=True)

    def start(self) -> None:
        """Begin; once only."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to end soon; whole pages that were scanned are stored."""
        self._order.stop.set()

    def join(self, timeout_s: float) -> bool:
        """Wait until it is over and tell whether it is."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            take_all(self._sources, self._sink, order=self._order, tell=self._note, pace=self._pace)
        finally:
            self._progress = replace(self._progress, is_over=True)
            self._tell(self._progress)

    def _note(self, news: ScanNews) -> None:
        self._progress = self._progress.after(news)
        self._tell(self._progress)
