from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.dial_request import NumberShown
from crm_desktop.domain.dialling import dialling_of
from crm_desktop.ui.shared.copy_menu import dials_of_number, open_copy_menu


class Page(QWidget):
    """A part of the window that takes numbers to dial."""

    dial_wanted = Signal(str, object)


@pytest.mark.parametrize(
    ("entry", "shown"),
    [(0, NumberShown.AS_USUAL), (1, NumberShown.HIDDEN), (2, NumberShown.SHOWN)],
)
@pytest.mark.parametrize("number", ["+819012345678", "090-1234-5678", "+12125550123"])
def test_chosen_entry_asks_the_window_to_dial(
    qtbot: QtBot, entry: int, shown: NumberShown, number: str
) -> None:
    page = Page()
    qtbot.addWidget(page)
    label = QWidget(QWidget(page))
    menu = open_copy_menu(label, QPoint(0, 0), dials_of_number(number))

    with qtbot.waitSignal(page.dial_wanted) as wanted:
        menu.actions()[entry].trigger()

    dialling = dialling_of(wanted.args[0])
    assert (dialling.number, dialling.number_shown) == (dialling_of(number).number, shown)


def test_no_number_is_nothing_to_dial() -> None:
    assert dials_of_number("") == []
