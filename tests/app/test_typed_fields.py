"""Whatever can be typed into is kept as a draft, or there is a reason why it is not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import crm_desktop
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.draft import DraftKind
from tests.app.conftest import OpenDesk
from tests.app.typed_fields import FIELDS, PASSWORD, READ_ONLY

ROOT: Final = Path(crm_desktop.__file__).parent
QT: Final = {
    "QLineEdit",
    "QPlainTextEdit",
    "QTextEdit",
    "QTextBrowser",
    "QSpinBox",
    "QDoubleSpinBox",
    "QKeySequenceEdit",
    "QInputDialog",
}
ROUND_A_FIELD: Final = "FormField"  # a field with its label


def modules() -> dict[str, ast.Module]:
    """Return all that can make a field, by their dotted names."""
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "app").rglob("*.py")]
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts): ast.parse(file.read_text("utf-8"))
        for file in files
    }


def fields_of(found: dict[str, ast.Module]) -> Iterator[str]:
    """Yield where fields are made: module, class or function, and what they are called there."""
    kinds = field_classes(found)
    for name, module in found.items():
        for node in module.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                for called in made_in(node, kinds):
                    yield ".".join(filter(None, (name, node.name, called)))


def field_classes(found: dict[str, ast.Module]) -> set[str]:
    """Return the names of Qt's fields, of ours that are such, and of those round one."""
    kinds, before = {*QT, ROUND_A_FIELD}, set[str]()
    classes = [node for one in found.values() for node in ast.walk(one)]
    while kinds != before:
        before = set(kinds)
        for node in classes:
            if isinstance(node, ast.ClassDef) and any(called(base) in kinds for base in node.bases):
                kinds.add(node.name)
    return kinds


def made_in(node: ast.AST, kinds: set[str]) -> set[str]:
    """Return what fields are called that a class or a function makes, "" for what it returns."""
    names = dict(assigned(node))
    return {
        names.get(id(one), "")
        for one in ast.walk(node)
        if (isinstance(one, ast.Call) and called(one.func) in kinds) or is_editable(one)
    }


def assigned(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the ids of all that is below something that is assigned, with its name."""
    for one in ast.walk(node):
        if isinstance(one, ast.Assign | ast.AnnAssign) and one.value is not None:
            target = one.targets[0] if isinstance(one, ast.Assign) else one.target
            pairs = [(target, one.value)]
            if isinstance(target, ast.Tuple) and isinstance(one.value, ast.Tuple):
                pairs = list(zip(target.elts, one.value.elts, strict=True))
            for left, right in pairs:
                yield from ((id(below), called(left)) for below in ast.walk(right))


def called(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def is_editable(node: ast.AST) -> bool:
    """Tell whether ``node`` lets a list or a table be typed into."""
    if isinstance(node, ast.Call) and called(node.func) == "setEditable":
        return True
    return isinstance(node, ast.Attribute) and node.attr == "ItemIsEditable"


@pytest.fixture(scope="module")
def found() -> dict[str, ast.Module]:
    return modules()


def test_each_field_has_a_draft_or_a_reason(found: dict[str, ast.Module]) -> None:
    new = set(fields_of(found)) - FIELDS.keys()

    assert not new, "name a draft or a reason for these in typed_fields.py"


def test_no_field_is_listed_that_is_gone(found: dict[str, ast.Module]) -> None:
    assert FIELDS.keys() - set(fields_of(found)) == set()


@pytest.mark.parametrize("field", [name for name, why in FIELDS.items() if why == READ_ONLY])
def test_what_is_only_read_cannot_be_typed_into(field: str, found: dict[str, ast.Module]) -> None:
    module, _class, name = field.rsplit(".", 2)

    assert f"self.{name}.setReadOnly(True)" in ast.unparse(found[module])


@pytest.mark.parametrize("field", [name for name, why in FIELDS.items() if why == PASSWORD])
def test_what_holds_a_password_hides_it(field: str, found: dict[str, ast.Module]) -> None:
    module = field.rsplit(".", 2)[0]

    assert "PasswordField" in ast.unparse(found[module])


def test_what_is_said_of_other_fields_are_reasons() -> None:
    said = [why for why in FIELDS.values() if not isinstance(why, DraftKind)]

    assert all(len(why.split()) >= 3 for why in said)


def test_each_draft_of_a_field_is_brought_back_by_somebody(
    own_database: Database, open_desk: OpenDesk
) -> None:
    program = open_desk(own_database, OPERATOR)
    kinds = {why for why in FIELDS.values() if isinstance(why, DraftKind)}

    assert kinds - program.kept.presenter._served.keys() == set()
