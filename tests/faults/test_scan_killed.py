"""The program that takes scans in is killed again and again; no letter is lost or comes twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import StoredImage
from crm_desktop.database.models.letter import Letter
from tests.conftest import LoginAt
from tests.faults.counts import count

PAPERS = 24
KILLS = count("CRM_SCAN_KILLS", usual=1, whole=3)
WAIT_S = 60.0


def paper(number: int) -> bytes:
    with BytesIO() as file:
        Image.effect_noise((620, 877), 10 + number).save(file, "JPEG")
        return file.getvalue()


class Program:
    """``crm-desktop scan`` in a process of its own, on a folder of papers."""

    def __init__(self, folder: Path, dsn: str) -> None:
        self.scans = folder / "scans"
        self.scans.mkdir()
        settings = folder / "settings.toml"
        source = f'[scan."棚"]\nkind = "folder"\nfolder = "{self.scans}"\nsteady = 0\n'
        settings.write_text(f'data_folder = "{folder / "data"}"\n{source}', encoding="utf-8")
        self._words = [sys.executable, "-m", "crm_desktop", "scan", "--once", "--dsn", dsn]
        self._environment = {**os.environ, "CRM_DESKTOP_SETTINGS": str(settings)}

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._words, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def waiting(self) -> int:
        return len(list(self.scans.iterdir()))


@pytest.mark.slow
def test_killed_program_loses_no_letter_and_takes_none_twice(
    own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    program = Program(tmp_path, login_at(own_database, "crm_scanner"))
    contents = {f"{number:02}.jpg": paper(number) for number in range(PAPERS)}
    for name, content in contents.items():
        (program.scans / name).write_bytes(content)

    for kill in range(1, KILLS + 1):
        process, until = program.start(), time.monotonic() + WAIT_S
        while program.waiting() > PAPERS - 6 * kill and time.monotonic() < until:
            time.sleep(0.001)
        process.kill()
        process.wait()
    assert 0 < program.waiting() < PAPERS
    assert program.start().wait(WAIT_S) == 0

    assert program.waiting() == 0
    with own_database.reading() as session:
        assert session.scalar(select(func.count(Letter.id))) == PAPERS
        stored = set(session.scalars(select(StoredImage.sha256)))
    assert stored == {sha256(content).digest() for content in contents.values()}
