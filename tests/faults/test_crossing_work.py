"""Twelve windows of four people, the exchange, the worker and imports at the same few rows at once.

Whatever they do meanwhile, the database is never in a deadlock, nobody waits until patience ends,
and nobody is told anything but that somebody else was first or that a card is shut. Afterwards the
record of what was done is whole. ``CRM_CROSSING_SECONDS`` is how long each of both goes on,
``CRM_CROSSING_SEED`` chooses what is done; without it each run goes by a seed of its own, which
it prints.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.audit import verify_audit
from tests.builders import HOME, a_customer
from tests.conftest import LoginAt
from tests.faults import crossing_calls, crossing_customers, crossing_desks, crossing_letters
from tests.faults.counts import count
from tests.faults.crossing_work import (
    Deed,
    Office,
    an_office,
    deadlocks_in,
    impatient_about_deadlocks,
    people_at,
    work_together,
)
from tests.scanned_letters import a_letter

SECONDS = count("CRM_CROSSING_SECONDS", usual=20, whole=60)
CUSTOMERS = 3
LETTERS, PAGES = 4, 3

pytestmark = [pytest.mark.faults, pytest.mark.timeout(SECONDS + 120)]


@pytest.fixture
def impatient_database(own_database: Database) -> Database:
    impatient_about_deadlocks(own_database.dsn)
    return own_database


def test_calls_tasks_and_letters(
    impatient_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    owner = impatient_database
    with owner.writing() as session:
        customers = [
            a_customer(session, phones=(HOME,), postal_code="1600023").id for _ in range(CUSTOMERS)
        ]
        for _ in range(LETTERS):
            a_letter(session, pages=PAGES)
    facts = {
        "customers": customers,
        "calls": crossing_calls.ring_everybody(owner),
        "categories": crossing_calls.categories_in(owner),
    }
    deeds = (
        *crossing_calls.DEEDS,
        *crossing_letters.DEEDS,
        *crossing_customers.CARDS,
        *crossing_customers.MOVES,
    )

    with an_office(owner, login_at, tmp_path, **facts) as office:
        expect_no_trouble(office, login_at, deeds)


def test_cards_addresses_and_imports(
    impatient_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    customers = crossing_customers.members_in(impatient_database, tmp_path)
    with an_office(impatient_database, login_at, tmp_path, customers=customers) as office:
        deeds = (
            *crossing_customers.DEEDS,
            *crossing_calls.ABOUT_NO_CALL,
            *crossing_desks.DEEDS,
        )
        expect_no_trouble(office, login_at, deeds)


def expect_no_trouble(office: Office, login_at: LoginAt, deeds: Sequence[Deed]) -> None:
    seed = int(os.environ.get("CRM_CROSSING_SEED") or secrets.randbelow(10**6))
    print(f"seed {seed}")
    with people_at(office, login_at) as people:
        tally = work_together(office, people, deeds, seconds=SECONDS, seed=seed)
    for database in (office.gateway, office.worker, office.owner):
        database.close()
    deadlocks = deadlocks_in(office.owner.dsn)

    print(f"{tally}, {deadlocks} deadlocks", *tally.problems, sep="\n")
    assert tally.problems == []
    assert deadlocks == 0
    assert tally.never_done(deeds) == []
    with Database(office.owner.dsn) as database, database.reading() as session:
        assert verify_audit(session).damages == ()
