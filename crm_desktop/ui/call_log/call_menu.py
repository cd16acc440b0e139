"""The menu of the right mouse button on a call: copy, call back, search."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.database.queries.call_log import LoggedCall
from crm_desktop.ui.shared.copy_menu import Copy, copies_of_number, copy_of, copy_text
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line, shortened

_SHOWN_CHARACTERS = 40


class CallMenu(QMenu):
    """What can be done with the number of a call, and with the name."""

    dial_wanted = Signal(str)  # the number, with 184 or 186 before it where that is chosen
    search_wanted = Signal(str)  # the number as it is written

    def __init__(self, call: LoggedCall, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        number = call.caller or ""
        for copy in (*copies_of_number(number, formats), *copy_of(call.customer_name)):
            words = shortened(one_line(copy.words), _SHOWN_CHARACTERS)
            action = self.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, copy=copy: self._do(copy))
        if number:
            search = self.addAction(self.tr("Search customers with this number"))
            search.triggered.connect(lambda: self.search_wanted.emit(formats.phone(number)))
        self.aboutToHide.connect(self.deleteLater)

    def _do(self, copy: Copy) -> None:
        if copy.dials:
            self.dial_wanted.emit(copy.text)
        else:
            copy_text(copy.text)


def open_call_menu(parent: QWidget, where: QPoint, call: LoggedCall, formats: Formats) -> CallMenu:
    """Open the menu of ``call`` at the global ``where``, unless nothing can be done with it."""
    menu = CallMenu(call, formats, parent)
    if menu.isEmpty():
        menu.deleteLater()
    else:
        menu.popup(where)
    return menu
