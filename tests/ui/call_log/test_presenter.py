from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.call_log import PAGE, CallNote, Colleague, LoggedCall
from crm_desktop.domain.call import CallDirection
from crm_desktop.domain.call_filter import CallFilter
from crm_desktop.errors.database import TookTooLong
from crm_desktop.ui.call_log.presenter import (
    CallLogPresenter,
    CallLogWork,
    CallsWanted,
    with_newest,
)
from crm_desktop.ui.call_log.state import CallLogState, CallLogView, CallSpan, SpanKind
from tests.ui.call_log.calls import ANSWERED, MISSED, NOW, many

TODAY = date(2026, 11, 23)
SAEKI = Colleague(2, "佐伯 千鶴", "202")


class Log:
    """A presenter of a supervisor's log, the calls there are, and what was asked for."""

    def __init__(self, jobs: Jobs, *, offers_floor: bool = True) -> None:
        self.calls: tuple[LoggedCall, ...] = (MISSED, ANSWERED)
        self.notes: list[CallNote] = []
        self.asked: list[CallsWanted] = []
        self.failed: list[Exception] = []
        self.stale = 0
        self.refusal: Exception | None = None
        self.presenter = CallLogPresenter(
            CallLogWork(self._read, lambda _call_id: self.notes, lambda: [SAEKI]),
            jobs,
            offers_floor=offers_floor,
            today=lambda: TODAY,
        )
        self.presenter.failed.connect(self.failed.append)
        self.presenter.missed_stale.connect(self._on_stale)

    def _read(self, wanted: CallsWanted) -> tuple[LoggedCall, ...]:
        self.asked.append(wanted)
        if self.refusal is not None:
            raise self.refusal
        if wanted.before is None:
            return self.calls[:PAGE]
        begin = [call.call_id for call in self.calls].index(wanted.before.call_id) + 1
        return self.calls[begin : begin + PAGE]

    def _on_stale(self) -> None:
        self.stale += 1

    @property
    def state(self) -> CallLogState:
        return self.presenter.state


@pytest.fixture
def log(inline_jobs: Jobs) -> Log:
    log = Log(inline_jobs)
    log.presenter.on_screen(shown=True)
    return log


def test_log_begins_with_a_week_of_ones_own_calls(log: Log) -> None:
    assert log.asked == [CallsWanted(False, TODAY - timedelta(days=6), TODAY, CallFilter())]
    assert log.state.rows == (MISSED, ANSWERED)
    assert not log.state.more


def test_floor_is_today_and_yesterday(log: Log) -> None:
    log.presenter.choose_view(CallLogView.FLOOR)
    log.presenter.choose_span(CallSpan(SpanKind.MONTH))

    wanted = log.asked[-1]
    assert (wanted.floor, wanted.first_on) == (True, TODAY - timedelta(days=1))
    assert log.state.span.kind is SpanKind.TWO_DAYS


def test_operators_cannot_come_to_the_floor(inline_jobs: Jobs) -> None:
    log = Log(inline_jobs, offers_floor=False)

    log.presenter.choose_view(CallLogView.FLOOR)

    assert log.state.view is CallLogView.MINE
    assert log.asked == []


def test_floor_can_be_narrowed_to_one_telephone(log: Log) -> None:
    log.presenter.choose_view(CallLogView.FLOOR)
    assert log.state.colleagues == (SAEKI,)

    log.presenter.filter_calls(CallFilter(staff_id=SAEKI.staff_id))
    assert log.asked[-1].filter.staff_id == SAEKI.staff_id
    log.presenter.choose_view(CallLogView.MINE)

    assert log.asked[-1].filter.staff_id is None


def test_each_view_keeps_its_days(log: Log) -> None:
    log.presenter.choose_span(CallSpan(SpanKind.TODAY))
    log.presenter.choose_view(CallLogView.FLOOR)
    log.presenter.choose_view(CallLogView.MINE)

    assert log.state.span.kind is SpanKind.TODAY


def test_missed_calls_are_read_by_the_home_page(log: Log) -> None:
    asked = len(log.asked)

    log.presenter.choose_view(CallLogView.MISSED)

    assert (log.stale, len(log.asked)) == (1, asked)


def test_pages_are_read_behind_the_last_row(log: Log) -> None:
    log.calls = many(PAGE + 7)
    log.presenter.refresh()
    assert (len(log.state.rows), log.state.more) == (PAGE, True)

    log.presenter.read_older()
    log.presenter.read_older()

    assert (log.state.rows, log.state.more) == (log.calls, False)
    assert [wanted.before for wanted in log.asked].count(log.calls[PAGE - 1]) == 1


def test_new_calls_come_on_top_of_all_that_was_read(log: Log) -> None:
    log.calls = many(PAGE + 7)
    log.presenter.refresh()
    log.presenter.read_older()

    log.calls = (*many(3, first_id=5000), *log.calls)
    log.presenter.refresh()

    assert log.state.rows == log.calls
    assert not log.state.more


def test_calls_that_nobody_has_read_leave_no_gap() -> None:
    held, newest = many(PAGE), many(PAGE, first_id=5000)

    assert with_newest(newest, held) == newest


def test_call_that_is_no_longer_wanted_goes(log: Log) -> None:
    log.calls = (MISSED,)
    log.presenter.refresh()

    assert log.state.rows == (MISSED,)


def test_steps_are_gathered_and_read_together(log: Log, qtbot: QtBot) -> None:
    asked = len(log.asked)

    for _ in range(20):
        log.presenter.on_call_step(object())
    assert len(log.asked) == asked
    qtbot.waitUntil(lambda: len(log.asked) > asked)
    qtbot.wait(50)

    assert len(log.asked) == asked + 1


def test_page_that_is_not_on_the_screen_reads_nothing(log: Log, qtbot: QtBot) -> None:
    log.presenter.on_call_step(object())
    log.presenter.on_screen(shown=False)
    asked = len(log.asked)
    log.presenter.on_call_step(object())

    qtbot.wait(700)

    assert len(log.asked) == asked


def test_details_come_with_the_notes(log: Log) -> None:
    note = CallNote(NOW, "佐伯", "追加注文", "青汁を2箱")
    log.notes = [note]

    log.presenter.choose_call(ANSWERED.call_id)

    assert (log.state.chosen, log.state.notes) == (ANSWERED, (note,))


def test_chosen_call_is_shown_as_it_is_now(log: Log) -> None:
    log.presenter.choose_call(MISSED.call_id)
    named = replace(MISSED, customer_id=9, customer_name="﨑山 ひとみ")
    log.calls = (named, ANSWERED)

    log.presenter.refresh()

    assert log.state.chosen == named


def test_filter_asks_anew_and_shows_from_the_newest(log: Log) -> None:
    wanted = CallFilter(CallDirection.OUT, "missed", "03")
    log.calls = ()

    log.presenter.filter_calls(wanted)

    assert log.asked[-1].filter == wanted
    assert log.state.rows == ()
    assert log.state.is_filtered


def test_failure_is_told_once_and_rows_stay(log: Log) -> None:
    log.refusal = TookTooLong()

    log.presenter.refresh()
    log.presenter.refresh()

    assert len(log.failed) == 1
    assert (log.state.rows, log.state.failed) == ((MISSED, ANSWERED), True)


def test_chosen_days_count_in_either_order() -> None:
    early, late = date(2026, 11, 1), date(2026, 11, 9)

    assert CallSpan(SpanKind.DAYS, late, early).days(TODAY) == (early, late)
