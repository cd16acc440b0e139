"""The words for what helps in a call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.call_notes import ColleagueInCall
from crm_desktop.domain.unwanted import UnwantedRule
from crm_desktop.ui.shared.filled import filled

translate = QCoreApplication.translate


def unwanted_mark() -> str:
    """Return the word that marks an unwanted caller where room is short."""
    return translate("calls", "Unwanted")


def unwanted_words(rule: UnwantedRule | None) -> str:
    """Return that the caller is unwanted and why; "" for a welcome one."""
    if rule is None:
        return ""
    if not rule.reason:
        return translate("calls", "Unwanted caller")
    return filled(translate("calls", "Unwanted caller: %1"), rule.reason)


def colleagues_words(colleagues: Sequence[ColleagueInCall]) -> str:
    """Return who talked in the call before, and what they wrote; "" for nobody."""
    return "   ".join(_colleague_words(colleague) for colleague in colleagues)


def _colleague_words(colleague: ColleagueInCall) -> str:
    if not colleague.notes:
        words = translate("calls", "%1 took this call before; no note yet")
        return filled(words, colleague.name)
    notes = " / ".join(colleague.notes)
    return filled(translate("calls", "%1 took this call before. Note: %2"), colleague.name, notes)
