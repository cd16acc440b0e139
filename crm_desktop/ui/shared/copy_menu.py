"""The menu of the right mouse button: what can be copied from where it was pressed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line

translate = QCoreApplication.translate

_SHOWN_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Copy:
    """One entry of the menu: its words, and the text it puts on the clipboard.

    With ``dials`` the text is a number, which the window is asked to dial instead.
    """

    words: str
    text: str
    dials: bool = False


def copy_of(text: str) -> list[Copy]:
    """Return the entry that copies ``text`` as it is shown; none for an empty one."""
    return [Copy(filled(translate("copy", "Copy %1"), text), text)] if text else []


def copies_of_number(number: str, formats: Formats) -> list[Copy]:
    """Return the entries for the E.164 ``number``: with hyphens, digits only, then dialling."""
    shown = formats.phone(number)
    plain = "".join(sign for sign in shown if sign.isdigit() or sign == "+")
    copies = [*copy_of(shown), *(copy_of(plain) if plain != shown else [])]
    return [*copies, *dials_of_number(number)]


def dials_of_number(number: str) -> list[Copy]:
    """Return the entries that dial ``number``, as usual or with 184 or 186; none for an empty one.

    It may be in E.164 or as it is written.
    """
    if not number:
        return []
    return [
        Copy(translate("copy", "Dial"), number, dials=True),
        Copy(translate("copy", "Dial with 184 (do not show our number)"), f"184 {number}", True),
        Copy(translate("copy", "Dial with 186 (show our number)"), f"186 {number}", True),
    ]


def open_copy_menu(parent: QWidget, where: QPoint, copies: Iterable[Copy]) -> QMenu:
    """Open the menu at the global ``where`` and return it; it goes when it is closed."""
    menu = QMenu(parent)
    for copy in copies:
        words = one_line(copy.words)  # a tab would begin the column of keys
        shown = words if len(words) <= _SHOWN_CHARACTERS else f"{words[:_SHOWN_CHARACTERS]}…"
        action = menu.addAction(shown.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False, copy=copy: _do(parent, copy))
    menu.aboutToHide.connect(menu.deleteLater)
    if menu.isEmpty():
        menu.deleteLater()
    else:
        menu.popup(where)
    return menu


def copy_text(text: str) -> None:
    """Put ``text`` on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def _do(widget: QWidget, copy: Copy) -> None:
    if copy.dials:
        _wish_to_dial(widget, copy.text)
    else:
        copy_text(copy.text)


def _wish_to_dial(widget: QWidget | None, number: str) -> None:
    """Tell the nearest part of the window that takes numbers to dial."""
    while widget is not None:
        signal = getattr(widget, "dial_wanted", None)
        if isinstance(signal, SignalInstance):
            signal.emit(number, None)
            return
        widget = widget.parentWidget()
