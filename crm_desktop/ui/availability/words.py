"""The words for whether somebody can take calls."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.availability import Availability
from crm_desktop.ui.shared.one_line import one_line

translate = QCoreApplication.translate


def availability_words(state: Availability, reason: str = "") -> str:
    """Return the state, with the reason why somebody is away."""
    match state:
        case Availability.READY:
            return translate("availability", "Ready")
        case Availability.AFTER_CALL:
            return translate("availability", "After-call work")
        case Availability.AWAY:
            away = translate("availability", "Away")
            return f"{away} {one_line(reason)}".strip()
        case Availability.SIGNED_OUT:
            return translate("availability", "Signed out")


def usual_away_reasons() -> tuple[str, ...]:
    """Return the reasons that are offered where the office has settled none."""
    return (
        translate("availability", "Break"),
        translate("availability", "Lunch"),
        translate("availability", "Meeting"),
        translate("availability", "Training"),
    )


def category_owed_words() -> str:
    """Return what is said to who wants to be ready without a category."""
    return translate("availability", "Choose a category; then you can be ready.")
