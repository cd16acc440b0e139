from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import text

from crm_desktop.database.engine import Database
from crm_desktop.database.roles import WORKER
from crm_desktop.worker.forgetting import EVERY_S, Forgetting
from tests.conftest import LoginAt
from tests.database.past_days import work_on_record

OLD = (
    "INSERT INTO saved_operation (id, saved_at)"
    " VALUES (gen_random_uuid(), now() - interval '16 days'), (gen_random_uuid(), now())"
)


def remembered(database: Database) -> int:
    with database.reading() as session:
        return int(session.scalar(text("SELECT count(*) FROM saved_operation")) or 0)


def test_worker_forgets_what_is_old_once_an_hour(own_database: Database, login_at: LoginAt) -> None:
    times = [0.0]
    with psycopg.connect(own_database.dsn) as owner:
        work_on_record(owner)
    with Database(login_at(own_database, WORKER)) as worker:
        forgetting = Forgetting(worker, lambda: times[0])
        for at, left in ((0.0, 1), (EVERY_S - 1, 3), (EVERY_S, 3)):
            with own_database.writing() as session:
                session.execute(text(OLD))
            times[0] = at

            forgetting.look()

            assert remembered(own_database) == left


def test_database_that_is_away_is_tried_again_later(caplog: pytest.LogCaptureFixture) -> None:
    with Database("postgresql://nobody@127.0.0.1:1/none") as away:
        Forgetting(away).look()

    assert "could not be forgotten: DatabaseUnreachable" in caplog.text
