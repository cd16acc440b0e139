"""Who goes where and why, customer by customer; some may be sent elsewhere by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from crm_desktop.ui.customer_moves.state import GoingRow, SpreadState
from crm_desktop.ui.customer_moves.words import nobody_words, reason_words
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import one_line
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.words_table import ChoosingTable, WordsModel

_WIDTHS = (104, 148, 148, 160, 108)


class GoingList(QWidget):
    """The first customers of the chosen person, or the one whose code was looked for."""

    code_wanted = Signal(str)
    pin_wanted = Signal(int, object)  # customer_id, staff_id | None

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._offered: object = None
        self.code = QLineEdit()
        self.told = PlainLabel(look="soft")
        headings = (
            self.tr("Code"),
            self.tr("From"),
            self.tr("To"),
            self.tr("Why"),
            self.tr("Sales"),
        )
        self.rows = WordsModel(headings, figures=(4,), parent=self)
        self.table = ChoosingTable(self.rows, _WIDTHS, stretched=3)
        self.receiver = QComboBox()
        self.pin = QPushButton(self.tr("Send there"))
        self.unpin = QPushButton(self.tr("As it falls"))
        self._shown: tuple[GoingRow, ...] = ()
        self._prepare()
        self._lay_out()
        self._connect()

    def show_state(self, state: SpreadState) -> None:
        """Make the list say what ``state`` says."""
        names = {one.staff_id: one_line(one.name) for one in state.people}
        self._offer(state, names)
        if state.rows != self._shown:
            self._shown = state.rows
            self.rows.show_rows([self._cells(row, names) for row in state.rows])
            if state.rows:
                self.table.selectRow(0)
        more = filled(self.tr("and %1 more: look for a code"), f"{state.more:,}")
        self.told.setText(more if state.more else "")
        listed = bool(state.rows) and state.working is None
        self.pin.setEnabled(listed and self.receiver.count() > 0)
        self.unpin.setEnabled(listed and bool(state.pins))
        self.code.setEnabled(state.preview is not None)

    def _cells(self, row: GoingRow, names: dict[int, str]) -> tuple[str, ...]:
        nobody = nobody_words()
        return (
            row.code,
            nobody if row.from_id is None else names.get(row.from_id, "–"),
            "–" if row.to_id is None else names.get(row.to_id, "–"),
            self.tr("stays") if row.to_id == row.from_id else reason_words(row.reason),
            self._formats.yen(row.yearly_yen),
        )

    def _offer(self, state: SpreadState, names: dict[int, str]) -> None:
        ids = tuple(state.receivers)
        if (ids, state.people) == self._offered:
            return
        self._offered = (ids, state.people)
        chosen = self.receiver.currentData()
        self.receiver.clear()
        for staff_id in ids:
            self.receiver.addItem(names.get(staff_id, ""), staff_id)
        self.receiver.setCurrentIndex(max(0, self.receiver.findData(chosen)))

    def _prepare(self) -> None:
        self.code.setPlaceholderText(self.tr("Customer code; Enter looks for it"))
        self.code.setMaxLength(40)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.receiver.setSizeAdjustPolicy(policy)
        self.receiver.setMinimumContentsLength(12)
        names = (
            (self.code, self.tr("Customer code to look for")),
            (self.table, self.tr("Who goes where")),
            (self.receiver, self.tr("Whom to send the chosen customer to")),
            (self.receiver.view(), self.tr("Whom to send the chosen customer to")),
            (self.pin, self.tr("Send the chosen customer there")),
            (self.unpin, self.tr("Let the chosen customer go as it falls")),
        )
        for control, words in names:
            control.setAccessibleName(words)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        foot.addWidget(PlainLabel(self.tr("Chosen customer to"), look="soft"))
        foot.addWidget(self.receiver, 1)
        foot.addWidget(self.pin)
        foot.addWidget(self.unpin)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SIZES.gap)
        grid.addWidget(self.code, 0, 0)
        grid.addWidget(self.told, 0, 1)
        grid.addWidget(self.table, 1, 0, 1, 2)
        grid.addLayout(foot, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(1, 1)

    def _connect(self) -> None:
        self.code.returnPressed.connect(lambda: self.code_wanted.emit(self.code.text()))
        self.pin.clicked.connect(lambda: self._pin(self.receiver.currentData()))
        self.unpin.clicked.connect(lambda: self._pin(None))

    def _pin(self, staff_id: int | None) -> None:
        number = self.table.currentIndex().row()
        if 0 <= number < len(self._shown):
            self.pin_wanted.emit(self._shown[number].customer_id, staff_id)
