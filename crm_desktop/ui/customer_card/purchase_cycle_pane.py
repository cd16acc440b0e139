"""How often the customer buys, and what is delivered to them by itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.database.queries.customer_card import CardSubscription
from crm_desktop.domain.purchase_cycle import ProductCycle, PurchaseCycle
from crm_desktop.ui.customer_card.copy_label import CopyLabel
from crm_desktop.ui.customer_card.cycle_words import (
    next_words,
    often_words,
    products_words,
    subscription_words,
)
from crm_desktop.ui.customer_card.purchase_cycle_strip import CycleDots
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel, plain_tool_tip, set_look
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


class PurchaseCyclePane(QFrame):
    """A line of words, the dots, the products, the subscriptions; a stop of the Tab key."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Purchase cycle"))
        self.often = CopyLabel(self)
        self.next_or_late = CopyLabel(self, look="soft")
        self.dots = CycleDots(self)
        self.products = CopyLabel(self, look="small")
        self.subscriptions = CopyLabel(self)
        for wide in (self.products, self.subscriptions):
            wide.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QHBoxLayout()
        words.setSpacing(SIZES.gap)
        words.addWidget(PlainLabel(self.tr("Purchase cycle"), self, look="heading"))
        words.addWidget(self.often)
        words.addWidget(self.next_or_late)
        words.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        layout.setSpacing(2)
        layout.addLayout(words)
        for part in (self.dots, self.products, self.subscriptions):
            layout.addWidget(part)

    def show_cycle(
        self, cycle: PurchaseCycle | None, products: tuple[ProductCycle, ...], today: date
    ) -> None:
        """Show how often and when next; None says what is missing."""
        if cycle is None:
            self.often.show_value(self.tr("Shown from the second purchase on."))
            self.next_or_late.show_value("")
        else:
            self.often.show_value(often_words(cycle.every_days))
            set_look(self.next_or_late, "late" if cycle.days_late > 0 else "soft")
            self.next_or_late.show_value(next_words(cycle, self._formats, today))
        said = f"{self.often.whole_text} {self.next_or_late.whole_text}"
        self.dots.show_cycle(cycle, today, said)
        if self.dots.isHidden() == (cycle is not None):
            self.dots.setVisible(cycle is not None)
        self.products.show_value(products_words(products))

    def show_subscriptions(self, found: tuple[CardSubscription, ...], today: date) -> None:
        """Show what is delivered by itself; none takes the line away."""
        lines = [subscription_words(one, self._formats, today) for one in found]
        words = filled(self.tr("Subscription: %1"), "   /   ".join(lines))
        self.subscriptions.show_value(words if lines else "")
        self.subscriptions.setToolTip(plain_tool_tip("\n".join(lines)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border to the order above, in the accent while the keyboard is here."""
        super().paintEvent(event)
        colours = current_colours()
        painter = QPainter(self)
        focused = self.hasFocus()
        painter.setPen(
            QPen(QColor(colours.accent if focused else colours.line), 2 if focused else 1)
        )
        painter.drawLine(0, 0, self.width(), 0)
