"""The choice of an inquiry category: a tree in the list, the whole way to it when closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from crm_desktop.database.queries.note_categories import CategoryRow
from crm_desktop.ui.shared.one_line import one_line

_WAY: Final = Qt.ItemDataRole.UserRole + 1
_NEEDS_APPROVAL: Final = Qt.ItemDataRole.UserRole + 2
_INDENT: Final = "　"


class CategoryBox(QComboBox):
    """Holds None (no category) and the categories in the order of the tree."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.setAccessibleName(self.tr("Category"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(20)
        self.show_choices(())

    def show_choices(self, categories: Iterable[CategoryRow]) -> None:
        """Replace the list; the category that was chosen stays chosen."""
        chosen = self.category_id
        self.blockSignals(True)
        self.clear()
        self._add(self.tr("Category"), None, self.tr("Category"))
        for category in categories:
            labels = category.labels_ja if self._language == "ja" else category.labels_en
            indented = _INDENT * (len(labels) - 1) + one_line(labels[-1])
            self._add(indented, category.category_id, one_line(" › ".join(labels)))
            self.setItemData(self.count() - 1, category.needs_approval, _NEEDS_APPROVAL)
        self.choose(chosen)
        self.blockSignals(False)

    @property
    def category_id(self) -> int | None:
        """The chosen category, None when none is chosen."""
        chosen: int | None = self.currentData()
        return chosen

    @property
    def needs_approval(self) -> bool:
        """Whether a supervisor has to agree with notes of the chosen category."""
        return bool(self.currentData(_NEEDS_APPROVAL))

    def choose(self, category_id: int | None) -> None:
        """Choose a category; one that is not in the list is none."""
        place = -1 if category_id is None else self.findData(category_id)
        self.setCurrentIndex(max(0, place))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole way to the category, not its indented last part."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        way = self.currentData(_WAY) or ""
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            way, Qt.TextElideMode.ElideLeft, room.width()
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _add(self, label: str, category_id: int | None, way: str) -> None:
        self.addItem(label, category_id)
        place = self.count() - 1
        self.setItemData(place, way, _WAY)
        self.setItemData(place, way, Qt.ItemDataRole.AccessibleTextRole)
