"""The form of one person's entry."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.staff import StaffRole
from crm_desktop.ui.shared.form_field import FormField
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, set_look
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.staff.state import StaffDeed, StaffEntry, StaffField, StaffState
from crm_desktop.ui.staff.words import (
    field_label,
    meanings_of,
    news_words,
    refusal_words,
    role_meaning,
    role_words,
)

_LABEL_WIDTH = 84
_LATIN = Qt.InputMethodHint.ImhPreferLatin
_HINTS = {
    StaffField.LOGIN: _LATIN | Qt.InputMethodHint.ImhLowercaseOnly,
    StaffField.EXTENSION: _LATIN | Qt.InputMethodHint.ImhDigitsOnly,
}
_PLACES = {
    StaffField.NAME: (0, 0),
    StaffField.NAME_KANA: (0, 1),
    StaffField.LOGIN: (1, 0),
    StaffField.EXTENSION: (1, 1),
}


class EntryForm(QFrame):
    """Fields, ticks for the roles, and what can be done to the person."""

    typed = Signal(object, str)  # StaffField, text
    left = Signal(object)  # StaffField
    ticked = Signal(object, bool)  # StaffRole
    save_wanted = Signal()
    discard_wanted = Signal()
    asked = Signal(object)  # StaffDeed
    reactivate_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self.fields = {which: self._field(which) for which in _PLACES}
        self.ticks = {role: self._tick(role) for role in StaffRole}
        self.title = ElidedLabel(look="title")
        self.meaning = ElidedLabel(look="small")
        self.news = ElidedLabel(look="done")
        self.save = QPushButton(self.tr("Save"))
        self.discard = QPushButton(self.tr("Discard what is typed"))
        self.reset = QPushButton(self.tr("New password …"))
        self.deactivate = QPushButton(self.tr("Deactivate …"))
        self.reactivate = QPushButton(self.tr("Let sign in again"))
        self.save.clicked.connect(self.save_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        self.reset.clicked.connect(lambda: self.asked.emit(StaffDeed.RESET_PASSWORD))
        self.deactivate.clicked.connect(lambda: self.asked.emit(StaffDeed.DEACTIVATE))
        self.reactivate.clicked.connect(self.reactivate_wanted)
        self._lay_out()

    def show_state(self, state: StaffState) -> None:
        """Make the form say what ``state`` says of the entry, and of what was done last."""
        self.news.show_text(news_words(state))
        entry = state.entry
        self._stack.setCurrentIndex(0 if entry is None else 1)
        if entry is None:
            return
        self.title.show_text(self.tr("Somebody new") if entry.row is None else entry.row.name)
        for which, field in self.fields.items():
            field.show_text(entry.text(which))
            field.show_message(refusal_words(entry.refusals.get(which)), look="small-late")
        if entry.row is not None:
            login = self.fields[StaffField.LOGIN]
            login.show_message(self.tr("A login stays as it is."), look="small")
        self.fields[StaffField.LOGIN].edit.setReadOnly(entry.row is not None)
        self._show_roles(entry)
        self._show_buttons(entry, busy=state.busy)

    def point_at(self, which: StaffField) -> None:
        """Put the caret into the field that keeps the form from being saved."""
        if which is StaffField.ROLES:
            self.ticks[StaffRole.OPERATOR].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        edit = self.fields[which].edit
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()

    def _show_roles(self, entry: StaffEntry) -> None:
        for role, tick in self.ticks.items():
            tick.setChecked(role in entry.roles)
            tick.setEnabled(not entry.own)
        refusal = refusal_words(entry.refusals.get(StaffField.ROLES))
        own = self.tr("These are your own roles: another administrator changes them.")
        self.meaning.show_text(refusal or (own if entry.own else meanings_of(entry.roles)))
        set_look(self.meaning, "small-late" if refusal else "small")

    def _show_buttons(self, entry: StaffEntry, *, busy: bool) -> None:
        known = entry.row is not None and not entry.own
        active = entry.row is not None and entry.row.active
        self.reset.setVisible(known and active)
        self.deactivate.setVisible(known and active)
        self.reactivate.setVisible(known and not active)
        for button in (self.reset, self.deactivate, self.reactivate):
            button.setEnabled(not busy)
        self.save.setEnabled(not busy and (entry.changed or entry.row is None))
        self.discard.setEnabled(entry.changed and not busy)

    def _field(self, which: StaffField) -> FormField:
        hints = _HINTS.get(which, Qt.InputMethodHint.ImhNone)
        field = FormField(field_label(which), label_width=_LABEL_WIDTH, hints=hints)
        field.typed.connect(lambda text: self.typed.emit(which, text))
        field.left.connect(lambda _text: self.left.emit(which))
        field.edit.returnPressed.connect(self.focusNextChild)
        return field

    def _tick(self, role: StaffRole) -> TickBox:
        tick = TickBox(role_words(role))
        tick.setToolTip(role_meaning(role))
        tick.setAccessibleDescription(role_meaning(role))
        tick.clicked.connect(lambda ticked: self.ticked.emit(role, ticked))
        return tick

    def _lay_out(self) -> None:
        examples = {
            StaffField.NAME: self.tr("family name, blank, given name"),
            StaffField.LOGIN: self.tr("tadokoro: small letters; it stays as it is"),
            StaffField.EXTENSION: self.tr("empty: chosen at the desk"),
        }
        for which, words in examples.items():
            self.fields[which].edit.setPlaceholderText(words)
        empty = PlainLabel(
            self.tr("Choose somebody from the list, or add somebody new."), look="soft"
        )
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(self.title)
        column.addLayout(self._grid())
        column.addLayout(self._roles())
        column.addSpacing(SIZES.gap)
        column.addLayout(self._foot())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(form)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SIZES.margin)
        grid.setVerticalSpacing(0)
        for which, place in _PLACES.items():
            grid.addWidget(self.fields[which], *place)
        return grid

    def _roles(self) -> QGridLayout:
        label = PlainLabel(field_label(StaffField.ROLES), look="soft")
        label.setFixedWidth(_LABEL_WIDTH)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        ticks = QHBoxLayout()
        ticks.setSpacing(SIZES.margin)
        for tick in self.ticks.values():
            ticks.addWidget(tick)
        ticks.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(0)
        grid.addWidget(label, 0, 0)
        grid.addLayout(ticks, 0, 1)
        grid.addWidget(self.meaning, 1, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        self.save.setProperty("look", "primary")
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        for part in (self.save, KeyHint("Ctrl+S"), self.discard):
            foot.addWidget(part)
        foot.addWidget(self.news, 1)
        for part in (self.reset, self.deactivate, self.reactivate):
            foot.addWidget(part)
        return foot
