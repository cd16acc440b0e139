from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.audit import (
    AuditHead,
    AuditVerdict,
    Damage,
    verify_audit,
)
from crm_desktop.database.roles import ADMIN, OPERATOR
from crm_desktop.errors.access import RecordHidden
from crm_desktop.errors.base import CrmError
from tests.builders import a_customer
from tests.conftest import SignedIn

REWRITE = """
DO $$
DECLARE entry audit_entry; last bytea := '';
BEGIN
    FOR entry IN SELECT * FROM audit_entry ORDER BY place LOOP
        last := sha256(last || convert_to(jsonb_build_array(
            entry.chain, entry.place, extract(epoch FROM entry.happened_at), entry.login,
            entry.program, entry.action, entry.subject, entry.subject_id, entry.customer_id,
            entry.before, entry.after)::text, 'UTF8'));
        UPDATE audit_entry SET digest = last WHERE id = entry.id;
    END LOOP;
    UPDATE audit_chain SET digest = last, length = (SELECT count(*) FROM audit_entry);
END $$
"""


@pytest.fixture
def tampering(own_database: Database) -> Iterator[psycopg.Connection[Any]]:
    """An owner who has switched the triggers off, in a database with a chain of ten entries."""
    for _ in range(10):
        with own_database.writing() as session:
            a_customer(session)
    with psycopg.connect(own_database.dsn, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def verified(database: Database, known: tuple[AuditHead, ...] = ()) -> AuditVerdict:
    with database.reading() as session:
        return verify_audit(session, known)


def found(database: Database, known: tuple[AuditHead, ...] = ()) -> list[tuple[Damage, int, int]]:
    damages = verified(database, known).damages
    return [(one.damage, one.place, one.other_place) for one in damages]


def test_untouched_record_is_whole(
    own_database: Database, tampering: psycopg.Connection[Any]
) -> None:
    verdict = verified(own_database)

    assert (verdict.entries, verdict.damages, verdict.complete) == (10, (), True)
    assert [(head.chain.partition("#")[0], head.place) for head in verdict.heads] == [
        ("postgres", 10)
    ]


def test_empty_record_is_whole(own_database: Database) -> None:
    assert verified(own_database) == AuditVerdict(0, (), ())


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE audit_entry SET login = 'sakiyama' WHERE place = 4",
            [(Damage.CHANGED, 4, 0)],
        ),
        (
            'UPDATE audit_entry SET after = after || \'{"name": "別人"}\' WHERE place = 4',
            [(Damage.CHANGED, 4, 0)],
        ),
        (
            "UPDATE audit_entry SET happened_at = happened_at - interval '1 us' WHERE place = 10",
            [(Damage.CHANGED, 10, 0)],
        ),
        ("DELETE FROM audit_entry WHERE place IN (4, 5)", [(Damage.GAP, 5, 4)]),
        ("DELETE FROM audit_entry WHERE place = 1", [(Damage.GAP, 1, 1)]),
        ("DELETE FROM audit_entry WHERE place > 8", [(Damage.TAIL_MISSING, 10, 9)]),
        ("TRUNCATE audit_entry", [(Damage.TAIL_MISSING, 10, 1)]),
        ("TRUNCATE audit_chain", [(Damage.NO_END, 10, 0)]),
        ("UPDATE audit_chain SET length = 7", [(Damage.BEHIND_END, 10, 8)]),
        ("UPDATE audit_chain SET digest = 'x'", [(Damage.END_DIFFERS, 10, 0)]),
        (
            "UPDATE audit_entry SET place = place + 100 WHERE place = 10",
            [(Damage.GAP, 109, 10), (Damage.BEHIND_END, 110, 11)],
        ),
    ],
)
def test_tampering_is_found_where_it_is(
    statement: str,
    expected: list[tuple[Damage, int, int]],
    own_database: Database,
    tampering: psycopg.Connection[Any],
) -> None:
    tampering.execute(statement.encode())

    assert found(own_database) == expected


