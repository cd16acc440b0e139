from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.waiting_calls import WaitingCall
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState
from crm_desktop.ui.incoming_call.waiting_calls import WaitingCalls

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
EARLIER = NOW - timedelta(seconds=48)
IN_ORDERS = WaitingCall(1, "受注", EARLIER)
IN_REPAIRS = WaitingCall(2, "修理", NOW)
Making = Callable[..., tuple[WaitingCalls, list[tuple[datetime, ...]]]]


@pytest.fixture
def made(inline_jobs: Jobs) -> Making:
    def made(*queues: str, fails: bool = False) -> tuple[WaitingCalls, list[tuple[datetime, ...]]]:
        def waiting() -> list[WaitingCall]:
            if fails:
                raise OSError
            return [IN_ORDERS, IN_REPAIRS]

        calls = WaitingCalls(waiting, lambda: queues, inline_jobs)
        told: list[tuple[datetime, ...]] = []
        calls.changed.connect(told.append)
        return calls, told

    return made


def test_calls_of_ones_own_queues_wait(made: Making) -> None:
    calls, told = made("受注", "苦情")

    calls.on_linked(True)

    assert told == [(EARLIER,)]


def test_desk_at_which_nothing_has_rung_counts_the_offices(made: Making) -> None:
    calls, told = made()

    calls.on_linked(True)

    assert told == [(EARLIER, NOW)]


def test_queue_of_a_call_at_this_desk_is_its_own_from_then_on(made: Making) -> None:
    calls, told = made("受注")
    calls.on_linked(True)

    here = DeskCall(2, CallPhase.RINGING, NOW, queue="修理", line="代表")
    calls.on_calls(IncomingCallState((here,)))

    assert told == [(EARLIER,), (EARLIER, NOW)]


def test_same_answer_is_told_once(made: Making) -> None:
    calls, told = made("受注")
    calls.on_linked(True)
    calls.look()

    assert len(told) == 1


def test_nobody_is_known_to_wait_without_a_link(made: Making) -> None:
    calls, told = made("受注")
    calls.on_linked(True)
    calls.on_linked(False)

    assert told[-1] == ()


def test_failure_is_asked_again(made: Making) -> None:
    calls, told = made(fails=True)
    calls.on_linked(True)
    calls.look()

    assert told == []


def test_call_that_came_by_a_line_alone_asks_for_the_queues_once_more(inline_jobs: Jobs) -> None:
    queues = ["受注"]
    calls = WaitingCalls(lambda: [IN_ORDERS, IN_REPAIRS], lambda: tuple(queues), inline_jobs)
    told: list[tuple[datetime, ...]] = []
    calls.changed.connect(told.append)
    calls.on_linked(True)
    queues.append("修理")

    calls.look()
    calls.on_calls(IncomingCallState((DeskCall(3, CallPhase.RINGING, NOW, line="代表"),)))
    calls.look()

    assert told == [(EARLIER,), (EARLIER, NOW)]
