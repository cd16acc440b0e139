"""Takes what sources have, and hands it on to be stored; a failure does not stop the rest."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.scanning import ScanFileUnfinished
from crm_desktop.scanning.source import FileLeft, ScannedFile, ScanOrder, ScanSource, Sink

log = logging.getLogger(__name__)

MOST_TOGETHER: Final = 200
MOST_BYTES_TOGETHER: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ScanNews:
    """Something that happened while papers were taken in; one of the three.

    ``taken`` files are stored. Or a page is scanned by ``percent``. Or there is an ``error``: of
    the file ``name``, the first of ``files`` that belong together, or of the source itself when
    the name is "".
    """

    source: str
    taken: int = 0
    percent: int | None = None
    error: Exception | None = None
    name: str = ""
    files: int = 0


Tell = Callable[[ScanNews], None]
"""Hears the news, on the thread that takes."""


@dataclass(frozen=True, slots=True)
class TakingPace:
    """Seconds: between two looks, and after a failure; the latter doubles up to the longest.

    While the database is away a batch is tried ``tries`` times.
    """

    every_s: float = 1.0
    retry_s: float = 1.0
    longest_s: float = 60.0
    tries: int = 6


def take_all(
    sources: Iterable[ScanSource],
    sink: Sink,
    *,
    order: ScanOrder | None = None,
    tell: Tell = lambda _news: None,
    pace: TakingPace | None = None,
) -> bool:
    """Take what each of ``sources`` has now, one after another; tell whether all of it was taken.

    A scanner scans. A source, or a file, that fails is told of, and stays as it is.
    """
    order, pace = order or ScanOrder(), pace or TakingPace()
    runs = [_Taking(source, sink, order, tell, pace).run() for source in sources]
    return all(runs)


def follow(
    sources: Iterable[ScanSource],
    sink: Sink,
    *,
    order: ScanOrder,
    tell: Tell,
    pace: TakingPace | None = None,
) -> None:
    """Take from each source that follows again and again, until ``order`` is stopped.

    The others scan once; it ends when only such were there. What is wrong is told once, until
    something of that source is taken again.
    """
    pace = pace or TakingPace()
    tell_once = _Unrepeated(tell)
    waiting = {source.name: _Waiting(source, pace) for source in sources}
    while waiting and not order.stop.is_set():
        for each in [each for each in waiting.values() if each.is_due]:
            each.note(good=_Taking(each.source, sink, order, tell_once, pace).run())
            if not each.source.follows:
                del waiting[each.source.name]
        if waiting:
            order.stop.wait(pace.every_s)


class _Taking:
    """One run over one source."""

    def __init__(
        self, source: ScanSource, sink: Sink, order: ScanOrder, tell: Tell, pace: TakingPace
    ) -> None:
        self._source = source
        self._sink = sink
        self._order = replace(order, on_percent=self._on_percent)
        self._outer = order
        self._tell = tell
        self._pace = pace
        self._batch: list[ScannedFile] = []
        self._good = True

    def run(self) -> bool:
        """Tell whether everything that the source had was taken."""
        if self._order.stop.is_set():
            return False
        try:
            with closing(self._source.scan(self._order)) as found:
                for each in found:
                    self._take(each)
            self._hand_over()
        except _NobodyStores:
            pass  # told when it happened
        except CrmError as error:
            self._hand_over_rest()
            self._fail(error)
        except Exception as error:
            log.exception("%s failed", self._source.name)
            self._fail(error)
        return self._good

    def _take(self, found: ScannedFile | FileLeft) -> None:
        if isinstance(found, FileLeft):
            self._fail(found.error, found.name, 1)
            return
        if self._batch and not self._belongs(found):
            self._hand_over()
        self._batch.append(found)

    def _belongs(self, file: ScannedFile) -> bool:
        """Tell whether ``file`` goes with what is waiting, which is not too much yet."""
        size = sum(len(each.content) for each in self._batch) + len(file.content)
        fits = len(self._batch) < MOST_TOGETHER and size <= MOST_BYTES_TOGETHER
        return fits and bool(file.batch) and file.batch == self._batch[-1].batch

    def _hand_over_rest(self) -> None:
        try:
            self._hand_over()
        except _NobodyStores:
            return

    def _hand_over(self) -> None:
        files, self._batch = self._batch, []
        if not files or not self._is_stored(files):
            return
        try:
            self._source.settle(files)
        except CrmError as error:
            self._fail(error, files[0].name, len(files))
        self._tell(ScanNews(self._source.name, taken=len(files)))

    def _is_stored(self, files: Sequence[ScannedFile]) -> bool:
        """Hand ``files`` over, again and again while nobody stores.

        Raises:
            _NobodyStores: that went on for too long, or this is to stop.
        """
        for delay_s in _delays(self._pace):
            try:
                self._sink(files)
            except DatabaseUnreachable as error:
                self._fail(error, files[0].name, len(files))
                if self._order.stop.wait(delay_s):
                    break
                continue
            except CrmError as error:
                self._fail(error, files[0].name, len(files))
                return False
            except Exception as error:
                log.exception("%s: a file could not be stored", self._source.name)
                self._fail(error, files[0].name, len(files))
                return False
            return True
        raise _NobodyStores

    def _fail(self, error: Exception, name: str = "", files: int = 0) -> None:
        self._good = False
        self._tell(ScanNews(self._source.name, error=error, name=name, files=files))

    def _on_percent(self, percent: int) -> None:
        self._outer.on_percent(percent)
        self._tell(ScanNews(self._source.name, percent=percent))


class _NobodyStores(Exception):
    """The database is away for longer than was waited for."""


class _Waiting:
    """When a source is to be asked again."""

    def __init__(self, source: ScanSource, pace: TakingPace) -> None:
        self.source = source
        self._pace = pace
        self._delay_s = 0.0
        self._due_s = 0.0

    @property
    def is_due(self) -> bool:
        """Whether it is time."""
        return time.monotonic() >= self._due_s

    def note(self, *, good: bool) -> None:
        """Wait longer after each failure."""
        longer_s = min(max(self._pace.retry_s, 2 * self._delay_s), self._pace.longest_s)
        self._delay_s = 0.0 if good else longer_s
        self._due_s = time.monotonic() + self._delay_s * random.uniform(0.8, 1.2)  # noqa: S311


class _Unrepeated:
    """Tells of each trouble once, until its source gives something again."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._known: set[tuple[str, str, type]] = set()

    def __call__(self, news: ScanNews) -> None:
        """Tell of it, unless it is known, or a file that is only not complete yet."""
        if news.error is None:
            if news.taken:
                self._known = {known for known in self._known if known[0] != news.source}
            self._tell(news)
            return
        key = (news.source, news.name, type(news.error))
        if key not in self._known and not isinstance(news.error, ScanFileUnfinished):
            self._known.add(key)
            self._tell(news)


def _delays(pace: TakingPace) -> list[float]:
    """Return the seconds to wait after each try."""
    return [min(pace.retry_s * 2**number, pace.longest_s) for number in range(pace.tries)]
