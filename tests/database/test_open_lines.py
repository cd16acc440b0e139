from __future__ import annotations

import os
import socket
import sys
import threading
import time

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database, driver_connection
from crm_desktop.database.notifications import Listener
from crm_desktop.database.open_lines import OpenLines
from crm_desktop.errors.database import DatabaseUnreachable
from tests.faults.proxy import proxy

IS_AT_WORK = """
SELECT FROM pg_stat_activity
 WHERE datname = current_database() AND query = 'SELECT pg_sleep(60)' AND state = 'active'
"""


def cut_once_at_work(database: Database) -> None:
    with psycopg.connect(database.dsn, autocommit=True) as owner:
        while owner.execute(IS_AT_WORK).fetchone() is None:
            time.sleep(0.01)
    database.cut()


@pytest.mark.parametrize("way", ["asking", "reading", "writing"])
def test_whoever_waits_on_a_cut_line_hears_that_it_is_lost(
    way: str, own_database: Database
) -> None:
    cutting = threading.Thread(target=cut_once_at_work, args=[own_database], daemon=True)
    cutting.start()

    with pytest.raises(DatabaseUnreachable), getattr(own_database, way)() as session:
        session.execute(text("SELECT pg_sleep(60)"))
    cutting.join()


def test_idle_connections_are_replaced_after_a_cut(own_database: Database) -> None:
    with own_database.asking(), own_database.reading() as session:
        session.execute(text("SELECT 1"))

    own_database.cut()

    for way in (own_database.asking, own_database.reading, own_database.writing):
        with way() as session:
            assert session.scalar(text("SELECT '髙'")) == "髙"


def test_listening_ends_with_a_cut(own_database: Database) -> None:
    with Listener(own_database.dsn, "test", lines=own_database.lines) as listener:
        cutting = threading.Timer(0.2, own_database.cut)
        cutting.start()

        with pytest.raises(DatabaseUnreachable):
            while True:
                listener.wait(60)
        cutting.join()


def test_cut_names_the_processes_at_the_server(own_database: Database) -> None:
    asked = text("SELECT pg_backend_pid()")
    with own_database.asking() as one, own_database.asking() as two:
        numbers = {one.scalar(asked), two.scalar(asked)}

        assert set(own_database.lines.cut()) == numbers
    assert own_database.lines.cut() == ()


def test_server_gives_up_what_a_cut_line_held(own_database: Database) -> None:
    with proxy(own_database.dsn) as line, Database(line.dsn(own_database.dsn)) as far:
        with pytest.raises(DatabaseUnreachable), far.writing() as session:
            session.execute(text("LOCK TABLE tag"))
            line.forget_lines()
            far.cut()
            session.execute(text("SELECT 1"))

        with far.writing() as session:
            session.execute(text("LOCK TABLE tag"))


def test_server_gives_up_what_a_line_held_that_failed_by_itself(own_database: Database) -> None:
    with proxy(own_database.dsn) as line, Database(line.dsn(own_database.dsn)) as far:
        with pytest.raises(DatabaseUnreachable), far.writing() as session:
            session.execute(text("LOCK TABLE tag"))
            number = session.scalar(text("SELECT pg_backend_pid()"))
            line.forget_lines()
            shut_own_end(session)
            session.execute(text("SELECT 1"))

        with far.writing() as session:
            session.execute(text("LOCK TABLE tag"))
            assert session.scalar(text("SELECT pg_backend_pid()")) != number


def shut_own_end(session: Session) -> None:
    """Fail as a line does on which nothing was acknowledged for too long."""
    own_end = socket.socket(fileno=os.dup(driver_connection(session).pgconn.socket))
    with own_end:
        own_end.shutdown(socket.SHUT_RDWR)


@pytest.mark.skipif(sys.platform == "win32", reason="numbers of sockets are not files' there")
def test_number_that_another_socket_has_by_now_is_left_alone(database_url: str) -> None:
    lines = OpenLines()
    with (
        psycopg.connect(database_url) as connection,
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as other,
        server.accept()[0] as far_end,
    ):
        lines.add(connection)
        os.dup2(other.fileno(), connection.pgconn.socket)

        assert lines.cut() == ()
        other.sendall(b"1")
        assert far_end.recv(1) == b"1"
