"""What the viewer says about papers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.paper_texts import LetterText, MasterText, PaperText
from crm_desktop.ui.customer_card.paper_words import paper_heading, paper_words
from crm_desktop.ui.customer_card.timeline_words import letter_word
from crm_desktop.ui.paper_viewer.state import PaneState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate


def pane_words(pane: PaneState, formats: Formats, today: date) -> str:
    """Return the line above a pane; empty for an empty one."""
    if pane.paper is None:
        return ""
    return paper_heading(paper_words(pane.paper, formats, today), formats, today)


def page_words(pane: PaneState) -> str:
    """Return which page of how many is shown, such as 1/3; a blank one is called so."""
    if pane.page is None:
        return ""
    words = f"{pane.place + 1}/{len(pane.pages)}"
    if pane.page.set_aside:
        return filled(translate("paper_viewer", "%1 blank"), words)
    return words


def missing_words(pane: PaneState, *, pages_known: bool) -> str:
    """Return why a pane shows no picture."""
    if pane.paper is None:
        return translate("paper_viewer", "This paper is no longer there.")
    if pane.failed:
        return translate("paper_viewer", "This page cannot be shown.")
    if pane.page is None and (pages_known or pane.paper.document_id is None):
        return translate("paper_viewer", "No picture of it yet.")
    return translate("paper_viewer", "Loading …")


def aloud_words(text: PaperText | None, formats: Formats, today: date) -> str:
    """Return what is read aloud, one thing a paragraph; empty when nothing is known."""
    match text:
        case None:
            return ""
        case MasterText():
            parts = _master(text, formats, today)
        case LetterText():
            parts = _letter(text, formats, today)
    return "\n\n".join(part for part in parts if part)


def _master(text: MasterText, formats: Formats, today: date) -> list[str]:
    conditions = translate("paper_viewer", "Conditions: %1")
    return [
        text.title,
        period_words(text.valid_from_on, text.valid_until_on, formats, today),
        text.offer,
        filled(conditions, text.conditions) if text.conditions else "",
    ]


def period_words(begins: date | None, ends: date | None, formats: Formats, today: date) -> str:
    """Return when an offer holds; empty when it has neither beginning nor end."""
    if ends is not None and ends < today:
        words = translate("paper_viewer", "Ended on %1")
        return filled(words, formats.day(ends, today=today))
    days = ["" if day is None else formats.day(day, today=today) for day in (begins, ends)]
    if any(days):
        return filled(translate("paper_viewer", "Valid %1 – %2"), *days)
    return ""


def _letter(text: LetterText, formats: Formats, today: date) -> list[str]:
    came = filled(
        translate("paper_viewer", "%1 of %2"),
        letter_word(text.way),
        formats.day(text.received_on, today=today),
    )
    state = f"{came}\n{letter_state_words(text, formats, today)}"
    return [state, text.summary, *_written(text)]


def _written(text: LetterText) -> list[str]:
    """Return what was read of the pages, or typed; what a person corrected comes first."""
    if text.corrected:
        mark = translate("paper_viewer", "✓ Corrected by a person")
        others = [text.transcription] if text.transcription not in text.pages else []
        return [mark, *text.pages, *others]
    read = [page for page in text.pages if page not in text.transcription]
    return [text.transcription] if text.transcription else read


def letter_state_words(text: LetterText, formats: Formats, today: date) -> str:
    """Return what became of a letter, and who thanked for it how."""
    if text.thanked_on is None:
        states = {
            "scanned": translate("paper_viewer", "Not read yet, not yet thanked"),
            "read": translate("paper_viewer", "Read, not yet thanked"),
            "answered": translate("paper_viewer", "Answered"),
        }
        return states[text.state]
    thanked = translate("paper_viewer", "Thanked on %1")
    words = filled(thanked, formats.day(text.thanked_on, today=today))
    return "  ".join(filter(None, [words, text.thanked_how, text.thanked_by]))
