"""The lowest row of a form that is a page: save, what going back does, start anew."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


def form_foot(save: QPushButton, discard: QPushButton) -> QHBoxLayout:
    """Return the row with both buttons, for a form that keeps what is typed when it is left."""
    save.setProperty("look", "primary")
    save.setIcon(icon("check", current_colours().text_on_accent))
    foot = QHBoxLayout()
    foot.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.margin, SIZES.gap)
    foot.setSpacing(SIZES.gap)
    foot.addWidget(save)
    foot.addWidget(KeyHint("Ctrl+S"))
    words = QCoreApplication.translate("FormFoot", "Going back with Esc keeps what is typed.")
    foot.addWidget(PlainLabel(words, look="small"))
    foot.addStretch(1)
    foot.addWidget(discard)
    return foot
