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
    gc.enable()
    collections = Collections()
    collections.start()
    yield collections
    collections.stop()
    gc.disable()


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


def test_another_desk_that_closes_does_not_let_python_collect(collections: Collections) -> None:
    other = Collections(collections)
    other.start()
    other.stop()

    assert not gc.isenabled()


def test_what_came_up_is_collected_before_python_does_so_again(collections: Collections) -> None:
    threads = ended_on(Rubbish())

    collections.stop()

    assert threads == [threading.get_ident()]


def test_python_collects_again_when_the_desk_is_closed(collections: Collections) -> None:
    collections.stop()

    assert gc.isenabled()
