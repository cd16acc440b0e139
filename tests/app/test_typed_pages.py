"""Each field on the pages of a real desk is typed into: it is a draft where it is listed as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.note import ContactNote, NoteCategory
from crm_desktop.database.roles import ADMIN, EXPORTER, OPERATOR, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.shared.parts_panel import PartsPanel
from crm_desktop.ui.tasks.state import WorkView
from tests.app.conftest import OpenDesk
from tests.app.typed_fields import FIELDS, PART
from tests.builders import a_customer

Field = QLineEdit | QPlainTextEdit | QTextEdit
KINDS: Final = frozenset(DraftKind)
LISTED: Final = {".".join(name.rsplit(".", 2)[1:]): why for name, why in FIELDS.items()}


@pytest.fixture
def customer_id(own_database: Database) -> int:
    """Return somebody with a note that waits for approval."""
    with own_database.writing() as session:
        category = NoteCategory(label_ja="苦情", needs_approval=True)
        session.add(category)
        customer_id = a_customer(session, "髙橋 﨑").id
        session.flush()
        now = datetime.now(UTC)
        note = ContactNote(
            operation_id=uuid4(),
            customer_id=customer_id,
            category_id=category.id,
            body="箱が潰れていた",
            state="in_progress",
            happened_at=now,
            approval="asked",
            approval_asked_at=now,
        )
        session.add(note)
    return customer_id


def show_card(program: Program, customer_id: int, qtbot: QtBot) -> None:
    program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    qtbot.waitUntil(lambda: program.card.note.shown_note is not None)


def show_form(program: Program, _customer_id: int, _qtbot: QtBot) -> None:
    program.form.open("")


def show_order(program: Program, customer_id: int, qtbot: QtBot) -> None:
    show_card(program, customer_id, qtbot)
    program.orders.open()
    qtbot.waitUntil(program.furniture.order_panel.isVisible)


def show_editing(program: Program, customer_id: int, qtbot: QtBot) -> None:
    show_card(program, customer_id, qtbot)
    program.editing.open()
    qtbot.waitUntil(program.furniture.edit_panel.isVisible)


def show_approvals(program: Program, _customer_id: int, qtbot: QtBot) -> None:
    program.tasks.open(WorkView.APPROVALS)
    qtbot.waitUntil(lambda: program.tasks.presenter.state.approval is not None)


def show_moves(program: Program, _customer_id: int, _qtbot: QtBot) -> None:
    program.office.open_moves()


def show_figures(program: Program, _customer_id: int, _qtbot: QtBot) -> None:
    program.office.open_floor_figures()


def show_staff(program: Program, _customer_id: int, qtbot: QtBot) -> None:
    program.office.open_staff()
    presenter = program.office._staff_presenter
    assert presenter is not None
    qtbot.waitUntil(lambda: presenter.state.loaded)
    presenter.begin_new()


PAGES: Final = (
    show_card,
    show_form,
    show_order,
    show_editing,
    show_approvals,
    show_moves,
    show_figures,
    show_staff,
)


@pytest.fixture
def program(own_database: Database, open_desk: OpenDesk) -> Program:
    return open_desk(own_database, OPERATOR, SUPERVISOR, ADMIN, EXPORTER)


@pytest.mark.parametrize("show", PAGES)
def test_what_is_typed_on_a_page_is_kept_as_it_is_listed(
    show: Callable[[Program, int, QtBot], None], program: Program, customer_id: int, qtbot: QtBot
) -> None:
    show(program, customer_id, qtbot)

    wrong, kept = typed_into(program)

    assert kept > 0
    assert wrong == {}


@pytest.mark.parametrize("which", ["rules", "map_settings", "printed"])
def test_what_is_typed_into_lists_of_rules_is_kept(
    which: str, program: Program, qtbot: QtBot
) -> None:
    getattr(program.office, f"open_{which}")()
    panel = program.window.pages.currentWidget()
    assert isinstance(panel, PartsPanel)

    kept = 0
    for place in range(panel.parts.count()):
        panel.show_part(place)
        wrong, of_part = typed_into(program)
        assert wrong == {}
        kept += of_part

    assert kept > 0


def typed_into(program: Program) -> tuple[dict[str, str], int]:
    """Type into all that is on the page; return what is not kept as listed, and how much is."""
    page = program.window.pages.currentWidget()
    assert page is not None
    wrong: dict[str, str] = {}
    kept = 0
    for field in list(fields_on(page)):
        listed = listed_as(field)
        kinds = kinds_kept(program, field)
        fits = kinds == {listed} if listed in KINDS else bool(kinds) == (listed is None)
        if not fits:
            wrong[f"{type(field.parent()).__name__} {field.accessibleName()}"] = str(kinds)
        kept += bool(kinds)
    return wrong, kept


def fields_on(page: QWidget) -> Iterator[Field]:
    for one in page.findChildren(QWidget):
        inside = isinstance(one.parent(), QAbstractSpinBox | QComboBox)
        if isinstance(one, Field) and one.isVisible() and one.isEnabled() and not inside:
            hidden = isinstance(one, QLineEdit) and one.echoMode() != QLineEdit.EchoMode.Normal
            if not one.isReadOnly() and not hidden:
                yield one


def listed_as(field: Field) -> DraftKind | str | None:
    """Return what the list says of ``field``; None where one function makes several kept ones."""
    above: QWidget | None = field
    while above is not None:
        for name, value in vars(above).items():
            listed = LISTED.get(f"{type(above).__name__}.{name}")
            if value is field and listed != PART:
                return listed
        above = above.parentWidget()
    return None


def kinds_kept(program: Program, field: Field) -> set[DraftKind]:
    """Type as a Japanese keyboard does, and return what was kept of it."""
    kept: list[Draft] = []
    program.drafts.kept.connect(kept.append)
    event = QInputMethodEvent()
    event.setCommitString("1")
    QApplication.sendEvent(field, event)
    program.drafts.kept.disconnect(kept.append)
    return {draft.kind for draft in kept}
