"""The words of the page of rules about calls."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class Part(Enum):
    """The parts of the page."""

    SCRIPTS = auto()
    UNWANTED = auto()
    SETTINGS = auto()
    CATEGORIES = auto()


def page_words() -> str:
    """Return the heading of the page."""
    return translate("call_rules", "Rules for calls")


def part_words(part: Part) -> str:
    """Return what a part is called."""
    match part:
        case Part.SCRIPTS:
            return translate("call_rules", "Talk scripts")
        case Part.UNWANTED:
            return translate("call_rules", "Unwanted callers")
        case Part.SETTINGS:
            return translate("call_rules", "Settings")
        case Part.CATEGORIES:
            return translate("call_rules", "Categories")


def list_words(part: Part) -> tuple[str, str] | None:
    """Return what stands there while the list is empty, and the button for a new rule."""
    match part:
        case Part.SCRIPTS:
            return (
                translate(
                    "call_rules", "No script yet. Write what is said on a line or of a mailing."
                ),
                translate("call_rules", "New script"),
            )
        case Part.UNWANTED:
            return (
                translate("call_rules", "Nobody is unwanted. Operators can add who calls, too."),
                translate("call_rules", "New entry"),
            )
        case Part.CATEGORIES:
            return translate("call_rules", "There are no categories yet."), ""
        case Part.SETTINGS:
            return None
