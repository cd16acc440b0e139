from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import psycopg
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from crm_desktop.actions.papers import plain_name, quarantine, store_paper
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import (
    DocumentPage,
    ImageRendition,
    QuarantinedFile,
    StoredImage,
)
from crm_desktop.database.roles import SCANNER, SUPERVISOR, WORKER
from crm_desktop.errors.papers import NotAPaper, PaperTooManyPages, PaperTruncated, refusal_told
from tests.conftest import LoginOf
from tests.images.papers import a_page, encoded, many_pages


def renditions(session: Session, key: bytes) -> list[tuple[int, str]]:
    statement = (
        select(ImageRendition.source_page, ImageRendition.rendition)
        .where(ImageRendition.sha256 == key)
        .order_by(ImageRendition.source_page, ImageRendition.rendition)
    )
    return [(row.source_page, row.rendition) for row in session.execute(statement)]


def test_original_is_kept_byte_for_byte(session: Session) -> None:
    content = encoded(a_page(), "JPEG")

    stored = store_paper(session, content, "手紙.jpg")

    image = session.get_one(StoredImage, stored.sha256)
    assert (image.content, image.byte_size) == (content, len(content))
    assert (image.media_type, image.width_px, image.height_px) == ("image/jpeg", 600, 848)
    assert renditions(session, stored.sha256) == [(1, "preview"), (1, "thumbnail")]


def test_each_page_of_a_tiff_is_a_page_of_the_paper(session: Session) -> None:
    stored = store_paper(session, many_pages("TIFF", 2))

    pages = select(DocumentPage.page_number, DocumentPage.source_page).where(
        DocumentPage.document_id == stored.document_id
    )
    assert {tuple(row) for row in session.execute(pages)} == {(1, 1), (2, 2)}
    assert renditions(session, stored.sha256) == [
        (page, rendition) for page in (1, 2) for rendition in ("full", "preview", "thumbnail")
    ]


def test_same_file_twice_is_stored_once(session: Session) -> None:
    content = encoded(a_page(), "PNG")

    first, second = store_paper(session, content), store_paper(session, content)

    assert first.sha256 == second.sha256
    assert first.document_id != second.document_id
    images = select(func.count()).where(StoredImage.sha256 == first.sha256)
    assert session.scalar(images) == 1


def test_database_takes_no_content_under_another_hash(session: Session) -> None:
    with pytest.raises(DBAPIError):
        session.execute(
            StoredImage.__table__.insert().values(  # type: ignore[attr-defined]
                sha256=bytes(32), media_type="image/png", width_px=1, height_px=1, content=b"x"
            )
        )


@pytest.mark.parametrize("group", [SCANNER, SUPERVISOR, WORKER])
def test_whoever_takes_papers_in_may_store_them_twice(
    database: Database, login_of: LoginOf, group: str
) -> None:
    content = encoded(a_page((200, 283), (len(group), 0, 0)), "PNG")

    with Database(login_of(group)) as desk:
        for _ in range(2):
            with desk.writing() as session:
                stored = store_paper(session, content)

    with database.reading() as session:
        image = session.get_one(StoredImage, stored.sha256)
        assert image.content == content
        assert len(renditions(session, stored.sha256)) == 2


def test_large_file_has_more_time_than_a_question(database: Database) -> None:
    content = encoded(a_page((77, 99)), "PNG")

    with database.writing() as session:
        store_paper(session, content)
        assert session.scalar(text("SHOW statement_timeout")) == "2min"

    with database.writing() as session:
        assert session.scalar(text("SHOW statement_timeout")) == "5s"


def test_desks_that_store_the_same_file_at_once_store_it_once(own_database: Database) -> None:
    content = encoded(a_page((78, 99)), "PNG")

    def store(_desk: int) -> bytes:
        with own_database.writing() as session:
            return store_paper(session, content).sha256

    with ThreadPoolExecutor(4) as desks:
        (key,) = set(desks.map(store, range(8)))

    with own_database.reading() as session:
        assert session.scalars(select(StoredImage.sha256)).all() == [key]
        assert len(renditions(session, key)) == 2


def test_refused_file_is_kept_with_why(session: Session) -> None:
    error = PaperTooManyPages("../../受信\x00/大 量.pdf", 100)

    kept = quarantine(session, error.name, "受信フォルダー", b"%PDF-1.4", error)

    file = session.get_one(QuarantinedFile, kept)
    assert (file.name, file.source, file.content) == ("大 量.pdf", "受信フォルダー", b"%PDF-1.4")
    assert file.sha256 == sha256(b"%PDF-1.4").digest()
    assert (file.problem, file.facts) == ("PaperTooManyPages", {"limit": 100})


def test_refusal_is_told_again_as_it_was(session: Session) -> None:
    kept = quarantine(session, "絵.gif", "", b"GIF89a", NotAPaper("絵.gif", "GIF"))
    file = session.get_one(QuarantinedFile, kept)

    told = refusal_told(file.problem, file.name, file.facts)

    assert isinstance(told, NotAPaper)
    assert (told.name, told.kind) == ("絵.gif", "GIF")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\受信\\手紙.jpg", "手紙.jpg"),
        ("髙" * 300 + ".jpg", "髙" * 200),
        ("a\u202egpj.exe", "agpj.exe"),
        ("/", ""),
    ],
)
def test_name_holds_no_way_and_nothing_unseen(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_scanner_cannot_put_a_picture_under_a_paper_in_use(
    database: Database, login_of: LoginOf
) -> None:
    with database.writing() as session:
        stored = store_paper(session, encoded(a_page((300, 300)), "PNG"))

    with (
        psycopg.connect(login_of(SCANNER)) as scanner,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        scanner.execute(
            "INSERT INTO image_rendition (sha256, rendition, media_type, content)"
            " VALUES (%s, 'full', 'image/png', 'forged')",
            [stored.sha256],
        )


def test_truncated_file_is_not_stored(session: Session) -> None:
    content = encoded(a_page(), "JPEG")[:-2000]

    with pytest.raises(PaperTruncated) as refused:
        store_paper(session, content, "途中.jpg")

    assert refused.value.name == "途中.jpg"
    assert session.get(StoredImage, sha256(content).digest()) is None
