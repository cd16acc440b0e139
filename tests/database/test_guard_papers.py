"""Who may do what with papers and with files that could not be taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import psycopg
import pytest

from crm_desktop.actions.papers import quarantine, store_paper
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import PageText
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.roles import (
    ADMIN,
    ANALYST,
    EXPORTER,
    GATEWAY,
    OPERATOR,
    SCANNER,
    SUPERVISOR,
)
from crm_desktop.errors.papers import PaperDamaged
from tests.builders import a_customer
from tests.conftest import LoginOf, SignedIn
from tests.images.papers import a_page, encoded

Denied = psycopg.errors.InsufficientPrivilege
RECEIVED_ON = date(2026, 11, 20)
JUNK = b"\xff\xd8\xff junk"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A letter of a customer whose card nobody has opened."""

    customer_id: int
    document_id: int
    sha256: bytes
    content: bytes


@pytest.fixture
def hidden(database: Database) -> Hidden:
    with database.writing() as session:
        customer = a_customer(session).id
        content = encoded(a_page((90, 120), (customer % 200, 99, 0)), "PNG")
        stored = store_paper(session, content)
        session.add(
            Letter(customer_id=customer, document_id=stored.document_id, received_on=RECEIVED_ON)
        )
        session.add(PageText(document_id=stored.document_id, page_number=1, transcript="ひみつ"))
    return Hidden(customer, stored.document_id, stored.sha256, content)


@pytest.fixture
def quarantined(database: Database) -> int:
    with database.writing() as session:
        return quarantine(session, "壊れた.jpg", "受信", JUNK, PaperDamaged("壊れた.jpg"))


def count(desk: psycopg.Connection[Any], table: str, where: str, *values: object) -> int:
    row = desk.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone()
    return row[0] if row else 0


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, SCANNER])
def test_nobody_reads_a_page_of_a_card_that_is_shut(
    hidden: Hidden, signed_in: SignedIn, group: str
) -> None:
    desk = signed_in(group)

    for table in ("document", "document_page", "page_text", "letter"):
        column = "id" if table == "document" else "document_id"
        assert count(desk, table, f"{column} = %s", hidden.document_id) == 0
    for table in ("stored_image", "image_rendition"):
        assert count(desk, table, "sha256 = %s", hidden.sha256) == 0


def test_operator_reads_the_pages_of_an_opened_card(hidden: Hidden, signed_in: SignedIn) -> None:
    desk = signed_in(OPERATOR)

    desk.execute("SELECT open_card(%s, 'letter')", [hidden.customer_id])

    assert count(desk, "stored_image", "content = %s", hidden.content) == 1
    assert count(desk, "image_rendition", "sha256 = %s", hidden.sha256) == 2
    assert count(desk, "page_text", "transcript = 'ひみつ'") >= 1


@pytest.mark.parametrize("group", [SCANNER, SUPERVISOR])
def test_hidden_page_does_not_come_out_through_quarantine(
    hidden: Hidden, signed_in: SignedIn, group: str
) -> None:
    desk = signed_in(group)

    desk.execute(
        "INSERT INTO quarantined_file (name, source, sha256, byte_size, content, problem)"
        " SELECT 'x', '', sha256, 1, content, 'PaperDamaged' FROM stored_image WHERE sha256 = %s",
        [hidden.sha256],
    )

    assert count(desk, "quarantined_file", "sha256 = %s", hidden.sha256) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_image SET content = %(content)s",
        "UPDATE stored_image SET location = '../../etc/passwd'",
        "DELETE FROM stored_image",
        "INSERT INTO stored_image (sha256, media_type, width_px, height_px, location)"
        " VALUES (decode(repeat('00', 32), 'hex'), 'image/png', 1, 1, 'smb://thief/x')",
        "INSERT INTO stored_image (sha256, media_type, width_px, height_px, content)"
        " VALUES (%(sha256)s, 'image/png', 1, 1, %(content)s)"
        " ON CONFLICT (sha256) DO UPDATE SET content = NULL",
        "INSERT INTO image_rendition (sha256, rendition, media_type, content)"
        " VALUES (%(sha256)s, 'full', 'image/png', 'forged')",
        "UPDATE image_rendition SET content = 'forged'",
        "INSERT INTO document_page (document_id, page_number, sha256)"
        " VALUES (%(document_id)s, 2, %(sha256)s)",
        "UPDATE document_page SET document_id = 1",
        "UPDATE document_page SET sha256 = %(sha256)s",
        "DELETE FROM document_page",
        "INSERT INTO letter (received_on, document_id) VALUES (current_date, %(document_id)s)",
    ],
)
@pytest.mark.parametrize("group", [SCANNER, SUPERVISOR])
def test_whoever_stores_papers_cannot_bend_those_that_are_stored(
    hidden: Hidden, signed_in: SignedIn, group: str, statement: str
) -> None:
    desk = signed_in(group)
    facts = {
        "sha256": hidden.sha256,
        "content": hidden.content,
        "document_id": hidden.document_id,
    }

    with pytest.raises((Denied, psycopg.errors.CheckViolation)):
        desk.execute(statement.encode(), facts)


