"""On a real X display: a ringing call takes the keyboard from nobody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="not installed: xdotool")
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
        line, env=environment, capture_output=True, text=True, timeout=100, check=False
    )

    if "Could not load the Qt platform plugin" in done.stderr:
        pytest.skip("Qt finds no way to an X display here")
    assert done.stdout == "abc covered\n", done.stderr
