from __future__ import annotations

import os
import signal
import threading
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select

from crm_desktop.__main__ import main
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import DocumentPage, QuarantinedFile, StoredImage
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.queries.intake import signed_codes
from crm_desktop.domain.letter_code import LetterCodeKind, letter_code_text
from tests.builders import a_customer
from tests.conftest import LoginAt
from tests.images.scans import letter_page, with_code
from tests.scanning.scan_programs import needs_sane
from tests.today import japans_today


class Office:
    """A database with a scanner's login, and settings of our own."""

    def __init__(self, database: Database, dsn: str, folder: Path) -> None:
        self.database = database
        self.dsn = dsn
        self.folder = folder
        self.scans = folder / "scans"
        self.scans.mkdir()

    def scan(self, *words: str) -> int:
        return main(["scan", *words, "--dsn", self.dsn])

    def set(self, text: str) -> None:
        data = f'data_folder = "{self.folder / "data"}"\n'
        (self.folder / "settings.toml").write_text(data + text, encoding="utf-8")

    def watch(self) -> None:
        self.set(f'[scan."棚"]\nkind = "folder"\nfolder = "{self.scans}"\nsteady = 0\n')

    def counted(self, model: type) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def office(
    own_database: Database, login_at: LoginAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    monkeypatch.setenv("CRM_DESKTOP_SETTINGS", str(tmp_path / "settings.toml"))
    office = Office(own_database, login_at(own_database, "crm_scanner"), tmp_path)
    office.watch()
    return office


def letter_scan(shade: int = 200) -> bytes:
    with BytesIO() as file:
        picture = Image.effect_noise((827, 1169), 40).point(lambda light: min(light, shade))
        picture.save(file, "JPEG")
        return file.getvalue()


@needs_sane
def test_paper_in_the_scanner_becomes_a_letter_without_a_key(office: Office) -> None:
    options = 'feed = "flatbed"\nresolution = 150\noptions = ["--test-picture=Color pattern"]\n'
    office.set(f'[scan."窓口"]\nkind = "sane"\ndevice = "test"\n{options}')

    assert office.scan("--once") == 0

    with office.database.reading() as session:
        [letter] = session.scalars(select(Letter)).all()
        assert (letter.source, letter.customer_id, letter.state) == ("窓口", None, "scanned")
        assert letter.received_on == japans_today()
        [page] = session.scalars(select(DocumentPage)).all()
        original = session.get_one(StoredImage, page.sha256)
        assert original.content is not None
        assert page.sha256 == sha256(original.content).digest()
        assert (original.width_px, original.height_px) == (1181, 1181)


def reply_card(database: Database, customer_code: str) -> Image.Image:
    """Return a drawn letter on a reply card that was printed for a customer."""
    with database.writing() as session:
        [code] = signed_codes(session, LetterCodeKind.CARD, [customer_code])
    return with_code(letter_page(1), letter_code_text(code.code))


@needs_sane
def test_reply_card_in_the_scanner_is_on_its_customers_card_without_a_key(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with office.database.writing() as session:
        a_customer(session, code="C-9")
        customer = a_customer(session, code="C-髙1").id
    paper = office.folder / "card.ppm"
    reply_card(office.database, "C-髙1").save(paper)
    (office.folder / "dll.conf").write_text("pnm\n", encoding="utf-8")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(office.folder))  # has SANE scan drawn paper
    office.set(
        '[scan."窓口"]\nkind = "sane"\ndevice = "pnm:0"\nfeed = "flatbed"\n'
        f'options = ["--filename={paper}"]\n'
    )

    assert office.scan("--once") == 0

    with office.database.reading() as session:
        [letter] = session.execute(select(Letter.customer_id, Letter.code_read)).all()
    assert tuple(letter) == (customer, "C-髙1")
    assert "new letters: 1, found their customer: 1" in capsys.readouterr().out


def test_files_leave_the_folder_when_they_are_letters(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        (office.scans / f"髙橋様{number}.jpg").write_bytes(letter_scan(150 + number))

    assert office.scan("--once") == 0

    assert list(office.scans.iterdir()) == []
    assert office.counted(Letter) == 3
    assert "3 files taken: new letters: 3, found their customer: 0" in capsys.readouterr().out


def test_what_is_no_paper_is_kept_in_quarantine_and_the_rest_goes_on(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    (office.scans / "1.jpg").write_bytes(b"<html>\x1b[2J</html>")
    (office.scans / "2.jpg").write_bytes(letter_scan())

    assert office.scan("--once") == 0

    assert list(office.scans.iterdir()) == []
    assert (office.counted(Letter), office.counted(QuarantinedFile)) == (1, 1)
    assert "棚: 1.jpg is in quarantine: no paper" in capsys.readouterr().err


def test_folder_that_is_away_is_told_and_the_others_are_taken(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    (office.scans / "2.jpg").write_bytes(letter_scan())
    settings = office.folder / "settings.toml"
    away = '[scan.z]\nkind = "folder"\nfolder = "/nowhere/scan"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + away, encoding="utf-8")

    assert office.scan("--once") == 1

    assert office.counted(Letter) == 1
    assert "z: cannot look into /nowhere/scan" in capsys.readouterr().err


def test_whoever_may_not_take_letters_in_leaves_the_file_where_it_is(
    office: Office, login_at: LoginAt, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office.scans / "1.jpg"
    path.write_bytes(letter_scan())
    office.dsn = login_at(office.database, "crm_operator")

    assert office.scan("--once") == 1

    assert path.exists()
    assert office.counted(Letter) == office.counted(StoredImage) == 0
    assert "Sign in as somebody of the group crm_scanner" in capsys.readouterr().err


def test_folder_is_watched_until_told_to_stop(office: Office) -> None:
    path = office.scans / "1.jpg"

    def drop_and_wait() -> None:
        path.write_bytes(letter_scan())
        for _ in range(1000):
            if not path.exists():
                break
            threading.Event().wait(0.1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Timer(0.5, drop_and_wait).start()

    assert office.scan() == 0

    assert office.counted(Letter) == 1


def test_embedded_database_is_signed_in_to_by_itself(
    office: Office, short_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office.scans / "1.jpg").write_bytes(letter_scan())

    assert main(["scan", "--once", "--data", str(short_folder / "pg")]) == 0

    assert "1 file taken: new letters: 1" in capsys.readouterr().out


def test_only_the_named_source_is_taken_from(office: Office) -> None:
    (office.scans / "1.jpg").write_bytes(letter_scan())
    settings = office.folder / "settings.toml"
    other = f'[scan.z]\nkind = "folder"\nfolder = "{office.folder / "nowhere"}"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + other, encoding="utf-8")

    assert office.scan("--once", "--source", "棚") == 0


def test_source_that_is_not_set_is_told_with_those_that_are(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.scan("--source", "窓口") == 2

    assert "There is no [scan.窓口]; known are 棚." in capsys.readouterr().err


def test_no_source_is_told(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.set("")

    assert office.scan() == 2

    assert "No source is set" in capsys.readouterr().err


def test_sources_are_listed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.scan("--list") == 0

    assert f"棚: folder {office.scans}" in capsys.readouterr().out
