"""Walks the accessibility tree of every screen: whatever takes the caret has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.call_log.panel import CallLogPanel
from crm_desktop.ui.call_rules.settings_form import SettingsForm
from crm_desktop.ui.card_drafts.line import CardDraftsLine
from crm_desktop.ui.conflict.panel import ConflictPanel
from crm_desktop.ui.conflict.state import ConflictField, ConflictState
from crm_desktop.ui.customer_edit.panel import CustomerEditPanel
from crm_desktop.ui.customer_moves.panel import CustomerMovesPanel
from crm_desktop.ui.demo_bar.panel import DemoBarPanel
from crm_desktop.ui.doctor.dialog import DoctorDialog, Patient
from crm_desktop.ui.error_display import BugReportDialog
from crm_desktop.ui.floor.people_pane import FloorPeoplePane
from crm_desktop.ui.floor.wall import FloorWall
from crm_desktop.ui.kept_drafts.pane import KeptDraftsPane
from crm_desktop.ui.key_help.dialog import KeyHelpDialog
from crm_desktop.ui.lock.panel import LockPanel
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.new_customer.panel import NewCustomerPanel
from crm_desktop.ui.new_order.panel import NewOrderPanel
from crm_desktop.ui.openings.opened_dialog import OpenedCardsDialog
from crm_desktop.ui.openings.panel import OpeningsPanel
from crm_desktop.ui.password_change.dialog import PasswordChangeDialog
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.sign_in.window import SignInWindow
from crm_desktop.ui.staff.panel import StaffPanel
from tests.ui.conftest import NOW
from tests.ui.letter_inbox.letters import a_panel


def locked_desk() -> QWidget:
    desk = QWidget()
    LockPanel(desk).show()
    return desk


def collision_page() -> QWidget:
    page = ConflictPanel()
    fields = (
        ConflictField("name", "氏名", "髙橋", "髙𣘺", "高橋"),
        ConflictField("memo", "Memo", "", "", "x"),
    )
    page.show_state(ConflictState("髙橋 C-004182", fields))
    return page


SCREENS: list[Callable[[Formats], QWidget]] = [
    lambda _formats: DemoBarPanel(),
    lambda _formats: BugReportDialog(),
    lambda formats: DoctorDialog(Patient("201", sees_all=True), formats),
    lambda _formats: KeyHelpDialog(demo=True),
    lambda formats: NewCustomerPanel(formats, lambda: date(2026, 11, 23)),
    StaffPanel,
    CallLogPanel,
    CustomerMovesPanel,
    FloorWall,
    lambda formats: FloorPeoplePane(formats, exports=True),
    OpeningsPanel,
    lambda formats: OpenedCardsDialog(formats, today=date(2026, 11, 23)),
    lambda _formats: SettingsForm(),
    lambda _formats: SignInWindow(),
    lambda _formats: PasswordChangeDialog(),
    lambda _formats: locked_desk(),
    lambda _formats: a_panel(),
    NewOrderPanel,
    lambda formats: CustomerEditPanel(formats, lambda: NOW),
    lambda _formats: collision_page(),
    lambda formats: KeptDraftsPane(formats, lambda: NOW),
    CardDraftsLine,
]


def interfaces(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield top
    for number in range(top.childCount()):
        child = top.child(number)
        if child is not None:
            yield from interfaces(child)


def nameless(top: QWidget) -> list[str]:
    """Return what the keyboard reaches without a name, below ``top``."""
    found = []
    for interface in interfaces(QAccessible.queryAccessibleInterface(top)):
        widget = interface.object()
        takes_caret = isinstance(widget, QWidget) and (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        )
        if takes_caret and not interface.text(QAccessible.Text.Name):
            found.append(f"{widget.metaObject().className()} {widget.objectName()}")
    return found


def test_whatever_takes_the_caret_in_the_window_has_a_name(window: MainWindow) -> None:
    assert nameless(window) == []


@pytest.mark.parametrize("make", SCREENS)
def test_whatever_takes_the_caret_on_a_screen_has_a_name(
    qtbot: QtBot, formats: Formats, make: Callable[[Formats], QWidget]
) -> None:
    screen = make(formats)
    qtbot.addWidget(screen)
    screen.show()

    assert nameless(screen) == []


def test_rows_of_a_list_are_read_out(window: MainWindow) -> None:
    rows = QAccessible.queryAccessibleInterface(window.call_list.rows)

    names = [child.text(QAccessible.Text.Name) for child in interfaces(rows)]

    assert {"Calls", "Missed 0", "Today 0", "Late 0"} <= set(names)
