"""Everything that can be read is read, and every function called: nothing hidden comes back."""

from __future__ import annotations

import itertools
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.attacks.office import DESKS, HIDDEN, JOBS, NOW, SHOWN, TODAY, Office

# Whoever works through all customers sees them; the gateway sees calls.
TRUSTED = {"worker": {"*"}, "gateway": {"call", "call_leg", "call_report"}}
MOST_CALLS = 400
CARD = {
    "customer",
    "customer_phone",
    "customer_address",
    "address_position",
    "customer_order",
    "order_line",
    "payment",
    "shipment",
    "letter",
    "contact_note",
    "task",
    "call",
    "stored_image",
    "image_rendition",
    "page_text",
}
SCANNERS_CARD = {
    "customer",
    "letter",
    "customer_address",
    "stored_image",
    "image_rendition",
    "page_text",
}


def relations(office: Office, schemas: list[str]) -> list[tuple[str, str, list[str]]]:
    with psycopg.connect(office.url) as owner:
        return [
            (schema, table, columns)
            for schema, table, columns in owner.execute(
                "SELECT n.nspname, c.relname, array_agg(a.attname::text ORDER BY a.attnum)"
                " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped"
                "  AND a.attnum > 0"
                " WHERE nspname = ANY (%s) AND relkind IN ('r', 'p', 'v', 'm', 't', 'S')"
                " GROUP BY 1, 2",
                [schemas],
            )
        ]


def all_that_is_read(
    desk: psycopg.Connection[Any], schema: str, table: str, columns: list[str]
) -> str:
    """Return the text of every row, column by column where not all may be read; bytes in hex."""
    found = []
    for wanted in [columns, *([name] for name in columns)]:
        listed = sql.SQL(", ").join(map(sql.Identifier, wanted))
        statement = sql.SQL("SELECT ROW({})::text FROM {}").format(
            listed, sql.Identifier(schema, table)
        )
        try:
            found += [row[0] for row in desk.execute(statement)]
        except psycopg.Error:
            continue
        if wanted is columns:
            break
    return "\n".join(found)


def has(text: str, mark: str) -> bool:
    return mark in text or mark.encode().hex() in text


@pytest.mark.parametrize("job", JOBS)
def test_no_table_shows_what_is_hidden(job: str, office: Office) -> None:
    desk = office.connections[job]
    trusted = TRUSTED.get(job, set())
    seen = {
        table: all_that_is_read(desk, schema, table, columns)
        for schema, table, columns in relations(office, ["public", "pg_toast"])
    }
    leaking = {
        table for table, text in seen.items() if has(text, HIDDEN) and not trusted & {"*", table}
    }

    assert leaking == set()


@pytest.mark.parametrize("job", [*DESKS, "scanner"])
def test_what_is_opened_is_seen_whole(job: str, office: Office) -> None:
    desk = office.connections[job]
    seen = {
        table
        for schema, table, columns in relations(office, ["public"])
        if has(all_that_is_read(desk, schema, table, columns), SHOWN)
    }

    assert seen & CARD == (SCANNERS_CARD if job == "scanner" else CARD)


@pytest.mark.parametrize("job", ["admin", "exporter", "analyst"])
def test_who_has_no_cards_sees_no_customer(job: str, office: Office) -> None:
    seen = [
        table
        for schema, table, columns in relations(office, ["public"])
        if SHOWN in all_that_is_read(office.connections[job], schema, table, columns)
    ]

    assert seen == []


@pytest.mark.parametrize("job", JOBS)
def test_no_catalogue_shows_what_is_hidden(job: str, office: Office) -> None:
    with psycopg.connect(office.url) as busy:
        busy.execute(f"SELECT '{HIDDEN} pg_stat_activity'")
        leaking = [
            table
            for schema, table, columns in relations(office, ["pg_catalog", "information_schema"])
            if HIDDEN in all_that_is_read(office.connections[job], schema, table, columns)
        ]

    assert leaking == []


def arguments_for(kind: str, office: Office) -> list[object]:
    target = office.hidden
    ids = [target.customer, target.order, target.call, target.letter, target.task, target.document]
    texts = [target.number, target.code, target.order_number, "search", "call", "crm_admin"]
    jsons = [f'{{"name": "{target.mark}"}}', f'{{"phone_start": "{target.number}"}}', None]
    choices: dict[str, list[object]] = {
        "bigint": list(dict.fromkeys(ids)),
        "integer": [200],
        "text": [*texts],
        "text[]": [["crm_admin"]],
        "jsonb": [*jsons],
        "date": [TODAY],
        "timestamp with time zone": [NOW.replace(year=2020)],
        "uuid": ["00000000-0000-4000-8000-000000000000"],
        "boolean": [True],
    }
    return choices.get(kind, [None])


# In which cities customers live at all, so that a supervisor can choose them by their city.
MAY_TELL = {"supervisor": {"cities_of_customers()"}}


@pytest.mark.parametrize("job", JOBS)
def test_no_function_tells_what_is_hidden(job: str, office: Office) -> None:
    desk = office.connections[job]
    callable_ones = desk.execute(
        "SELECT p.proname::text, p.oid::regprocedure::text, ARRAY(SELECT format_type(t, NULL)"
        " FROM unnest(p.proargtypes) t) FROM pg_proc p WHERE p.prokind = 'f'"
        " AND pronamespace = 'public'::regnamespace AND has_function_privilege(oid, 'execute')"
        " AND p.prorettype <> 'trigger'::regtype"
    ).fetchall()
    leaking = set()
    for name, signature, kinds in callable_ones:
        choices = itertools.product(*(arguments_for(kind, office) for kind in kinds))
        for values in itertools.islice(choices, MOST_CALLS):
            if HIDDEN in told_by(desk, name, kinds, values):
                leaking.add(signature)

    assert leaking <= MAY_TELL.get(job, set())


def told_by(
    desk: psycopg.Connection[Any], name: str, kinds: list[str], values: tuple[object, ...]
) -> str:
    """Return all that a call says, its error included; whatever it changed is rolled back."""
    typed = sql.SQL(", ").join(sql.SQL("%s::{}").format(sql.SQL(kind)) for kind in kinds)
    call = sql.SQL("SELECT f::text FROM {}({}) f").format(sql.Identifier(name), typed)
    try:
        with desk.transaction(force_rollback=True):
            return str(desk.execute(call, values).fetchall())
    except psycopg.Error as error:
        said = f"{error.diag.message_primary} {error.diag.message_detail} {error.diag.context}"
    for value in sorted(values, key=lambda value: -len(str(value))):
        said = said.replace(str(value), "")  # it may repeat what it was told
    return said
