"""Shows the viewer on a second screen and back: run as a process, on a platform with two."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.state import card_state
from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel
from crm_desktop.ui.paper_viewer.place import ViewerPlace
from crm_desktop.ui.paper_viewer.state import PaneState, ViewerState
from crm_desktop.ui.shared.formats import Formats
from tests.ui.conftest import NOW
from tests.ui.customer_card.cards import JAPAN, a_card
from tests.ui.paper_viewer.scans import LETTERS, PAPERS, TODAY

OPEN = ViewerState(is_open=True, today=TODAY, papers=PAPERS, panes=(PaneState(LETTERS[0]),))


def main(settings_file: str) -> None:
    """Print where the viewer stands after each step, one word a line."""
    application = QApplication([])
    formats = Formats("en", JAPAN)
    card = CustomerCardPanel(formats)
    card.show_state(card_state(a_card(), NOW, JAPAN))
    card.setGeometry(QGuiApplication.screens()[0].geometry())
    card.show()
    settings = QSettings(settings_file, QSettings.Format.IniFormat)
    place = _opened(card, formats, settings)
    print(_where(card, place))
    panel = place.parent()
    assert isinstance(panel, PaperViewerPanel)
    QTest.keyClick(panel.grid.active_canvas, Qt.Key.Key_S)
    application.processEvents()
    print(_where(card, place))
    place.show_state(ViewerState())
    print(_where(card, place))
    print(_where(card, _opened(card, formats, settings)))
    del application


def _opened(card: CustomerCardPanel, formats: Formats, settings: QSettings) -> ViewerPlace:
    panel = PaperViewerPanel(formats, card.papers.model, card)
    place = ViewerPlace(card, panel, settings, "田所")
    panel.show_state(OPEN)
    place.show_state(OPEN)
    QApplication.processEvents()
    return place


def _where(card: CustomerCardPanel, place: ViewerPlace) -> str:
    panel = place.parent()
    assert isinstance(panel, PaperViewerPanel)
    note = "beside" if panel.isAncestorOf(card.note.body) else "on the card"
    if not panel.isVisible():
        return f"away, note {note}"
    name = panel.screen().name()
    return f"{'alone' if panel.isWindow() else 'over the card'} on {name}, note {note}"


if __name__ == "__main__":
    main(sys.argv[1])
