"""The queue's tables: made by the package's own SQL, out of everybody's reach but the worker's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg import sql

from crm_desktop.actions.failed_tasks import try_again
from crm_desktop.actions.page_texts import read_letters_later
from crm_desktop.database.engine import Database
from crm_desktop.database.guard import apply_guard
from crm_desktop.database.queries.task_queue import failed_tasks, queue_state
from crm_desktop.database.roles import GROUPS, OPERATOR, WORKER
from crm_desktop.database.task_queue import apply_queue, newest_step
from tests.conftest import SignedIn
from tests.scanned_letters import a_letter
from tests.waiting import until_waiting

TABLES = "SELECT count(*) FROM pg_class WHERE relnamespace = 'procrastinate'::regnamespace"
FUNCTIONS = """
SELECT proname::text, proowner::regrole::text FROM pg_proc
 WHERE pronamespace = 'procrastinate'::regnamespace AND prorettype <> 'trigger'::regtype
 ORDER BY proname
"""


def test_queue_remembers_the_last_step_it_was_given(database: Database) -> None:
    with psycopg.connect(database.dsn) as owner:
        seen = owner.execute("SELECT obj_description('procrastinate'::regnamespace)").fetchone()

    assert seen == (newest_step(),)


def test_applying_twice_changes_nothing(own_database: Database) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        before = owner.execute(TABLES).fetchone()
        apply_queue(owner)
        apply_guard(owner)

        assert owner.execute(TABLES).fetchone() == before


def test_older_queue_gets_the_steps_it_lacks(own_database: Database) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("DROP SCHEMA procrastinate CASCADE")
        apply_queue(owner)
        fresh = owner.execute(FUNCTIONS).fetchall()
        owner.execute("DROP SCHEMA procrastinate CASCADE")
        owner.execute("CREATE SCHEMA procrastinate AUTHORIZATION crm_owner")
        owner.execute("COMMENT ON SCHEMA procrastinate IS '00'")

        apply_queue(owner)

        assert owner.execute(FUNCTIONS).fetchall() == fresh


def test_queue_of_a_newer_program_is_left_alone(own_database: Database) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("COMMENT ON SCHEMA procrastinate IS '99.00.00_01_pre_something.sql'")
        apply_queue(owner)
        seen = owner.execute("SELECT obj_description('procrastinate'::regnamespace)").fetchone()

    assert seen == ("99.00.00_01_pre_something.sql",)


@pytest.mark.parametrize("group", [group for group in GROUPS if group != WORKER])
def test_only_the_worker_reaches_the_queue(signed_in: SignedIn, group: str) -> None:
    connection = signed_in(group)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT FROM procrastinate.procrastinate_jobs")


def test_worker_may_use_every_table_and_function(signed_in: SignedIn) -> None:
    worker = signed_in(WORKER)
    lacking = worker.execute(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'procrastinate'::regnamespace"
        " AND relkind = 'r' AND NOT has_table_privilege(oid, 'select, insert, update, delete')"
        " UNION ALL SELECT proname::text FROM pg_proc"
        " WHERE pronamespace = 'procrastinate'::regnamespace"
        " AND NOT has_function_privilege(oid, 'execute')"
    ).fetchall()

    assert lacking == []


@pytest.mark.parametrize("name", ["read_page_later(1, 1)", "page_to_be_read()"])
def test_nobody_puts_single_pages_there(signed_in: SignedIn, name: str) -> None:
    connection = signed_in(*GROUPS)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(sql.SQL("SELECT {}").format(sql.SQL(name)))


def test_operator_tries_no_task_again(signed_in: SignedIn) -> None:
    operator = signed_in(OPERATOR)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        operator.execute("SELECT try_tasks_again(NULL)")


def test_given_up_task_waits_again_beside_one_for_the_same(own_database: Database) -> None:
    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        put = "SELECT read_page_later(7, 2)"
        owner.execute(put)
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'failed'")
        owner.execute(put)

    with own_database.writing() as session:
        assert (try_again(session, 1), try_again(session, 1)) == (1, 0)

    with own_database.reading() as session:
        state = queue_state(session)
    assert (state.waiting, state.failed) == (2, 0)


def test_all_tasks_that_were_given_up_are_tried_again(own_database: Database) -> None:
    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        owner.execute("SELECT read_page_later(7, n) FROM generate_series(1, 3) n")
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'failed', attempts = 4")

    with own_database.writing() as session:
        assert try_again(session, None) == 3

    with own_database.reading() as session:
        assert (queue_state(session).waiting, failed_tasks(session)) == (3, [])


def test_two_who_put_the_same_tasks_there_at_once_take_turns(own_database: Database) -> None:
    """One goes by the age of the tasks, one by that of the letters."""
    with own_database.writing() as session:
        turned, first, last = (a_letter(session) for _ in range(3))
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("DELETE FROM procrastinate.procrastinate_jobs")
        for document in (first, turned, last):
            owner.execute("SELECT read_page_later(%s, 1)", [document])
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'failed'")

    def tries_again() -> int:
        with own_database.writing() as session:
            return try_again(session, None)

    def reads() -> int:
        with own_database.writing() as session:
            return read_letters_later(session, "unread")

    with ThreadPoolExecutor(2) as beside, psycopg.connect(own_database.dsn) as desk:
        desk.execute("SELECT read_page_later(%s, 1)", [turned])
        trying = beside.submit(tries_again)
        until_waiting(own_database.dsn)
        reading = beside.submit(reads)
        until_waiting(own_database.dsn, 2)
        desk.rollback()

    assert (trying.result(), reading.result()) == (3, 0)


def test_given_up_task_waits_beside_one_that_is_just_being_put_there(
    own_database: Database,
) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("SELECT read_page_later(7, 2)")
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'failed'")

    def tries_again() -> int:
        with own_database.writing() as session:
            return try_again(session, None)

    with ThreadPoolExecutor(1) as beside, psycopg.connect(own_database.dsn) as desk:
        desk.execute("SELECT read_page_later(7, 2)")
        trying = beside.submit(tries_again)
        until_waiting(own_database.dsn)

    assert trying.result() == 1
