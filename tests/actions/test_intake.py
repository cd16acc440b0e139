from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.actions import intake
from crm_desktop.actions.intake import IntakeResult, take_in
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.document import DocumentPage, ImageRendition, QuarantinedFile
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.staff import OfficeSecret
from crm_desktop.database.queries import intake as queries
from crm_desktop.database.queries.intake import TakenIn, signed_codes
from crm_desktop.domain.letter_code import LetterCodeKind, letter_code_text
from crm_desktop.errors.papers import NotAPaper, PaperEmpty, PaperIsMarkup
from tests.builders import a_customer
from tests.conftest import LoginOf
from tests.images.scans import (
    PAPER,
    as_jpeg,
    empty_page,
    letter_page,
    noisy,
    turned,
    with_code,
)

DAY = datetime.now(UTC).date()
COVER, CARD, SEPARATOR = LetterCodeKind.COVER, LetterCodeKind.CARD, LetterCodeKind.SEPARATOR


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


def files(*pages: Image.Image) -> list[File]:
    return [File(f"p_{at}.jpg", as_jpeg(page)) for at, page in enumerate(pages, start=1)]


@pytest.fixture
def scanner(database: Database, login_of: LoginOf) -> Iterator[Database]:
    """The database as a member of the scanning staff sees it."""
    with Database(login_of("crm_scanner")) as signed_in:
        yield signed_in


def taken(database: Database, scanned: Sequence[File]) -> IntakeResult:
    return take_in(database, scanned, "棚の複合機", received_on=DAY)


def signed(database: Database, kind: LetterCodeKind, code: str = "") -> str:
    with database.writing() as session:
        return letter_code_text(signed_codes(session, kind, [code])[0].code)


def customer_with(database: Database, code: str) -> int:
    with database.writing() as session:
        return a_customer(session, code=code).id


def letter(database: Database, letter_id: int) -> Letter:
    with database.reading() as session:
        found = session.get_one(Letter, letter_id)
        session.expunge(found)
        return found


def pages_of(database: Database, letter_id: int) -> list[tuple[int, bool]]:
    with database.reading() as session:
        statement = (
            select(DocumentPage.page_number, DocumentPage.set_aside)
            .join(Letter, Letter.document_id == DocumentPage.document_id)
            .where(Letter.id == letter_id)
            .order_by(DocumentPage.page_number)
        )
        return [(row.page_number, row.set_aside) for row in session.execute(statement)]


def test_file_without_codes_is_an_unassigned_letter(database: Database, scanner: Database) -> None:
    result = taken(scanner, files(noisy(letter_page(0))))

    stored = letter(database, result.letters[0].letter_id)
    assert (stored.customer_id, stored.received_on, stored.source) == (None, DAY, "棚の複合機")
    assert (stored.way, stored.state, stored.code_problem) == ("post", "scanned", "")


def test_letter_behind_a_cover_is_its_customers(database: Database, scanner: Database) -> None:
    customer = customer_with(database, "C-髙1")
    cover = with_code(empty_page(), signed(database, COVER, "C-髙1"))

    result = taken(scanner, files(cover, letter_page(1), empty_page()))

    (done,) = result.letters
    assert done.assigned
    assert letter(database, done.letter_id).customer_id == customer
    assert letter(database, done.letter_id).code_read == "C-髙1"
    assert pages_of(database, done.letter_id) == [(1, True), (2, False), (3, True)]


def test_letter_of_a_merged_customer_is_the_others(database: Database, scanner: Database) -> None:
    kept = customer_with(database, "C-KEPT")
    text = signed(database, COVER, "C-KEPT")
    customer_with(database, "C-GONE")
    text = signed(database, COVER, "C-GONE")
    with database.writing() as session:
        a_customer(session, code="C-MID", merged_into_id=kept)
    with database.writing() as session:
        gone = session.scalars(select(Customer).where(Customer.code == "C-GONE")).one()
        gone.merged_into_id = kept

    result = taken(scanner, files(with_code(letter_page(2), text)))

    assert letter(database, result.letters[0].letter_id).customer_id == kept


def test_mistyped_code_claims_nobodys_letter(database: Database, scanner: Database) -> None:
    customer_with(database, "C-000111")
    customer_with(database, "C-000112")
    text = signed(database, COVER, "C-000111").replace("C-000111", "C-000112")

    result = taken(scanner, files(with_code(letter_page(3), text)))

    stored = letter(database, result.letters[0].letter_id)
    assert (stored.customer_id, stored.code_problem) == (None, "signature")
    assert stored.code_read == "C-000112"


def test_cover_of_a_customer_is_no_card_of_theirs(database: Database, scanner: Database) -> None:
    customer_with(database, "C-000113")
    text = (
        signed(database, COVER, "C-000113")
        .replace("CRM1:C:", "CRM1:R:")
        .replace(":C-000113", "::C-000113")
    )

    result = taken(scanner, files(with_code(letter_page(5), text)))

    assert result.letters[0].code_problem == "signature"


def test_page_with_codes_of_two_customers_is_nobodys(database: Database, scanner: Database) -> None:
    customer_with(database, "C-2A")
    customer_with(database, "C-2B")
    page = with_code(letter_page(6), signed(database, CARD, "C-2A")).rotate(180)

    result = taken(scanner, files(with_code(page, signed(database, CARD, "C-2B"))))

    assert (result.letters[0].assigned, result.letters[0].code_problem) == (False, "several")


