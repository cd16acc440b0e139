"""Shows on the header of the card what others do with it."""

from __future__ import annotations

from crm_desktop.domain.phone_number import national_display
from crm_desktop.ui.card_live.state import CardLiveState, CardPart
from crm_desktop.ui.card_live.words import mark_words, others_words
from crm_desktop.ui.customer_card.copy_label import CopyLabel
from crm_desktop.ui.customer_card.header import CardHeader
from crm_desktop.ui.shared.formats import Formats


def show_live(header: CardHeader, state: CardLiveState, formats: Formats) -> None:
    """Mark the values that somebody else changed, and say who else has the card open."""
    words = {mark.part: mark_words(mark, formats) for mark in state.marks}
    for part, label in _labels_of(header).items():
        label.show_mark(words.get(part, ""))
    numbers = {_bare(number) for mark in state.marks for number in mark.numbers}
    for phone in header.phones:
        phone.show_mark(words[CardPart.PHONES] if phone.number_to_dial in numbers else "")
    header.show_others(others_words(state.others))


def _labels_of(header: CardHeader) -> dict[CardPart, CopyLabel]:
    return {
        CardPart.NAME: header.name,
        CardPart.KANA: header.kana,
        CardPart.PERSON: header.person,
        CardPart.MEMO: header.attention.words,
        CardPart.ADDRESS: header.address,
        CardPart.EMAIL: header.email,
    }


def _bare(number: str) -> str:
    """Return an E.164 number as a label of the card dials it."""
    return national_display(number).replace("-", "").replace(" ", "")
