"""The worker is killed at each step between taking a task and having done with it.

Another worker takes up what it left. Afterwards each page must be read and each customer moved,
once, and the queue must be empty, with nothing given up.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.models.assignment import CustomerMove, CustomerMoveItem
from crm_desktop.database.roles import WORKER
from tests.actions.assignments import customers_of, somebody, today
from tests.conftest import LoginAt
from tests.faults.crash_points import TIMES, Outcome, soon_and_later
from tests.scanned_letters import a_letter

ROOT = Path(__file__).resolve().parents[2]
PAGES = 4
MANAGER = "procrastinate.manager:JobManager"
POINTS = [
    f"{MANAGER}.fetch_job:after:2",
    "crm_desktop.worker.tasks:read_page:before:2",
    "crm_desktop.actions.page_texts:store_reading:after:2",
    "crm_desktop.worker.tasks:read_page:after:2",
    f"{MANAGER}.finish_job:before:2",
    f"{MANAGER}.finish_job:after:2",
    "crm_desktop.actions.page_texts:page_to_read:after:2",
    "crm_desktop.actions.page_texts:store_reading:before:2",
    "crm_desktop.worker.office:take_up_stalled:before",
    "crm_desktop.actions.due_moves:do_due_move:before",
    "crm_desktop.actions.due_moves:do_due_move:after",
    "crm_desktop.actions.due_moves:_do_one:after",
]


def fill(database: Database) -> None:
    """Bring a letter to read, and a customer who is to be moved today."""
    (customer_id,) = customers_of(database, None, 1)
    receiver = somebody(database, "﨑田")
    with database.writing() as session:
        a_letter(session, pages=PAGES)
        move = CustomerMove(
            operation_id=uuid4(), made_by_id=receiver, state="planned", planned_on=today(database)
        )
        session.add(move)
        session.flush()
        session.add(
            CustomerMoveItem(move_id=move.id, customer_id=customer_id, to_staff_id=receiver)
        )


DONE = """
SELECT (SELECT count(*) FROM page_text WHERE transcript = '青汁をたのむ'),
       (SELECT count(*) FROM customer_assignment WHERE move_id IS NOT NULL)
         + (SELECT count(*) FROM customer_move WHERE state = 'done'),
       (SELECT count(*) FROM procrastinate.procrastinate_jobs)
"""


def done(owner: psycopg.Connection[Any]) -> tuple[int, int, int]:
    """Return how many pages are read, how much is moved (2: all), how many tasks are left."""
    (row,) = owner.execute(DONE).fetchall()
    pages, moved, left = row
    return int(pages), int(moved), int(left)


def start(step: str, dsn: str) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "tests.faults.worker_process", step, dsn]
    return subprocess.Popen(line, cwd=ROOT, stderr=subprocess.DEVNULL)


def crash(database: Database, dsn: str, step: str) -> tuple[int, int]:
    """Let a worker die at ``step`` and another come; return how much is lost and doubled."""
    fill(database)
    assert start(step, dsn).wait(60) == -signal.SIGKILL
    other = start("", dsn)
    try:
        with psycopg.connect(database.dsn, autocommit=True) as owner:
            deadline = time.monotonic() + 40
            while done(owner) != (PAGES, 2, 0) and time.monotonic() < deadline:
                time.sleep(0.1)
            pages, moved, left = done(owner)
    finally:
        other.kill()
        other.wait(20)
    lost = max(PAGES - pages, 0) + max(2 - moved, 0) + left
    return lost, max(pages - PAGES, 0) + max(moved - 2, 0)


@pytest.mark.parametrize("number", range(TIMES))
@pytest.mark.parametrize("step", soon_and_later(POINTS, 2))
def test_worker_killed_at_a_step(
    own_database: Database, login_at: LoginAt, step: str, number: int
) -> None:
    lost, doubled = crash(own_database, login_at(own_database, WORKER), step)

    Outcome(step, 1, lost, doubled).tell()
    assert (lost, doubled) == (0, 0)
