"""A program that scans: started without a shell, watched, and ended when it hangs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread
from types import TracebackType
from typing import IO, Final, Self

from crm_desktop.errors.scanning import ScannerSilent, ScanProgramMissing
from crm_desktop.scanning.source import ScanOrder

SECRETS: Final = ("CRM_DESKTOP_", "PGPASS")


class ScanProgram:
    """One run of a program between entering and leaving; it is over when it is left."""

    def __init__(self, source: str, words: Sequence[str]) -> None:
        """``words`` are the program and its arguments, ``source`` is named in errors."""
        self._source = source
        self._words = list(words)
        self._heard: SimpleQueue[_Heard] = SimpleQueue()
        self._last_words: deque[str] = deque(maxlen=8)

    def __enter__(self) -> Self:
        """Start it.

        Raises:
            ScanProgramMissing: it is not there, or is no program.
        """
        try:
            self._process = subprocess.Popen(
                self._words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_environment(),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise ScanProgramMissing(self._source, program=self._words[0]) from error
        pipes = (self._process.stdout, self._process.stderr)
        self._readers = [
            Thread(target=_read, args=(pipe, self._heard, pipe is pipes[1]), daemon=True)
            for pipe in pipes
        ]
        for reader in self._readers:
            reader.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End it, if it runs: politely first, so that the scanner lets go of the paper."""
        for ending in _ENDINGS:
            if self._process.poll() is None:
                self._send(ending)
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(_POLITE_S)
        for reader in self._readers:
            reader.join(_POLITE_S)
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    @property
    def exit_code(self) -> int:
        """How it ended, once `lines` has; negative: by a signal."""
        return self._process.wait()

    @property
    def last_words(self) -> list[str]:
        """The last lines that it complained of, at most 8 of at most 200 characters."""
        return list(self._last_words)

    def lines(
        self, order: ScanOrder, *, timeout_s: float, farewell: re.Pattern[str] | None = None
    ) -> Iterator[str]:
        """Yield what it prints until it ends or ``order`` is stopped; tells of percents.

        After a complaint in which ``farewell`` is found it has some seconds more to end.

        Raises:
            ScannerSilent: it printed nothing for ``timeout_s``.
        """
        has_parted = False
        open_pipes, news_at = len(self._readers), time.monotonic()
        while open_pipes and not order.stop.is_set():
            try:
                heard = self._heard.get(timeout=_LOOK_S)
            except Empty:
                if has_parted and time.monotonic() - news_at > _POLITE_S:
                    return
                if time.monotonic() - news_at > timeout_s:
                    raise ScannerSilent(self._source, seconds=int(timeout_s)) from None
                continue
            news_at = time.monotonic()
            match heard:
                case None:
                    open_pipes -= 1
                case str(complaint), True:
                    self._note(complaint, order)
                    has_parted = has_parted or bool(farewell and farewell.search(complaint))
                case str(line), _:
                    yield line
                    news_at = time.monotonic()

    def _note(self, complaint: str, order: ScanOrder) -> None:
        if found := _PROGRESS.search(complaint):
            order.on_percent(min(100, int(float(found[1]))))
        elif complaint.strip():
            self._last_words.append(complaint.strip()[:200])

    def _send(self, ending: signal.Signals) -> None:
        with suppress(OSError):
            if sys.platform == "win32":
                self._process.terminate()
            else:
                os.killpg(self._process.pid, ending)


def memory_folder() -> TemporaryDirectory[str]:
    """Return a new folder that only this user can look into: in memory where the system can."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    places = [Path(place) for place in (runtime, "/dev/shm") if place]  # noqa: S108 (made private)
    place = next((place for place in places if os.access(place, os.W_OK)), None)
    return TemporaryDirectory(prefix="crm-desktop-scan-", dir=place)


_Heard = tuple[str, bool] | None


def _read(pipe: IO[bytes], heard: SimpleQueue[_Heard], complains: bool) -> None:  # noqa: FBT001 (a thread's argument)
    """Tell of each line, and of None at the end; progress ends its lines with CR only."""
    rest = b""
    with suppress(OSError, ValueError):
        while block := os.read(pipe.fileno(), 8_192):
            *lines, rest = re.split(rb"[\r\n]+", rest + block)
            for line in (*lines, *([rest] if len(rest) > _LONGEST_LINE else [])):
                heard.put((line.decode("utf-8", errors="replace"), complains))
            rest = rest if len(rest) <= _LONGEST_LINE else b""
    if rest:
        heard.put((rest.decode("utf-8", errors="replace"), complains))
    heard.put(None)


def _environment() -> dict[str, str]:
    """Return the environment without our passwords, in which programs speak English."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(SECRETS)}
    return {**kept, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}


_ENDINGS: Final = (
    signal.SIGINT,
    signal.SIGTERM,
    getattr(signal, "SIGKILL", signal.SIGTERM),
)
_PROGRESS: Final = re.compile(r"^Progress: +([0-9]{1,3}(?:\.[0-9]+)?)%")
_POLITE_S: Final = 3.0
_LOOK_S: Final = 0.1
_LONGEST_LINE: Final = 4_096