def test_entry_put_in_twice_is_found(
    own_database: Database, tampering: psycopg.Connection[Any]
) -> None:
    tampering.execute("DROP INDEX uq_audit_entry_chain_place")
    tampering.execute(
        "INSERT INTO audit_entry (chain, place, happened_at, login, action, subject, digest)"
        " SELECT chain, place, happened_at, 'sakiyama', action, subject, digest"
        " FROM audit_entry WHERE place = 3"
    )

    assert (Damage.REPEATED, 3, 0) in found(own_database)


def test_changed_entry_with_a_digest_to_match_breaks_the_next(
    own_database: Database, tampering: psycopg.Connection[Any]
) -> None:
    tampering.execute("UPDATE audit_entry SET login = 'sakiyama' WHERE place = 4")
    tampering.execute(
        REWRITE.replace("ORDER BY place", "WHERE place <= 4 ORDER BY place").replace(
            "UPDATE audit_chain SET digest = last, length = (SELECT count(*) FROM audit_entry);", ""
        )
    )

    assert found(own_database) == [(Damage.CHANGED, 5, 0)]


def test_function_of_the_database_that_lies_helps_nobody(
    own_database: Database, tampering: psycopg.Connection[Any]
) -> None:
    tampering.execute("UPDATE audit_entry SET login = 'sakiyama' WHERE place = 4")
    for lie in (
        "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT ''''::bytea'",
        "CREATE OR REPLACE FUNCTION audit_link(state bytea, content bytea) RETURNS bytea"
        " LANGUAGE sql AS 'SELECT ''''::bytea'",
    ):
        tampering.execute(lie.encode())
    name = tampering.info.dbname
    tampering.execute(f'ALTER DATABASE "{name}" SET search_path = public, pg_catalog'.encode())
    own_database.close()

    assert found(own_database) == [(Damage.CHANGED, 4, 0)]


def test_rewritten_history_is_whole_to_whoever_has_no_heads(
    own_database: Database, tampering: psycopg.Connection[Any]
) -> None:
    known = verified(own_database).heads
    tampering.execute("UPDATE audit_entry SET login = 'sakiyama' WHERE place = 4")
    tampering.execute(REWRITE)

    assert found(own_database) == []
    assert found(own_database, known) == [(Damage.REWRITTEN, 10, 0)]


def test_emptied_record_is_seen_by_whoever_has_heads(
    own_database: Database, tampering: psycopg.Connection[Any]
) -> None:
    known = verified(own_database).heads
    tampering.execute("TRUNCATE audit_entry, audit_chain")

    assert found(own_database) == []
    assert found(own_database, known) == [(Damage.GONE, 10, 0)]


def test_record_that_grew_agrees_with_older_heads(
    own_database: Database, tampering: psycopg.Connection[Any]
) -> None:
    known = verified(own_database).heads
    with own_database.writing() as session:
        a_customer(session)

    assert found(own_database, known) == []


def test_view_in_the_place_of_the_record_is_refused(
    own_database: Database, tampering: psycopg.Connection[Any]
) -> None:
    tampering.execute("ALTER TABLE audit_entry RENAME TO hidden")
    tampering.execute("CREATE VIEW audit_entry AS SELECT * FROM hidden WHERE place < 4")

    with pytest.raises(RecordHidden):
        verified(own_database)


@pytest.mark.parametrize("group", [OPERATOR, ADMIN])
def test_whoever_does_not_see_all_verifies_nothing(group: str, signed_in: SignedIn) -> None:
    dsn = signed_in(group).info.dsn + " password=ひみつの言葉"

    with Database(dsn) as database, pytest.raises(CrmError):
        verified(database)


def test_very_many_damages_are_listed_in_part(
    own_database: Database, tampering: psycopg.Connection[Any]
) -> None:
    tampering.execute("DROP INDEX uq_audit_entry_chain_place")
    tampering.execute(
        "INSERT INTO audit_entry (chain, place, happened_at, login, action, subject, digest)"
        " SELECT chain, place, happened_at, login, action, subject, ''"
        " FROM audit_entry, generate_series(1, 120) "
    )

    verdict = verified(own_database)

    assert (len(verdict.damages), verdict.complete) == (1000, False)
