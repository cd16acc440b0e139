"""What is asked on a thread of its own: calls come to the GUI thread, troubles once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from crm_desktop.background import polled_calls
from crm_desktop.background.polled_calls import Pace, PolledCalls
from crm_desktop.domain.call import CallStage
from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.errors.desk import CallerIdBoxAway
from crm_desktop.telephony.call_file import CallFile

RINGING = CallNotice(CallStage.RINGING, caller_raw="0355550182")
FAST = Pace(every_s=0.001, retry_s=0.001, patience_s=0.0)

Answer = list[CallNotice] | Exception


class Scripted:
    """Answers one after the other, then nothing new; ``closed`` tells of the end."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.finished = threading.Event()
        self.closed = threading.Event()

    def poll(self) -> list[CallNotice]:
        if not self.answers:
            self.finished.set()
            return []
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        self.closed.set()


@pytest.fixture(autouse=True)
def time_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is stopped end, however busy the machine is."""
    monkeypatch.setattr(polled_calls, "_STOP_WAIT_S", 60.0)


Polling = Callable[[Scripted], tuple[list[CallNotice], list[Exception]]]


@pytest.fixture
def polling(qtbot: QtBot) -> Iterator[Polling]:
    """Start to poll something, and return what is told of it."""
    started: list[PolledCalls] = []

    def start(polled: Scripted) -> tuple[list[CallNotice], list[Exception]]:
        source = PolledCalls("scripted", lambda: polled, FAST)
        notices: list[CallNotice] = []
        errors: list[Exception] = []
        source.call_reported.connect(notices.append)
        source.failed.connect(errors.append)
        started.append(source)
        source.start()
        qtbot.waitUntil(polled.finished.is_set)
        qtbot.wait(1)
        return notices, errors

    yield start
    for source in started:
        source.stop()


def test_calls_come_in_their_order(polling: Polling) -> None:
    ended = CallNotice(CallStage.ENDED)

    notices, errors = polling(Scripted([], [RINGING, ended], [RINGING]))

    assert notices == [RINGING, ended, RINGING]
    assert errors == []


def test_calls_come_on_the_gui_thread(qtbot: QtBot) -> None:
    source = PolledCalls("scripted", lambda: Scripted([RINGING]), FAST)
    threads: list[QThread] = []

    class Desk(PolledCalls):
        def take(self, _notice: object) -> None:
            threads.append(QThread.currentThread())

    desk = Desk("desk", Scripted)
    source.call_reported.connect(desk.take)
    source.start()

    qtbot.waitUntil(lambda: len(threads) == 1)
    source.stop()
    assert threads == [desk.thread()]


def test_lasting_trouble_is_told_once_and_again_after_it_was_over(polling: Polling) -> None:
    away, away_again = CallerIdBoxAway("COM3"), CallerIdBoxAway("COM3")

    notices, errors = polling(Scripted(away, away, away, [RINGING], away_again, away_again))

    assert notices == [RINGING]
    assert errors == [away, away_again]


def test_end_of_a_told_trouble_is_told(qtbot: QtBot) -> None:
    away = CallerIdBoxAway("COM3")
    source = PolledCalls("scripted", lambda: Scripted(away, [RINGING]), FAST)
    over: list[Exception] = []
    source.recovered.connect(over.append)

    with qtbot.waitSignal(source.recovered):
        source.start()

    source.stop()
    assert over == [away]


def test_short_trouble_is_not_told(qtbot: QtBot) -> None:
    polled = Scripted(CallerIdBoxAway("COM3"), [RINGING])
    source = PolledCalls("scripted", lambda: polled, Pace(retry_s=0.001, patience_s=60))
    errors: list[Exception] = []
    source.failed.connect(errors.append)

    with qtbot.waitSignal(source.call_reported):
        source.start()

    source.stop()
    assert errors == []


def test_bug_is_told_and_polling_goes_on(
    polling: Polling, caplog: pytest.LogCaptureFixture
) -> None:
    notices, errors = polling(Scripted(ZeroDivisionError(), [RINGING]))

    assert notices == [RINGING]
    assert [type(error) for error in errors] == [ZeroDivisionError]


def test_stop_gives_back_what_is_held(polling: Polling, qtbot: QtBot) -> None:
    polled = Scripted()
    source = PolledCalls("scripted", lambda: polled, FAST)
    source.start()
    qtbot.waitUntil(polled.finished.is_set)

    source.stop()

    assert polled.closed.is_set()


class Watched(CallFile):
    """A call file that says when it was looked at first."""

    def __init__(self, path: Path, looked: threading.Event) -> None:
        super().__init__(path)
        self._looked = looked

    def poll(self) -> list[CallNotice]:
        notices = super().poll()
        self._looked.set()
        return notices


def test_what_came_between_stop_and_start_is_nothing_new(qtbot: QtBot, tmp_path: Path) -> None:
    file, looked = tmp_path / "着信.txt", threading.Event()
    source = PolledCalls("call-file", lambda: Watched(file, looked), Pace(every_s=0.001))
    notices: list[CallNotice] = []
    source.call_reported.connect(notices.append)
    source.start()
    source.stop()
    looked.clear()
    file.write_text("0355550101\n")

    source.start()
    qtbot.waitUntil(looked.is_set)
    with qtbot.waitSignal(source.call_reported), file.open("a") as more:
        more.write("0355550182\n")

    source.stop()
    assert notices == [RINGING]
