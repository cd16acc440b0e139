"""The desk is killed while somebody types and while it saves: the words are there, and once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.note import ContactNote
from crm_desktop.database.roles import OPERATOR
from tests.builders import a_customer
from tests.conftest import LoginAt
from tests.faults.counts import count
from tests.faults.scripted_desk import ScriptedDesk

FIRST, MORE = "髙橋様のお孫さんの話。", "﨑は立つ崎。"
SAVED_WITHIN_S = 0.15

pytestmark = pytest.mark.slow


@pytest.fixture
def customer_id(own_database: Database) -> int:
    with own_database.writing() as session:
        return a_customer(session, phones=("+81353211111",)).id


@pytest.fixture
def dsn(own_database: Database, login_at: LoginAt) -> str:
    return login_at(own_database, OPERATOR, extension="281")


def draft_files(folder: Path) -> dict[str, float]:
    files = (folder / "drafts").rglob("*.draft")
    return {str(file): file.stat().st_mtime_ns for file in files}


def wait_for_draft(folder: Path, before: dict[str, float]) -> None:
    until = time.monotonic() + 30
    while draft_files(folder) == before and time.monotonic() < until:
        time.sleep(0.01)
    assert draft_files(folder) != before


def typing(desk: ScriptedDesk, customer_id: int, folder: Path, words: str) -> None:
    """Open the card and type; the words are on the disk when this ends."""
    desk.do(f"open {customer_id}")
    desk.wait("state", lambda state: state["card"] == customer_id)
    before = draft_files(folder)
    desk.do(f"type {words}")
    wait_for_draft(folder, before)


def test_what_was_typed_is_offered_after_a_kill(dsn: str, customer_id: int, tmp_path: Path) -> None:
    for _ in range(count("CRM_DESK_KILLS", usual=1, whole=25)):
        with ScriptedDesk(dsn, tmp_path) as desk:
            typing(desk, customer_id, tmp_path, FIRST)
            desk.tell(f"type {MORE}")
            time.sleep(random.uniform(0, 1.2))

        with ScriptedDesk(dsn, tmp_path) as desk:
            take_up_and_save(desk)


def take_up_and_save(desk: ScriptedDesk) -> None:
    """Find what was typed on the list of drafts, bring it back and save it."""
    (offered,) = desk.wait("drafts", len)
    assert offered["body"] in {FIRST, FIRST + MORE}
    desk.do("bring")
    desk.wait("state", lambda state: state["body"] == offered["body"])
    desk.do("save")
    desk.wait("state", lambda state: not state["unsaved"])
    desk.wait("drafts", lambda drafts: drafts == [])


def test_a_note_that_was_being_saved_is_there_once(
    dsn: str, customer_id: int, own_database: Database, tmp_path: Path
) -> None:
    kills = count("CRM_DESK_KILLS", usual=1, whole=25)
    for number in range(kills):
        with ScriptedDesk(dsn, tmp_path) as desk:
            typing(desk, customer_id, tmp_path, f"{number}: {FIRST}")
            desk.tell("save")
            time.sleep(random.uniform(0, SAVED_WITHIN_S))

        with ScriptedDesk(dsn, tmp_path) as desk:
            for _draft in desk.do("drafts"):
                desk.do("bring")
                desk.wait("state", lambda state: state["body"] and not state["home"])
                desk.do("save")
            desk.wait("state", lambda state: not state["unsaved"])
            wait_for_notes(own_database, number + 1)

    assert stored_bodies(own_database) == sorted(f"{number}: {FIRST}" for number in range(kills))


def test_what_is_typed_while_a_customer_is_saved_outlives_a_kill(
    dsn: str, customer_id: int, own_database: Database, tmp_path: Path
) -> None:
    for number in range(count("CRM_DESK_KILLS", usual=1, whole=25)):
        memo, email = f"耳が遠い {number}", f"m{number}@example.jp"
        with own_database.writing() as holding, ScriptedDesk(dsn, tmp_path) as desk:
            holding.get(Customer, customer_id, with_for_update=True)
            start_to_change(desk, customer_id, f"memo {memo}")
            desk.do("save_edit")
            desk.do(f"edited email {email}")
            wait_until(lambda: len(draft_files(tmp_path)) == 2)
            desk.kill()

        with ScriptedDesk(dsn, tmp_path) as desk:
            wait_for_customer(own_database, customer_id, memo)
            (offered,) = desk.wait("drafts", lambda drafts: len(drafts) == 1)
            assert offered["typed"] == {"memo": memo, "email": email}
            desk.do("bring")
            desk.wait("edit_state", len)
            desk.do("save_edit")
            wait_for_customer(own_database, customer_id, memo, email)
            wait_until(lambda: not draft_files(tmp_path))


def start_to_change(desk: ScriptedDesk, customer_id: int, what: str) -> None:
    """Open the card and the form over it, and type into one field."""
    desk.do(f"open {customer_id}")
    desk.wait("state", lambda state: state["card"] == customer_id)
    desk.do("edit")
    desk.do(f"edited {what}")


def stored_customer(database: Database, customer_id: int) -> tuple[str, str]:
    with database.reading() as session:
        customer = session.get_one(Customer, customer_id)
        return customer.attention_memo, customer.email


def wait_for_customer(database: Database, customer_id: int, *stored: str) -> None:
    """Wait until the customer has this memo, and this e-mail address where one is given."""
    wait_until(lambda: stored_customer(database, customer_id)[: len(stored)] == stored)


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    assert is_so()


def wait_for_notes(database: Database, wanted: int) -> None:
    until = time.monotonic() + 30
    while len(stored_bodies(database)) < wanted and time.monotonic() < until:
        time.sleep(0.05)


def stored_bodies(database: Database) -> list[str]:
    with database.reading() as session:
        return sorted(session.scalars(select(ContactNote.body)))
