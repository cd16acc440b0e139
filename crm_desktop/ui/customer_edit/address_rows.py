"""The addresses of a customer in the form: one is chosen, and its fields are shown below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.database.models.customer import ADDRESS_LABELS
from crm_desktop.ui.customer_edit.address_lines import MOST_ADDRESSES, may_be_put_away
from crm_desktop.ui.customer_edit.state import EditForm
from crm_desktop.ui.customer_edit.words import line_words
from crm_desktop.ui.new_customer.form_parts import framed, select
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.person_words import address_kind_words
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate

_MOST_ROWS = 4
_MARK_WIDTH = 72
AddressRow = tuple[int, str, str, bool]  # number, words, mark, put away


class AddressList(RowList):
    """One line an address: ↑ and ↓ choose, Enter goes into its fields."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._paint, lambda row: f"{row[1]} {row[2]}".strip(), parent=parent)
        self._is_showing = False
        self.setAccessibleName(translate("customer_edit", "Addresses"))
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_addresses(self, rows: Sequence[AddressRow], at: int) -> None:
        """Show the addresses, the one ``at`` a number as the chosen one."""
        self._is_showing = True
        height = self.sizeHint()
        self.show_rows(rows)
        if self.currentIndex().row() != at:
            self.choose(at)
        self._is_showing = False
        if self.sizeHint() != height:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the rows there are, up to four."""
        rows = min(self.row_model.rowCount(), _MOST_ROWS)
        return QSize(super().sizeHint().width(), rows * SIZES.row)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same room: which address is shown must be seen."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen address in sight: it is shown before the list has its height."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._is_showing:
            self.chosen.emit(current.row())

    def _paint(self, paint: RowPaint, row: AddressRow) -> None:
        _number, words, mark, put_away = row
        room = paint.room.adjusted(SIZES.gap, 0, -SIZES.gap, 0)
        beside = QRect(room)
        if mark:
            beside.setLeft(room.right() - _MARK_WIDTH)
            room.setRight(beside.left() - SIZES.gap)
        soft = paint.colours.text_soft
        paint.text(words, room, colour=soft if put_away else "")
        paint.text(
            mark, beside, colour=soft, font=paint.fonts.small, align=Qt.AlignmentFlag.AlignRight
        )


class AddressRows(QWidget):
    """The list of addresses, and what can be done with the chosen one."""

    chosen = Signal(int)  # its number
    label_chosen = Signal(str)
    usual_wanted = Signal()
    put_away_wanted = Signal()
    use_wanted = Signal()
    added = Signal()
    fields_wanted = Signal()  # the caret is to go into the fields

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = AddressList()
        self.list.chosen.connect(self.chosen)
        self.list.row_opened.connect(lambda _row: self.fields_wanted.emit())
        self.news = PlainLabel("", look="small-soon")
        self.news.setWordWrap(True)
        self.news.hide()
        self.kind = QComboBox()
        for label in ADDRESS_LABELS:
            self.kind.addItem(address_kind_words(label), label)
        for control in (self.kind, self.kind.view()):
            control.setAccessibleName(self.tr("Kind of address"))
        self.kind.activated.connect(lambda row: self.label_chosen.emit(self.kind.itemData(row)))
        self.usual = QPushButton(self.tr("Make it the usual one"))
        self.usual.clicked.connect(self.usual_wanted)
        self.away = QPushButton(self.tr("Put away"))
        self.away.clicked.connect(self._on_away)
        self.add = QPushButton(self.tr("Add an address"))
        self.add.clicked.connect(self._on_add)
        self._is_away = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SIZES.gap)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(framed(self.list))
        column.addWidget(self.news)
        column.addLayout(self._deeds())

    def show_form(self, form: EditForm) -> None:
        """Show the addresses of a form."""
        usual, away = self.tr("usual"), self.tr("put away")
        rows = [
            (
                number,
                line_words(line),
                away if line.put_away else usual if line.key == form.usual else "",
                line.put_away,
            )
            for number, line in enumerate(form.addresses)
        ]
        self.list.show_addresses(rows, form.at)
        shown = form.shown_address
        self._is_away = shown.put_away
        select(self.kind, shown.label)
        self.away.setText(self.tr("Use again") if shown.put_away else self.tr("Put away"))
        self.away.setEnabled(shown.put_away or may_be_put_away(form))
        self.usual.setEnabled(shown.key != form.usual)
        self.add.setEnabled(len(form.addresses) < MOST_ADDRESSES)

    def show_news(self, lines: Sequence[str]) -> None:
        """Say what others made of the addresses meanwhile."""
        self.news.setText("\n".join(lines))
        self.news.setVisible(bool(lines))

    def _on_away(self) -> None:
        (self.use_wanted if self._is_away else self.put_away_wanted).emit()

    def _on_add(self) -> None:
        self.added.emit()
        self.fields_wanted.emit()

    def _deeds(self) -> QHBoxLayout:
        deeds = QHBoxLayout()
        deeds.setSpacing(SIZES.gap_small)
        for part in (self.kind, self.usual, self.away):
            deeds.addWidget(part)
        deeds.addStretch(1)
        deeds.addWidget(self.add)
        return deeds
