"""Moving originals out of the database, while the program is killed again and again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from crm_desktop.commands.images import INTERRUPTED
from crm_desktop.database.engine import Database

PROJECT = Path(__file__).parents[2]
ORIGINALS = 800
DEATHS = 3


@pytest.fixture
def office(own_database: Database) -> Database:
    """An office with many small originals."""
    contents = [f"手紙{number}".encode() * 500 for number in range(ORIGINALS)]
    with psycopg.connect(own_database.dsn) as owner, owner.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO stored_image (sha256, media_type, width_px, height_px, content)"
            " VALUES (%s, 'image/png', 1, 1, %s)",
            [(sha256(content).digest(), content) for content in contents],
        )
    return own_database


def moving(office: Database, share: Path, tmp_path: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "crm_desktop", "images", "move", "--to", str(share)]
    return subprocess.Popen(
        [*words, "--dsn", office.dsn],
        cwd=PROJECT,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def here(office: Database) -> int:
    with psycopg.connect(office.dsn) as owner:
        row = owner.execute("SELECT count(content) FROM stored_image").fetchone()
    return row[0] if row else 0


def wait_for_less_than(office: Database, count: int, mover: subprocess.Popen[str]) -> None:
    while here(office) >= count and mover.poll() is None:
        time.sleep(0.005)


@pytest.mark.slow
def test_killed_move_loses_nothing_and_is_carried_on(office: Database, tmp_path: Path) -> None:
    share = tmp_path / "共有"
    for _ in range(DEATHS):
        with moving(office, share, tmp_path) as mover:
            wait_for_less_than(office, here(office) - 20, mover)
            mover.kill()

        for key, content in kept(office, share).items():
            assert sha256(content).digest() == key

    with moving(office, share, tmp_path) as mover:
        assert mover.wait() == 0
    assert here(office) == 0
    assert len(kept(office, share)) == ORIGINALS


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent to a whole console there")
def test_move_that_is_broken_off_says_that_nothing_is_lost(
    office: Database, tmp_path: Path
) -> None:
    with moving(office, tmp_path / "共有", tmp_path) as mover:
        wait_for_less_than(office, ORIGINALS - 20, mover)
        mover.send_signal(signal.SIGINT)
        _, told = mover.communicate()

    assert mover.returncode == INTERRUPTED, told
    assert "nothing is lost" in told
    assert 0 < here(office) < ORIGINALS


def kept(office: Database, share: Path) -> dict[bytes, bytes]:
    """Return the bytes of every original: those of the database, and those it says are outside."""
    with psycopg.connect(office.dsn) as owner:
        rows = owner.execute("SELECT sha256, content, location FROM stored_image").fetchall()
    return {
        key: content if content is not None else (share / location).read_bytes()
        for key, content, location in rows
    }
