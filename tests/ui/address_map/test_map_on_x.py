"""On a real X display: the web map comes and nobody who types notices."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.ui.address_map.conftest import RunScript


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="not installed: xdotool")
def test_map_leaves_the_window_its_focus_and_the_caret_alone(
    x_display: str, run_script: RunScript
) -> None:
    done = run_script("map_into_window.py", DISPLAY=x_display, QT_QPA_PLATFORM="xcb")

    if "Could not load the Qt platform plugin" in done.stderr:
        pytest.skip("Qt finds no way to an X display here")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "same window": True,
        "focus lost to": [],
        "typed": "abcxyz",
        "typed on": True,
        "caret at end": True,
        "faults": [],
    }
