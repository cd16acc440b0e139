"""The page on which a person chooses, field by field, between two people's changes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.conflict.state import Choice, ConflictField, ConflictState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, plain_tool_tip, selectable
from crm_desktop.ui.shared.one_line import shortened
from crm_desktop.ui.shared.scrolled import scrolled
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate

_LABEL_WIDTH = 124
_LONGEST = 2_000


class ConflictPanel(QWidget):
    """A frame a field: what stood there before, theirs, mine. ← and → choose."""

    chosen = Signal(str, object)  # a field's name, Choice
    save_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, FieldBox] = {}
        self._shown: tuple[ConflictField, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading = ElidedLabel("", look="name")
        words = self.tr(
            "Somebody else changed the same fields. Nothing is saved yet, nothing is lost:"
            " choose for each field what is to stay."
        )
        said = PlainLabel(words, look="soft")
        said.setWordWrap(True)
        self.save = QPushButton(self.tr("Save what is chosen"))
        self.save.setProperty("look", "primary")
        self.save.clicked.connect(self.save_wanted)
        self.back = QPushButton(self.tr("Back to the form"))
        self.back.clicked.connect(self.back_wanted)
        self.left_to_do = PlainLabel("", look="small")
        self._column = QVBoxLayout()
        self._column.setSpacing(SIZES.gap)
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SIZES.gap)
        for part in (self.heading, said):
            inside.addWidget(part)
        inside.addLayout(self._column)
        self._area = scrolled(whole)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._area, 1)
        page.addLayout(self._foot())
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self, self.save_wanted.emit)

    def show_state(self, state: ConflictState) -> None:
        """Show the fields; the caret stays where it is when they are the same."""
        self.heading.show_text(filled(self.tr("Changed twice: %1"), state.about))
        if [_values(f) for f in state.fields] != [_values(f) for f in self._shown]:
            self._build(state.fields)
        self._shown = state.fields
        for field in state.fields:
            self.boxes[field.field].show_choice(field.choice)
        self.save.setEnabled(bool(state.fields) and not state.undecided and not state.saving)
        left = filled(self.tr("%1 still to choose"), str(state.undecided))
        self.left_to_do.setText(left if state.undecided else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the first field that is not chosen for."""
        super().focusInEvent(event)
        open_ones = (box for box in self.boxes.values() if not box.is_chosen)
        first = next(open_ones, next(iter(self.boxes.values()), None))
        if first is not None:
            first.theirs.setFocus(event.reason())

    def _build(self, fields: tuple[ConflictField, ...]) -> None:
        for box in self.boxes.values():
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {field.field: FieldBox(field) for field in fields}
        for name, box in self.boxes.items():
            box.chosen.connect(partial(self.chosen.emit, name))
            box.field_wanted.connect(partial(self._go_on, name))
            self._column.addWidget(box)

    def _go_on(self, name: str, by: int) -> None:
        names = list(self.boxes)
        place = names.index(name) + by
        if 0 <= place < len(names):
            box = self.boxes[names[place]]
            box.theirs.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(box)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.margin, SIZES.gap)
        foot.setSpacing(SIZES.gap)
        foot.addWidget(self.save)
        foot.addWidget(KeyHint("Ctrl+S"))
        foot.addWidget(self.left_to_do)
        foot.addWidget(ElidedLabel(self.tr("← theirs, → mine, ↑ ↓ another field"), look="small"), 1)
        foot.addWidget(self.back)
        foot.addWidget(KeyHint("Esc"))
        return foot


class _Value(QRadioButton):
    """One of two values: ← and → choose between them, ↑ and ↓ go to another field."""

    side_wanted = Signal(object)  # Choice
    field_wanted = Signal(int)  # 1: the next, -1: the one before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the side on which a value stands."""
        match event.key():
            case Qt.Key.Key_Left:
                self.side_wanted.emit(Choice.THEIRS)
            case Qt.Key.Key_Right:
                self.side_wanted.emit(Choice.MINE)
            case Qt.Key.Key_Up:
                self.field_wanted.emit(-1)
            case Qt.Key.Key_Down:
                self.field_wanted.emit(1)
            case _:
                super().keyPressEvent(event)


class FieldBox(QFrame):
    """One field with its three values."""

    chosen = Signal(object)  # Choice
    field_wanted = Signal(int)  # 1: the next, -1: the one before

    def __init__(self, field: ConflictField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        theirs = translate("conflict", "Keep theirs")
        self.theirs = self._radio(theirs, field, Choice.THEIRS, field.theirs)
        self.by = PlainLabel(field.by, look="small")
        self.mine = self._radio(translate("conflict", "Keep mine"), field, Choice.MINE, field.mine)
        self._group = QButtonGroup(self)
        for radio in (self.theirs, self.mine):
            self._group.addButton(radio)
        label = PlainLabel(field.label, look="heading")
        label.setFixedWidth(_LABEL_WIDTH)
        label.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        grid.setHorizontalSpacing(SIZES.margin)
        grid.setVerticalSpacing(SIZES.gap_small)
        grid.addWidget(label, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(translate("conflict", "Before"), look="soft"), 0, 1)
        grid.addWidget(self.theirs, 0, 2)
        grid.addWidget(self.mine, 0, 3)
        for column, text in enumerate((field.before, field.theirs, field.mine), 1):
            grid.addWidget(_value(text), 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.by, 2, 2)
        self.by.setVisible(bool(field.by))

    @property
    def is_chosen(self) -> bool:
        """Whether one of the two is."""
        return self._group.checkedButton() is not None

    def show_choice(self, choice: Choice | None) -> None:
        """Mark what is chosen; nothing is until then."""
        self._group.setExclusive(choice is not None)
        self.theirs.setChecked(choice is Choice.THEIRS)
        self.mine.setChecked(choice is Choice.MINE)
        self._group.setExclusive(True)

    def _take_side(self, choice: Choice) -> None:
        radio = self.theirs if choice is Choice.THEIRS else self.mine
        radio.setFocus(Qt.FocusReason.OtherFocusReason)
        radio.click()

    def _radio(self, words: str, field: ConflictField, choice: Choice, value: str) -> _Value:
        radio = _Value(words)
        by = field.by if choice is Choice.THEIRS else ""
        told = (field.label, words, value or _nothing(), by)
        radio.setAccessibleName(": ".join(filter(None, told)))
        radio.clicked.connect(lambda: self.chosen.emit(choice))
        radio.side_wanted.connect(self._take_side)
        radio.field_wanted.connect(self.field_wanted)
        return radio


def _value(text: str) -> PlainLabel:
    label = selectable(PlainLabel(shortened(text, _LONGEST) or _nothing()))
    if not text:
        label.setProperty("look", "soft")
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    label.setToolTip(plain_tool_tip(text))
    return label


def _nothing() -> str:
    return translate("conflict", "(nothing)")


def _values(field: ConflictField) -> tuple[str, ...]:
    return field.field, field.label, field.before, field.theirs, field.mine, field.by
