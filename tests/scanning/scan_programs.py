"""Programs that scan, for tests: the fake scanner of SANE, and scripts of our own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

needs_sane = pytest.mark.skipif(
    shutil.which("scanimage") is None, reason="scanimage (Debian: sane-utils) is not installed"
)


def script(folder: Path, text: str) -> list[str]:
    """Return the words that run ``text`` as a Python program."""
    path = folder / "scan program.py"
    path.write_text(text, encoding="utf-8")
    return [sys.executable, str(path)]
