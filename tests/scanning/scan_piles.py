"""Piles of paper in memory, and shelves that keep what they are given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from crm_desktop.errors.base import CrmError
from crm_desktop.scanning.source import FileLeft, Found, ScannedFile, ScanOrder
from crm_desktop.scanning.taking import ScanNews, TakingPace

AT_ONCE = TakingPace(every_s=0.0, retry_s=0.0, tries=3)


def paper(name: str, batch: str = "", content: bytes = b"paper") -> ScannedFile:
    return ScannedFile(name, content, datetime(2026, 11, 3, tzinfo=UTC), "棚", batch, name)


class Pile:
    """A source that has some papers, and may end with an error."""

    def __init__(
        self,
        papers: Sequence[ScannedFile | FileLeft],
        ending: Exception | None = None,
        *,
        name: str = "棚",
        follows: bool = True,
    ) -> None:
        self.name = name
        self.follows = follows
        self.papers = list(papers)
        self.ending = ending
        self.runs = 0
        self.stuck: CrmError | None = None

    def scan(self, order: ScanOrder) -> Found:
        self.runs += 1
        order.on_percent(50)
        yield from list(self.papers)
        if self.ending is not None:
            raise self.ending

    def settle(self, files: Sequence[ScannedFile]) -> None:
        if self.stuck is not None:
            raise self.stuck
        for file in files:
            self.papers.remove(file)


class Shelf:
    """A sink that keeps the names it is given; ``troubles`` come first, one each time."""

    def __init__(self, *troubles: Exception) -> None:
        self.troubles = list(troubles)
        self.kept: list[list[str]] = []

    def __call__(self, files: Sequence[ScannedFile]) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        self.kept.append([file.name for file in files])


class Heard:
    """Keeps the news."""

    def __init__(self) -> None:
        self.news: list[ScanNews] = []

    def __call__(self, news: ScanNews) -> None:
        self.news.append(news)

    @property
    def errors(self) -> list[type[Exception]]:
        return [type(news.error) for news in self.news if news.error is not None]
