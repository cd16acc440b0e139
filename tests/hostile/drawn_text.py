"""What a widget really draws, letter by letter: it is painted into an SVG, which keeps texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class DrawnText:
    """Letters of one font at one height."""

    letters: str
    y: float
    weight: int


def drawn_texts(widget: QWidget) -> list[DrawnText]:
    """Return every text that painting ``widget`` with all that is in it draws, in its order."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QSvgGenerator()
    picture.setOutputDevice(buffer)
    picture.setSize(widget.size())
    widget.render(picture)
    del picture  # it writes its end
    svg = bytes(buffer.data().data()).decode("utf-8", "replace")
    return [_drawn(attributes, letters) for attributes, letters in _TEXT.findall(svg)]


def drawn(widget: QWidget) -> str:
    """Return all that is drawn as one text."""
    return "".join(text.letters for text in drawn_texts(widget))


def shown_of_tool_tip(tip: str) -> str:
    """Return what a tooltip shows of ``tip``: Qt guesses whether it is HTML."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def _drawn(attributes: str, letters: str) -> DrawnText:
    facts = dict(_ATTRIBUTE.findall(attributes))
    return DrawnText(unescape(letters), float(facts["y"]), int(facts.get("font-weight", 400)))


_TEXT: Final = re.compile(r"<text([^>]*)>([^<]*)</text>")
_ATTRIBUTE: Final = re.compile(r'([-\w]+)="([^"]*)"')
