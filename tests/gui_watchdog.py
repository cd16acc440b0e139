"""Watches the GUI thread: how long it lets whoever types wait, and what it does meanwhile.

A thread of its own asks the GUI thread for a sign of life again and again. From what an answer
took, the time is taken off that threads of this process wanted a processor and got none, but never
what the GUI thread was at work itself; so a loaded machine makes no hold of what is none.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

LIMIT_S = 0.1
ASKED_EVERY_S = 0.005
LOOKED_AFTER_S, LOOKED_EVERY_S = 0.03, 0.005
TIMES_KEPT_EVERY_S = 0.02
SETTLED_AFTER_MS = 200
_FRAMES = 14

Times: TypeAlias = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Hold:
    """How long nothing typed would have been taken, and where the GUI thread was most of the time.

    ``without_processor_s`` is not part of ``seconds``; those ``pardoned`` waited for that alone.
    """

    step: str
    seconds: float
    without_processor_s: float
    stack: str

    def __str__(self) -> str:
        waited = f"{self.without_processor_s * 1000:.0f} ms more without a processor"
        return f"{self.step}: {self.seconds * 1000:.0f} ms ({waited})\n{self.stack}"


class GuiWatchdog(QObject):
    """Does steps within Qt's event loop, as a person's clicks are done, and watches them."""

    _asked = Signal()

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        """Create it on the GUI thread; nothing is watched before `do`."""
        super().__init__()
        self.holds: list[Hold] = []
        self.pardoned: list[Hold] = []
        self.longest: dict[str, float] = {}
        self._times: deque[tuple[float, Times]] = deque(maxlen=1000)
        self._limit_s = limit_s
        self._gui_thread = threading.get_ident()
        self._gui_thread_id = threading.get_native_id()
        self._answered = threading.Event()
        self._answered_at = 0.0
        self._stop = threading.Event()
        self._asked.connect(self._answer)

    def do(
        self,
        step: str,
        act: Callable[[], object],
        until: Callable[[], object],
        within_s: float = 30,
    ) -> None:
        """Let ``act`` happen and wait until ``until`` says yes; both are part of what is watched.

        Raises:
            TimeoutError: it never said yes.
        """
        self._stop.clear()
        self._times.clear()
        self._times.append((0.0, processor_times()))
        watchers = [
            threading.Thread(target=self._watch, args=[step], name="gui-watchdog"),
            threading.Thread(target=self._keep_times, name="processor-times"),
        ]
        for watcher in watchers:
            watcher.start()
        try:
            if not in_loop(act, until, within_s):
                raise TimeoutError(step)
        finally:
            self._stop.set()
            for watcher in watchers:
                watcher.join()

    def _answer(self) -> None:
        self._answered_at = time.monotonic()
        self._answered.set()

    def _watch(self, step: str) -> None:
        """Ask again and again; who could not even ask in time was held, too."""
        due_at = time.monotonic() + ASKED_EVERY_S
        while not self._stop.wait(ASKED_EVERY_S):
            self._answered.clear()
            self._asked.emit()
            stacks: Counter[str] = Counter()
            while not self._stop.is_set() and not self._answered.wait(LOOKED_EVERY_S):
                if time.monotonic() - due_at > LOOKED_AFTER_S:
                    stacks[self._stack()] += 1
            if self._stop.is_set():
                return
            self._note(step, due_at, stacks)
            due_at = self._answered_at + ASKED_EVERY_S

    def _keep_times(self) -> None:
        while not self._stop.wait(TIMES_KEPT_EVERY_S):
            self._times.append((time.monotonic(), processor_times()))

    def _note(self, step: str, due_at: float, stacks: Counter[str]) -> None:
        took_s = self._answered_at - due_at
        if took_s > self._limit_s:
            before = [times for at, times in list(self._times) if at < due_at]
            seconds = self._held(took_s, before[-1] if before else {}, processor_times())
            most = "\n  also:\n".join(stack for stack, _ in stacks.most_common(3))
            hold = Hold(step, seconds, took_s - seconds, most)
            (self.holds if seconds > self._limit_s else self.pardoned).append(hold)
            took_s = seconds
        self.longest[step] = max(self.longest.get(step, 0.0), took_s)

    def _held(self, took_s: float, before: Times, after: Times) -> float:
        """Return for how long the GUI thread was at work or made to wait by us, not by others."""
        waited = sum(after[thread][1] - before.get(thread, (0, 0))[1] for thread in after)
        gui = str(self._gui_thread_id)
        worked = after.get(gui, (0, 0))[0] - before.get(gui, (0, 0))[0]
        return max(took_s - waited, min(took_s, worked))

    def _stack(self) -> str:
        frame = sys._current_frames().get(self._gui_thread)
        lines: list[str] = []
        while frame is not None and len(lines) < _FRAMES:
            code = frame.f_code
            lines.append(f"    {code.co_filename}:{frame.f_lineno} {code.co_qualname}")
            frame = frame.f_back
        return "\n".join(lines)


def spare_what_others_left() -> None:
    """Walk over what other tests left in memory once more and never again; before a desk opens."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def in_loop(act: Callable[[], object], until: Callable[[], object], within_s: float) -> bool:
    """Run Qt's event loop until ``until`` says yes and what it leads to is painted."""
    loop, give_up_at = QEventLoop(), time.monotonic() + within_s
    done: list[bool] = []

    def look() -> None:
        if until():
            looks.stop()
            done.append(True)
            QTimer.singleShot(SETTLED_AFTER_MS, loop.quit)
        elif time.monotonic() > give_up_at:
            loop.quit()

    looks = QTimer()
    looks.timeout.connect(look)
    QTimer.singleShot(0, act)
    QTimer.singleShot(0, lambda: looks.start(20))
    loop.exec()
    return bool(done)


def processor_times() -> Times:
    """Return for how long each thread of this process ran, and was ready to run but did not.

    In seconds, by thread. Empty where the system does not tell: then a loaded machine counts
    against the program.
    """
    times: Times = {}
    with suppress(OSError):
        for thread in Path("/proc/self/task").iterdir():
            with suppress(OSError, IndexError):
                ran, waited = (thread / "schedstat").read_text().split()[:2]
                times[thread.name] = int(ran) / 1e9, int(waited) / 1e9
    return times
