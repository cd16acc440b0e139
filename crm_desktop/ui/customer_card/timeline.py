"""Everything that happened with the customer, newest first, by kind when asked for."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.customer_card.pane_heading import PaneHeading
from crm_desktop.ui.customer_card.prepared_rows import PreparedRows
from crm_desktop.ui.customer_card.switch_rows import SwitchRows
from crm_desktop.ui.customer_card.timeline_facts import EntryKind, TimelineEntry
from crm_desktop.ui.customer_card.timeline_list import TimelineDelegate, TimelineModel
from crm_desktop.ui.customer_card.timeline_words import entry_words, kind_word
from crm_desktop.ui.shared.copy_menu import Copy, copy_text, open_copy_menu
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


class TimelinePane(QWidget):
    """Heading with one switch a kind, and the list; ``entry_chosen`` tells kind and id."""

    entry_chosen = Signal(str, int)
    day_chosen = Signal(object)  # date

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._entries: tuple[TimelineEntry, ...] = ()
        self._today = date.min
        self.model = TimelineModel(self)
        self.list = TimelineList(self.model, self)
        sample = "12/28(金)" if formats.language == "ja" else "Nov 28 ’25"
        self.delegate = TimelineDelegate(self.model, self.list, day_sample=sample)
        self.list.setItemDelegate(self.delegate)
        self.list.setAccessibleName(self.tr("History"))
        self.list.activated.connect(self._on_activated)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy_current)
        self.empty = PlainLabel("", self, look="soft")
        self.empty.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        self.empty.setWordWrap(True)
        heading = PaneHeading(self.tr("History"), "F8", self)
        self.switches = {kind: self._switch(kind) for kind in EntryKind}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(SwitchRows(tuple(self.switches.values()), self))
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)

    def show_entries(self, entries: tuple[TimelineEntry, ...], today: date) -> None:
        """Replace the list; the kinds that were switched off stay off."""
        self._entries, self._today = entries, today
        self._show_wanted()

    def renew_entries(self, entries: tuple[TimelineEntry, ...], today: date) -> None:
        """Replace the list; what was chosen, and the place in the list, stay."""
        row, bar = self.list.currentIndex().row(), self.list.verticalScrollBar()
        chosen = self.model.rows.facts[row] if row >= 0 else None
        place = bar.value()
        self.show_entries(entries, today)
        if chosen is not None:
            self._choose(chosen.kind, chosen.subject_id)
        bar.setValue(place)

    def select_entry(self, kind: EntryKind, subject_id: int) -> None:
        """Select an entry and switch its kind on; one that is not there changes nothing."""
        self.switches[kind].setChecked(True)
        self._choose(kind, subject_id)

    def _choose(self, kind: EntryKind, subject_id: int) -> None:
        for row, entry in enumerate(self.model.rows.facts):
            if entry.kind is kind and entry.subject_id == subject_id:
                self.list.setCurrentIndex(self.model.index(row))
                return

    def _show_wanted(self) -> None:
        wanted = {kind for kind, switch in self.switches.items() if switch.isChecked()}
        rows = self._entries
        if len(wanted) < len(self.switches):
            rows = tuple(entry for entry in rows if entry.kind in wanted)
        words_of = partial(entry_words, formats=self._formats, today=self._today)
        self.delegate.open_row(-1)
        self.model.show_rows(PreparedRows(rows, words_of))
        self.empty.setVisible(not rows)
        self.empty.setText(
            self.tr("Nothing of the kinds that are switched on.")
            if self._entries
            else self.tr("Nothing yet. Orders, calls, notes, letters and mailings gather here.")
        )

    def _switch(self, kind: EntryKind) -> QToolButton:
        switch = QToolButton(self)
        switch.setText(kind_word(kind))
        switch.setCheckable(True)
        switch.setChecked(True)
        switch.setProperty("look", "switch")
        switch.setAccessibleName(filled(self.tr("Show %1"), kind_word(kind)))
        switch.toggled.connect(self._show_wanted)
        return switch

    def _on_activated(self, index: QModelIndex) -> None:
        entry = self.model.rows.facts[index.row()]
        self.entry_chosen.emit(entry.kind.value, entry.subject_id)
        self.day_chosen.emit(entry.at.date())

    def _open_menu(self, where: QPoint) -> None:
        index = self.list.indexAt(where)
        if index.isValid():
            text = self.model.rows[index.row()].tooltip
            place = self.list.viewport().mapToGlobal(where)
            open_copy_menu(self.list, place, [Copy(self.tr("Copy this entry"), text)])

    def _copy_current(self) -> None:
        row = self.list.currentIndex().row()
        if row >= 0:
            copy_text(self.model.rows[row].tooltip)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.delegate.open_row(current.row())
        self.list.scheduleDelayedItemsLayout()


class TimelineList(QListView):
    """Fills its own ground, so that nothing below it is painted for it."""

    def __init__(self, model: TimelineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Never jump about on letters: they may be meant for the note."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap what stands below the first lines anew."""
        delegate = self.itemDelegate()
        if isinstance(delegate, TimelineDelegate) and event.size() != event.oldSize():
            delegate.forget_widths()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground, then paint the entries."""
        QPainter(self.viewport()).fillRect(event.rect(), QColor(current_colours().panel))
        super().paintEvent(event)
