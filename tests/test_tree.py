"""The shape of the source tree: what style.md promises, held by machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop import errors
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.error_text import has_sentence

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "common", "misc", "manager", "base_utils"}


def sources() -> Iterator[Path]:
    for folder in ("crm_desktop", "tests", "migrations"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.parent.name != "versions":
                yield path


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", list(sources()), ids=shown)
def test_file_and_its_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    long = [
        f"{node.name} in line {node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert len(text.splitlines()) <= LONGEST_FILE
    assert long == []


def test_every_package_says_what_lives_there() -> None:
    silent = [
        shown(path)
        for path in (ROOT / "crm_desktop").rglob("__init__.py")
        if [type(node) for node in ast.parse(path.read_text(encoding="utf-8")).body] != [ast.Expr]
    ]

    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [shown(path) for path in sources() if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_nobody_filters_the_events_of_the_whole_application() -> None:
    # The web engine's objects say nothing of their kind; shown one, PySide ends the process.
    called = re.compile(r"(?i)(application|qapp|instance\(\))\.installEventFilter")
    texts = {path: path.read_text(encoding="utf-8") for path in sources()}

    assert [shown(path) for path, text in texts.items() if called.search(text)] == []


def test_no_test_folder_is_a_package() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_test_folders_mirror_the_package() -> None:
    own = {"attacks", "benchmarks", "faults", "hostile", "wire"}
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    strangers = [
        shown(folder)
        for folder in folders
        if not own & set(folder.parts)
        and not (ROOT / "crm_desktop" / folder.relative_to(ROOT / "tests")).is_dir()
    ]

    assert strangers == []


def refusals(kind: type[CrmError]) -> Iterator[type[CrmError]]:
    for child in kind.__subclasses__():
        yield child
        yield from refusals(child)


@pytest.mark.parametrize("kind", sorted(refusals(CrmError), key=str))
def test_every_refusal_has_words_for_the_operator(kind: type[CrmError]) -> None:
    assert has_sentence(kind)


def test_refusals_are_all_in_one_place() -> None:
    modules = {kind.__module__ for kind in refusals(CrmError)}

    assert all(module.startswith(f"{errors.__name__}.") for module in modules)
