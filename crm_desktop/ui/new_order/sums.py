"""What an order comes to, while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.domain.new_order import OrderTerms
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class SumsPane(QWidget):
    """Goods, shipping, discount, and below them the total."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, SIZES.gap, 0, 0)
        self._grid.setHorizontalSpacing(SIZES.gap)
        self._grid.setVerticalSpacing(SIZES.gap_small)
        self._grid.setColumnStretch(1, 1)
        self.goods = self._line(self.tr("Goods"))
        self.shipping = self._line(self.tr("Shipping fee"))
        self.discount = self._line(self.tr("Discount"))
        self.total = self._line(self.tr("Total"), look="name")

    def show_sums(self, terms: OrderTerms) -> None:
        """Show what ``terms`` come to."""
        yen = self._formats.yen
        self.goods.setText(yen(terms.subtotal_yen))
        self.shipping.setText(yen(terms.shipping_fee_yen))
        self.discount.setText(yen(-terms.discount_yen))
        self.total.setText(yen(terms.total_yen))

    def _line(self, words: str, look: str = "") -> PlainLabel:
        row = self._grid.rowCount()
        figure = PlainLabel("", look=look)
        figure.setAccessibleName(words)
        self._grid.addWidget(PlainLabel(words, look=look or "soft"), row, 0)
        self._grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
        return figure
