from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest

from tests.faults.proxy import Proxy, proxy, target_of

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can drop packets")
QUICK = {"connect_timeout": "60", "tcp_user_timeout": "1500", "autocommit": True}


@pytest.fixture
def line(database_url: str) -> Iterator[Proxy]:
    with proxy(database_url) as line:
        yield line


def connect(line: Proxy, database_url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(line.dsn(database_url), **QUICK)  # type: ignore[arg-type]


def ask(connection: psycopg.Connection[tuple[object, ...]]) -> object:
    row = connection.execute("SELECT '髙橋'").fetchone()
    return row and row[0]


def test_open_line_passes_everything_on(line: Proxy, database_url: str) -> None:
    with connect(line, database_url) as connection:
        row = connection.execute("SELECT repeat('﨑', 300000)").fetchone()

    assert row == ("﨑" * 300_000,)


def test_slow_line_answers_later(line: Proxy, database_url: str) -> None:
    with connect(line, database_url) as connection:
        line.slow(0.2)
        began = time.monotonic()
        answer = ask(connection)

    assert answer == "髙橋"
    assert time.monotonic() - began >= 0.4


def test_cut_line_resets_open_connections_and_new_ones(line: Proxy, database_url: str) -> None:
    connection = connect(line, database_url)
    line.cut()

    with pytest.raises(psycopg.OperationalError):
        ask(connection)
    with pytest.raises(psycopg.OperationalError):
        connect(line, database_url)
    line.pass_on()
    with connect(line, database_url) as again:
        assert ask(again) == "髙橋"


@on_linux
def test_silent_line_acknowledges_nothing(line: Proxy, database_url: str) -> None:
    connection = connect(line, database_url)
    line.fall_silent()

    with pytest.raises(psycopg.OperationalError, match=r"timed out|timeout"):
        ask(connection)


@on_linux
def test_silent_line_does_not_even_let_in(line: Proxy, database_url: str) -> None:
    line.fall_silent()

    with socket.socket() as somebody, pytest.raises(TimeoutError):
        somebody.settimeout(0.5)
        somebody.connect(("127.0.0.1", line.port))
    line.pass_on()
    with connect(line, database_url) as again:
        assert ask(again) == "髙橋"


def test_silent_line_goes_on_where_it_stopped(line: Proxy, database_url: str) -> None:
    with psycopg.connect(line.dsn(database_url), autocommit=True) as connection:
        line.fall_silent()
        line.pass_on()

        assert ask(connection) == "髙橋"


@on_linux
def test_forgotten_lines_stay_silent_beside_new_ones(line: Proxy, database_url: str) -> None:
    forgotten = connect(line, database_url)
    line.forget_lines()

    with connect(line, database_url) as other:
        assert ask(other) == "髙橋"
    with pytest.raises(psycopg.OperationalError):
        ask(forgotten)


def test_flapping_line_comes_and_goes(line: Proxy, database_url: str) -> None:
    line.flap(1.0, 0.1)
    answers, failures = 0, 0
    while not (answers > 2 and failures > 2):
        try:
            with connect(line, database_url) as connection:
                ask(connection)
                answers += 1
        except psycopg.OperationalError:
            failures += 1


def test_line_leads_elsewhere_when_told(line: Proxy, database_url: str) -> None:
    nowhere = target_of("host=127.0.0.1 port=1")
    line.lead_to(nowhere)
    with pytest.raises(psycopg.OperationalError):
        connect(line, database_url)

    line.lead_to(target_of(database_url))

    with connect(line, database_url) as again:
        assert ask(again) == "髙橋"
