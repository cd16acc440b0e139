"""The order that is selected: what is in it, where it is, how it is paid."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from crm_desktop.ui.customer_card.copy_label import CopyLabel
from crm_desktop.ui.customer_card.order_detail_words import Fact, order_detail
from crm_desktop.ui.customer_card.order_facts import OrderFacts
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel, plain_tool_tip, set_look
from crm_desktop.ui.shared.tokens import SIZES

LINES: Final = 6
_USUAL_LINES: Final = 5


class OrderDetail(QFrame):
    """Six lines at most, always the same labels; what does not fit stands in the last tooltip."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.setProperty("look", "detail")
        self.setAccessibleName(self.tr("The selected order"))
        grid = QGridLayout(self)
        grid.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self.lines = tuple(
            (PlainLabel("", self, look="small"), CopyLabel(self)) for _ in range(LINES)
        )
        for row, (caption, value) in enumerate(self.lines):
            grid.addWidget(caption, row, 0)
            grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignVCenter)
            caption.setFixedHeight(SIZES.row - SIZES.gap + 2)
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.setRowStretch(LINES, 1)
        self._make_room_for(_USUAL_LINES)

    def show_order(self, facts: OrderFacts | None, today: date) -> None:
        """Show an order; None takes the block away."""
        self.setVisible(facts is not None)
        found = () if facts is None else order_detail(facts, self._formats, today)
        for place, (caption, value) in enumerate(self.lines):
            fact = found[place] if place < len(found) else Fact("", "")
            caption.setText(fact.caption)
            if caption.isHidden() == bool(fact.caption):
                caption.setVisible(bool(fact.caption))
            set_look(value, "late" if fact.tone is Tone.LATE else "")
            value.show_value(fact.text)
            if fact.tooltip:
                value.setToolTip(plain_tool_tip(fact.tooltip))
        self._make_room_for(min(max(_USUAL_LINES, len(found)), LINES))
        self._hint_at_rest(found[LINES - 1 :])

    def _make_room_for(self, lines: int) -> None:
        height = lines * (SIZES.row - SIZES.gap + 2) + SIZES.gap
        if height != self.height():
            self.setFixedHeight(height)

    def _hint_at_rest(self, rest: tuple[Fact, ...]) -> None:
        if len(rest) > 1:
            last = self.lines[-1][1]
            last.show_value(" / ".join(f"{fact.caption}: {fact.text}" for fact in rest))
