"""Tiles in as many columns as make them largest; scrolled where even the smallest are too many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from crm_desktop.ui.floor.tiles import RowLook, RowTile
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_SMALLEST: Final = (128, 40)
_LARGEST_HEIGHT: Final = 132
_SHAPE: Final = 3.2  # a tile's width for its height, at which names and times fit best


class TileGrid(QScrollArea):
    """Keeps its tiles, so that the keyboard stays on the one it is on while others come and go."""

    chosen = Signal(object)  # the key of a tile

    def __init__(self, most_columns: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_columns = most_columns
        self.tiles: list[RowTile] = []
        self._shown = 0
        self._ground = QWidget()
        self.empty = PlainLabel("", self._ground, look="soft")
        self.setWidget(self._ground)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def say_empty(self, words: str) -> None:
        """Say ``words`` where there are no tiles."""
        self.empty.setText(words)
        self.empty.adjustSize()

    def show_looks(self, looks: Sequence[RowLook]) -> None:
        """Show one tile for each of ``looks``, in their order."""
        while len(self.tiles) < len(looks):
            self._add_tile()
        if len(looks) != self._shown:
            self._shown = len(looks)
            self.empty.setVisible(not looks)
            for place, tile in enumerate(self.tiles):
                tile.setVisible(place < self._shown)
            self._arrange()
        for tile, look in zip(self.tiles, looks, strict=False):
            tile.show_look(look)

    def _add_tile(self) -> None:
        tile = RowTile(self._ground)
        tile.pointed.connect(lambda: self.ensureWidgetVisible(tile))
        tile.clicked.connect(lambda: self.chosen.emit(tile.look.key))
        self.tiles.append(tile)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the tiles in the new room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.viewport().size()
        columns, width, height = best_columns(
            self._shown, room.width(), room.height(), most=self._most_columns
        )
        gap = SIZES.gap
        rows = -(-self._shown // columns)
        self._ground.resize(room.width(), max(room.height(), rows * (height + gap) - gap))
        for place, tile in enumerate(self.tiles[: self._shown]):
            row, column = divmod(place, columns)
            tile.setGeometry(column * (width + gap), row * (height + gap), width, height)


def best_columns(count: int, width: int, height: int, *, most: int) -> tuple[int, int, int]:
    """Return in how many columns ``count`` tiles are largest, and their width and height in px.

    Where not even the smallest fit they are that small and go on below.
    """
    gap = SIZES.gap
    widest = max(1, min(most, (width + gap) // (_SMALLEST[0] + gap)))
    best = (0.0, widest, _SMALLEST[1])
    for columns in range(1, widest + 1):
        rows = max(1, -(-count // columns))
        tile_width = (width - gap * (columns - 1)) / columns
        tile_height = min((height - gap * (rows - 1)) / rows, _LARGEST_HEIGHT)
        if tile_height >= _SMALLEST[1]:
            reading = min(tile_height, tile_width / _SHAPE)
            best = max(best, (reading, columns, int(tile_height)))
    _reading, columns, tile_height = best
    return columns, (width - gap * (columns - 1)) // columns, tile_height
