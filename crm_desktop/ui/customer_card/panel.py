"""The customer card: one screen, no tabs for what is needed in every call."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.reasons_for_call import Reason, ReasonTarget
from crm_desktop.ui.card_drafts.line import CardDraftsLine
from crm_desktop.ui.customer_card.card_columns import (
    NARROW_PX,
    NOTE_AND_HISTORY,
    CardColumns,
    framed,
    note_above_history,
    note_stack,
)
from crm_desktop.ui.customer_card.header import CardHeader
from crm_desktop.ui.customer_card.note_form import NoteForm
from crm_desktop.ui.customer_card.order_detail import OrderDetail
from crm_desktop.ui.customer_card.orders import OrdersPane
from crm_desktop.ui.customer_card.paper_facts import PaperKind
from crm_desktop.ui.customer_card.paper_strip import PaperPane
from crm_desktop.ui.customer_card.purchase_cycle_pane import PurchaseCyclePane
from crm_desktop.ui.customer_card.reason_words import reason_words
from crm_desktop.ui.customer_card.side_column import SideColumn, SideView
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.customer_card.timeline import TimelinePane
from crm_desktop.ui.customer_card.timeline_facts import EntryKind
from crm_desktop.ui.dialling.selected_number import selected_number
from crm_desktop.ui.help.lines import HelpLines
from crm_desktop.ui.new_customers.card_line import HandOverLine
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.talk_script.pane import TalkScriptPane


class CustomerCardPanel(QWidget):
    """Header above; orders, note and history, papers beside each other."""

    dial_wanted = Signal(str, object)  # a number, None: it may be this customer's or another's
    history_wanted = Signal()
    viewer_wanted = Signal(object)  # Paper to begin with, None: what is newest
    cover_left = Signal()  # something behind what covers the card is wanted
    map_wanted = Signal()
    side_changed = Signal(object)  # SideView

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._state = CustomerCardState()
        self._cover: QWidget | None = None
        self._side_view = SideView.PAPERS
        self.waiting = PlainLabel("", self, look="soft")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.header = CardHeader(formats, self)
        self.hand_over = HandOverLine(formats, self)
        self.drafts = CardDraftsLine(formats, self)
        self.orders = OrdersPane(formats, self)
        self.detail = OrderDetail(formats, self)
        self.cycle = PurchaseCyclePane(formats, self)
        self.note = NoteForm(formats, self)
        self.timeline = TimelinePane(formats, self)
        self.script = TalkScriptPane(self)
        self.papers = PaperPane(formats, self)
        self.side = SideColumn(self.papers, self)
        self.help = HelpLines(formats, self)
        self.body = self._scrolling()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.waiting, 1)
        self._layout.addWidget(self.body, 1)
        self._connect()
        self.show_state(self._state)

    def show_state(self, state: CustomerCardState) -> None:
        """Make the widgets say what ``state`` says."""
        self._state = state
        card = state.card
        if card is not None:
            self.header.show_customer(card, state.today)
            if not state.orders:
                self.detail.show_order(None, state.today)
            self.orders.show_orders(state.orders, state.unpaid_yen, state.today)
            self.timeline.show_entries(state.timeline, state.today)
            self.cycle.show_cycle(state.cycle, state.products, state.today)
            self.cycle.show_subscriptions(card.subscriptions, state.today)
            self.header.reasons.show_reasons(
                tuple(reason_words(one, self._formats, state.today) for one in state.reasons)
            )
        self._show_body()
        self.waiting.setVisible(card is None)
        self.waiting.setText(self.tr("Loading …") if state.loading else "")

    def renew_state(self, state: CustomerCardState) -> None:
        """Show what changed on the card that is shown; caret, choices and places stay."""
        if state.card is None or self._state.card is None:
            return
        before, self._state = self._state, state
        self.header.show_customer(state.card, state.today)
        self.header.reasons.show_reasons(
            tuple(reason_words(one, self._formats, state.today) for one in state.reasons)
        )
        if (state.orders, state.unpaid_yen) != (before.orders, before.unpaid_yen):
            self._renew_orders(state)
        if state.timeline != before.timeline:
            self.timeline.renew_entries(state.timeline, state.today)
        self.cycle.show_cycle(state.cycle, state.products, state.today)
        self.cycle.show_subscriptions(state.card.subscriptions, state.today)

    def _renew_orders(self, state: CustomerCardState) -> None:
        with QSignalBlocker(self.orders):  # nobody has chosen another one
            order_id = self.orders.renew_orders(state.orders, state.unpaid_yen, state.today)
        chosen = (facts for facts in state.orders if facts.order.order_id == order_id)
        self.detail.show_order(next(chosen, None), state.today)

    def show_script(self, *, wanted: bool) -> None:
        """Show the talk script below the note, in the place of the history; or that again."""
        if wanted and self._cover is not None:
            self.cover_left.emit()
        self.script.setVisible(wanted)
        self.timeline.setVisible(not wanted)

    @property
    def side_view(self) -> SideView:
        """What the last column shows."""
        return self._side_view

    def show_side(self, view: SideView) -> None:
        """Show papers or map in the last column, which gets the room it needs."""
        if view is self._side_view:
            return
        self._side_view = view
        self.side.show_view(view)
        self.columns.make_room(view)
        self.side_changed.emit(view)

    def cover(self, cover: QWidget) -> None:
        """Show ``cover`` in the place of the card; typing goes on in it."""
        self._cover = cover
        self._layout.addWidget(cover, 1)
        self._show_body()

    def uncover(self) -> None:
        """Show the card again; whoever covered it takes the cover away."""
        self._cover = None
        self._show_body()

    def take_note_back(self) -> None:
        """Put the note where it belongs, after it was lent to another place."""
        sizes = self.middle.sizes()
        if self.middle.indexOf(self.note_frame) < 0:
            self.middle.insertWidget(0, self.note_frame)
            if not self.middle.is_dragged:
                self.middle.setSizes(NOTE_AND_HISTORY)
            elif len(sizes) > 1:
                self.middle.setSizes(sizes)

    def show_order(self, order_id: int) -> None:
        """Select an order, wherever it is named on the card."""
        self.orders.select_order(order_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts below each other where the screen is small or the scaling large."""
        super().resizeEvent(event)
        width = event.size().width()
        self.header.arrange(is_narrow=width < NARROW_PX)
        self.columns.arrange(width)

    def _show_body(self) -> None:
        has_card = self._state.card is not None
        self.body.setVisible(has_card and self._cover is None)
        if self._cover is not None:
            self._cover.setVisible(has_card)

    def _on_order_selected(self, order_id: int) -> None:
        found = (facts for facts in self._state.orders if facts.order.order_id == order_id)
        self.detail.show_order(next(found, None), self._state.today)
        self.papers.mark_order(order_id)

    def _on_reason_chosen(self, reason: Reason) -> None:
        match reason.target:
            case ReasonTarget.ORDER:
                self._bring_orders_back()
                self.orders.select_order(reason.target_id)
                _focus(self.orders.table)
            case ReasonTarget.MAILING:
                self._show_paper(PaperKind.MAILING, reason.target_id)
                _focus(self.papers.strip)
            case ReasonTarget.LETTER:
                self._show_paper(PaperKind.LETTER, reason.target_id)
                _focus(self.papers.strip)
            case ReasonTarget.CALL:
                self.timeline.select_entry(EntryKind.CALL, reason.target_id)
                _focus(self.timeline.list)
            case ReasonTarget.TASK:
                self.timeline.select_entry(EntryKind.TASK, reason.target_id)
                _focus(self.timeline.list)
            case ReasonTarget.SUBSCRIPTION | ReasonTarget.CYCLE:
                self._bring_orders_back()
                _focus(self.cycle)

    def _on_entry_chosen(self, kind: str, subject_id: int) -> None:
        match EntryKind(kind):
            case EntryKind.ORDER | EntryKind.ENCLOSURE:
                self._bring_orders_back()
                self.show_order(subject_id)
            case EntryKind.MAILING:
                self._show_paper(PaperKind.MAILING, subject_id)
            case EntryKind.LETTER:
                self._show_paper(PaperKind.LETTER, subject_id)
            case _:
                pass

    def _show_paper(self, kind: PaperKind, subject_id: int) -> None:
        self.show_side(SideView.PAPERS)
        self.papers.select_paper(kind, subject_id)

    def _scrolling(self) -> QScrollArea:
        """Return all but the words of waiting; what holds others is made before what it holds."""
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        scroll.setWidget(inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.gap)
        layout.addWidget(self.header)
        layout.addWidget(self.hand_over)
        layout.addWidget(self.drafts)
        self.columns = CardColumns(inside)
        layout.addWidget(self.columns, 1)
        first = framed(self.columns, self.orders, self.detail, self.cycle)
        self.middle = note_stack(self.columns)
        self.note_frame = framed(self.middle, self.help, self.note)
        note_above_history(
            self.middle, self.note_frame, framed(self.middle, self.timeline, self.script)
        )
        self.columns.take((first, self.middle, framed(self.columns, self.side)))
        return scroll

    def _connect(self) -> None:
        self.orders.order_selected.connect(self._on_order_selected)
        self.timeline.entry_chosen.connect(self._on_entry_chosen)
        self.header.reasons.reason_chosen.connect(self._on_reason_chosen)
        self.setFocusProxy(self.note.body)
        QShortcut(QKeySequence("Ctrl+D"), self, self._dial)
        QShortcut(QKeySequence("F3"), self).activated.connect(self._on_orders_key)
        self._key("F4", self.note.body)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._on_papers_key)
        QShortcut(QKeySequence("F7"), self).activated.connect(self._on_map_key)
        self.papers.viewer_wanted.connect(self.viewer_wanted)
        self.side.map_wanted.connect(self.map_wanted)
        self.side.papers_wanted.connect(self._on_papers_key)
        QShortcut(QKeySequence("F8"), self).activated.connect(self._on_history_key)
        self.script.hide()

    def _on_orders_key(self) -> None:
        self._bring_orders_back()
        self._go_to(self.orders.table)

    def _bring_orders_back(self) -> None:
        if self._side_view is SideView.LARGE_MAP:
            self.show_side(SideView.MAP)

    def _on_history_key(self) -> None:
        self.history_wanted.emit()
        self._go_to(self.timeline.list)

    def _on_papers_key(self) -> None:
        """Go to the papers; from there to the papers large."""
        if self._cover is not None:
            _focus(self._cover)
        elif self.papers.isAncestorOf(QApplication.focusWidget() or self):
            self.viewer_wanted.emit(None)
        else:
            self.show_side(SideView.PAPERS)
            _focus(self.papers.strip)

    def _on_map_key(self) -> None:
        if self._cover is not None:
            self.cover_left.emit()
        self.map_wanted.emit()

    def _go_to(self, widget: QWidget) -> None:
        if self._cover is not None and not self._cover.isAncestorOf(widget):
            self.cover_left.emit()
        _focus(widget)

    def _dial(self) -> None:
        """Dial the number that is selected, that the caret stands on, or the customer's first."""
        number = selected_number(QApplication.focusWidget()) or self.header.number_to_dial
        if number:
            self.dial_wanted.emit(number, None)

    def _key(self, keys: str, target: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(lambda: self._go_to(target))


def _focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
