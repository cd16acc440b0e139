"""The line that tells a supervisor of plans that wait since somebody left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm_desktop.database.queries.new_customers import StuckPlan
from crm_desktop.ui.new_customers.words import stuck_words
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


class StuckPlansLine(QFrame):
    """One sentence a plan; hidden as long as every plan can be done."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "attention")
        self._formats = formats
        self.icon = PlainLabel("", self)
        self.words = PlainLabel("", self)
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        self.hide()

    def show_plans(self, plans: Sequence[StuckPlan], today: date) -> None:
        """Say which plans wait, or nothing."""
        if plans:
            colour = current_colours().attention
            self.icon.setPixmap(icon_pixmap("alert", colour, ratio=self.devicePixelRatioF()))
            sentences = (stuck_words(plan, self._formats, today) for plan in plans)
            self.words.setText("\n".join(sentences))
            self.setAccessibleName(self.words.text())
        self.setVisible(bool(plans))
