"""The menu of the right mouse button: what can be copied from where it was pressed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line

translate = QCoreApplication.translate

_SHOWN_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Copy:
    """One entry of the menu: its words, and the text it puts on the clipboard."""

    words: str
    text: str


def copy_of(text: str) -> list[Copy]:
    """Return the entry that copies ``text`` as it is shown; none for an empty one."""
    return [Copy(filled(translate("copy", "Copy %1"), text), text)] if text else []


def copies_of_number(number: str, formats: Formats) -> list[Copy]:
    """Return the entries for the E.164 ``number``: with hyphens, then digits only."""
    shown = formats.phone(number)
    plain = "".join(sign for sign in shown if sign.isdigit() or sign == "+")
    return [*copy_of(shown), *(copy_of(plain) if plain != shown else [])]


def open_copy_menu(parent: QWidget, where: QPoint, copies: Iterable[Copy]) -> QMenu:
    """Open the menu at the global ``where`` and return it; it goes when it is closed."""
    menu = QMenu(parent)
    for copy in copies:
        words = one_line(copy.words)  # a tab would begin the column of keys
        shown = words if len(words) <= _SHOWN_CHARACTERS else f"{words[:_SHOWN_CHARACTERS]}…"
        action = menu.addAction(shown.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False, text=copy.text: copy_text(text))
    menu.aboutToHide.connect(menu.deleteLater)
    if not menu.isEmpty():
        menu.popup(where)
    return menu


def copy_text(text: str) -> None:
    """Put ``text`` on the clipboard."""
    QGuiApplication.clipboard().setText(text)
