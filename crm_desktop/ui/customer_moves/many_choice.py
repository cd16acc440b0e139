"""A button that says what is chosen of a list, however long, and opens it to tick."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.customer_moves.tick_delegate import TickDelegate
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.tokens import SIZES

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()
_WIDTH: Final = 320
_HEIGHT: Final = 340
_LONGEST: Final = 36
_SHOWN: Final = 3


class ManyChoice(QPushButton):
    """Says its choice in words; a click, Space or Down opens the list."""

    chosen = Signal(object)  # tuple of values

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        """``name`` is what is chosen, ``nothing`` the words for no choice."""
        super().__init__(parent)
        self._name = name
        self._nothing = nothing
        self.model = _TickModel(self)
        self.popup = _Popup(self.model, name, self)
        self.clicked.connect(self.open_list)
        self.model.ticked.connect(self._on_ticked)
        self.setProperty("look", "choice")
        self._tell()

    def offer(self, rows: Iterable[tuple[Hashable, str]]) -> None:
        """Offer values with their words; what is chosen stays so, offered or not."""
        self.model.offer(list(rows))
        self._tell()

    def choose(self, values: Sequence[Hashable]) -> None:
        """Show a choice."""
        if tuple(values) != self.model.values:
            self.model.choose(tuple(values))
            self._tell()

    def open_list(self) -> None:
        """Open the list below the button, the caret in its search field."""
        self.model.narrow("")
        self.popup.open_at(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Down as a combo box does."""
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
            return
        super().keyPressEvent(event)

    def _on_ticked(self) -> None:
        self._tell()
        self.chosen.emit(self.model.values)

    def _tell(self) -> None:
        words = [self.model.words_of(value) for value in self.model.values]
        shown = ", ".join(words[:_SHOWN])
        if len(words) > _SHOWN:
            shown += f" +{len(words) - _SHOWN}"
        shown = shown or self._nothing
        self.setText(shortened(shown, _LONGEST).replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {shown}")
        self.setToolTip(plain_tool_tip("\n".join(words[:50])))


class _TickModel(QAbstractListModel):
    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.values: tuple[Hashable, ...] = ()
        self._rows: list[tuple[Hashable, str, str]] = []
        self._words: dict[Hashable, str] = {}
        self._shown: list[int] = []

    def offer(self, rows: list[tuple[Hashable, str]]) -> None:
        self.beginResetModel()
        self._rows = [(value, one_line(words), _folded(words)) for value, words in rows]
        self._words = {value: words for value, words, _key in self._rows}
        self._shown = list(range(len(self._rows)))
        self.endResetModel()

    def choose(self, values: tuple[Hashable, ...]) -> None:
        self.beginResetModel()
        self.values = values
        self.endResetModel()

    def narrow(self, words: str) -> None:
        """Show what holds ``words``; what is ticked stands first where nothing is looked for."""
        wanted = _folded(words)
        self.beginResetModel()
        found = [number for number, row in enumerate(self._rows) if wanted in row[2]]
        if not wanted:
            found.sort(key=lambda number: self._rows[number][0] not in self.values)
        self._shown = found
        self.endResetModel()

    def words_of(self, value: Hashable) -> str:
        return self._words.get(value, str(value))

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        value, words, _key = self._rows[self._shown[index.row()]]
        if role == Qt.ItemDataRole.CheckStateRole:
            on = value in self.values
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return words if role == Qt.ItemDataRole.DisplayRole else None

    def setData(  # noqa: N802 - Qt's own name
        self,
        index: _Index,
        value: object,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index.row(), on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def toggle(self, row: int, *, on: bool | None = None) -> None:
        value = self._rows[self._shown[row]][0]
        wanted = value not in self.values if on is None else on
        others = tuple(one for one in self.values if one != value)
        self.values = (*others, value) if wanted else others
        place = self.index(row)
        self.dataChanged.emit(place, place)
        self.ticked.emit()


class _Popup(QFrame):
    """A field to look in the list, and the list; Enter ticks the first, Esc shuts."""

    def __init__(self, model: _TickModel, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "sheet")
        self._model = model
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Look in the list; Enter ticks the first"))
        self.search.setAccessibleName(self.tr("Look in the list"))
        self.list = QListView()
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setModel(model)
        self.list.setItemDelegate(TickDelegate(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SIZES.gap,) * 4)
        column.setSpacing(SIZES.gap)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.search.textEdited.connect(model.narrow)
        self.search.returnPressed.connect(self._tick_first)
        self.list.activated.connect(lambda index: model.toggle(index.row()))

    def open_at(self, button: QWidget) -> None:
        self.search.clear()
        self.resize(max(_WIDTH, button.width()), _HEIGHT)
        corner = button.mapToGlobal(QPoint(0, button.height()))
        room = button.screen().availableGeometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the list with Down; shut with Esc."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Down if self.search.hasFocus():
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                self.list.setCurrentIndex(self._model.index(0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                event.accept()
            case _:
                super().keyPressEvent(event)

    def _tick_first(self) -> None:
        if self._model.rowCount():
            self._model.toggle(0)
            self.search.selectAll()


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
