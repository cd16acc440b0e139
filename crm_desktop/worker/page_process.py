"""Reads pages in a process of its own, which may be stopped when it takes too long."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final

import psutil

from crm_desktop.domain.page_reading import PageReading
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.reading import PageNotReadable, ReaderStopped, ReadingTookTooLong
from crm_desktop.images.page_reading import LONGEST_PX, PageReader
from crm_desktop.images.paper_file import render_page

log = logging.getLogger(__name__)

PAGE_TIME_S: Final = 120.0
IDLE_TIME_S: Final = 300.0
_START_TIME_S: Final = 60.0
_END_TIME_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page to be read: which page (from 1) of an original, and degrees to turn it clockwise."""

    content: bytes
    media_type: str
    source_page: int
    rotation_degrees: int


class PageProcess:
    """Starts the process with the first page, keeps it for the next ones. One page at a time.

    It takes 400 to 900 MB, and gives them back when it rests or is closed.
    """

    def __init__(self, *, page_time_s: float = PAGE_TIME_S, threads: int = 1) -> None:
        self._page_time_s = page_time_s
        self._threads = threads
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._used_at = time.monotonic()

    @property
    def process_id(self) -> int | None:
        """The process that holds the models now; None while there is none."""
        return self._process.pid if self._process is not None else None

    def read(self, page: PageImage) -> PageReading:
        """Return what is written on a page, turned as it is shown; any thread may ask.

        Raises:
            ReadingTookTooLong: it was given up; the next page gets a new process.
            ReaderStopped: the process ended, mostly because the computer has no memory left.
            PageNotReadable: it cannot be shown at all.
        """
        with self._lock:
            pipe = self._pipe or self._start()
            answer = self._answer(pipe, page)
            self._used_at = time.monotonic()
        if isinstance(answer, str):
            raise PageNotReadable(answer)
        if not isinstance(answer, PageReading):
            raise TypeError(type(answer).__name__)
        return answer

    def rest(self, *, after_s: float = IDLE_TIME_S) -> None:
        """Give the memory back where nothing was read for ``after_s``; never while a page is."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            if self._process is not None and time.monotonic() - self._used_at >= after_s:
                log.info("reader of pages rests")
                self.close()
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process and give its memory back; the next page starts another."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.join(_END_TIME_S)
            process.kill()
            process.join()

    def _start(self) -> Connection:
        spawning = multiprocessing.get_context("spawn")
        ours, theirs = spawning.Pipe()
        process = spawning.Process(
            target=serve_pages, args=(theirs, self._threads), daemon=True, name="page reader"
        )
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        log.info("reader of pages started, %.0f MB", self._answer_within(ours, _START_TIME_S))
        return ours

    def _answer(self, pipe: Connection, page: PageImage) -> object:
        try:
            pipe.send(page)
        except OSError as error:
            raise self._stopped() from error
        return self._answer_within(pipe, self._page_time_s)

    def _answer_within(self, pipe: Connection, limit_s: float) -> object:
        try:
            if pipe.poll(limit_s):
                return pipe.recv()
        except (EOFError, OSError) as error:
            raise self._stopped() from error
        if self._process is not None:
            self._process.kill()
        self.close()
        raise ReadingTookTooLong(limit_s)

    def _stopped(self) -> ReaderStopped:
        process = self._process
        if process is not None:
            process.join(_END_TIME_S)
        self.close()
        return ReaderStopped(process.exitcode if process is not None else None)


def serve_pages(pipe: Connection, threads: int) -> None:
    """Answer each page that comes through ``pipe`` until its other end is closed."""
    # Ctrl+C goes to the whole group: the page in hand is still to be read.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reader = PageReader(threads=threads)
    pipe.send(psutil.Process().memory_info().rss / 2**20)
    while True:
        try:
            page = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_reading(reader, page))


def _reading(reader: PageReader, page: PageImage) -> PageReading | str:
    """Return what stands on the page, or why it cannot be shown: no error goes through a pipe."""
    try:
        image = render_page(page.content, page.media_type, page.source_page, longest_px=LONGEST_PX)
        return reader.read(image.rotate(-page.rotation_degrees, expand=True))
    except CrmError as error:
        return f"{type(error).__name__}: {error}"
