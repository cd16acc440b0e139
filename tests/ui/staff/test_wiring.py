from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.staff import AddedStaff
from crm_desktop.background.jobs import Jobs
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.staff.panel import StaffPanel
from crm_desktop.ui.staff.presenter import StaffPresenter, StaffWork
from crm_desktop.ui.staff.state import StaffField
from crm_desktop.ui.staff.wiring import connect_staff
from tests.ui.staff.people import EVERYBODY, NOW


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats, inline_jobs: Jobs) -> StaffPanel:
    panel = StaffPanel(formats, now=lambda: NOW)
    qtbot.addWidget(panel)
    work = StaffWork(
        load=lambda: EVERYBODY,
        add=lambda _login, _form: AddedStaff(9, "x"),
        change=lambda *_what: None,
        deactivate=lambda _staff_id: 0,
        reactivate=lambda _staff_id: None,
        reset_password=lambda *_whose: "x",
    )
    presenter = StaffPresenter(work, "tadokoro", inline_jobs, panel)
    connect_staff(presenter, panel)
    presenter.load()
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    panel.table.setFocus()
    return panel


@pytest.mark.parametrize(
    "ask",
    [
        lambda panel: panel.new.click(),
        lambda panel: QTest.keyClick(panel, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_somebody_new_is_typed_at_once(
    panel: StaffPanel, ask: Callable[[StaffPanel], None]
) -> None:
    ask(panel)

    assert panel.form.fields[StaffField.NAME].edit.hasFocus()
    assert panel.form.fields[StaffField.NAME].edit.text() == ""
