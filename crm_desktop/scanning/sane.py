"""Scanners of SANE, by its program ``scanimage``: USB and network scanners on Linux."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.scanning import (
    FeederEmpty,
    PaperJam,
    ScannerBusy,
    ScannerFailed,
    ScannerGone,
    ScannerOpen,
    ScannerRefused,
)
from crm_desktop.images.paper_file import MOST_BYTES
from crm_desktop.scanning.pages_in_hand import PagesInHand, new_batch
from crm_desktop.scanning.sane_options import arguments_for, read_options
from crm_desktop.scanning.scan_program import ScanProgram, memory_folder
from crm_desktop.scanning.source import Found, ScannedFile, ScanOrder
from crm_desktop.scanning.wishes import ScanWishes

log = logging.getLogger(__name__)

SCANIMAGE: Final = "scanimage"
FORMATS: Final = ("jpeg", "png", "tiff")


@dataclass(frozen=True, slots=True)
class SaneDevice:
    """A scanner that is there: ``name`` is for the settings, ``label`` for people."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class SaneWays:
    """Which scanner, as `sane_devices` names it ("" is the first), and how.

    ``options`` are further ones of its own, each written ``--name=value``. A scanner that says
    nothing for ``timeout_s`` is given up.
    """

    device: str = ""
    wishes: ScanWishes = field(default_factory=ScanWishes)
    format: str = "jpeg"
    options: tuple[str, ...] = ()
    timeout_s: float = 120.0
    program: str = SCANIMAGE


def sane_devices(order: ScanOrder, *, program: str = SCANIMAGE) -> list[SaneDevice]:
    """Return the scanners that SANE sees now; empty for none. It may take half a minute.

    Raises:
        ScanProgramMissing, ScannerSilent: there is no SANE here, or it hangs.
    """
    with ScanProgram(SCANIMAGE, [program, f"--formatted-device-list=%d{_TAB}%v %m%n"]) as scan:
        lines = [line.partition(_TAB) for line in scan.lines(order, timeout_s=_LOOK_TIMEOUT_S)]
    return [SaneDevice(name, label.strip()) for name, tab, label in lines if tab]


class SaneSource:
    """One scanner; each scan takes what is in its feeder, or one page from its glass."""

    def __init__(self, name: str, ways: SaneWays) -> None:
        """Touch nothing yet."""
        self.name = name
        self.follows = False
        self._ways = ways
        self._pages = PagesInHand(name)

    def scan(self, order: ScanOrder) -> Found:
        """Yield what an earlier scan could not hand over, then page after page as it is scanned.

        Raises:
            CrmError: the scanner cannot go on; the pages before were yielded.
        """
        yield from self._pages.waiting()
        how = arguments_for(self.name, self._ways.wishes, read_options(self._options(order)))
        if order.stop.is_set():
            return
        with memory_folder() as folder:
            yield from self._scanned(Path(folder), [*how, *self._ways.options], order)

    def settle(self, files: Sequence[ScannedFile]) -> None:
        """Let go of the pages."""
        self._pages.settle(files)

    def _options(self, order: ScanOrder) -> list[str]:
        with ScanProgram(self.name, [*self._command, "--all-options"]) as scan:
            lines = list(scan.lines(order, timeout_s=self._ways.timeout_s))
        if scan.exit_code and not order.stop.is_set():
            raise self._problem(scan.exit_code, scan.last_words)
        return lines

    def _scanned(self, folder: Path, how: list[str], order: ScanOrder) -> Iterator[ScannedFile]:
        ending = f".{self._ways.format.replace('jpeg', 'jpg')}"
        words = [
            *(*self._command, *how, f"--format={self._ways.format}", "--progress"),
            *(f"--batch={folder}/page-%05d{ending}", "--batch-print"),
            *(["--batch-count=1"] if self._ways.wishes.feed == "flatbed" else []),
        ]
        batch, pages = new_batch(self.name), 0
        with ScanProgram(self.name, words) as scan:
            said = scan.lines(order, timeout_s=self._ways.timeout_s, farewell=_BROKE_OFF)
            for line in said:
                path = Path(line)
                if path.parent == folder:
                    yield self._pages.keep(self._taken(path), ending=ending, batch=batch)
                    pages += 1
        status = _status(scan)
        log.info("%s: pages scanned: %d, status %d", self.name, pages, status)
        if order.stop.is_set() or (pages and status in (0, _NO_PAPER)):
            return
        raise self._problem(status or _NO_PAPER, scan.last_words)

    def _taken(self, path: Path) -> bytes:
        """Return the page at ``path``, which is deleted.

        Raises:
            ScannerFailed: it is gone, or larger than any page.
        """
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ScannerFailed(self.name, problem="a page is too large: lower the resolution")
            content = path.read_bytes()
            path.unlink()
        except OSError as error:
            raise ScannerFailed(self.name, problem=error.strerror or "no page") from error
        return content

    @property
    def _command(self) -> list[str]:
        device = [f"--device-name={self._ways.device}"] if self._ways.device else []
        return [self._ways.program, *device]

    def _problem(self, code: int, last_words: list[str]) -> CrmError:
        """Return what ended ``scanimage``: its exit code is the status of SANE."""
        said = " / ".join(word for word in last_words if word.startswith("scanimage: "))
        if code in _PROBLEMS:
            return _PROBLEMS[code](self.name)
        if code == _DENIED or "denied" in said:
            return ScannerRefused(self.name, problem=said)
        if "busy" in said:
            return ScannerBusy(self.name)
        if code == _BROKEN_LINK or "open of device" in said or "no SANE devices" in said:
            return ScannerGone(self.name, problem=said)
        return ScannerFailed(self.name, problem=said or f"scanimage ended with {code}")


def _status(scan: ScanProgram) -> int:
    """Return the status of SANE that it said, which it may not live to end with: drivers hang."""
    said = [found[1] for words in scan.last_words if (found := _BROKE_OFF.search(words))]
    return int(said[-1]) if said else scan.exit_code


_TAB: Final = "\t"
_LOOK_TIMEOUT_S: Final = 60.0
_BROKE_OFF: Final = re.compile(r"\(scanner status = (?![05]\))([0-9]+)\)")  # 0: good, 5: no more
_NO_PAPER: Final = 7
_BROKEN_LINK: Final = 9
_DENIED: Final = 11
_PROBLEMS: Final = {3: ScannerBusy, 6: PaperJam, _NO_PAPER: FeederEmpty, 8: ScannerOpen}
