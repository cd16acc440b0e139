"""The switches of the history are never cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.customer_card.switch_rows import SwitchRows


@pytest.mark.parametrize(("share", "rows"), [(1.3, 1), (0.8, 2)])
def test_switches_stand_in_two_rows_where_one_is_too_narrow(
    qtbot: QtBot, share: float, rows: int
) -> None:
    switches = [QToolButton() for _ in range(7)]
    for switch in switches:
        switch.setText("Enclosed")
    page = QWidget()
    qtbot.addWidget(page)
    box = SwitchRows(switches, page)
    with qtbot.waitExposed(page):
        page.show()
    box.resize(int(share * sum(switch.sizeHint().width() for switch in switches)), 80)

    qtbot.waitUntil(lambda: len({switch.y() for switch in switches}) == rows)
    assert all(switch.width() >= switch.sizeHint().width() for switch in switches)
