from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from crm_desktop.app.later_modules import OF_EVERYBODY, OF_GROUPS

APP = Path(__file__).parents[2] / "crm_desktop" / "app"
READ_ON_WORKERS = {
    "crm_desktop.app.address_map_parts",
    "crm_desktop.telephony.ami_channels",
    "crm_desktop.telephony.ami_replay",
}
"""Imported where the work is done, or read on a worker by whoever needs it."""


def imported_later() -> Iterator[str]:
    """Return our modules that functions of the desk import when they are called."""
    for path in APP.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.ImportFrom) and node.module is not None:
                        yield node.module


def test_every_module_that_a_page_brings_is_read_ahead() -> None:
    known = {*OF_EVERYBODY, *chain.from_iterable(OF_GROUPS.values()), *READ_ON_WORKERS}
    later = {name for name in imported_later() if name.startswith("crm_desktop.")}

    assert later - known == set()
