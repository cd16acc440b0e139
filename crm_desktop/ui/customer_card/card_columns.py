"""The parts below the header: side by side, or one below the other on a small screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.side_column import SideView
from crm_desktop.ui.shared.tokens import SIZES

NARROW_PX: Final = 900
_WIDTHS: Final = (540, 364, 230)
_SHARES: Final = (1, 1, 4)
_LEAST_WIDTHS: Final = (420, 300, 204)
_MAP_PX: Final = 350
_LEAST_MAP_PX: Final = 320
_STACKED_HEIGHTS: Final = (440, 520, 460)
NOTE_AND_HISTORY: Final = (244, 340)


class DraggedSplitter(QSplitter):
    """Remembers under ``name`` where its borders were dragged to, and only if they were."""

    def __init__(
        self, orientation: Qt.Orientation, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self.setObjectName(name)
        self.is_dragged = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SIZES.gap)
        self.splitterMoved.connect(self._on_dragged)

    def saveState(self) -> QByteArray:  # noqa: N802 - Qt's own name
        """Return where the borders are; empty when nobody dragged them."""
        return super().saveState() if self.is_dragged else QByteArray()

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:  # noqa: N802
        """Take over what the operator dragged the last time."""
        self.is_dragged = super().restoreState(state)
        return self.is_dragged

    def _on_dragged(self, _position: int, _border: int) -> None:
        self.is_dragged = True


class CardColumns(DraggedSplitter):
    """Three parts; the last grows first, the operator may drag the borders.

    For the map the first gives way: a little, and altogether when the map is large. Where the
    borders were dragged to is kept for each of these, and remembered of the papers only.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, "card_columns", parent)
        self._is_narrow = False
        self._parts: tuple[QWidget, ...] = ()
        self._view = SideView.PAPERS
        self._dragged: dict[SideView, QByteArray] = {}

    def take(self, parts: tuple[QWidget, QWidget, QWidget]) -> None:
        """Take the three parts, once; those made with this as their parent are styled once."""
        self._parts = parts
        for place, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(place, _SHARES[place])
        self._set_minimums()

    def arrange(self, width: int) -> None:
        """Stand side by side, or one below the other where ``width`` pixels are too few."""
        is_narrow = width < NARROW_PX
        wanted = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if is_narrow != self._is_narrow or wanted != self.orientation():
            self._is_narrow = is_narrow
            self.is_dragged = False
            self._dragged.clear()
            self.setOrientation(wanted)
            self._set_minimums()
        if not self.is_dragged:
            self.setSizes(_STACKED_HEIGHTS if is_narrow else _shared_out(width, self._view))

    def make_room(self, view: SideView) -> None:
        """Give the last part the room that ``view`` needs."""
        if view is self._view:
            return
        self._dragged[self._view] = super().saveState()
        self._view = view
        self._parts[0].setVisible(view is not SideView.LARGE_MAP)
        self._set_minimums()
        dragged = self._dragged.get(view, QByteArray())
        self.is_dragged = False
        if dragged.isEmpty() or not self.restoreState(dragged):
            self.arrange(self.width())

    def saveState(self) -> QByteArray:  # noqa: N802 - Qt's own name
        """Return where the borders of the papers are; empty when nobody dragged them."""
        if self._view is SideView.PAPERS:
            return super().saveState()
        return self._dragged.get(SideView.PAPERS, QByteArray())

    def _set_minimums(self) -> None:
        last = _LEAST_WIDTHS[-1] if self._view is SideView.PAPERS else _LEAST_MAP_PX
        widths = (*_LEAST_WIDTHS[:-1], last)
        for part, width, height in zip(self._parts, widths, _STACKED_HEIGHTS, strict=True):
            part.setMinimumWidth(0 if self._is_narrow else width)
            part.setMinimumHeight(height if self._is_narrow else 0)


def _shared_out(width: int, view: SideView) -> list[int]:
    """Return the widths of the parts: what is more than the least is shared out."""
    extra = max(0, width - sum(_WIDTHS) - 2 * SIZES.gap)
    first, middle, last = (
        least + extra * share // sum(_SHARES) for least, share in zip(_WIDTHS, _SHARES, strict=True)
    )
    if view is SideView.LARGE_MAP:
        return [0, middle, width - middle]
    given = max(0, _MAP_PX - last) if view is SideView.MAP else 0
    of_middle = given // 3
    return [first - given + of_middle, middle - of_middle, last + given]


def framed(parent: QWidget, *parts: QWidget) -> QFrame:
    """Return one frame in ``parent`` around ``parts``, one below the other."""
    frame = QFrame(parent)
    frame.setProperty("look", "panel")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
    return frame


def note_stack(parent: QWidget) -> DraggedSplitter:
    """Return what `note_above_history` fills."""
    return DraggedSplitter(Qt.Orientation.Vertical, "card_note_and_history", parent)


def note_above_history(stack: DraggedSplitter, note: QWidget, history: QWidget) -> None:
    """Put the two into ``stack`` with a border that can be dragged; the history grows first."""
    stack.addWidget(note)
    stack.addWidget(history)
    stack.setStretchFactor(0, 1)
    stack.setStretchFactor(1, 3)
    stack.setSizes(NOTE_AND_HISTORY)
