from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from crm_desktop.background.jobs import Jobs, LatestOnly, lane
from crm_desktop.errors.base import CrmError


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    jobs = lane("test", 1)
    yield jobs
    jobs.close()


def never(unexpected: object) -> None:
    pytest.fail(f"not expected: {unexpected!r}")


def waiting_for(gate: threading.Event, answer: str) -> str:
    assert gate.wait(60)
    return answer


def test_answer_comes_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    worked: list[str] = []
    answered: list[str] = []

    jobs.run(
        jobs,
        lambda: worked.append(threading.current_thread().name),
        then=lambda _: answered.append(threading.current_thread().name),
        failed=lambda error: answered.append(repr(error)),
    )
    qtbot.waitUntil(lambda: bool(answered))

    assert worked == ["test_0"]
    assert answered == ["MainThread"]


@pytest.mark.parametrize("error", [CrmError("expected"), ZeroDivisionError("a bug")])
def test_whatever_the_work_raises_reaches_failed(
    qtbot: QtBot, jobs: Jobs, error: Exception
) -> None:
    failures: list[Exception] = []

    def work() -> None:
        raise error

    jobs.run(jobs, work, then=never, failed=failures.append)

    qtbot.waitUntil(lambda: failures == [error])


def test_answer_for_a_deleted_owner_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    owner, gate, got = QObject(), threading.Event(), list[str]()

    jobs.run(owner, lambda: waiting_for(gate, "late"), then=got.append, failed=never)
    delete(owner)
    gate.set()
    jobs.run(jobs, lambda: "after", then=got.append, failed=never)

    qtbot.waitUntil(lambda: bool(got))
    assert got == ["after"]


def test_owner_is_never_deleted_by_a_worker(qtbot: QtBot, jobs: Jobs) -> None:
    deleted_on, seen = list[str](), list[str]()
    gate = threading.Event()

    def ask() -> None:
        owner = QObject()
        owner.destroyed.connect(lambda: deleted_on.append(threading.current_thread().name))
        jobs.run(
            owner,
            lambda: waiting_for(gate, "x"),
            then=lambda _: seen.append(owner.objectName()),
            failed=never,
        )

    ask()
    gate.set()

    qtbot.waitUntil(lambda: deleted_on == ["MainThread"])


def test_closing_forgets_queued_work_and_answers(qtbot: QtBot) -> None:
    executor, gate, ran, got = ThreadPoolExecutor(1), threading.Event(), list[str](), list[str]()
    jobs = Jobs(executor)
    jobs.run(jobs, lambda: waiting_for(gate, "running"), then=got.append, failed=never)
    jobs.run(jobs, lambda: ran.append("queued"), then=never, failed=never)
    last_forgotten = executor.submit(lambda: ran.append("last"))
    last_forgotten.add_done_callback(lambda _: gate.set())

    jobs.close()
    jobs.run(jobs, lambda: ran.append("after closing"), then=never, failed=never)
    qtbot.wait(20)

    assert ran == []
    assert got == []


def test_abandoned_jobs_wait_for_nothing_and_may_be_closed(qtbot: QtBot) -> None:
    jobs, gate, ran = lane("abandoned", 1), threading.Event(), list[str]()
    jobs.run(jobs, lambda: waiting_for(gate, "running"), then=never, failed=never)
    jobs.run(jobs, lambda: ran.append("queued"), then=never, failed=never)

    jobs.abandon()
    jobs.close()

    gate.set()
    qtbot.waitUntil(lambda: "abandoned_0" not in {one.name for one in threading.enumerate()})
    assert ran == []


def test_overtaken_answer_is_dropped(qtbot: QtBot) -> None:
    jobs, gate, got = lane("two", 2), threading.Event(), list[str]()
    latest = LatestOnly(jobs, jobs)

    latest.run(lambda: waiting_for(gate, "old"), then=got.append, failed=never)
    latest.run(lambda: "new", then=got.append, failed=never)
    qtbot.waitUntil(lambda: got == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    jobs.close()

    assert got == ["new"]


def test_overtaken_work_that_waits_is_not_begun(qtbot: QtBot, jobs: Jobs) -> None:
    latest, gate, begun, got = LatestOnly(jobs, jobs), threading.Event(), list[str](), list[str]()
    jobs.run(jobs, lambda: waiting_for(gate, "first"), then=lambda _: None, failed=never)

    latest.run(lambda: begun.append("﨑"), then=never, failed=never)
    latest.run(lambda: "山﨑", then=got.append, failed=never)
    gate.set()

    qtbot.waitUntil(lambda: got == ["山﨑"])
    assert begun == []
