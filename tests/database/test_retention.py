"""No table grows for ever unless it holds what the office keeps."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import psycopg
import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.forgetting import FORGETTING, forget_what_is_old
from crm_desktop.database.roles import WORKER
from tests.builders import a_customer
from tests.conftest import LoginAt
from tests.database.past_days import work_on_record

BUSINESS: Final = (
    "address_position availability_change call call_leg call_report caller_choice contact_note"
    " customer customer_address customer_assignment customer_move customer_move_item customer_order"
    " customer_phone customer_shop_account customer_tag dial_request document document_page"
    " enclosure enclosure_rule image_rendition imported_row letter letter_tag mailing"
    " mailing_recipient missed_call_done moved_task note_category office_secret office_setting"
    " order_line page_text payment place place_source product quarantined_file saved_filter"
    " shipment shipment_enclosure staff stored_image subscription tag talk_script task town_file"
    " unwanted_caller"
)
"""What the office knows; ``call_report`` is emptied of what came over the wire after 30 days."""
KEPT_ON_PURPOSE: Final = "audit_chain audit_entry alembic_version schema_compatibility"
ONE_ROW_EACH: Final = "call_source_state"
FORGOTTEN: Final = {
    "saved_operation": "forget_old_operations: 14 days",
    "draft": "forget_old_drafts: 7 days",
    "opened_card": "forget_closed_cards: a day after it closed",
    "whisper_note": "forget_old_help: a day",
    "help_request": "forget_old_help: 90 days",
    "call_step": "forget_old_steps: 30 days",
    "received_event": "forget_received, by the gateway: a day, and at most so many",
    "backup": "with each new backup: 2 years",
    "procrastinate.procrastinate_jobs": "done: at once; given up: forget_failed_tasks: 90 days",
    "procrastinate.procrastinate_events": "with their tasks",
    "procrastinate.procrastinate_workers": "when the next worker sees that they are gone",
    "procrastinate.procrastinate_periodic_defers": "nothing is put into it",
}


def test_every_table_is_kept_for_a_reason_or_forgets(own_database: Database) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        rows = owner.execute(
            "SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname"
            "  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind = 'r' AND n.nspname IN ('public', 'procrastinate')"
        ).fetchall()

    kept = {*BUSINESS.split(), *KEPT_ON_PURPOSE.split(), *ONE_ROW_EACH.split()}
    assert {name for (name,) in rows} == kept | FORGOTTEN.keys()


@pytest.fixture
def old(own_database: Database) -> Database:
    """An office where each of these is there twice: old, and of today."""
    with own_database.writing() as session:
        customer_id = a_customer(session).id
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("INSERT INTO staff (login, name) VALUES ('chizuru', '佐伯 千鶴')")
        fill(owner, customer_id, 100)
        fill(owner, customer_id, 0)
        work_on_record(owner)
    return own_database


def fill(owner: psycopg.Connection, customer_id: int, days: int) -> None:
    """Add one row, so many days old, to each table that forgets."""
    for statement in OLD:
        owner.execute(statement, {"days": days, "customer": customer_id})


AGO = "now() - make_interval(days => %(days)s)"
STAFF = "(SELECT id FROM staff WHERE login = 'chizuru')"
OLD = (
    f"INSERT INTO opened_card (login, customer_id, expires_at)"
    f" VALUES ('desk' || %(days)s, %(customer)s, {AGO})",
    f"INSERT INTO help_request (operation_id, staff_id, customer_id, asked_at)"
    f" VALUES (gen_random_uuid(), {STAFF}, %(customer)s, {AGO})",
    f"INSERT INTO whisper_note (operation_id, from_staff_id, to_staff_id, customer_id, body,"
    f" written_at) VALUES (gen_random_uuid(), {STAFF}, {STAFF}, %(customer)s, 'はい', {AGO})",
    f"INSERT INTO saved_operation (id, saved_at) VALUES (gen_random_uuid(), {AGO})",
    f"INSERT INTO draft (id, staff_id, kind, fields, typed_at)"
    f" VALUES (gen_random_uuid(), {STAFF}, 'note', '{{}}', {AGO})",
    f"WITH made AS (INSERT INTO call (source, source_call_id, direction, began_at, ended_at,"
    f" result) VALUES ('test', 'c' || %(days)s, 'in', {AGO}, {AGO}, 'answered') RETURNING id)"
    f" INSERT INTO call_step (call_id, stage, happened_at, recorded_at)"
    f" SELECT id, 'ended', {AGO}, {AGO} FROM made",
    f"WITH made AS (INSERT INTO procrastinate.procrastinate_jobs (queue_name, task_name, status)"
    f" VALUES ('reading', 'read_page', 'failed') RETURNING id)"
    f" INSERT INTO procrastinate.procrastinate_events (job_id, type, at)"
    f" SELECT id, 'failed', {AGO} FROM made",
)
TYPED = ("saved_operation", "whisper_note", "help_request", "draft", "call_step")


def test_worker_forgets_what_is_old_and_nothing_else(old: Database, login_at: LoginAt) -> None:
    with Database(login_at(old, WORKER)) as worker, worker.writing() as session:
        gone = forget_what_is_old(session)

    assert gone == dict.fromkeys(FORGETTING, 1) | {"forget_old_help": 2}
    with psycopg.connect(old.dsn) as owner:
        for table in ("opened_card", "help_request", "whisper_note", "draft", "call_step"):
            assert owner.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)


def test_card_that_is_opened_meanwhile_is_left_for_the_next_hour(
    old: Database, login_at: LoginAt
) -> None:
    """Whoever leaves has all their cards closed, in another order: none of both waits."""
    with psycopg.connect(old.dsn) as desk:
        desk.execute("UPDATE opened_card SET expires_at = now() WHERE login = 'desk100'")

        with Database(login_at(old, WORKER)) as worker, worker.writing() as session:
            gone = forget_what_is_old(session)

    assert gone["forget_closed_cards"] == 0


def test_clock_that_jumped_ahead_takes_nothing(own_database: Database, login_at: LoginAt) -> None:
    jump_days = 40
    with own_database.writing() as session:
        customer_id = a_customer(session).id
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("INSERT INTO staff (login, name) VALUES ('chizuru', '佐伯 千鶴')")
        fill(owner, customer_id, jump_days)
        work_on_record(owner, ago=timedelta(days=jump_days))
        work_on_record(owner, ago=timedelta(hours=1))

    with Database(login_at(own_database, WORKER)) as worker, worker.writing() as session:
        gone = forget_what_is_old(session)

    assert gone == dict.fromkeys(FORGETTING, 0) | {"forget_closed_cards": 1}
    with psycopg.connect(own_database.dsn) as owner:
        for table in TYPED:
            assert owner.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
