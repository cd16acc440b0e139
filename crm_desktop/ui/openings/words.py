"""The words of openings: rows, marks, and why somebody is marked."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.openings import OpenedCard, PersonOpenings
from crm_desktop.domain.openings import Outlier, OutlierRule
from crm_desktop.ui.access_history.words import outcome_words, person_words, reason_words
from crm_desktop.ui.openings.state import OpenedState, OpeningsState, PersonRow
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line

translate = QCoreApplication.translate
_OWN_COLUMNS: Final = ("call", "search", "list")


def page_words() -> str:
    """Return the heading of the page."""
    return translate("openings", "Openings")


def headings() -> tuple[str, ...]:
    """Return the headings of the people's table."""
    return (
        translate("openings", "Person"),
        translate("openings", "Mark"),
        translate("openings", "Cards"),
        translate("openings", "No call"),
        translate("openings", "By call"),
        translate("openings", "By search"),
        translate("openings", "By list"),
        translate("openings", "Other"),
        translate("openings", "Refused"),
        translate("openings", "Searches"),
        translate("openings", "Exports"),
        translate("openings", "Answered"),
        translate("openings", "Called"),
        translate("openings", "Notes"),
    )


def cells_of(row: PersonRow) -> tuple[str, ...]:
    """Return what is told of one person; a figure of nothing is a dash."""
    person, often = row.person, dict(row.person.reasons)
    own = [often.get(reason, 0) for reason in _OWN_COLUMNS]
    figures = (
        person.cards,
        person.uncalled,
        *own,
        person.openings - sum(own),
        person.refused,
        person.searches,
        person.exports,
        person.answered,
        person.called,
        person.notes,
    )
    mark = translate("openings", "Ask about it") if row.outlier else ""
    return (who_words(person), mark, *(f"{figure:,}" if figure else "–" for figure in figures))


def who_words(person: PersonOpenings) -> str:
    """Return a person's name, the login of whoever is no member of staff."""
    return one_line(person.name) or person.login


def told_words(row: PersonRow, rule: OutlierRule) -> str:
    """Return why somebody is marked; of others how their openings came about."""
    return outlier_words(row.outlier, rule) if row.outlier else plain_words(row.person)


def outlier_words(outlier: Outlier, rule: OutlierRule) -> str:
    """Return why somebody is marked, in a sentence with the numbers, and what it does not say."""
    words = translate(
        "openings",
        "%1 cards without a call: more than %2, more than %3 for each of %4 calls (%5), and more"
        " than %6 times what is usual among the others (%7). There may be a good reason: ask.",
    )
    usual = f"{outlier.usual:,.1f}".removesuffix(".0")
    numbers = (outlier.uncalled, rule.least, rule.per_call, outlier.calls, outlier.by_calls)
    return filled(words, *(f"{one:,}" for one in numbers), str(rule.times_median), usual)


def plain_words(person: PersonOpenings) -> str:
    """Return how many openings there were, and for what."""
    if not person.openings:
        return translate("openings", "No card was opened.")
    words = translate("openings", "%1 openings of %2 cards: %3.")
    return filled(words, f"{person.openings:,}", f"{person.cards:,}", reasons_words(person))


def reasons_words(person: PersonOpenings) -> str:
    """Return for what cards were opened and how often, the most frequent reason first."""
    counted = sorted(person.reasons, key=lambda one: (-one[1], one[0]))
    words = translate("openings", "%1 %2")
    told = [filled(words, one_line(reason_words(why)), f"{often:,}") for why, often in counted]
    return translate("openings", ", ").join(told)


def aside_words(person: PersonOpenings) -> str:
    """Return what is to be known besides: unproven calls, questions; empty for neither."""
    told = []
    if person.unproven:
        words = translate("openings", "%1 calls were reported by a desk alone and do not count.")
        told.append(filled(words, f"{person.unproven:,}"))
    if person.questions:
        words = translate("openings", "Asked %1 times who opened what.")
        told.append(filled(words, f"{person.questions:,}"))
    return " ".join(told)


def summary_words(state: OpeningsState) -> str:
    """Return how many stand out on the day; empty while nothing was read."""
    if not state.rows:
        return ""
    people = f"{len(state.rows):,}"
    if not state.marked:
        return filled(translate("openings", "%1 people, nobody stands out"), people)
    return filled(translate("openings", "%1 people, %2 stand out"), people, f"{state.marked:,}")


def empty_words(state: OpeningsState) -> str:
    """Return what stands in place of the table."""
    if state.failed:
        return translate("openings", "This could not be read.")
    if state.rows is None:
        return translate("openings", "Reading the openings …")
    return translate(
        "openings", "Nobody opened a card, searched or took a call on this day. Choose another day."
    )


def opened_headings() -> tuple[str, ...]:
    """Return the headings of the table of one person's openings."""
    return (
        translate("openings", "Time"),
        translate("openings", "Customer no."),
        translate("openings", "Name"),
        translate("openings", "Reason"),
        translate("openings", "Call"),
    )


def opened_cells(card: OpenedCard, formats: Formats) -> tuple[str, ...]:
    """Return what is told of one opening."""
    why = reason_words(card.why)
    if card.action == "refuse":
        why = filled(translate("openings", "Refused (%1): %2"), outcome_words(card.what), why)
    name = formats.person(card.name) if card.code else gone_words()
    when = formats.time(card.happened_at)
    return (when, card.code, name, why, call_words(card, formats))


def call_words(card: OpenedCard, formats: Formats) -> str:
    """Return with which call a card was opened; empty for none."""
    if card.call_id is None:
        return ""
    number = str(card.call_id)
    if card.call_began_at is None:
        return filled(translate("openings", "%1: no such call"), number)
    time = formats.time(card.call_began_at)
    return filled(translate("openings", "%1 (no. %2)"), time, number)


def gone_words() -> str:
    """Return what stands for a customer who is no longer there."""
    return translate("openings", "no such customer")


def opened_title(state: OpenedState, formats: Formats, today: date) -> str:
    """Return whose openings of which day are shown."""
    if state.person is None or state.day is None:
        return ""
    words = translate("openings", "%1, %2")
    who = person_words(state.person.login, one_line(state.person.name))
    return filled(words, who, formats.day(state.day, today=today))


def opened_count(state: OpenedState) -> str:
    """Return how many openings are shown; empty while there are none."""
    if not state.cards:
        return ""
    words = translate("openings", "%1 openings. That you asked is recorded too.")
    if state.has_more:
        words = translate("openings", "The newest %1 openings. That you asked is recorded too.")
    return filled(words, f"{len(state.cards):,}")


def opened_empty(state: OpenedState) -> str:
    """Return what stands in place of one person's table."""
    if state.reading:
        return translate("openings", "Reading …")
    if state.failed:
        return translate("openings", "This could not be read.")
    return translate("openings", "Nothing was opened on this day.")
