"""The table of who could get customers: ticked, with a share and room."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm_desktop.database.queries.customer_moves import StaffLoad
from crm_desktop.ui.customer_moves.state import TypedReceiver
from crm_desktop.ui.customer_moves.tick_delegate import TickDelegate
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line
from crm_desktop.ui.shared.tokens import SIZES

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()
_NAME, _CUSTOMERS, _YEARLY, _SHARE, _ROOM = range(5)
_WIDTHS: Final = {_CUSTOMERS: 76, _YEARLY: 100, _SHARE: 52, _ROOM: 92}
_LONGEST: Final = 14


class ReceiversModel(QAbstractTableModel):
    """Everybody who works here; Space ticks, share and room are typed over."""

    typed = Signal(int, object)  # staff_id, TypedReceiver | None

    def __init__(self, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self._formats = formats
        self._people: list[tuple[StaffLoad, str]] = []
        self._given: object = None
        self._receivers: Mapping[int, TypedReceiver] = {}
        self._words = ""
        self.shown: list[StaffLoad] = []

    def show_people(
        self, people: Sequence[StaffLoad], receivers: Mapping[int, TypedReceiver]
    ) -> None:
        """Show who works here and who of them gets customers."""
        if people is not self._given:
            self._given = people
            self._receivers = receivers
            self._people = [(one, _folded(one.name)) for one in people if one.active]
            self.narrow(self._words)
        elif receivers != self._receivers:
            self._receivers = receivers
            last = self.index(max(0, len(self.shown) - 1), _ROOM)
            self.dataChanged.emit(self.index(0, 0), last)

    def narrow(self, words: str) -> None:
        """Show only who has ``words`` in their name."""
        self._words = words
        wanted = _folded(words)
        self.beginResetModel()
        self.shown = [one for one, key in self._people if wanted in key]
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else _ROOM + 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let names be ticked, and share and room be typed."""
        flags = super().flags(index)
        if index.column() == _NAME:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        if index.column() in {_SHARE, _ROOM}:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, its tick, and where it stands."""
        if not index.isValid():
            return None
        one = self.shown[index.row()]
        typed = self._receivers.get(one.staff_id)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                words = self._cell(one, typed, index.column())
                any_room = typed is not None and role == Qt.ItemDataRole.DisplayRole
                return words or (self.tr("any") if any_room else "")
            case Qt.ItemDataRole.CheckStateRole if index.column() == _NAME:
                return Qt.CheckState.Unchecked if typed is None else Qt.CheckState.Checked
            case Qt.ItemDataRole.TextAlignmentRole if index.column() != _NAME:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(  # noqa: N802 - Qt's own name
        self,
        index: _Index,
        value: object,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Tell what was ticked or typed; typing ticks."""
        staff_id = self.shown[index.row()].staff_id
        typed = self._receivers.get(staff_id)
        if role == Qt.ItemDataRole.CheckStateRole:
            on = Qt.CheckState(value) is Qt.CheckState.Checked
            self.typed.emit(staff_id, (typed or TypedReceiver()) if on else None)
            return True
        if role != Qt.ItemDataRole.EditRole:
            return False
        before, text = typed or TypedReceiver(), str(value).strip()[:_LONGEST]
        share = text if index.column() == _SHARE else before.share
        room = text if index.column() == _ROOM else before.room
        if typed is not None or text:
            self.typed.emit(staff_id, TypedReceiver(share or "1", room))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the headings; figures stand at the right."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and section in {_SHARE, _ROOM}:
            return (
                self.tr("Twice the share is twice as many; 0: only who is chosen by hand")
                if section == _SHARE
                else self.tr("The most they look after in all, with what they have now")
            )
        headings = (
            self.tr("Gets customers"),
            self.tr("Has now"),
            self.tr("Sales now"),
            self.tr("Share"),
            self.tr("Room up to"),
        )
        return headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _cell(self, one: StaffLoad, typed: TypedReceiver | None, column: int) -> str:
        match column:
            case 0:
                return one_line(one.name)
            case 1:
                return f"{one.customers:,}"
            case 2:
                return self._formats.yen(one.yearly_yen)
        if typed is None:
            return ""
        return typed.share if column == _SHARE else typed.room


class ReceiversTable(QTableView):
    """Space ticks whoever is chosen; a figure goes into the share or room that has the caret."""

    def __init__(self, model: ReceiversModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegateForColumn(_NAME, TickDelegate(self))
        self.setProperty("look", "dense")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(SIZES.row)
        header = self.horizontalHeader()
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space wherever in the row; Enter goes into share and room."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            name = index.siblingAtColumn(_NAME)
            ticked = Qt.CheckState(name.data(Qt.ItemDataRole.CheckStateRole))
            other = (
                Qt.CheckState.Unchecked
                if ticked is Qt.CheckState.Checked
                else Qt.CheckState.Checked
            )
            self.model().setData(name, other, Qt.ItemDataRole.CheckStateRole)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.column() >= _SHARE:
            self.edit(index)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Never jump about on letters."""

    def point_at(self, staff_id: int) -> None:
        """Put the caret at somebody's share."""
        model = self.model()
        if not isinstance(model, ReceiversModel):
            return
        for number, one in enumerate(model.shown):
            if one.staff_id == staff_id:
                self.setCurrentIndex(model.index(number, _SHARE))
                self.setFocus(Qt.FocusReason.OtherFocusReason)


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
