from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from crm_desktop.app.scan_now import ScanNow, ScanState
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.letters import waiting_letters
from crm_desktop.database.roles import SCANNER
from crm_desktop.errors.scanning import ScannerGone
from crm_desktop.scanning.source import Found, ScannedFile, ScanOrder
from tests.conftest import LoginAt


class Feeder:
    """A scanner with pages in its feeder, or one that is switched off."""

    follows = False

    def __init__(self, name: str, *pages: str, gone: bool = False) -> None:
        self.name = name
        self.pages = pages
        self.gone = gone
        self.settled: list[str] = []

    def scan(self, order: ScanOrder) -> Found:
        if self.gone:
            raise ScannerGone(self.name, problem="off")
        for page in self.pages:
            order.on_percent(50)
            now = datetime.now(UTC)
            yield ScannedFile(page, a_scan(page), now, self.name)

    def settle(self, files: Sequence[ScannedFile]) -> None:
        self.settled += [file.name for file in files]


def a_scan(word: str) -> bytes:
    content = BytesIO()
    picture = Image.new("RGB", (620, 877), "white")
    picture.paste((0, 0, 0), (50, 50, 60 + 40 * len(word), 400))
    picture.save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def office(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    """The database as scanning staff reach it."""
    with Database(login_at(own_database, SCANNER)) as desk:
        yield desk


def scanned(qtbot: QtBot, scan: ScanNow, name: str = "") -> list[ScanState]:
    told: list[ScanState] = []
    scan.progressed.connect(told.append)
    scan.start(name)
    scan.start(name)  # one at a time
    qtbot.waitUntil(lambda: told[-1].is_over)
    return told


def test_pages_in_the_feeder_become_letters(office: Database, qtbot: QtBot, qapp: object) -> None:
    feeder = Feeder("複合機 2階", "一.png", "二二.png")

    told = scanned(qtbot, ScanNow([feeder], office))

    assert (told[-1].letters, told[-1].refused) == (2, 0)
    assert 50 in {state.percent for state in told}
    assert feeder.settled == ["一.png", "二二.png"]
    with office.reading() as session:
        assert [one.source for one in waiting_letters(session)] == ["複合機 2階"] * 2


def test_scanner_that_is_gone_is_told_and_the_other_goes_on(
    office: Database, qtbot: QtBot, qapp: object
) -> None:
    scan = ScanNow([Feeder("一階", gone=True), Feeder("二階", "一.png")], office)
    failed: list[Exception] = []
    scan.failed.connect(failed.append)

    told = scanned(qtbot, scan)

    assert [type(error) for error in failed] == [ScannerGone]
    assert told[-1].letters == 1


def test_one_source_scans_when_it_is_named(office: Database, qtbot: QtBot, qapp: object) -> None:
    first, second = Feeder("一階", "一.png"), Feeder("二階", "二.png")

    scanned(qtbot, ScanNow([first, second], office), "二階")

    assert (first.settled, second.settled) == ([], ["二.png"])
