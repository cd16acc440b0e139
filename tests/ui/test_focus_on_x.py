"""On a real X display: a ringing call takes the keyboard from nobody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def x_display() -> Iterator[str]:
    """An X display of this test's own, such as ``:97``."""
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    read_end, write_end = os.pipe()
    line = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(line, pass_fds=[write_end], stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            number = numbers.readline().strip()
        if not number:
            pytest.skip("Xvfb did not start")
        yield f":{number}"
        server.terminate()


def test_the_window_comes_to_the_front_and_typing_goes_on_elsewhere(
    x_display: str, tmp_path: Path
) -> None:
    environment = os.environ | {
        "DISPLAY": x_display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(HERE.parent.parent),
    }
    script, settings = HERE / "front_without_focus.py", tmp_path / "settings.ini"
    line = [sys.executable, str(script), str(settings)]

    done = subprocess.run(
        line, env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    if "Could not load the Qt platform plugin" in done.stderr:
        pytest.skip("Qt finds no way to an X display here")
    assert done.stdout == "abc covered\n", done.stderr
