"""Rubbish is collected on the GUI thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.app.pauses import Collections


class Rubbish:
    """Refers to itself, so that only a collection ends it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collections(qapp: object) -> Iterator[Collections]:
    collections = Collections()
    collections.start()
    yield collections
    collections.stop()
    gc.unfreeze()


def ended_on(rubbish: Rubbish) -> list[int]:
    """Return a list that will name the thread which ends ``rubbish``."""
    threads: list[int] = []
    weakref.finalize(rubbish, lambda: threads.append(threading.get_ident()))
    return threads


def make_much_on_a_worker() -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: [Rubbish() for _ in range(50_000)]).result()


@pytest.mark.usefixtures("collections")
def test_worker_that_makes_much_ends_nothing(qtbot: QtBot) -> None:
    threads = ended_on(Rubbish())

    make_much_on_a_worker()

    assert threads == []
    qtbot.waitUntil(lambda: threads == [threading.get_ident()])


def test_another_desk_that_closes_does_not_let_workers_collect(
    collections: Collections, qtbot: QtBot
) -> None:
    other = Collections(collections)
    other.start()
    other.stop()
    assert gc.isenabled()

    qtbot.waitUntil(lambda: not gc.isenabled())


def test_python_collects_again_when_the_desk_is_closed(collections: Collections) -> None:
    collections.stop()

    assert gc.isenabled()
