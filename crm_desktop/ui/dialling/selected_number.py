"""The number that somebody has selected, wherever the caret is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from crm_desktop.domain.dial_request import DialProblem
from crm_desktop.domain.dialling import dialling_of
from crm_desktop.errors.dialling import NotDialled


def selected_number(widget: QWidget | None) -> str:
    """Return the text selected in ``widget`` if it is meant as a number, else "".

    Also one that is never dialled: who selects 110 must not reach somebody else.
    """
    selected = _selected_text(widget)
    try:
        dialling_of(selected)
    except NotDialled as error:
        return "" if error.problem == DialProblem.NO_NUMBER else selected
    return selected


def _selected_text(widget: QWidget | None) -> str:
    match widget:
        case QLineEdit() | QLabel():
            return widget.selectedText()
        case QTextEdit() | QPlainTextEdit():
            return widget.textCursor().selectedText()
        case _:
            return ""