def test_separators_part_letters_and_are_not_kept(database: Database, scanner: Database) -> None:
    sheet = with_code(empty_page(), signed(database, SEPARATOR))

    result = taken(scanner, files(letter_page(7), letter_page(8), sheet, letter_page(9)))

    assert [done.page_count for done in result.letters] == [2, 1]
    assert result.separator_count == 1


def test_second_run_doubles_nothing(database: Database, scanner: Database) -> None:
    batch = files(letter_page(10), letter_page(11))
    first = taken(scanner, batch[:1])

    again = taken(scanner, batch)

    assert [done.added for done in again.letters] == [False, True]
    assert again.letters[0].letter_id == first.letters[0].letter_id
    assert [done.added for done in taken(scanner, batch).letters] == [False, False]


def test_letter_scanned_twice_is_kept_and_said(database: Database, scanner: Database) -> None:
    page = letter_page(12)
    first = taken(scanner, files(noisy(page, seed=1))).letters[0]

    again = taken(scanner, files(noisy(page, 5.0, seed=2))).letters[0]

    assert again.added
    assert again.looks_like_id == first.letter_id
    assert letter(database, again.letter_id).looks_like_id == first.letter_id


def test_same_card_of_another_customer_is_no_duplicate(
    database: Database, scanner: Database
) -> None:
    cards = []
    for code in ("C-3A", "C-3B"):
        customer_with(database, code)
        cards.append(with_code(letter_page(13), signed(database, CARD, code), side_px=120))

    result = taken(scanner, files(*cards))

    assert [done.looks_like_id for done in result.letters] == [None, None]
    assert all(done.assigned for done in result.letters)


def test_refused_file_is_in_quarantine_once_and_the_rest_goes_on(
    database: Database, scanner: Database
) -> None:
    batch = [
        File("../../空.jpg", b""),
        *files(letter_page(14)),
        File("絵.jpg", b"<svg onload=x>" * 9),
        File("x.bin", b"MZ" + bytes(60)),
    ]

    result = taken(scanner, batch)
    taken(scanner, batch)

    assert list(map(type, result.refused)) == [PaperEmpty, PaperIsMarkup, NotAPaper]
    assert len(result.letters) == 1
    with database.reading() as session:
        names = session.scalars(select(QuarantinedFile.name).order_by(QuarantinedFile.id)).all()
    assert names == ["空.jpg", "絵.jpg", "x.bin"]


def test_crooked_page_is_shown_straight_and_kept_as_it_came(
    database: Database, scanner: Database
) -> None:
    page = noisy(turned(letter_page(15), 3.0, behind=PAPER))

    done = taken(scanner, files(page)).letters[0]

    with database.reading() as session:
        kinds = session.scalars(
            select(ImageRendition.rendition)
            .join(DocumentPage, DocumentPage.sha256 == ImageRendition.sha256)
            .join(Letter, Letter.document_id == DocumentPage.document_id)
            .where(Letter.id == done.letter_id)
        ).all()
    assert done.straightened_count == 1
    assert set(kinds) == {"thumbnail", "preview", "full"}


def test_batch_of_blank_pages_is_shown_to_people(database: Database, scanner: Database) -> None:
    done = taken(scanner, files(noisy(empty_page(), seed=77))).letters[0]

    assert done.blank_count == 1
    assert pages_of(database, done.letter_id) == [(1, True)]


def test_pages_of_one_file_are_one_letter(database: Database, scanner: Database) -> None:
    pages = [noisy(letter_page(number), seed=3) for number in (16, 17, 18)]
    stack = BytesIO()
    pages[0].save(stack, "TIFF", save_all=True, append_images=pages[1:])

    result = taken(scanner, [File("束.tif", stack.getvalue())])

    assert [done.page_count for done in result.letters] == [3]


def test_letters_of_one_file_share_its_original(database: Database, scanner: Database) -> None:
    sheet = with_code(empty_page(), signed(database, SEPARATOR))
    stack = BytesIO()
    letter_page(20).save(stack, "PDF", save_all=True, append_images=[sheet, letter_page(21)])

    result = taken(scanner, [File("束.pdf", stack.getvalue())])

    assert [done.page_count for done in result.letters] == [1, 1]
    assert result.separator_count == 1


def test_empty_batch_is_nothing(scanner: Database) -> None:
    assert taken(scanner, []) == IntakeResult((), (), 0)


def test_key_is_made_once_and_has_64_bytes(database: Database) -> None:
    texts = {signed(database, SEPARATOR) for _ in range(3)}

    with database.reading() as session:
        secret = session.scalar(select(func.length(OfficeSecret.secret)))
    assert len(texts) == 1
    assert secret == 64


def test_received_on_may_lie_back(database: Database, scanner: Database) -> None:
    long_ago = date(2020, 1, 31)

    result = take_in(scanner, files(letter_page(19)), "", received_on=long_ago)

    assert letter(database, result.letters[0].letter_id).received_on == long_ago


class Crash(Exception):
    """The program dies after some letters."""


def test_intake_that_broke_off_goes_on_where_it_was(
    database: Database, scanner: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = files(letter_page(22), letter_page(23))
    whole = queries.taken_in

    def dying(session: Session, facts: Any, pages: Any) -> TakenIn:
        done = whole(session, facts, pages)
        if pages[0]["sha256"] == sha256(batch[1].content).hexdigest():
            raise Crash
        return done

    with monkeypatch.context() as dies, pytest.raises(Crash):
        dies.setattr(intake, "taken_in", dying)
        taken(scanner, batch)

    assert [done.added for done in taken(scanner, batch).letters] == [False, True]