@pytest.mark.parametrize("group", [OPERATOR, ANALYST, EXPORTER, GATEWAY])
def test_quarantine_is_not_everybodys(signed_in: SignedIn, quarantined: int, group: str) -> None:
    with pytest.raises(Denied):
        signed_in(group).execute("SELECT * FROM quarantined_file")


@pytest.mark.parametrize("group", [ANALYST, EXPORTER, GATEWAY, ADMIN])
@pytest.mark.parametrize("table", ["page_text", "letter_tag", "stored_image", "image_rendition"])
def test_papers_are_not_everybodys(signed_in: SignedIn, group: str, table: str) -> None:
    with pytest.raises(Denied):
        signed_in(group).execute(f"SELECT * FROM {table}".encode())


@pytest.mark.parametrize("group", [SCANNER, SUPERVISOR, ADMIN])
def test_quarantine_is_seen_by_whoever_takes_in_and_by_admins(
    signed_in: SignedIn, quarantined: int, group: str
) -> None:
    assert count(signed_in(group), "quarantined_file", "id = %s", quarantined) == 1


@pytest.mark.parametrize("group", [SCANNER, SUPERVISOR])
def test_file_in_quarantine_is_settled_under_ones_own_name(
    signed_in: SignedIn, quarantined: int, group: str
) -> None:
    desk = signed_in(group)

    desk.execute(
        "UPDATE quarantined_file SET settled_at = now(), staff_id = my_staff_id() WHERE id = %s",
        [quarantined],
    )

    assert count(desk, "quarantined_file", "id = %s AND settled_at IS NOT NULL", quarantined) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE quarantined_file SET content = 'x'",
        "UPDATE quarantined_file SET problem = 'x'",
        "UPDATE quarantined_file SET settled_at = now()",
        "UPDATE quarantined_file SET staff_id = my_staff_id()",
        "UPDATE quarantined_file SET settled_at = now(), staff_id = my_staff_id() - 1",
        "DELETE FROM quarantined_file",
        "INSERT INTO quarantined_file (name, source, sha256, byte_size, problem, settled_at)"
        " VALUES ('x', '', sha256(''), 0, 'x', now())",
    ],
)
@pytest.mark.parametrize("group", [SCANNER, SUPERVISOR])
def test_what_is_in_quarantine_stays_as_it_came(
    signed_in: SignedIn, quarantined: int, group: str, statement: str
) -> None:
    with pytest.raises(Denied):
        signed_in(group).execute(statement.encode())


def test_admin_changes_nothing_in_quarantine(signed_in: SignedIn, quarantined: int) -> None:
    with pytest.raises(Denied):
        signed_in(ADMIN).execute("UPDATE quarantined_file SET settled_at = now()")


def test_worker_keeps_what_it_cannot_read(
    database: Database, login_of: LoginOf, quarantined: int
) -> None:
    with Database(login_of("crm_worker")) as worker, worker.writing() as session:
        kept = quarantine(session, "a.pdf", "メール", JUNK, PaperDamaged("a.pdf"))

    with psycopg.connect(database.dsn) as owner:
        assert count(owner, "quarantined_file", "id = %s AND content = %s", kept, JUNK) == 1


def test_asking_whether_an_original_is_kept_tells_nothing_else(
    hidden: Hidden, signed_in: SignedIn
) -> None:
    desk = signed_in(SCANNER)
    unknown = sha256(b"nobody's").digest()

    told = [
        desk.execute("SELECT original_is_kept(%s)", [key]).fetchone()
        for key in (hidden.sha256, unknown)
    ]

    assert told == [(True,), (False,)]
    with pytest.raises(Denied):
        signed_in(OPERATOR).execute("SELECT original_is_kept(%s)", [unknown])
