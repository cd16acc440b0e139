"""Scanners on the network that speak eSCL (AirScan, Mopria): no driver is needed."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.scanning import (
    FeederEmpty,
    PaperJam,
    ScannerBusy,
    ScannerFailed,
    ScannerOpen,
    ScannerRefused,
    ScannerSilent,
    ScannerStrange,
)
from crm_desktop.images.paper_file import MOST_BYTES
from crm_desktop.scanning.escl_link import Cancelled, EsclAnswer, EsclLink
from crm_desktop.scanning.escl_xml import (
    StrangeXml,
    read_capabilities,
    read_status,
    scan_request,
)
from crm_desktop.scanning.pages_in_hand import PagesInHand, new_batch
from crm_desktop.scanning.source import Found, ScannedFile, ScanOrder
from crm_desktop.scanning.wishes import ScanWishes

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EsclWays:
    """Where the scanner is, and how it is to scan.

    ``pause_s`` is how long to wait before asking a busy one again, for ``timeout_s`` at most.
    """

    address: str
    wishes: ScanWishes = field(default_factory=ScanWishes)
    ca_file: str = ""
    timeout_s: float = 120.0
    pause_s: float = 1.0


class EsclSource:
    """One scanner; each scan takes what is in its feeder, or one page from its glass."""

    def __init__(self, name: str, ways: EsclWays) -> None:
        """Touch nothing yet."""
        self.name = name
        self.follows = False
        self._ways = ways
        self._link = EsclLink(name, ways.address, ways.ca_file, ways.timeout_s)
        self._pages = PagesInHand(name)

    def scan(self, order: ScanOrder) -> Found:
        """Yield what an earlier scan could not hand over, then page after page as it is scanned.

        Raises:
            CrmError: the scanner cannot go on; the pages before were yielded.
        """
        yield from self._pages.waiting()
        if order.stop.is_set():
            return
        try:
            request = self._request(order)
            self._refuse(self._feeder_problem(order), but=FeederEmpty)  # some say so when idle
            with self._job(request, order) as job:
                yield from self._scanned(job, order)
        except Cancelled:
            log.info("%s: scanning was cancelled", self.name)

    def settle(self, files: Sequence[ScannedFile]) -> None:
        """Let go of the pages."""
        self._pages.settle(files)

    def _request(self, order: ScanOrder) -> bytes:
        answer = self._asked("ScannerCapabilities", order)
        try:
            return scan_request(self.name, self._ways.wishes, read_capabilities(answer.body))
        except StrangeXml as error:
            raise ScannerStrange(self.name, problem=str(error)) from error

    def _feeder_problem(self, order: ScanOrder) -> CrmError | None:
        """Return what a person has to see to: no paper, a jam, an open cover."""
        if self._ways.wishes.feed == "flatbed":
            return None
        answer = self._asked("ScannerStatus", order)
        try:
            feeder = read_status(answer.body).feeder
        except StrangeXml as error:
            raise ScannerStrange(self.name, problem=str(error)) from error
        return _FEEDER_PROBLEMS[feeder](self.name) if feeder in _FEEDER_PROBLEMS else None

    def _refuse(self, problem: CrmError | None, *, but: type[CrmError] | None = None) -> None:
        """Raise the ``problem``, if there is one, ``but`` not one of that kind."""
        if problem is not None and not (but and isinstance(problem, but)):
            raise problem

    def _asked(self, name: str, order: ScanOrder) -> EsclAnswer:
        answer = self._patiently("GET", self._link.path(name), order)
        if answer.status != _OK:
            raise self._refusal(answer.status, name)
        return answer

    @contextmanager
    def _job(self, request: bytes, order: ScanOrder) -> Iterator[str]:
        """Yield the path of a new job, which is over when it is left."""
        answer = self._patiently("POST", self._link.path("ScanJobs"), order, body=request)
        if answer.status == _CONFLICT:
            raise self._feeder_problem(order) or ScannerBusy(self.name)
        if answer.status != _CREATED:
            raise self._refusal(answer.status, "ScanJobs")
        if not answer.location:
            raise ScannerStrange(self.name, problem="it does not say which job it began")
        job = answer.location.rstrip("/")
        try:
            yield job
        finally:
            self._end(job)

    def _scanned(self, job: str, order: ScanOrder) -> Iterator[ScannedFile]:
        batch, pages = new_batch(self.name), 0
        while not order.stop.is_set():
            answer = self._patiently("GET", f"{job}/NextDocument", order)
            if answer.status in (*_NO_MORE, _CONFLICT):
                break
            if answer.status != _OK:
                raise self._refusal(answer.status, "NextDocument")
            if not answer.body:
                raise ScannerFailed(self.name, problem="a page without content")
            ending = _ENDINGS.get(answer.media_type, ".bin")
            yield self._pages.keep(answer.body, ending=ending, batch=batch)
            pages += 1
            order.on_percent(_ALL)
            if self._ways.wishes.feed == "flatbed":
                break
        log.info("%s: pages scanned: %d", self.name, pages)
        if not order.stop.is_set():
            self._see_how_it_ended(pages, order)

    def _see_how_it_ended(self, pages: int, order: ScanOrder) -> None:
        """Raise what stopped the feeder, unless it is only empty by now."""
        self._refuse(self._feeder_problem(order), but=FeederEmpty if pages else None)
        if not pages:
            raise ScannerFailed(self.name, problem="it gave no page")

    def _patiently(
        self, method: str, path: str, order: ScanOrder, *, body: bytes = b""
    ) -> EsclAnswer:
        """Return the answer, asking a busy scanner again.

        Raises:
            ScannerBusy, ScannerSilent: it stayed busy, before or while it scans.
            Cancelled: ``order`` was stopped meanwhile.
        """
        until = time.monotonic() + self._ways.timeout_s
        while True:
            answer = self._link.ask(method, path, order, body=body, most=MOST_BYTES)
            if answer.status != _BUSY:
                return answer
            if time.monotonic() > until:
                break
            pause_s = max(self._ways.pause_s, min(answer.retry_after_s, _LONGEST_PAUSE_S))
            if order.stop.wait(pause_s):
                raise Cancelled
        if path.endswith("NextDocument"):
            raise ScannerSilent(self.name, seconds=int(self._ways.timeout_s))
        raise ScannerBusy(self.name)

    def _end(self, job: str) -> None:
        """Have the scanner forget the job; one that is over is forgotten already."""
        try:
            self._link.ask("DELETE", job, ScanOrder())
        except CrmError as error:
            log.debug("%s: the job could not be ended: %s", self.name, error)

    def _refusal(self, status: int, asked: str) -> CrmError:
        if status in _FORBIDDEN:
            return ScannerRefused(self.name, problem=f"{asked}: HTTP status {status}")
        if status == _NOT_FOUND or _OK <= status < _BAD_REQUEST:
            return ScannerStrange(self.name, problem=f"{asked}: HTTP status {status}")
        return ScannerFailed(self.name, problem=f"{asked}: HTTP status {status}")


_OK: Final = 200
_CREATED: Final = 201
_BAD_REQUEST: Final = 400
_NOT_FOUND: Final = 404
_FORBIDDEN: Final = (401, 403)
_NO_MORE: Final = (404, 410)
_CONFLICT: Final = 409
_BUSY: Final = 503
_ALL: Final = 100
_LONGEST_PAUSE_S: Final = 10.0
_FEEDER_PROBLEMS: Final = {
    "ScannerAdfEmpty": FeederEmpty,
    "ScannerAdfJam": PaperJam,
    "ScannerAdfMispick": PaperJam,
    "ScannerAdfMultipickDetected": PaperJam,
    "ScannerAdfHatchOpen": ScannerOpen,
    "ScannerAdfDoorOpen": ScannerOpen,
    "ScannerAdfCoverOpen": ScannerOpen,
}
_ENDINGS: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "application/pdf": ".pdf",
}
