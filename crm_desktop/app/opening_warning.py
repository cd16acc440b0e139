"""Tells, now and then, that the cards one may open in an hour are running out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.opening import Opening
from crm_desktop.ui.customer_card.opening_words import warning_words
from crm_desktop.ui.customer_card.state import CustomerCardState

TELL_EVERY: Final = 10
TELL_EACH_OF_THE_LAST: Final = 5


class OpeningWarning(QObject):
    """Speaks at the office's threshold, every tenth card after it, and at each of the last."""

    warned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = 0

    def on_card(self, state: CustomerCardState) -> None:
        """Hear which card was opened."""
        if state.card is None:
            return
        opening = state.card.opening
        if opening.opened_in_hour != self._told and _is_worth_telling(opening):
            self._told = opening.opened_in_hour
            self.warned.emit(warning_words(opening))


def _is_worth_telling(opening: Opening) -> bool:
    if not opening.is_warned:
        return False
    left = opening.hourly_limit - opening.opened_in_hour
    return (
        opening.opened_in_hour - opening.warned_at
    ) % TELL_EVERY == 0 or left < TELL_EACH_OF_THE_LAST
