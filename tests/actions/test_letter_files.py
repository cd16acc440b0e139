from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.letter_files import (
    LetterFile,
    settle_quarantined,
    store_letter_file,
    take_letter_file,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import QuarantinedFile
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.queries.letters import quarantined_files, waiting_letters
from crm_desktop.database.roles import SCANNER, SUPERVISOR
from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.papers import NotAPaper
from tests.conftest import LoginAt

DAY = date(2026, 11, 21)
STRANGE = LetterFile("手紙.jpg", b"GIF89a" + bytes(64), "複合機 2階", DAY)


def a_scan() -> LetterFile:
    content = BytesIO()
    Image.new("RGB", (620, 877), "white").save(content, "PNG")
    return LetterFile("﨑山様.png", content.getvalue(), "複合機 2階", DAY)


@pytest.mark.parametrize("group", [SCANNER, SUPERVISOR])
def test_file_becomes_a_letter_of_nobody(
    own_database: Database, login_at: LoginAt, group: str
) -> None:
    with Database(login_at(own_database, group)) as desk:
        with desk.writing() as session:
            assert take_letter_file(session, a_scan()) is None
        with desk.reading() as session:
            (letter,) = waiting_letters(session)

    assert (letter.customer_id, letter.received_on) == (None, DAY)
    assert (letter.source, letter.page_count) == ("複合機 2階", 1)


def test_file_that_is_no_paper_is_kept_apart(session: Session) -> None:
    assert isinstance(take_letter_file(session, STRANGE), NotAPaper)

    assert session.scalars(select(Letter)).all() == []
    (kept,) = quarantined_files(session)
    assert (kept.name, kept.source, kept.problem) == ("手紙.jpg", "複合機 2階", "NotAPaper")


def test_file_that_is_tried_again_in_vain_is_not_kept_twice(session: Session) -> None:
    assert isinstance(store_letter_file(session, STRANGE), NotAPaper)

    assert quarantined_files(session) == []


def test_file_is_put_aside_once(session: Session) -> None:
    take_letter_file(session, STRANGE)
    (kept,) = quarantined_files(session)

    settle_quarantined(session, kept.file_id, staff_id=None)

    assert quarantined_files(session) == []
    assert session.get_one(QuarantinedFile, kept.file_id).content == STRANGE.content
    with pytest.raises(RecordGone):
        settle_quarantined(session, kept.file_id, staff_id=None)
