from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.ui.demo_bar.panel import DemoBarPanel, DemoCaller

F9 = Qt.Key.Key_F9
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(qtbot: QtBot) -> DemoBarPanel:
    bar = DemoBarPanel()
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    return bar


@pytest.mark.parametrize("caller", DemoCaller)
def test_each_button_lets_its_caller_ring(
    bar: DemoBarPanel, qtbot: QtBot, caller: DemoCaller
) -> None:
    with qtbot.waitSignal(bar.call_wanted) as wanted:
        bar.buttons[caller].click()

    assert wanted.args == [caller]


def test_a_key_lets_the_known_customer_ring(bar: DemoBarPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.call_wanted) as wanted:
        QTest.keyClick(bar, F9)

    assert wanted.args == [DemoCaller.KNOWN]


def test_keys_answer_and_hang_up(bar: DemoBarPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignals([bar.answer_wanted, bar.hang_up_wanted]):
        QTest.keyClick(bar, F9, SHIFT)
        QTest.keyClick(bar, Qt.Key.Key_F10, SHIFT)
