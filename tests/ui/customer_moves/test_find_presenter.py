"""Counting as the filter changes, without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.customer_moves import ChosenTotals
from crm_desktop.database.queries.move_details import FilterOffers
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.stopping import Stopping
from crm_desktop.ui.customer_moves.find_presenter import (
    PAUSE_MS,
    FindOffers,
    FindPresenter,
    FindWork,
)
from crm_desktop.ui.customer_moves.state import FilterField, TypedFilter

BEST = TypedFilter(CustomerFilter(ranks=("best",)))
UNPAID = TypedFilter(CustomerFilter(unpaid=True))

Count = Callable[[CustomerFilter, Stopping], ChosenTotals]


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    jobs = Jobs(ThreadPoolExecutor(4))
    yield jobs
    jobs.close()


def a_presenter(jobs: Jobs, count: Count) -> FindPresenter:
    work = FindWork(
        lambda: FindOffers([], FilterOffers((), (), ()), []),
        count,
        lambda _chosen, _stopping: [],
        lambda _name, _chosen: [],
        lambda _filter_id: [],
    )
    return FindPresenter(work, jobs)


def five(_chosen: CustomerFilter, _stopping: Stopping) -> ChosenTotals:
    return ChosenTotals(5, 100, 2, 1)


def test_count_comes_once_the_form_is_left_alone(jobs: Jobs, qtbot: QtBot) -> None:
    asked: list[CustomerFilter] = []

    def count(chosen: CustomerFilter, stopping: Stopping) -> ChosenTotals:
        asked.append(chosen)
        return five(chosen, stopping)

    presenter = a_presenter(jobs, count)
    presenter.change(BEST)
    presenter.change(UNPAID)
    assert presenter.state.counting
    assert asked == []

    qtbot.waitUntil(lambda: presenter.state.totals is not None)
    assert asked == [UNPAID.ticked]
    assert not presenter.state.counting


def test_another_filter_stops_the_count_of_the_one_before(jobs: Jobs, qtbot: QtBot) -> None:
    begun, stopped = Event(), Event()

    def count(chosen: CustomerFilter, stopping: Stopping) -> ChosenTotals:
        if chosen == UNPAID.ticked:
            return five(chosen, stopping)
        with stopping.by(stopped.set):
            begun.set()
            stopped.wait(20)
        stopping.check()
        raise AssertionError

    presenter = a_presenter(jobs, count)
    presenter.change(BEST)
    presenter.count()
    qtbot.waitUntil(begun.is_set)
    presenter.change(UNPAID)
    presenter.count()

    qtbot.waitUntil(lambda: presenter.state.totals is not None)
    qtbot.waitUntil(stopped.is_set)
    assert presenter.state.error is None


def test_stopped_count_is_told_and_can_be_asked_for_again(jobs: Jobs, qtbot: QtBot) -> None:
    going = Event()

    def count(chosen: CustomerFilter, stopping: Stopping) -> ChosenTotals:
        going.wait(20)
        return five(chosen, stopping)

    presenter = a_presenter(jobs, count)
    presenter.change(BEST)
    presenter.count()
    presenter.stop()
    going.set()
    qtbot.wait(50)
    assert (presenter.state.stopped, presenter.state.totals) == (True, None)

    presenter.count()
    qtbot.waitUntil(lambda: presenter.state.totals is not None)


def test_half_typed_field_is_not_counted(jobs: Jobs, qtbot: QtBot) -> None:
    presenter = a_presenter(jobs, five)
    presenter.change(BEST.with_text(FilterField.ORDERS_LEAST, "３か"))

    qtbot.wait(PAUSE_MS + 50)

    assert (presenter.state.counting, presenter.state.totals) == (False, None)
    assert presenter.has_typing


def test_filter_that_was_used_keeps_no_call_away(jobs: Jobs) -> None:
    presenter = a_presenter(jobs, five)
    presenter.change(BEST)
    assert presenter.has_typing

    presenter.settle()

    assert not presenter.has_typing
