"""What matters in a customer that a move brought, in words."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.new_customers import HandOver, NewCustomerRow, StuckPlan
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line, shortened

translate = QCoreApplication.translate

_MOST_CHARACTERS = 200

Fact = tuple[str, str, Tone]


def facts_of(row: NewCustomerRow, formats: Formats) -> tuple[Fact, ...]:
    """Return icon, words and tone of what matters, the most urgent first; empty for nothing."""
    facts: list[Fact] = []
    if row.unpaid_yen:
        words = filled(translate("new_customers", "%1 unpaid"), formats.yen(row.unpaid_yen))
        facts.append(("yen", words, Tone.LATE))
    if row.overdue_days:
        words = filled(translate("new_customers", "Cycle %1 d behind"), str(row.overdue_days))
        facts.append(("repeat", words, Tone.SOON))
    if row.thanks_due:
        facts.append(("letter", translate("new_customers", "Letter not thanked"), Tone.SOON))
    return tuple(facts)


def from_words(from_name: str, moved_at: datetime, formats: Formats, now: datetime) -> str:
    """Return from whom they came, and when."""
    moved_on, today = formats.local(moved_at).date(), formats.local(now).date()
    day = formats.short_day(moved_on, today=today)
    if not from_name:
        return filled(translate("new_customers", "from nobody, %1"), day)
    return filled(translate("new_customers", "from %1, %2"), from_name, day)


def cover_words(until: date | None, formats: Formats, now: datetime) -> str:
    """Return until when they are only covered for; "" for good."""
    if until is None:
        return ""
    day = formats.short_day(until, today=formats.local(now).date())
    return filled(translate("new_customers", "cover until %1"), day)


def notes_words(note: str, move_note: str) -> str:
    """Return the word about this customer, then the one about all of the move; "" for none."""
    return "  ·  ".join(words.strip() for words in (note, move_note) if words.strip())


def row_words(row: NewCustomerRow, formats: Formats, now: datetime) -> str:
    """Return all that a row shows, for who hears it."""
    facts = (words for _icon, words, _tone in facts_of(row, formats))
    parts = (
        formats.person(row.name) or row.code,
        *facts,
        from_words(row.from_name, row.moved_at, formats, now),
        cover_words(row.cover_until, formats, now),
        notes_words(row.note, row.move_note),
    )
    return ", ".join(part for part in parts if part)


def hand_over_words(hand_over: HandOver, formats: Formats, now: datetime) -> str:
    """Return the line on the card of a customer who is not worked through yet."""
    parts = (
        from_words(hand_over.from_name, hand_over.moved_at, formats, now),
        cover_words(hand_over.cover_until, formats, now),
        notes_words(hand_over.note, hand_over.move_note),
    )
    said = "  ·  ".join(part for part in parts if part)
    return filled(translate("new_customers", "Handed over: %1"), said)


def moved_words(staff_name: str) -> str:
    """Return what is said when the customer of an open card has changed hands."""
    if not staff_name:
        return translate("new_customers", "Nobody is in charge of this customer any more.")
    words = translate("new_customers", "%1 is in charge of this customer now.")
    return filled(words, one_line(staff_name))


def stuck_words(plan: StuckPlan, formats: Formats, today: date) -> str:
    """Return why a planned move is not done, and what to do."""
    words = translate(
        "new_customers",
        "The move planned for %1 is not done: %2 has left and was to get %3 customers. Give the"
        " plan up and make another.",
    )
    day = formats.short_day(plan.planned_on, today=today)
    who = shortened(one_line(plan.who_left), _MOST_CHARACTERS)
    return filled(words, day, who, f"{plan.customers:,}")
