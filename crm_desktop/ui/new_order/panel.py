"""The form in which an order is taken while talking."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.ui.customer_card.order_words import method_word
from crm_desktop.ui.customer_search.field import SearchField
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.new_customer.form_parts import framed, pane, select
from crm_desktop.ui.new_order.lists import FoundProducts, OrderLines
from crm_desktop.ui.new_order.state import NewOrderState, Part
from crm_desktop.ui.new_order.sums import SumsPane
from crm_desktop.ui.new_order.words import METHODS, REPEAT_KEY, last_words
from crm_desktop.ui.shared.error_note import ErrorNote
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.form_field import FormField, mark_refused, message_label
from crm_desktop.ui.shared.form_foot import form_foot
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, set_look
from crm_desktop.ui.shared.scrolled import scrolled
from crm_desktop.ui.shared.sheet import labelled
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_DIGITS = Qt.InputMethodHint.ImhPreferLatin
_QUANTITY_PX, _PRICE_PX, _MEMO_PX = 72, 112, 64
_LINES_PX = 196  # the least: seven lines
_LABEL_WIDTH = 124
_ENTRY = (Part.PRODUCT, Part.QUANTITY, Part.PRICE)


class NewOrderPanel(QWidget):
    """Products at the left, what is paid at the right. Nothing here needs the mouse."""

    typed = Signal(object, str)  # Part, text
    moved = Signal(int)
    product_taken = Signal(object)  # number of what was found, None: the chosen one
    line_entered = Signal()
    line_wanted = Signal(int)
    line_removed = Signal(int)
    method_chosen = Signal(object)  # PaymentMethod
    repeat_wanted = Signal()
    save_wanted = Signal()
    discard_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.heading = ElidedLabel("", look="name")
        self.last = ElidedLabel("", look="soft")
        self.repeat = QPushButton(self.tr("Same as last time"))
        self._make_entry()
        self.lines = OrderLines(formats)
        self.lines.setMinimumHeight(_LINES_PX)
        self._make_payment()
        self.problem = ErrorNote()
        self.save = QPushButton(self.tr("Take the order"))
        self.discard = QPushButton(self.tr("Empty the form"))
        self._lay_out()
        self._connect()

    def show_state(self, state: NewOrderState) -> None:
        """Make the form say what ``state`` says."""
        customer, form = state.customer, state.form
        if customer is not None:
            name = self._formats.person(customer.name)
            self.heading.show_text(filled(self.tr("Order of %1  %2"), name, customer.code))
            self.last.show_text(last_words(customer.last_lines))
            self.repeat.setEnabled(bool(customer.last_lines) and not state.saving)
        for part, edit in self.edits.items():
            _show(edit, getattr(form, part))
        if self.memo.toPlainText() != form.memo:
            self.memo.setPlainText(form.memo)
        select(self.method, form.method)
        self.found.show_found(state.found, state.chosen)
        self.lines.show_lines(form.lines)
        self.sums.show_sums(state.terms)
        self._show_problems(state)
        for widget in (*self.edits.values(), self.memo, self.method, self.save, self.discard):
            widget.setEnabled(not state.saving)

    def point_at(self, part: Part) -> None:
        """Put the caret into a field, all of its text selected."""
        edit = self.edits.get(part)
        if edit is None:
            self.memo.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the product that comes next."""
        super().focusInEvent(event)
        self.product.setFocus(event.reason())

    def _show_problems(self, state: NewOrderState) -> None:
        for part, field in ((Part.SHIPPING_FEE, self.shipping), (Part.DISCOUNT, self.discount)):
            error = state.problem_of(part)
            field.show_message("" if error is None else error_text(error), look="small-late")
        told = [(part, state.problem_of(part)) for part in _ENTRY]
        for part, error in told:
            mark_refused(self.edits[part], "" if error is None else error_text(error))
        first = next((error for _part, error in told if error is not None), None)
        self.entry_problem.show_text("" if first is None else error_text(first))
        whole = state.problem_of(None)
        self.problem.tell("" if whole is None else error_text(whole))

    def _make_entry(self) -> None:
        self.product = SearchField()
        self.product.setPlaceholderText(self.tr("Code or name of the product"))
        self.product.setAccessibleName(self.tr("Product"))
        self.quantity = _number(self.tr("Quantity"), _QUANTITY_PX)
        self.price = _number(self.tr("Unit price"), _PRICE_PX)
        self.add = QPushButton(self.tr("Add"))
        self.entry_problem = message_label()
        set_look(self.entry_problem, "small-late")
        self.found = FoundProducts(self._formats)
        self.found.hide()

    def _make_payment(self) -> None:
        self.shipping = FormField(self.tr("Shipping fee"), label_width=_LABEL_WIDTH, hints=_DIGITS)
        self.discount = FormField(self.tr("Discount"), label_width=_LABEL_WIDTH, hints=_DIGITS)
        self.method = QComboBox()
        for method in METHODS:
            self.method.addItem(method_word(method), method)
        self.memo = QPlainTextEdit()
        self.memo.setTabChangesFocus(True)
        self.memo.setFixedHeight(_MEMO_PX)
        self.memo.setAccessibleName(self.tr("Memo"))
        self.memo.setPlaceholderText(self.tr("Memo: delivery, gift, wishes"))
        self.sums = SumsPane(self._formats)
        self.edits: dict[Part, QLineEdit] = {
            Part.PRODUCT: self.product,
            Part.QUANTITY: self.quantity,
            Part.PRICE: self.price,
            Part.SHIPPING_FEE: self.shipping.edit,
            Part.DISCOUNT: self.discount.edit,
        }

    def _connect(self) -> None:
        for part, edit in self.edits.items():
            if part is not Part.PRODUCT:
                edit.textEdited.connect(partial(self.typed.emit, part))
        self.product.words_typed.connect(partial(self.typed.emit, Part.PRODUCT))
        self.product.moved.connect(self.moved)
        self.product.entered.connect(lambda: self.product_taken.emit(None))
        self.product.cancelled.connect(self._on_cancelled)
        self.found.row_opened.connect(lambda row: self.product_taken.emit(row[0]))
        self.quantity.returnPressed.connect(self._on_quantity)
        self.price.returnPressed.connect(self.line_entered)
        self.add.clicked.connect(self.line_entered)
        self.lines.row_opened.connect(lambda row: self.line_wanted.emit(row[0]))
        self.lines.removed.connect(self.line_removed)
        self.shipping.edit.returnPressed.connect(self.focusNextChild)
        self.discount.edit.returnPressed.connect(self.focusNextChild)
        self.memo.textChanged.connect(lambda: self.typed.emit(Part.MEMO, self.memo.toPlainText()))
        self.method.activated.connect(
            lambda row: self.method_chosen.emit(PaymentMethod(self.method.itemData(row)))
        )
        self.repeat.clicked.connect(self.repeat_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_wanted.emit)
        QShortcut(QKeySequence(REPEAT_KEY), self, self.repeat_wanted.emit)

    def _on_quantity(self) -> None:
        """Go on to the price where none is known, else to the next line."""
        if self.price.text().strip():
            self.line_entered.emit()
        else:
            self.point_at(Part.PRICE)

    def _on_cancelled(self) -> None:
        """Empty the field; what is empty already has Esc go one step back."""
        if self.product.text():
            self.product.clear()
        else:
            self.back_wanted.emit()

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        columns = QHBoxLayout()
        columns.setSpacing(SIZES.margin)
        columns.addWidget(self._products(), 3)
        method = labelled(self.tr("Payment"), self.method, self)
        money = [self.shipping, self.discount, method, self.memo, self.sums]
        columns.addWidget(pane(self.tr("Payment and memo"), money), 2)
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SIZES.gap)
        inside.addWidget(self.heading)
        inside.addLayout(self._last_row())
        inside.addLayout(columns)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(scrolled(whole), 1)
        page.addLayout(form_foot(self.save, self.discard))

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SIZES.gap)
        self.repeat.setIcon(icon("repeat", current_colours().text_soft))
        row.addWidget(self.repeat)
        row.addWidget(KeyHint(REPEAT_KEY))
        row.addWidget(self.last, 1)
        return row

    def _products(self) -> QFrame:
        """Return the left side; the lines take the room that is left, and give way to a refusal."""
        gives_way = self.problem.sizePolicy()
        gives_way.setRetainSizeWhenHidden(False)
        self.problem.setSizePolicy(gives_way)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(self._entry())
        column.addWidget(self.found)
        column.addWidget(self.entry_problem)
        column.addWidget(framed(self.lines), 1)
        column.addWidget(self.problem)
        return framed(inside)

    def _entry(self) -> QWidget:
        """Return the fields of one line, numbers below what they are called."""
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(PlainLabel(self.tr("Products"), look="heading"), 0, 0)
        grid.addWidget(self.product, 1, 0)
        for column, edit in ((1, self.quantity), (3, self.price)):
            words = PlainLabel(edit.accessibleName(), look="small")
            words.setBuddy(edit)
            grid.addWidget(words, 0, column)
            grid.addWidget(edit, 1, column)
        grid.addWidget(PlainLabel("×", look="soft"), 1, 2)
        grid.addWidget(self.add, 1, 4)
        return whole


def _number(name: str, width: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setInputMethodHints(_DIGITS)
    edit.setAlignment(Qt.AlignmentFlag.AlignRight)
    edit.setFixedWidth(width)
    edit.setAccessibleName(name)
    return edit


def _show(edit: QLineEdit, text: str) -> None:
    if edit.text() != text:
        edit.setText(text)
