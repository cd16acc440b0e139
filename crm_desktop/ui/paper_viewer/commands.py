"""What can be done with papers by one key each, while a pane has the caret."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Command(Enum):
    """One thing to do."""

    ONE = auto()
    TWO = auto()
    THREE = auto()
    FOUR = auto()
    LARGER = auto()
    SMALLER = auto()
    FIT_PAGE = auto()
    FIT_WIDTH = auto()
    ACTUAL = auto()
    TURN_RIGHT = auto()
    TURN_LEFT = auto()
    LINK = auto()
    BRIGHTER = auto()
    DARKER = auto()
    MORE_CONTRAST = auto()
    LESS_CONTRAST = auto()
    PENCIL = auto()
    PAPER_BEFORE = auto()
    PAPER_AFTER = auto()
    PAGE_BEFORE = auto()
    PAGE_AFTER = auto()
    PAN_LEFT = auto()
    PAN_RIGHT = auto()
    PAN_UP = auto()
    PAN_DOWN = auto()
    GATHER = auto()
    TEXT = auto()
    SCREEN = auto()
    CORRECT = auto()


COUNTS: Final = (Command.ONE, Command.TWO, Command.THREE, Command.FOUR)
_KEYS: Final = {
    Qt.Key.Key_1: Command.ONE,
    Qt.Key.Key_2: Command.TWO,
    Qt.Key.Key_3: Command.THREE,
    Qt.Key.Key_4: Command.FOUR,
    Qt.Key.Key_0: Command.ACTUAL,
    Qt.Key.Key_Plus: Command.LARGER,
    Qt.Key.Key_Equal: Command.LARGER,
    Qt.Key.Key_Semicolon: Command.LARGER,  # where + is on a Japanese keyboard
    Qt.Key.Key_Minus: Command.SMALLER,
    Qt.Key.Key_F: Command.FIT_PAGE,
    Qt.Key.Key_W: Command.FIT_WIDTH,
    Qt.Key.Key_R: Command.TURN_RIGHT,
    Qt.Key.Key_L: Command.LINK,
    Qt.Key.Key_B: Command.BRIGHTER,
    Qt.Key.Key_C: Command.MORE_CONTRAST,
    Qt.Key.Key_P: Command.PENCIL,
    Qt.Key.Key_D: Command.GATHER,
    Qt.Key.Key_T: Command.TEXT,
    Qt.Key.Key_S: Command.SCREEN,
    Qt.Key.Key_E: Command.CORRECT,
    Qt.Key.Key_Left: Command.PAPER_BEFORE,
    Qt.Key.Key_Right: Command.PAPER_AFTER,
    Qt.Key.Key_PageUp: Command.PAGE_BEFORE,
    Qt.Key.Key_PageDown: Command.PAGE_AFTER,
    Qt.Key.Key_Up: Command.PAN_UP,
    Qt.Key.Key_Down: Command.PAN_DOWN,
}
_WITH_SHIFT: Final = {
    Qt.Key.Key_R: Command.TURN_LEFT,
    Qt.Key.Key_B: Command.DARKER,
    Qt.Key.Key_C: Command.LESS_CONTRAST,
    Qt.Key.Key_Left: Command.PAN_LEFT,
    Qt.Key.Key_Right: Command.PAN_RIGHT,
}
_OTHERS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def command_of(event: QKeyEvent) -> Command | None:
    """Return what a key means; None for keys that mean nothing here."""
    if event.modifiers() & _OTHERS:
        return None
    key = Qt.Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in _WITH_SHIFT:
        return _WITH_SHIFT[key]
    return _KEYS.get(key)
