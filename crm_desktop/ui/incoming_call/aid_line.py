"""The second line of the band: an unwanted caller, the colleague who talked before."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm_desktop.ui.incoming_call.aid import CallAid
from crm_desktop.ui.incoming_call.aid_words import colleagues_words, unwanted_words
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, plain_tool_tip
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

HEIGHT: Final = 30


class AidLine(QFrame):
    """Hidden while there is nothing to say; long notes are cut, the tooltip has all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self.setFixedHeight(HEIGHT)
        self.alert = PlainLabel()
        self.unwanted = ElidedLabel(look="late")
        self.note = PlainLabel()
        self.colleagues = ElidedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, 0, SIZES.gap, 0)
        row.setSpacing(SIZES.gap)
        for widget, share in (
            (self.alert, 0),
            (self.unwanted, 2),
            (self.note, 0),
            (self.colleagues, 3),
        ):
            row.addWidget(widget, share)
        self.hide()

    def show_aid(self, aid: CallAid | None) -> None:
        """Say what ``aid`` says; None hides the line."""
        unwanted = "" if aid is None else unwanted_words(aid.unwanted)
        colleagues = "" if aid is None else colleagues_words(aid.colleagues)
        self._show(self.alert, self.unwanted, unwanted)
        self._show(self.note, self.colleagues, colleagues)
        self.setAccessibleName(" ".join(filter(None, (unwanted, colleagues))))
        self.setVisible(bool(unwanted or colleagues))

    def _show(self, icon: PlainLabel, label: ElidedLabel, words: str) -> None:
        colours = current_colours()
        is_alert = icon is self.alert
        name, colour = ("alert", colours.late) if is_alert else ("note", colours.accent)
        icon.setPixmap(icon_pixmap(name, colour, ratio=self.devicePixelRatioF()))
        label.show_text(words)
        label.setToolTip(plain_tool_tip(words))
        for widget in (icon, label):
            widget.setVisible(bool(words))
