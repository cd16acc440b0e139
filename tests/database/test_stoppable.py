"""A statement the server is busy with ends when somebody stops it, and nothing of it stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from sqlalchemy import select, text

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Tag
from crm_desktop.database.stoppable import long_work
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.database import TookTooLong
from crm_desktop.errors.moving import WorkStopped


def busy(database: Database, stopping: Stopping) -> None:
    with database.writing() as session, long_work(session, stopping):
        session.add(Tag(label="途中"))
        session.flush()
        session.execute(text("SELECT pg_sleep(60)"))


def is_sleeping(database: Database) -> bool:
    asked = text(
        "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'"
        " AND state = 'active' AND datname = current_database()"
    )
    with database.asking() as session:
        return bool(session.scalar(asked))


def test_running_statement_ends_when_it_is_stopped(own_database: Database) -> None:
    stopping = Stopping()
    with ThreadPoolExecutor(1) as worker:
        working = worker.submit(busy, own_database, stopping)
        until = monotonic() + 20
        while not is_sleeping(own_database) and monotonic() < until:
            sleep(0.05)
        stopping.stop()
        with pytest.raises(WorkStopped):
            working.result(30)

    with own_database.asking() as session:
        assert session.scalars(select(Tag)).all() == []


def test_long_work_has_no_time_limit(database: Database) -> None:
    short = Database(database.dsn, pool_size=1, statement_timeout_ms=500)
    with short, short.reading() as session, long_work(session, Stopping()):
        assert session.scalar(text("SELECT 1 FROM pg_sleep(0.8)")) == 1

    with short, pytest.raises(TookTooLong), short.reading() as session:
        session.execute(text("SELECT pg_sleep(60)"))
