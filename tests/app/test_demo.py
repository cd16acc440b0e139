from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

DEMO = ["-m", "crm_desktop", "demo", "--headless"]
STATES = ["1_idle", "2_ringing", "3_card", "4_chooser", "5_unknown", "6_withheld"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_headless_demo_shows_every_main_state(language: str, tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    options = ["--language", language, "--customers", "60", "--data", str(tmp_path / "office")]

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "crm_desktop",
            "demo",
            "--headless",
            "--screenshots",
            str(pictures),
            *options,
        ],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(picture.stem for picture in pictures.iterdir()) == STATES
    shown = [QImage(str(picture)) for picture in sorted(pictures.iterdir())]
    assert all(image.size().toTuple() == (1366, 768) for image in shown)
    assert len({bytes(image.constBits()) for image in shown}) == len(STATES)


def test_headless_without_pictures_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, *DEMO],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "--screenshots" in done.stdout
