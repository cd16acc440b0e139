"""The papers large: the strip at the left, the panes, and what is read aloud at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.card_columns import DraggedSplitter
from crm_desktop.ui.customer_card.paper_list import TILE, PaperModel
from crm_desktop.ui.customer_card.paper_strip import PaperStrip
from crm_desktop.ui.page_text.find_bar import FindBar
from crm_desktop.ui.page_text.hits import HitsState
from crm_desktop.ui.paper_viewer.aloud import AloudPane
from crm_desktop.ui.paper_viewer.canvas import ZOOM_STEP
from crm_desktop.ui.paper_viewer.commands import COUNTS, Command
from crm_desktop.ui.paper_viewer.light import PENCIL, Light, lit
from crm_desktop.ui.paper_viewer.page_view import Fit, fitted, scaled, settled, turned
from crm_desktop.ui.paper_viewer.pane_grid import PaneGrid
from crm_desktop.ui.paper_viewer.state import ViewerState
from crm_desktop.ui.paper_viewer.tools import ViewerTools
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tokens import SIZES

FIND_KEY = "Ctrl+F"
_STRIP_WIDTH = TILE.width() + 12
_SIDE_WIDTH = 296
_NOTE_HEIGHT = 280
_PAN_STEP = 80
_LIGHT_STEP = 10
_LIGHTS = {
    Command.BRIGHTER: (_LIGHT_STEP, 0),
    Command.DARKER: (-_LIGHT_STEP, 0),
    Command.MORE_CONTRAST: (0, _LIGHT_STEP),
    Command.LESS_CONTRAST: (0, -_LIGHT_STEP),
}
_PANS = {
    Command.PAN_LEFT: (_PAN_STEP, 0),
    Command.PAN_RIGHT: (-_PAN_STEP, 0),
    Command.PAN_UP: (0, _PAN_STEP),
    Command.PAN_DOWN: (0, -_PAN_STEP),
}


class PaperViewerPanel(QWidget):
    """Shows what the presenter decided; zoom, place and light of the pages are its own."""

    close_wanted = Signal()
    count_wanted = Signal(int)
    paper_wanted = Signal(int, int)  # row of the strip, pane
    paper_step_wanted = Signal(int)
    page_step_wanted = Signal(int)
    gather_wanted = Signal()
    screen_wanted = Signal()
    pane_entered = Signal(int)

    def __init__(self, formats: Formats, papers: PaperModel, parent: QWidget | None = None) -> None:
        """``papers`` is the model of the card's own strip: its pictures are there already."""
        super().__init__(parent)
        self._state = ViewerState()
        self._hits = HitsState()
        self.setProperty("look", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tools = ViewerTools(formats, self)
        self.strip = ViewerStrip(papers)
        self.strip.setAccessibleName(self.tr("Papers"))
        self.grid = PaneGrid(formats, self)
        self.aloud = AloudPane(formats, self)
        self.side = DraggedSplitter(Qt.Orientation.Vertical, "")
        self.side.addWidget(self.aloud)
        self.parts = DraggedSplitter(Qt.Orientation.Horizontal, "", self)
        for part in (self.strip, self.grid, self.side):
            self.parts.addWidget(part)
        self.parts.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.gap_small)
        self.find_bar = FindBar(self)
        layout.addWidget(self.tools)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.parts, 1)
        self.setFocusProxy(self.grid.panes[0].canvas)
        self._connect()

    def show_state(self, state: ViewerState) -> None:
        """Make the widgets say what ``state`` says."""
        moved = state.active != self._state.active
        self._state = state
        if not state.is_open:
            self.find_bar.forget()
        self.tools.show_state(state)
        self.grid.show_panes(state)
        self.aloud.show_state(state)
        if state.active_pane.paper in state.papers:
            self.strip.show_current(state.papers.index(state.active_pane.paper))
        self.show_hits(self._hits)
        canvas = self.grid.active_canvas
        self.setFocusProxy(canvas)
        if moved and self.grid.isAncestorOf(self.focusWidget() or self):
            canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hits(self, hits: HitsState) -> None:
        """Mark what was found on the pages that are shown."""
        self._hits = hits
        self.find_bar.show_state(hits)
        for shown, pane in zip(self._state.panes, self.grid.panes, strict=False):
            pane.canvas.show_marks(hits.boxes_on(shown.page), hits.current_on(shown.page))

    def do(self, command: Command) -> None:
        """Do what a key or a button asks."""
        canvas = self.grid.active_canvas
        if command in COUNTS:
            self.count_wanted.emit(COUNTS.index(command) + 1)
        elif command in _PANS:
            canvas.pan_by(*_PANS[command])
        elif command in _LIGHTS:
            brightness, contrast = _LIGHTS[command]
            self.grid.set_light(lit(canvas.light, brightness=brightness, contrast=contrast))
        elif command in _SIZES:
            _SIZES[command](self)
        else:
            self._go(command)

    def set_linked(self, linked: bool) -> None:  # noqa: FBT001 - one thing it is or is not
        """Let all panes move alike, or each for itself."""
        self.grid.is_linked = linked
        self.tools.show_linked(linked)

    def show_text(self, wanted: bool) -> None:  # noqa: FBT001 - one thing it is or is not
        """Show what is read aloud, or leave the room to the papers."""
        self.aloud.setVisible(wanted)
        self.tools.text.setChecked(wanted)
        self._fit_side()

    def take_note(self, note: QWidget) -> None:
        """Give room to the note below the text."""
        self.side.addWidget(note)
        self._fit_side()

    def zoom(self, factor: float) -> None:
        """Make the active page larger, and the linked ones."""
        self.grid.active_canvas.zoom_by(factor)

    def fit(self, fit: Fit) -> None:
        """Fit the active page into its pane, and the linked ones."""
        self.grid.change_active(lambda view, page, room: settled(fitted(view, fit), page, room))

    def show_actual_size(self) -> None:
        """Show each pixel of the page as one of the screen."""
        self.grid.change_active(lambda view, page, room: settled(scaled(view, 1.0), page, room))

    def turn(self, degrees: int) -> None:
        """Turn the active page, on this screen only."""
        self.grid.active_canvas.change_view(
            lambda view, page, room: settled(turned(view, degrees), page, room)
        )

    def toggle_link(self) -> None:
        """Link the panes, or let each go its way."""
        self.set_linked(not self.grid.is_linked)

    def toggle_pencil(self) -> None:
        """Make faint pencil dark, or show the page in plain light again."""
        plain = self.grid.active_canvas.light.is_plain
        self.grid.set_light(PENCIL if plain else Light())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give strip, text and note their room; the papers take the rest."""
        super().resizeEvent(event)
        self._fit_side()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go back to the card when its window on another screen is closed."""
        event.ignore()
        self.close_wanted.emit()

    def _connect(self) -> None:
        self.tools.command_wanted.connect(self.do)
        self.tools.light_wanted.connect(self.grid.set_light)
        self.tools.close_wanted.connect(self.close_wanted)
        self.grid.command_wanted.connect(self.do)
        self.grid.pane_entered.connect(self.pane_entered)
        self.grid.paper_dropped.connect(self.paper_wanted)
        self.grid.view_changed.connect(self._show_view)
        self.find_bar.left.connect(self._leave_find)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        find_key = QShortcut(QKeySequence(FIND_KEY), self, context=within)
        find_key.activated.connect(self.find_bar.bring_up)
        self.strip.activated.connect(self._on_activated)
        self.strip.pane_chosen.connect(self.paper_wanted)

    def _go(self, command: Command) -> None:
        match command:
            case Command.PAPER_BEFORE | Command.PAPER_AFTER:
                self.paper_step_wanted.emit(1 if command is Command.PAPER_AFTER else -1)
            case Command.PAGE_BEFORE | Command.PAGE_AFTER:
                self.page_step_wanted.emit(1 if command is Command.PAGE_AFTER else -1)
            case Command.GATHER:
                self.gather_wanted.emit()
            case Command.CORRECT:
                self.show_text(wanted=True)
                self.aloud.correction_wanted.emit()
            case Command.TEXT:
                self.show_text(self.aloud.isHidden())
            case _:
                self.screen_wanted.emit()

    def _leave_find(self) -> None:
        self.grid.active_canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_activated(self, index: QModelIndex) -> None:
        self.paper_wanted.emit(index.row(), self._state.active)

    def _show_view(self) -> None:
        canvas = self.grid.active_canvas
        self.tools.show_view(canvas.percent, canvas.light)

    def _fit_side(self) -> None:
        has_note = self.side.count() > 1
        self.side.setVisible(has_note or not self.aloud.isHidden())
        if not self.side.is_dragged and has_note:
            self.side.setSizes([self.height() - _NOTE_HEIGHT, _NOTE_HEIGHT])
        if not self.parts.is_dragged:
            side = max(_SIDE_WIDTH, self.side.minimumSizeHint().width())
            room = max(self.width() - _STRIP_WIDTH - side, _SIDE_WIDTH)
            self.parts.setSizes([_STRIP_WIDTH, room, side])


