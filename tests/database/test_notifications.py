from __future__ import annotations

import threading
import time

import psycopg
import pytest

from crm_desktop.database.notifications import Listener
from crm_desktop.errors.database import DatabaseUnreachable


def notify(database_url: str, *texts: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        for text in texts:
            connection.execute("SELECT pg_notify('test', %s)", [text])


def test_notifications_are_heard_in_order(database_url: str) -> None:
    with Listener(database_url, "test") as listener:
        notify(database_url, "1", "髙")

        heard = listener.wait(5)
        while len(heard) < 2:
            heard += listener.wait(5)

    assert heard == ["1", "髙"]


def test_silence_is_no_notification(database_url: str) -> None:
    with Listener(database_url, "test") as listener:
        assert listener.wait(0.01) == []


def test_other_thread_wakes_the_listener(database_url: str) -> None:
    with Listener(database_url, "test") as listener:
        threading.Timer(0.05, listener.wake).start()
        begun = time.monotonic()

        listener.wait(60)

        assert time.monotonic() - begun < 30


def test_lost_connection_is_an_expected_error(database_url: str) -> None:
    with Listener(database_url, "test") as listener:
        with psycopg.connect(database_url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
            )

        with pytest.raises(DatabaseUnreachable):
            for _farewell_then_end in range(3):
                listener.wait(30)


def test_no_server_is_an_expected_error() -> None:
    with pytest.raises(DatabaseUnreachable):
        Listener("postgresql://nobody@127.0.0.1:1/none", "test")


def test_other_channels_are_heard_on_the_same_line_and_told_apart(database_url: str) -> None:
    noticed: list[str] = []
    with Listener(database_url, "test", also={"call_source": noticed.append}) as listener:
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute("SELECT pg_notify('call_source', '髙')")
        notify(database_url, "1")

        heard = listener.wait(5)
        while not heard:
            heard = listener.wait(5)

    assert (heard, noticed) == (["1"], ["髙"])


def test_other_thread_has_a_statement_run_on_the_listening_connection(database_url: str) -> None:
    answers: list[object] = []
    with Listener(database_url, "test") as listener:
        asking = (b"SELECT pg_backend_pid(), %s::text", ["髙"], answers.append)
        threading.Timer(0.05, listener.ask, asking).start()
        while not answers:
            listener.wait(60)
        assert answers == [(listener.process, "髙")]


def test_what_is_notified_while_a_statement_runs_is_heard(database_url: str) -> None:
    with Listener(database_url, "test") as listener:
        asked = b"SELECT pg_notify('test', '1'), pg_sleep(0.1)"
        notify(database_url, "0")
        listener.ask(asked, [], lambda _row: None)

        heard: list[str] = []
        while len(heard) < 2:
            heard += listener.wait(60)

    assert heard == ["0", "1"]
