"""The panes side by side, looked at one by one or all alike."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.ui.paper_viewer.canvas import PageCanvas, ViewChange
from crm_desktop.ui.paper_viewer.light import Light
from crm_desktop.ui.paper_viewer.pane import PaperViewPane
from crm_desktop.ui.paper_viewer.paper_choice import MOST_PANES
from crm_desktop.ui.paper_viewer.state import PaneState, ViewerState
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tokens import SIZES

_A4 = math.sqrt(2)


class PaneGrid(QWidget):
    """Up to four panes; while ``is_linked`` a change of one view or light is one of all."""

    command_wanted = Signal(object)  # Command
    pane_entered = Signal(int)
    paper_dropped = Signal(int, int)  # row of the strip, pane
    detail_wanted = Signal(int, object)  # pane, rows of its page from 0 to 1
    view_changed = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_linked = False
        self._shown = 0
        self._active = 0
        self._columns = 0
        self.panes = [PaperViewPane(formats, self) for _ in range(MOST_PANES)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SIZES.gap)
        for place, pane in enumerate(self.panes):
            pane.hide()
            pane.canvas.command_wanted.connect(self.command_wanted)
            pane.canvas.change_wanted.connect(partial(self.change_view, place))
            pane.canvas.detail_wanted.connect(partial(self.detail_wanted.emit, place))
            pane.canvas.entered.connect(partial(self.pane_entered.emit, place))
            pane.paper_dropped.connect(partial(self._on_dropped, place))

    def show_panes(self, state: ViewerState) -> None:
        """Show the papers that lie in the panes."""
        self._active = state.active
        for place, pane in enumerate(self.panes):
            is_there = place < len(state.panes)
            shown = state.panes[place] if is_there else PaneState()
            pane.show_pane(shown, state.today, pages_known=state.pages_known)
            pane.canvas.set_active(is_there and place == state.active)
            pane.setVisible(is_there)
        if self._shown != len(state.panes):
            self._shown = len(state.panes)
            self._arrange()
        self.view_changed.emit()

    @property
    def active_canvas(self) -> PageCanvas:
        """The canvas that keys act on."""
        return self.panes[self._active].canvas

    def change_active(self, change: ViewChange) -> None:
        """Look otherwise at the active page, and at all when they are linked."""
        self.change_view(self._active, change)

    def change_view(self, place: int, change: ViewChange) -> None:
        """Look otherwise at the page of a pane, and at all when they are linked."""
        for canvas in self._meant(place):
            canvas.change_view(change)
        self.view_changed.emit()

    def set_light(self, light: Light) -> None:
        """Show the active page in another light, and all when they are linked."""
        for canvas in self._meant(self._active):
            canvas.set_light(light)
        self.view_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes so that upright pages are as large as can be."""
        super().resizeEvent(event)
        self._arrange()

    def _meant(self, place: int) -> list[PageCanvas]:
        if not self.is_linked:
            return [self.panes[place].canvas]
        return [pane.canvas for pane in self.panes[: self._shown]]

    def _on_dropped(self, place: int, row: int) -> None:
        self.paper_dropped.emit(row, place)

    def _arrange(self) -> None:
        columns = columns_for(self._shown, self.width(), self.height())
        for place, pane in enumerate(self.panes):
            self._grid.removeWidget(pane)
            self._grid.addWidget(pane, place // columns, place % columns)
        for number in range(MOST_PANES):
            rows = -(-self._shown // columns)
            self._grid.setColumnStretch(number, int(number < columns))
            self._grid.setRowStretch(number, int(number < rows))


def columns_for(panes: int, width: int, height: int) -> int:
    """Return in how many columns upright pages are largest; at least one."""
    best, best_size = 1, 0.0
    for columns in range(1, max(panes, 1) + 1):
        rows = -(-max(panes, 1) // columns)
        size = min(width / columns, height / rows / _A4)
        if size > best_size * 1.001:
            best, best_size = columns, size
    return best