class ViewerStrip(PaperStrip):
    """The small pictures one below the other; 1 to 4 put one into that pane."""

    pane_chosen = Signal(int, int)  # row, pane

    def show_current(self, row: int) -> None:
        """Mark the paper of the active pane, unless somebody is choosing another."""
        if not self.hasFocus() and self.currentIndex().row() != row:
            self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the chosen paper into a pane by its number."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(COUNTS) and self.currentIndex().isValid():
            self.pane_chosen.emit(self.currentIndex().row(), place)
            return
        super().keyPressEvent(event)


_SIZES: dict[Command, Callable[[PaperViewerPanel], None]] = {
    Command.LARGER: partial(PaperViewerPanel.zoom, factor=ZOOM_STEP),
    Command.SMALLER: partial(PaperViewerPanel.zoom, factor=1 / ZOOM_STEP),
    Command.FIT_PAGE: partial(PaperViewerPanel.fit, fit=Fit.PAGE),
    Command.FIT_WIDTH: partial(PaperViewerPanel.fit, fit=Fit.WIDTH),
    Command.ACTUAL: PaperViewerPanel.show_actual_size,
    Command.TURN_RIGHT: partial(PaperViewerPanel.turn, degrees=90),
    Command.TURN_LEFT: partial(PaperViewerPanel.turn, degrees=270),
    Command.LINK: PaperViewerPanel.toggle_link,
    Command.PENCIL: PaperViewerPanel.toggle_pencil,
}
