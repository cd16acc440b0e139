"""Whether the last column of the card shows papers or the map; remembered per person."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.side_column import SideView

_NEXT: Final = {
    SideView.PAPERS: SideView.MAP,
    SideView.MAP: SideView.LARGE_MAP,
    SideView.LARGE_MAP: SideView.MAP,
}


class MapSwitch(QObject):
    """F7 shows the map, then the map large; Esc goes back. The next card shows what this one did.

    ``changed`` tells whether the map is shown now; ``caret_wanted`` that the operator asked for it.
    """

    changed = Signal(bool)
    caret_wanted = Signal()

    def __init__(self, card: CustomerCardPanel, settings: QSettings, person: str) -> None:
        super().__init__(card)
        self._card = card
        self._settings = settings
        self._key = f"map/{quote(person, safe='')}/shown"
        self._was_shown = False
        card.map_wanted.connect(self.go_on)
        card.side_changed.connect(self._on_side)

    @property
    def is_map_shown(self) -> bool:
        """Whether the card's last column is the map's."""
        return self._card.side_view is not SideView.PAPERS

    def restore(self) -> None:
        """Show the map if this person's desk showed it the last time."""
        if self._settings.value(self._key, "") == "yes":
            self._card.show_side(SideView.MAP)

    def go_on(self) -> None:
        """Show the map; make it large, or small again, where it is shown already."""
        was_shown = self.is_map_shown
        self._card.show_side(_NEXT[self._card.side_view])
        if not was_shown:
            self.caret_wanted.emit()

    def step_back(self) -> bool:
        """Make a large map small; leave one with the caret in it; tell whether it was either."""
        match self._card.side_view:
            case SideView.LARGE_MAP:
                self._card.show_side(SideView.MAP)
                return True
            case SideView.MAP if self._has_caret():
                self._card.show_side(SideView.PAPERS)
                self._card.setFocus()
                return True
            case _:
                return False

    def _has_caret(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self._card.side.isAncestorOf(focused)

    def _on_side(self, view: SideView) -> None:
        is_shown = view is not SideView.PAPERS
        if is_shown == self._was_shown:
            return
        self._was_shown = is_shown
        self._settings.setValue(self._key, "yes" if is_shown else "")
        self.changed.emit(is_shown)
