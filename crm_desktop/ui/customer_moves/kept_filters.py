"""The line of saved filters: choose one, save under a name, delete, bring back."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from crm_desktop.ui.customer_moves.state import FindState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.tokens import SIZES

_LONGEST_NAME = 60


class KeptFilters(QWidget):
    """All supervisors see the same filters."""

    chosen = Signal(int)
    save_wanted = Signal(str)
    named = Signal(str)
    delete_wanted = Signal()
    bring_back_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: object = None
        self.kept = QComboBox()
        self.name = QLineEdit()
        self.save = QPushButton(self.tr("Save filter"))
        self.delete = QPushButton(self.tr("Delete"))
        self.bring_back = QPushButton()
        self.clear = QPushButton(self.tr("Clear"))
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("Name to save under"))
        self._name_parts()
        self._lay_out()
        self._connect()

    def _name_parts(self) -> None:
        names = (
            (self.kept, self.tr("Saved filters")),
            (self.kept.view(), self.tr("Saved filters")),
            (self.name, self.tr("Name to save the filter under")),
            (self.delete, self.tr("Delete the chosen saved filter")),
            (self.bring_back, self.tr("Bring the deleted filter back")),
            (self.clear, self.tr("Clear the filter")),
        )
        for control, words in names:
            control.setAccessibleName(words)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.kept.setSizeAdjustPolicy(policy)
        self.kept.setMinimumContentsLength(14)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.kept, 2)
        row.addWidget(self.delete)
        row.addWidget(self.bring_back)
        row.addWidget(self.name, 2)
        row.addWidget(self.save)
        row.addWidget(self.clear)
        self.bring_back.hide()

    def _connect(self) -> None:
        self.kept.activated.connect(self._on_chosen)
        self.name.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self.delete.clicked.connect(self.delete_wanted)
        self.bring_back.clicked.connect(self.bring_back_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        self.name.textChanged.connect(self._on_named)
        self.save.setEnabled(False)

    def show_state(self, state: FindState) -> None:
        """Offer the filters, say which one stands in the form; a name goes once it is saved."""
        with QSignalBlocker(self.kept):
            if state.kept != self._offered:
                self._offered = state.kept
                self.kept.clear()
                self.kept.addItem(self.tr("Saved filters …"), None)
                for one in state.kept:
                    self.kept.addItem(shortened(one_line(one.name), _LONGEST_NAME), one.filter_id)
            place = 0 if state.kept_id is None else self.kept.findData(state.kept_id)
            self.kept.setCurrentIndex(max(0, place))
        if self.name.text() != state.name:
            self.name.setText(state.name)
        self.delete.setEnabled(state.kept_id is not None)
        self.bring_back.setVisible(state.deleted is not None)
        if state.deleted is not None:
            name = shortened(one_line(state.deleted.name), 16)
            self.bring_back.setText(filled(self.tr("Bring “%1” back"), name))

    def _on_named(self, name: str) -> None:
        self.save.setEnabled(bool(name.strip()))
        self.named.emit(name)

    def _on_chosen(self, place: int) -> None:
        filter_id = self.kept.itemData(place)
        if filter_id is not None:
            self.chosen.emit(int(filter_id))

    def _save(self) -> None:
        if self.name.text().strip():
            self.save_wanted.emit(self.name.text())
