"""What can be learned of hidden rows without seeing them: from how a question was answered."""

from __future__ import annotations

import re
from typing import Any

import psycopg
import pytest

from tests.attacks.office import HIDDEN, Office

# Each pair asks the same of a hidden row, once truly and once not.
PAIRS = (
    ("customer WHERE id = {hidden.customer} AND name {}", "= '%s customer'", "= 'x'"),
    ("customer WHERE id = {hidden.customer} AND name {}", ">= '%s'", "< '%s'"),
    ("customer WHERE id = {hidden.customer} AND birthday {}", "= '1950-02-03'", "= '1950-02-04'"),
    ("customer WHERE id = {hidden.customer} AND birthday {}", "< '1960-01-01'", "> '1960-01-01'"),
    ("customer WHERE code {}", "= '{hidden.code}'", "= 'nobody'"),
    ("customer WHERE name_key {}", "~>=~ '%s'", "~<~ ''"),
    ("customer_phone WHERE number {}", "= '{hidden.number}'", "= '+819000000000'"),
    ("customer_phone WHERE customer_id = {hidden.customer} AND number {}", "> '+8'", "< '+8'"),
    (
        "customer_address WHERE customer_id = {hidden.customer} AND postal_code {}",
        "= '1600022'",
        "= '9999999'",
    ),
    ("customer_order WHERE number {}", "= '{hidden.order_number}'", "= 'none'"),
    ("customer_order WHERE id = {hidden.order} AND total_yen {}", "= 3980", "= 3981"),
    (
        "customer_order WHERE customer_id = {hidden.customer} AND ordered_at {}",
        "> 'epoch'",
        "< 'epoch'",
    ),
    ("payment WHERE order_id = {hidden.order} AND slip_number {}", ">= '%s'", "< '%s'"),
    ("contact_note WHERE id = {hidden.note} AND body {}", "= '%s contact_note'", "= 'x'"),
    (
        "contact_note WHERE customer_id = {hidden.customer} AND happened_at {}",
        "> 'epoch'",
        "< 'epoch'",
    ),
    ("letter WHERE id = {hidden.letter} AND received_on {}", "= '2026-11-20'", "= '2026-11-21'"),
    ("task WHERE id = {hidden.task} AND title {}", "= '%s task'", "= 'x'"),
    ("call WHERE caller {}", "= '{hidden.number}'", "= '+819000000000'"),
)


def effort(desk: psycopg.Connection[Any], rows: str, office: Office) -> str:
    """Return what EXPLAIN ANALYZE and the counters of the transaction tell, but for the values."""
    filled = rows.replace("%s", HIDDEN).format(**office.facts())
    with desk.transaction(force_rollback=True):
        desk.execute("SET LOCAL enable_seqscan = off")
        options = "ANALYZE, VERBOSE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF"
        plan = desk.execute(f"EXPLAIN ({options}) SELECT * FROM {filled}".encode()).fetchall()
        counts = desk.execute(
            "SELECT relname, seq_tup_read, idx_tup_fetch FROM pg_stat_xact_user_tables"
            " WHERE relname <> 'staff' ORDER BY relname"
        ).fetchall()
    said = "\n".join(line for (line,) in plan if "never executed" in line or "Rows Removed" in line)
    return re.sub(r"'[^']*'", "''", said) + str(len(counts))


@pytest.mark.parametrize("job", ["operator", "supervisor"])
@pytest.mark.parametrize(("rows", "true", "false"), PAIRS)
def test_effort_tells_nothing_of_a_hidden_row(
    rows: str, true: str, false: str, job: str, office: Office
) -> None:
    desk = office.connections[job]
    true, false = (rows.replace("{}", condition) for condition in (true, false))

    assert effort(desk, true, office) == effort(desk, false, office)


def estimate(desk: psycopg.Connection[Any], rows: str, office: Office) -> str:
    filled = rows.replace("%s", HIDDEN).format(**office.facts())
    (line,) = desk.execute(f"EXPLAIN SELECT * FROM {filled}".encode()).fetchall()[0]
    return re.sub(r".*rows=(\d+).*", r"\1", line)


@pytest.mark.parametrize(("rows", "true", "false"), PAIRS)
def test_estimates_tell_nothing_of_a_hidden_row(
    rows: str, true: str, false: str, office: Office
) -> None:
    desk = office.connections["operator"]
    true, false = (rows.replace("{}", condition) for condition in (true, false))

    assert estimate(desk, true, office) == estimate(desk, false, office)


def test_only_ids_are_compared_before_the_policies(office: Office) -> None:
    with psycopg.connect(office.url) as owner:
        left = owner.execute(
            "SELECT DISTINCT format_type(unnest(proargtypes), NULL) FROM pg_proc"
            " WHERE proleakproof ORDER BY 1"
        ).fetchall()

    assert [kind for (kind,) in left] == ["bigint", "bytea", "integer", "smallint", "uuid"]


@pytest.mark.parametrize(
    ("rows", "true", "false"),
    [
        (
            "customer_order WHERE id = {hidden.order} AND customer_id {}",
            "= {hidden.customer}",
            "= 0",
        ),
        (
            "customer_order WHERE id = {hidden.order} AND {} = total_yen",
            "3980::int8",
            "3981::int8",
        ),
        ("customer WHERE id = {hidden.customer} AND birthday {}", "IS NOT NULL", "IS NULL"),
        ("customer WHERE id = {hidden.customer} AND restricted {}", "IS FALSE", "IS TRUE"),
    ],
)
def test_known_rest_is_learned_from_effort(
    rows: str, true: str, false: str, office: Office
) -> None:
    """Which ids belong together, whole numbers that are guessed, whether there is something."""
    desk = office.connections["operator"]
    true, false = (rows.replace("{}", condition) for condition in (true, false))

    assert effort(desk, true, office) != effort(desk, false, office)
