"""One list of rules at the left, the form of one of them at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel, set_look
from crm_desktop.ui.shared.row_list import RowList
from crm_desktop.ui.shared.rules_state import RulesState
from crm_desktop.ui.shared.tokens import SIZES

_LIST_WIDTH = 400
_NEW_KEY = "Alt+N"


class RuleForm(Protocol):
    """The fields of one rule: tells each change of the form they make."""

    typed: SignalInstance

    def show_form(self, form: Any) -> None:  # noqa: ANN401 - a form of its kind
        """Show ``form``; a field that says the same stays as it is, caret and all."""
        ...

    def point_at_first(self) -> None:
        """Put the caret into the first field."""
        ...


class RulesPane(QWidget):
    """Arrow keys choose in the list, Enter goes into the form; Ctrl+S saves."""

    rule_chosen = Signal(object)  # id, None for a new one
    typed = Signal(object)
    save_wanted = Signal()
    discard_wanted = Signal()
    removal_wanted = Signal()
    removal_confirmed = Signal()
    removal_dropped = Signal()

    def __init__(
        self,
        rows: RowList,
        form: QWidget,
        id_of: Callable[[Any], int],
        *,
        words: tuple[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``words``: what stands there while the list is empty, and the button for a new rule.

        Without them there is only the form: nothing is added or removed.
        """
        super().__init__(parent)
        self.rows = rows
        self.form = cast("RuleForm", form)
        self._id_of = id_of
        self._words, new = words or ("", "")
        self.is_listed = words is not None
        self.empty = PlainLabel(look="soft")
        self.new = QPushButton(new, self)
        self.save = QPushButton(self.tr("Save"))
        self.discard = QPushButton(self.tr("Discard what is typed"))
        self.remove = QPushButton(self.tr("Remove …"))
        self.really = QPushButton(self.tr("Remove it"))
        self.leave = QPushButton(self.tr("Leave it"))
        self.told = PlainLabel()
        self.told.setWordWrap(True)
        self._lay_out(form)
        self._connect()

    def show_state(self, state: RulesState) -> None:
        """Make list, form and buttons say what ``state`` says."""
        self.rows.show_rows(state.rows)
        self._select(state)
        self.empty.setText(self._empty_words(state))
        self._stack.setCurrentIndex(1 if state.rows else 0)
        self.form.show_form(state.form)
        known = state.rule_id is not None and self.is_listed and state.removable
        self.save.setEnabled(state.changed and not state.busy)
        self.discard.setEnabled(state.changed and not state.busy)
        self.remove.setVisible(known and not state.removing)
        for button in (self.really, self.leave):
            button.setVisible(state.removing)
        self._tell(state)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the form where there is no list."""
        super().focusInEvent(event)
        self.form.point_at_first()

    def _select(self, state: RulesState) -> None:
        ids = [self._id_of(row) for row in state.rows]
        selection = self.rows.selectionModel()
        selection.blockSignals(True)
        if state.rule_id in ids:
            self.rows.choose(ids.index(state.rule_id))
        else:
            selection.clear()
            self.rows.setCurrentIndex(self.rows.row_model.index(-1))
        selection.blockSignals(False)
        self.rows.viewport().update()

    def _tell(self, state: RulesState) -> None:
        words, look = "", "done"
        if state.refusal is not None:
            words, look = error_text(state.refusal), "late"
        elif state.removing:
            words, look = self.tr("Remove it for good?"), "late"
        elif state.saved:
            words = self.tr("Saved.")
        self.told.setText(words)
        set_look(self.told, look)
        if state.removing and not self.leave.hasFocus():
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty_words(self, state: RulesState) -> str:
        if state.failed:
            return self.tr("The list could not be read. Open the page once more.")
        return self._words if state.loaded else self.tr("Reading …")

    def _lay_out(self, form: QWidget) -> None:
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, 0)
        listed = QFrame()
        listed.setProperty("look", "panel")
        listed.setFixedWidth(_LIST_WIDTH)
        self._stack = QStackedLayout(listed)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.rows)
        head = QHBoxLayout()
        head.setSpacing(SIZES.gap)
        if self.new.text():
            head.addWidget(self.new)
            head.addWidget(KeyHint(_NEW_KEY))
        self.new.setVisible(bool(self.new.text()))
        head.addStretch(1)
        listing = QWidget()
        listing.setVisible(self.is_listed)
        left = QVBoxLayout(listing)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(SIZES.gap)
        left.addLayout(head)
        left.addWidget(listed, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SIZES.gap)
        page.addWidget(listing)
        page.addWidget(self._right(form), 1)

    def _right(self, form: QWidget) -> QFrame:
        self.save.setProperty("look", "primary")
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        for part in (self.save, KeyHint("Ctrl+S"), self.discard):
            foot.addWidget(part)
        foot.addWidget(self.told, 1)
        for part in (self.remove, self.really, self.leave):
            foot.addWidget(part)
        right = QFrame()
        right.setProperty("look", "panel")
        column = QVBoxLayout(right)
        column.setContentsMargins(SIZES.margin, SIZES.margin, SIZES.margin, SIZES.gap)
        column.setSpacing(SIZES.gap)
        column.addWidget(form if self.is_listed else _scrolled(form), 1)
        column.addLayout(foot)
        return right

    def _connect(self) -> None:
        if self.is_listed:
            self.setFocusProxy(self.rows)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.form.typed.connect(self.typed)
        self.new.clicked.connect(self._on_new)
        self.save.clicked.connect(self.save_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        self.remove.clicked.connect(self.removal_wanted)
        self.really.clicked.connect(self.removal_confirmed)
        self.leave.clicked.connect(self.removal_dropped)
        self.rows.selectionModel().currentChanged.connect(self._on_current)
        self.rows.row_opened.connect(lambda _row: self.form.point_at_first())
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_wanted.emit)
        if self.new.text():
            QShortcut(QKeySequence(_NEW_KEY), self, self._on_new)

    def _on_new(self) -> None:
        self.rule_chosen.emit(None)
        self.form.point_at_first()

    def _on_current(self, *_indexes: object) -> None:
        row = self.rows.chosen_row
        if row is not None:
            self.rule_chosen.emit(self._id_of(row))


def _scrolled(form: QWidget) -> QScrollArea:
    """Return what scrolls ``form`` down where the window is lower than all its fields."""
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for part in (area.viewport(), form):
        part.setAutoFillBackground(False)
    return area
