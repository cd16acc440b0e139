"""What others did with the open card, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.card_changes import OtherDesk
from crm_desktop.ui.card_live.state import CardPart, ChangedPart
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line

translate = QCoreApplication.translate


def part_words(part: CardPart) -> str:
    """Return what a part of the card is called."""
    words = {
        CardPart.NAME: translate("card_live", "name"),
        CardPart.KANA: translate("card_live", "kana"),
        CardPart.PERSON: translate("card_live", "birthday or sex"),
        CardPart.MEMO: translate("card_live", "attention memo"),
        CardPart.PHONES: translate("card_live", "phone numbers"),
        CardPart.ADDRESS: translate("card_live", "address"),
        CardPart.EMAIL: translate("card_live", "e-mail"),
        CardPart.ORDERS: translate("card_live", "orders or payments"),
        CardPart.NOTES: translate("card_live", "notes"),
        CardPart.TASKS: translate("card_live", "tasks"),
        CardPart.LETTERS: translate("card_live", "letters"),
    }
    return words[part]


def mark_words(mark: ChangedPart, formats: Formats) -> str:
    """Return who changed a part and when, for its tooltip."""
    at = formats.time(mark.changed_at)
    if not mark.staff_name:
        return filled(translate("card_live", "Changed at %1"), at)
    words = translate("card_live", "Changed by %1 at %2")
    return filled(words, one_line(mark.staff_name), at)


def changes_words(marks: Sequence[ChangedPart], formats: Formats) -> str:
    """Return what others changed while the card was open, one person after another."""
    said = []
    for name in dict.fromkeys(mark.staff_name for mark in marks):
        theirs = [mark for mark in marks if mark.staff_name == name]
        comma = translate("card_live", ", ")
        parts = comma.join(part_words(mark.part) for mark in _in_order(theirs))
        at = formats.time(max(mark.changed_at for mark in theirs))
        if name:
            words = translate("card_live", "%1 changed at %2: %3")
            said.append(filled(words, one_line(name), at, parts))
        else:
            said.append(filled(translate("card_live", "Changed at %1: %2"), at, parts))
    return "   ".join(said)


def others_words(others: Sequence[OtherDesk]) -> str:
    """Return who else has the card open; "" for nobody."""
    if not others:
        return ""
    here = translate("card_live", "you, at another PC")
    names = [here if other.is_me else one_line(other.staff_name) for other in others]
    comma = translate("card_live", ", ")
    listed = comma.join(
        name if names.count(name) == 1 else f"{name} × {names.count(name)}"
        for name in dict.fromkeys(names)
    )
    return filled(translate("card_live", "Also open at another desk: %1"), listed)


def _in_order(marks: Sequence[ChangedPart]) -> list[ChangedPart]:
    order = list(CardPart)
    return sorted(marks, key=lambda mark: order.index(mark.part))
