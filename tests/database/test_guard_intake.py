from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from crm_desktop.database.engine import Database
from crm_desktop.database.roles import GROUPS, OPERATOR, SCANNER
from tests.builders import a_customer
from tests.conftest import SignedIn

KEY = bytes(range(64))
TAKE = "SELECT * FROM letter_taken_in(%s, current_date, 'post', '', %s, '', NULL)"


@pytest.mark.parametrize(
    ("kind", "mailing", "code", "signed"),
    [
        ("cover", None, "C-004182", '["cover", null, "C-004182"]'),
        ("card", 57, "C-髙﨑", '["card", 57, "C-髙﨑"]'),
        ("separator", None, "", '["separator", null, ""]'),
    ],
)
def test_signature_is_the_beginning_of_an_hmac(
    database_url: str, kind: str, mailing: int | None, code: str, signed: str
) -> None:
    with psycopg.connect(database_url) as owner:
        row = owner.execute(
            "SELECT letter_code_signature(%s, %s, %s, %s)", [KEY, kind, mailing, code]
        ).fetchone()

    assert row == (hmac.digest(KEY, signed.encode(), sha256)[:10],)


@pytest.mark.parametrize("group", GROUPS)
def test_key_is_nobodys(database_url: str, group: str) -> None:
    with psycopg.connect(database_url) as owner:
        rows = owner.execute(
            "SELECT has_table_privilege(%(group)s, 'office_secret', 'select'),"
            " has_function_privilege(%(group)s, 'letter_code_key()', 'execute'),"
            " has_function_privilege(%(group)s,"
            " 'letter_code_signature(bytea, text, bigint, text)', 'execute')",
            {"group": group},
        ).fetchone()

    assert rows == (False, False, False)


def stored_page(database: Database, content: bytes) -> dict[str, Any]:
    key = sha256(content).digest()
    with psycopg.connect(database.dsn) as owner:
        owner.execute(
            "INSERT INTO stored_image (sha256, media_type, width_px, height_px, content)"
            " VALUES (%s, 'image/jpeg', 1, 1, %s) ON CONFLICT DO NOTHING",
            [key, content],
        )
    return {"sha256": key.hex(), "source_page": 1, "set_aside": False, "looks": None}


def code(signature: bytes, facts: Any) -> Jsonb:
    return Jsonb(
        {"kind": "cover", "mailing": None, "code": "C-G1", "signature": signature.hex()} | facts
    )


@pytest.fixture
def signature(database: Database) -> bytes:
    with psycopg.connect(database.dsn) as owner:
        if not owner.execute("SELECT 1 FROM customer WHERE code = 'C-G1'").fetchone():
            with database.writing() as session:
                a_customer(session, code="C-G1")
        row = owner.execute(
            "SELECT signature FROM letter_codes_signed('cover', NULL, '{C-G1}')"
        ).fetchone()
        assert row
        return bytes(row[0])


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({}, ""),
        ({"kind": "card"}, "signature"),
        ({"mailing": 1}, "signature"),
        ({"code": "C-G2"}, "signature"),
        ({"signature": ""}, "signature"),
        ({"signature": None}, "signature"),
        ({"code": None}, "signature"),
    ],
)
def test_letter_is_given_to_a_customer_by_a_right_signature_only(
    database: Database, signed_in: SignedIn, signature: bytes, facts: Any, problem: str
) -> None:
    page = stored_page(database, repr(facts).encode())

    row = signed_in(SCANNER).execute(TAKE, [Jsonb([page]), code(signature, facts)]).fetchone()

    assert row
    assert row[1:] == (True, problem, problem == "")


def test_letter_of_a_closed_card_is_not_seen_by_who_took_it_in(
    database: Database, signed_in: SignedIn, signature: bytes
) -> None:
    scanner = signed_in(SCANNER)
    page = stored_page(database, b"a letter of somebody")

    row = scanner.execute(TAKE, [Jsonb([page]), code(signature, {})]).fetchone()

    assert row
    assert scanner.execute("SELECT id FROM letter WHERE id = %s", [row[0]]).fetchall() == []


def test_letter_is_taken_in_once_by_two_at_a_time(database: Database, signed_in: SignedIn) -> None:
    page = Jsonb([stored_page(database, b"dropped twice")])
    first, second = signed_in(SCANNER), signed_in(SCANNER)
    with first.transaction():
        added = first.execute(TAKE, [page, None]).fetchone()
        with pytest.raises(psycopg.errors.LockNotAvailable), second.transaction():
            second.execute("SET LOCAL lock_timeout = '50ms'")
            second.execute(TAKE, [page, None])
    again = second.execute(TAKE, [page, None]).fetchone()

    assert added
    assert again
    assert (added[0], added[1]) == (again[0], True)
    assert again[1] is False


def test_operators_take_nothing_in(signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(OPERATOR).execute(TAKE, [Jsonb([]), None])


@pytest.mark.parametrize("page", [{"sha256": "00" * 32, "source_page": 1, "set_aside": False}])
def test_page_that_is_not_stored_makes_no_letter(signed_in: SignedIn, page: Any) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        signed_in(SCANNER).execute(TAKE, [Jsonb([page]), None])
