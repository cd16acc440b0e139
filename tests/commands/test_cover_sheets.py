from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.__main__ import main
from crm_desktop.actions.cover_sheets import cover_sheets as sheets_for
from crm_desktop.actions.intake import IntakeResult, take_in
from crm_desktop.commands import cover_sheets
from crm_desktop.database.engine import Database
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.mailing import Mailing
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.images.paper_file import read_paper
from tests.builders import a_customer
from tests.conftest import LoginOf

Capture = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whoever runs the tests out of it."""
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(cover_sheets, "start_logging", lambda _level: None)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "印刷 用.pdf"


def customer(database: Database, code: str) -> int:
    with database.writing() as session:
        return a_customer(session, code=code).id


def printed(dsn: str, path: Path, *words: str) -> int:
    return main(["cover-sheets", "--out", str(path), "--dsn", dsn, *words])


def scanned(database: Database, path: Path) -> IntakeResult:
    file = File(path.name, path.read_bytes())
    return take_in(database, [file], "棚", received_on=date(2026, 11, 22))


def test_printed_cover_is_believed_when_it_is_scanned(
    database: Database, login_of: LoginOf, pdf: Path
) -> None:
    owner = customer(database, "C-髙 1")

    assert printed(login_of(SCANNER), pdf, "--customers", "C-髙 1") == 0

    done = scanned(database, pdf).letters[0]
    with database.reading() as session:
        assert session.get_one(Letter, done.letter_id).customer_id == owner


def test_reply_card_says_what_it_answers(database: Database, login_of: LoginOf, pdf: Path) -> None:
    owner = customer(database, "C-000002")
    with database.writing() as session:
        mailing = Mailing(code="DM-AKI", title="秋のだより")
        session.add(mailing)
        session.flush()
        mailing_id = mailing.id

    code = printed(login_of(SUPERVISOR), pdf, "--customers", "C-000002", "--reply-cards", "DM-AKI")

    done = scanned(database, pdf).letters[0]
    with database.reading() as session:
        letter = session.get_one(Letter, done.letter_id)
        answered = (letter.customer_id, letter.mailing_id, letter.way)
    assert code == 0
    assert answered == (owner, mailing_id, "postcard")


def test_codes_come_from_a_file_and_unknown_ones_are_listed(
    database: Database, login_of: LoginOf, pdf: Path, tmp_path: Path, capsys: Capture
) -> None:
    customer(database, "C-000003")
    listed = tmp_path / "一覧.txt"
    listed.write_text('\ufeff"C-000003"\r\n\r\nC-誰も\nC-000003\n', encoding="utf-8")

    code = printed(login_of(SCANNER), pdf, "--customers", str(listed))

    told = capsys.readouterr()
    assert code == 1
    assert "1 sheets on 1 pages" in told.out
    assert "No customer has these codes (1): C-誰も" in told.err


def test_separators_part_nothing_from_nothing(
    database: Database, login_of: LoginOf, pdf: Path
) -> None:
    assert printed(login_of(SCANNER), pdf, "--separators", "9", "--four-up") == 0

    assert len(read_paper(pdf.read_bytes()).pages) == 3
    printed(login_of(SCANNER), pdf, "--separators", "2", "--force")
    assert scanned(database, pdf) == IntakeResult((), (), 2)


def test_name_is_printed_only_for_whom_the_login_may_see(
    database: Database, login_of: LoginOf, pdf: Path
) -> None:
    customer(database, "C-000004")
    seen = []
    for dsn in (login_of(SCANNER), database.dsn):
        with Database(dsn) as asking, asking.writing() as session:
            seen.append(sheets_for(session, ["C-000004"]).sheets[0].name)

    assert seen == ["", "髙橋 美智子 様"]


def test_operators_print_none(database: Database, login_of: LoginOf, pdf: Path) -> None:
    customer(database, "C-000005")

    assert printed(login_of(OPERATOR), pdf, "--customers", "C-000005") != 0
    assert not pdf.exists()


def test_pdf_that_is_there_is_kept(login_of: LoginOf, pdf: Path, capsys: Capture) -> None:
    pdf.write_bytes(b"%PDF-")

    assert printed(login_of(SCANNER), pdf, "--separators", "1") == 21
    assert pdf.read_bytes() == b"%PDF-"
    assert "--force" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--separators", "1", "--customers", "C-1"],
        ["--separators", "-1"],
        ["--separators", "5001"],
        ["--separators", "1", "--reply-cards", "DM"],
        ["--customers", "C-1", "--reply-cards", "そんなDMはない"],
        ["--separators", "1", "--four-up", "--size", "a4"],
    ],
)
def test_wrong_use_is_said_and_nothing_written(
    words: list[str], login_of: LoginOf, pdf: Path
) -> None:
    assert printed(login_of(SCANNER), pdf, *words) == 2
    assert not pdf.exists()


def test_folder_that_is_not_there_is_said(login_of: LoginOf, tmp_path: Path) -> None:
    path = tmp_path / "ない" / "x.pdf"

    assert printed(login_of(SCANNER), path, "--separators", "1") == 21
