"""Runs scripts beside the tests in processes of their own: the web engine may end its process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.ui.address_map.web_engine import TRIAL

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent

Outcome = subprocess.CompletedProcess[str]
RunScript = Callable[..., Outcome]


def run(line: list[str], **environment: str) -> Outcome:
    """Run Python without a screen and the sandbox (root has none); "" takes a variable away."""
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu",
        "PYTHONPATH": str(ROOT),
        **environment,
    }
    return subprocess.run(
        [sys.executable, *line],
        env={name: value for name, value in surroundings.items() if value},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture(scope="session")
def web_engine() -> None:
    """Skip where the web engine does not run; the map is drawn there, which is tested as well."""
    if run(["-m", TRIAL]).returncode:
        pytest.skip("the web engine does not run here")


@pytest.fixture(scope="session")
def run_script(web_engine: None) -> RunScript:
    """Return what runs a script of this folder."""
    return lambda name, *words, **environment: run([str(HERE / name), *words], **environment)
