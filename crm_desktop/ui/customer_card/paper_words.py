"""What the papers are called, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.customer_card.order_words import row_day
from crm_desktop.ui.customer_card.paper_facts import Paper, PaperKind
from crm_desktop.ui.customer_card.timeline_words import letter_word
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PaperWords:
    """One paper in the strip: its kind and day, its title, and what stands in it."""

    paper: Paper
    icon: str
    kind: str
    first_line: str
    title: str
    words: str
    tone: Tone
    tooltip: str


def paper_words(paper: Paper, formats: Formats, today: date) -> PaperWords:
    """Return the words of one paper."""
    kind, icon, title, tone = _named(paper)
    full_day = formats.day(paper.on, today=today)
    return PaperWords(
        paper=paper,
        icon=icon,
        kind=kind,
        first_line=f"{row_day(paper.on, formats, today).partition('(')[0]} {kind}",
        title=title,
        words=paper.words,
        tone=tone,
        tooltip="\n".join(filter(None, [f"{full_day} {kind}", title, paper.words])),
    )


def _named(paper: Paper) -> tuple[str, str, str, Tone]:
    match paper.kind:
        case PaperKind.MAILING:
            return translate("customer_card", "DM"), "mailing", paper.title, Tone.SOFT
        case PaperKind.ENCLOSURE:
            return translate("customer_card", "Encl."), "enclosure", paper.title, Tone.SOFT
        case PaperKind.LETTER:
            return _letter(paper)


def _letter(paper: Paper) -> tuple[str, str, str, Tone]:
    way = "post" if paper.letter is None else paper.letter.way
    if paper.letter is None or paper.letter.thanked_on is None:
        title, tone = translate("customer_card", "not thanked yet"), Tone.SOON
    else:
        title, tone = translate("customer_card", "thanked"), Tone.SOFT
    return letter_word(way), "letter", title, tone


def paper_heading(words: PaperWords, formats: Formats, today: date) -> str:
    """Return the line above the larger picture."""
    day = formats.day(words.paper.on, today=today)
    return filled("%1  %2  %3", day, words.kind, words.title)
