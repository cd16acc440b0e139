"""The last column of the card: papers or the map, whichever its heading is switched to."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.tokens import SIZES


class SideView(StrEnum):
    """What the last column shows; for a large map the orders step aside."""

    PAPERS = "papers"
    MAP = "map"
    LARGE_MAP = "large_map"


class SideColumn(QWidget):
    """Shows ``papers`` until a map is put in and wanted; its switch only says what is wanted."""

    papers_wanted = Signal()
    map_wanted = Signal()

    def __init__(self, papers: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers = papers
        self.papers_switch = self._switch(self.tr("Papers"))
        self.map_switch = self._switch(self.tr("Map"))
        self.papers_switch.clicked.connect(self._on_papers)
        self.map_switch.clicked.connect(self._on_map)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(papers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading())
        layout.addWidget(self.stack, 1)
        self.show_view(SideView.PAPERS)

    def put_map(self, panel: QWidget) -> None:
        """Take the map; it stays hidden until it is shown."""
        self.stack.addWidget(panel)

    def show_view(self, view: SideView) -> None:
        """Show papers or map; without a map that was put in, its place stays with the papers."""
        page = self._papers if view is SideView.PAPERS else self.stack.widget(1)
        self.stack.setCurrentWidget(page or self._papers)
        self.papers_switch.setChecked(view is SideView.PAPERS)
        self.map_switch.setChecked(view is not SideView.PAPERS)

    def _on_papers(self) -> None:
        self.papers_wanted.emit()

    def _on_map(self) -> None:
        self.map_wanted.emit()

    def _switch(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setProperty("look", "switch")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _heading(self) -> QWidget:
        heading = QWidget(self)
        row = QHBoxLayout(heading)
        row.setContentsMargins(SIZES.gap, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        row.setSpacing(SIZES.gap_small)
        group = QButtonGroup(self)
        for button, keys in ((self.papers_switch, "F6"), (self.map_switch, "F7")):
            group.addButton(button)
            row.addWidget(button)
            row.addWidget(KeyHint(keys, heading))
            row.addSpacing(SIZES.gap_small)
        row.addStretch(1)
        heading.setFixedHeight(SIZES.row + SIZES.gap_small)
        return heading
