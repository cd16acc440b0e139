from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

import psycopg
import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.calls import CHANNEL, record_call_event
from crm_desktop.background import call_feed
from crm_desktop.background.call_feed import CallFeed
from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.calls import (
    CallsNow,
    CallSteps,
    call_steps_after,
    calls_now,
)
from crm_desktop.domain.call import CallEvent, CallStage
from tests.faults.proxy import Proxy, proxy

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)


class Desk:
    """A feed for extension 201 and what came of it."""

    def __init__(self, database: Database, *, page: int = 500) -> None:
        self.database = database
        self.page = page
        self.steps: list[str] = []
        self.states: list[bool] = []
        listen = partial(Listener, database.dsn, CHANNEL, lines=database.lines)
        self.feed = CallFeed(listen, self.read_start, self.read_after, cut=database.cut)
        self.feed.call_step.connect(
            lambda row: self.steps.append(f"{row.call_id} {row.extension} {row.stage}")
        )
        self.feed.connected.connect(self.states.append)

    def read_start(self) -> CallsNow:
        with self.database.reading() as session:
            return calls_now(session, "201")

    def read_after(self, step_id: int) -> CallSteps:
        with self.database.asking() as session:
            return call_steps_after(session, step_id, limit=self.page)


@contextmanager
def desk_at(database: Database, qtbot: QtBot, *, page: int = 500) -> Iterator[Desk]:
    """Make a desk whose feed goes on no longer than this, however a test ends."""
    desk = Desk(database, page=page)
    try:
        yield desk
    finally:
        desk.feed.stop()
        qtbot.waitUntil(lambda: not desk.feed.is_running)


@contextmanager
def far_desk(database: Database, qtbot: QtBot) -> Iterator[tuple[Desk, Proxy]]:
    """Make a desk and the line between it and its database."""
    with (
        proxy(database.dsn) as line,
        Database(line.dsn(database.dsn)) as far,
        desk_at(far, qtbot) as desk,
    ):
        yield desk, line


@pytest.fixture
def desk(qtbot: QtBot, own_database: Database) -> Iterator[Desk]:
    with desk_at(own_database, qtbot) as desk:
        yield desk


@pytest.fixture
def record(own_database: Database) -> Callable[..., None]:
    def record(call_id: str, stage: str, extension: str = "", second: int = 0) -> None:
        at = NOON + timedelta(seconds=second)
        event = CallEvent("pbx", call_id, CallStage(stage), at, extension=extension)
        with own_database.writing() as session:
            record_call_event(session, event)

    return record


