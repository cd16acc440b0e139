"""Drafts on the server: kept with the open card, told without words, taken over on record."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR, SCANNER
from tests.builders import a_customer
from tests.conftest import SignedIn
from tests.database.past_days import work_on_record
from tests.heard import ear_at, heard_until_now

Connection = psycopg.Connection[Any]

WORDS = "耳が遠い ﾃﾞﾝﾜは午前"


@pytest.fixture
def michiko(database: Database) -> int:
    with database.writing() as session:
        return a_customer(session, "髙橋 美智子").id


def opened(connection: Connection, customer_id: int) -> None:
    connection.execute("SELECT open_card(%s::bigint, 'search')", [customer_id])


def keep(
    connection: Connection, draft: UUID, customer_id: int, body: str = WORDS, kind: str = "note"
) -> bool:
    values = [draft, kind, customer_id, json.dumps({"body": body}), datetime.now(UTC)]
    row = connection.execute(
        "SELECT keep_draft(%s, %s, %s::bigint, %s::jsonb, %s)", values
    ).fetchone()
    assert row is not None
    return bool(row[0])


def on_card(connection: Connection, customer_id: int) -> list[tuple[Any, ...]]:
    query = "SELECT id, staff_name, is_me FROM drafts_on_card(%s::bigint)"
    return connection.execute(query, [customer_id]).fetchall()


def taken(connection: Connection, draft: UUID) -> list[tuple[Any, ...]]:
    query = "SELECT id, fields ->> 'body' FROM take_over_draft(%s)"
    return connection.execute(query, [draft]).fetchall()


@pytest.fixture
def writer(signed_in: SignedIn, michiko: int) -> Connection:
    writer = signed_in(OPERATOR, name="田所 紀代美")
    opened(writer, michiko)
    return writer


@pytest.fixture
def colleague(signed_in: SignedIn) -> Connection:
    return signed_in(OPERATOR, name="佐伯 千鶴")


def test_colleague_with_the_card_sees_whose_draft_is_there_and_takes_it_over(
    writer: Connection, colleague: Connection, michiko: int
) -> None:
    draft = uuid4()
    assert keep(writer, draft, michiko, "途中")
    assert keep(writer, draft, michiko)
    opened(colleague, michiko)

    assert on_card(colleague, michiko) == [(draft, "田所 紀代美", False)]
    ((new, body),) = taken(colleague, draft)

    assert (new != draft, body) == (True, WORDS)
    assert on_card(colleague, michiko) == [(new, "佐伯 千鶴", True)]
    assert taken(colleague, draft) == []


def test_without_the_open_card_nobody_sees_takes_or_keeps(
    writer: Connection, colleague: Connection, michiko: int
) -> None:
    draft = uuid4()
    keep(writer, draft, michiko)

    assert on_card(colleague, michiko) == []
    assert taken(colleague, draft) == []
    assert not keep(colleague, uuid4(), michiko)


def test_nobody_overwrites_or_drops_what_another_typed(
    writer: Connection, colleague: Connection, michiko: int
) -> None:
    draft = uuid4()
    keep(writer, draft, michiko)
    opened(colleague, michiko)

    assert not keep(colleague, draft, michiko, "偽")
    colleague.execute("SELECT drop_draft(%s)", [draft])

    assert [row[1] for row in taken(colleague, draft)] == [WORDS]


def test_draft_is_not_moved_to_another_customer_or_kind(
    database: Database, writer: Connection, michiko: int
) -> None:
    with database.writing() as session:
        other = a_customer(session, "﨑田 サチコ").id
    draft = uuid4()
    keep(writer, draft, michiko)
    opened(writer, other)

    assert not keep(writer, draft, other)
    assert not keep(writer, draft, michiko, kind="order")


@pytest.mark.parametrize("statement", ["SELECT fields FROM draft", "DELETE FROM draft"])
def test_table_is_closed_to_everybody(writer: Connection, statement: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        writer.execute(statement)


def test_who_serves_no_customers_may_not_ask(signed_in: SignedIn, michiko: int) -> None:
    scanner = signed_in(SCANNER)

    with pytest.raises(InsufficientPrivilege):
        on_card(scanner, michiko)


@pytest.mark.parametrize(("form", "length"), [("note'; --", 1), ("", 1), ("note", 60_000)])
def test_strange_or_endless_drafts_are_not_kept(
    writer: Connection, michiko: int, form: str, length: int
) -> None:
    assert not keep(writer, uuid4(), michiko, "あ" * length, form)


def test_saved_note_is_no_draft_any_more(
    database: Database, writer: Connection, michiko: int
) -> None:
    saved, begun, gone_on = uuid4(), uuid4(), uuid4()
    for draft, body in ((saved, WORDS), (begun, WORDS[:4]), (gone_on, WORDS + "と")):
        keep(writer, draft, michiko, body)
        writer.execute(
            "INSERT INTO contact_note (operation_id, customer_id, happened_at, staff_id, body)"
            " VALUES (%s, %s, now(), my_staff_id(), %s)",
            [draft, michiko, WORDS],
        )

    assert [row[0] for row in on_card(writer, michiko)] == [gone_on]


def test_taking_over_is_on_record_without_the_words(
    database_url: str, writer: Connection, colleague: Connection, michiko: int
) -> None:
    draft = uuid4()
    keep(writer, draft, michiko)
    opened(colleague, michiko)
    taken(colleague, draft)

    with psycopg.connect(database_url) as owner:
        query = "SELECT customer_id, after FROM audit_entry WHERE subject_id = %s"
        ((customer_id, after),) = owner.execute(query, [str(draft)]).fetchall()
    assert customer_id == michiko
    assert list(after) == ["staff_id"]


def test_desks_hear_of_new_dropped_and_taken_drafts_but_not_of_each_key(
    database_url: str, writer: Connection, colleague: Connection, michiko: int
) -> None:
    with ear_at(database_url, "card_drafts") as ear:
        draft = uuid4()
        for body in ("一", "二", "三"):
            keep(writer, draft, michiko, body)
        opened(colleague, michiko)
        ((new, _body),) = taken(colleague, draft)
        colleague.execute("SELECT drop_draft(%s)", [new])

        told = heard_until_now(ear)
    assert told == [str(michiko)] * 3


def test_drafts_of_last_week_are_forgotten(
    database_url: str, writer: Connection, michiko: int
) -> None:
    old, new = uuid4(), uuid4()
    keep(writer, old, michiko)
    keep(writer, new, michiko)
    with psycopg.connect(database_url) as owner:
        work_on_record(owner)
        nine_days = timedelta(days=9)
        owner.execute("UPDATE draft SET typed_at = typed_at - %s WHERE id = %s", [nine_days, old])
        gone = owner.execute("SELECT forget_old_drafts()").fetchone()

    assert gone == (1,)
    assert [row[0] for row in on_card(writer, michiko)] == [new]


def test_writer_hears_which_drafts_were_taken_and_nobody_else_does(
    writer: Connection, colleague: Connection, michiko: int
) -> None:
    draft, left = uuid4(), uuid4()
    for one in (draft, left):
        keep(writer, one, michiko)
    opened(colleague, michiko)
    taken(colleague, draft)

    assert taken_of(writer, michiko, draft, left) == [(draft,)]
    assert taken_of(colleague, michiko, draft, left) == []


def test_draft_that_was_gone_on_with_after_it_was_shared_is_not_among_the_taken(
    writer: Connection, colleague: Connection, michiko: int
) -> None:
    draft = uuid4()
    keep(writer, draft, michiko, "耳が遠い")
    opened(colleague, michiko)
    taken(colleague, draft)

    assert taken_of(writer, michiko, draft) == []


def taken_of(connection: Connection, customer_id: int, *drafts: UUID) -> list[tuple[Any, ...]]:
    mine = [
        {"id": str(draft), "customer_id": customer_id, "fields": {"body": WORDS}}
        for draft in drafts
    ]
    return connection.execute("SELECT * FROM drafts_taken(%s)", [json.dumps(mine)]).fetchall()


def test_writer_hears_who_took_a_draft_over_and_nobody_else_does(
    writer: Connection, colleague: Connection, michiko: int
) -> None:
    draft, left = uuid4(), uuid4()
    for one in (draft, left):
        keep(writer, one, michiko)
    opened(colleague, michiko)
    taken(colleague, draft)

    assert takers(writer, michiko, draft, left) == [(draft, "佐伯 千鶴")]
    assert takers(colleague, michiko, draft, left) == []


def takers(connection: Connection, customer_id: int, *drafts: UUID) -> list[tuple[Any, ...]]:
    query = "SELECT id, staff_name FROM takers_of_drafts(%s::bigint, %s)"
    return connection.execute(query, [customer_id, list(drafts)]).fetchall()
