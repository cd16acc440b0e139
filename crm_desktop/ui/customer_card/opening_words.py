"""What is said about how many cards somebody has opened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.opening import Opening
from crm_desktop.ui.shared.filled import filled

translate = QCoreApplication.translate


def warning_words(opening: Opening) -> str:
    """Return the sentence that says how many more cards will open."""
    words = translate(
        "card",
        "You have opened %1 cards within an hour. At %2 no more will open;"
        " the cards of callers always do.",
    )
    return filled(words, str(opening.opened_in_hour), str(opening.hourly_limit))