@pytest.fixture
def silence_is_borne(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine take its time for an answer: the line is not given up for it."""
    monkeypatch.setattr(call_feed, "SILENCE_S", 60.0)


def cut_listening(database: Database) -> None:
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )


@pytest.mark.usefixtures("silence_is_borne")
def test_step_reaches_the_gui_thread(qtbot: QtBot, desk: Desk, record: Callable[..., None]) -> None:
    desk.feed.start()
    qtbot.waitUntil(lambda: desk.states == [True])

    record("a", "ringing", "201")

    qtbot.waitUntil(lambda: desk.steps == ["1 201 ringing"])


@pytest.mark.usefixtures("silence_is_borne")
def test_no_step_is_lost_or_doubled_over_a_lost_connection(
    qtbot: QtBot, desk: Desk, record: Callable[..., None]
) -> None:
    desk.feed.start()
    qtbot.waitUntil(lambda: desk.states == [True])
    record("a", "ringing", "201")
    qtbot.waitUntil(lambda: len(desk.steps) == 1)

    cut_listening(desk.database)
    record("a", "answered", "201", 1)
    record("a", "ended", "", 2)

    qtbot.waitUntil(lambda: desk.states == [True, False, True])
    qtbot.waitUntil(lambda: len(desk.steps) == 4)
    assert desk.steps == ["1 201 ringing", "1 201 answered", "1 201 ended", "1  ended"]


@pytest.mark.usefixtures("silence_is_borne")
def test_desk_that_starts_during_a_call_shows_it(
    qtbot: QtBot, desk: Desk, record: Callable[..., None]
) -> None:
    record("old", "ringing", "201")
    record("old", "ended", "", 9)
    record("a", "ringing", "201")
    record("a", "answered", "201", 2)
    record("b", "ringing", "201")
    record("c", "ringing", "202")

    desk.feed.start()
    qtbot.waitUntil(lambda: desk.states == [True])
    record("b", "ended", "", 9)

    qtbot.waitUntil(lambda: len(desk.steps) == 4)
    assert desk.steps == ["2 201 answered", "3 201 ringing", "3 201 ended", "3  ended"]


@pytest.mark.usefixtures("silence_is_borne")
def test_more_steps_than_fit_one_answer_come_all(
    qtbot: QtBot, own_database: Database, record: Callable[..., None]
) -> None:
    with desk_at(own_database, qtbot, page=2) as desk:
        desk.feed.start()
        qtbot.waitUntil(lambda: desk.states == [True])
        cut_listening(own_database)
        for number in range(5):
            record(f"call {number}", "ringing", "201")

        qtbot.waitUntil(lambda: len(desk.steps) == 5)

    assert desk.steps == [f"{number} 201 ringing" for number in range(1, 6)]


@pytest.mark.usefixtures("silence_is_borne")
@pytest.mark.parametrize(
    "nonsense",
    ["", "x", "-1", "1e9", "999999999999999999", "9" * 5000, "１２３", "1; DROP TABLE call", "\n7"],
)
def test_feed_minds_no_nonsense_that_somebody_notifies(
    qtbot: QtBot, desk: Desk, record: Callable[..., None], nonsense: str
) -> None:
    desk.feed.start()
    qtbot.waitUntil(lambda: desk.states == [True])

    with psycopg.connect(desk.database.dsn, autocommit=True) as somebody:
        somebody.execute("SELECT pg_notify(%s, %s)", [CHANNEL, nonsense])
    record("a", "ringing", "201")

    qtbot.waitUntil(lambda: desk.steps == ["1 201 ringing"])
    assert desk.states == [True]


def test_line_that_goes_silent_is_given_up_and_had_again(
    qtbot: QtBot, own_database: Database, record: Callable[..., None]
) -> None:
    with far_desk(own_database, qtbot) as (desk, line):
        desk.feed.start()
        qtbot.waitUntil(lambda: desk.states == [True])

        line.forget_lines()
        record("a", "ringing", "201")

        qtbot.waitUntil(lambda: desk.states[:3] == [True, False, True])
        qtbot.waitUntil(lambda: desk.steps == ["1 201 ringing"])


@pytest.mark.usefixtures("silence_is_borne")
def test_server_that_comes_back_is_noticed_without_a_click(
    qtbot: QtBot, own_database: Database, record: Callable[..., None]
) -> None:
    with far_desk(own_database, qtbot) as (desk, line):
        desk.feed.start()
        qtbot.waitUntil(lambda: desk.states == [True])
        line.cut()
        qtbot.waitUntil(lambda: desk.states == [True, False])
        record("a", "ringing", "201")
        qtbot.wait(1_500)
        assert desk.states == [True, False]

        line.pass_on()

        qtbot.waitUntil(lambda: desk.steps == ["1 201 ringing"])
        qtbot.waitUntil(lambda: desk.states == [True, False, True])


@pytest.mark.usefixtures("silence_is_borne")
def test_stopping_wakes_the_waiting_thread(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call_feed, "POLL_S", 60.0)
    desk.feed.start()
    qtbot.waitUntil(lambda: desk.states == [True])

    desk.feed.stop()

    qtbot.waitUntil(lambda: not desk.feed.is_running)


def test_feed_without_a_database_says_so_once_and_goes_on_trying(qtbot: QtBot) -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/none")
    with nowhere, desk_at(nowhere, qtbot) as desk:
        desk.feed.start()
        qtbot.waitUntil(lambda: desk.states == [False])
        time.sleep(0.3)

    assert desk.states == [False]
