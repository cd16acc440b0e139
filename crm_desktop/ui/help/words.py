"""Help in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.database.queries.help_requests import HelpAsked, Whisper
from crm_desktop.errors.help import HelpEnded, HelpOver
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line, shortened

translate = QCoreApplication.translate

HELP_KEY = "Ctrl+Shift+H"
AWAY_KEY = "Ctrl+Shift+W"
_MOST_CHARACTERS = 60

HELP_SENTENCES: dict[type, object] = {
    HelpOver: QT_TRANSLATE_NOOP(
        "errors",
        "Your colleague has closed the card already, so nobody would read the word. It was not"
        " sent.",
    ),
    HelpEnded: QT_TRANSLATE_NOOP(
        "errors",
        "Your request for help has ended meanwhile, so nobody would read the word. Ask again; what"
        " you typed is kept.",
    ),
}


def asked_words(asked: HelpAsked, formats: Formats, now: datetime) -> str:
    """Return who waits, how long, on which line, with which customer and word."""
    name, line, customer, word = (
        shortened(one_line(text), _MOST_CHARACTERS)
        for text in (asked.staff_name, asked.line_name, asked.customer_name, asked.word)
    )
    waits = formats.duration((now - asked.asked_at).total_seconds())
    parts = (
        name,
        waits,
        line,
        formats.person(customer),
        filled(translate("help", "“%1”"), word) if word else "",
    )
    return "   ".join(part for part in parts if part)


def asked_at_words(asked_at: datetime, word: str, formats: Formats) -> str:
    """Return that help was asked for, and with which word."""
    words = filled(translate("help", "Help asked for %1"), formats.time(asked_at))
    return f"{words}  {filled(translate('help', '“%1”'), word)}" if word else words


def whisper_words(whisper: Whisper) -> str:
    """Return who whispers what."""
    return filled(translate("help", "%1: %2"), one_line(whisper.from_name), one_line(whisper.body))


def appears_words(staff_name: str) -> str:
    """Return on whose card alone a whisper appears."""
    name = shortened(one_line(staff_name), _MOST_CHARACTERS)
    return filled(translate("help", "Appears on the card of %1"), name)
