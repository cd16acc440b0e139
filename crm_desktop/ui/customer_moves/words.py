"""The words of the page "Move customers"."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.database.models.customer import RANKS
from crm_desktop.database.queries.customer_moves import MoveRow, StaffLoad
from crm_desktop.database.queries.move_details import PeopleOfMove
from crm_desktop.domain.order import SubscriptionState
from crm_desktop.domain.spread import SpreadBy, SpreadReason
from crm_desktop.ui.customer_card.header_words import rank_word
from crm_desktop.ui.customer_moves.state import FilterField, Task, Working
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line

translate = QCoreApplication.translate
NO_SUBSCRIPTION = "none"


def page_words() -> str:
    """Return the heading of the page."""
    return translate("customer_moves", "Move customers")


def part_words() -> tuple[str, str, str, str]:
    """Return what the parts of the page are called, in their order."""
    return (
        translate("customer_moves", "1 Find"),
        translate("customer_moves", "2 Share out"),
        translate("customer_moves", "3 Move"),
        translate("customer_moves", "History"),
    )


def staff_words(one: StaffLoad) -> str:
    """Return somebody's name; of who has left, that they have."""
    name = one_line(one.name)
    return name if one.active else filled(translate("customer_moves", "%1 (left)"), name)


def nobody_words() -> str:
    """Return who looks after customers that are nobody's."""
    return translate("customer_moves", "Nobody")


def left_over_words() -> str:
    """Return what stands for customers for whom there is no room."""
    return translate("customer_moves", "No room: they stay")


def ranks() -> list[tuple[str, str]]:
    """Return the ranks with their words."""
    return [(rank, rank_word(rank)) for rank in RANKS]


def subscriptions() -> list[tuple[str, str]]:
    """Return the states of subscriptions with their words."""
    words = {
        SubscriptionState.ACTIVE: translate("customer_moves", "Running"),
        SubscriptionState.PAUSED: translate("customer_moves", "Paused"),
        SubscriptionState.STOPPED: translate("customer_moves", "Stopped"),
    }
    none = (NO_SUBSCRIPTION, translate("customer_moves", "None that runs"))
    return [(str(state), words[state]) for state in SubscriptionState] + [none]


def field_words(part: FilterField) -> str:
    """Return the accessible name of a field of the filter."""
    return {
        FilterField.ORDERED_FROM: translate("customer_moves", "Last order from"),
        FilterField.ORDERED_UNTIL: translate("customer_moves", "Last order until"),
        FilterField.ORDERS_LEAST: translate("customer_moves", "Orders, at least"),
        FilterField.ORDERS_MOST: translate("customer_moves", "Orders, at most"),
        FilterField.OVERDUE_DAYS: translate("customer_moves", "Days behind the purchase cycle"),
    }[part]


def by_words(by: SpreadBy) -> str:
    """Return what is counted: customers or yearly sales."""
    if by is SpreadBy.CUSTOMERS:
        return translate("customer_moves", "customers")
    return translate("customer_moves", "yearly sales")


def reason_words(reason: SpreadReason | None) -> str:
    """Return why a customer goes to just this person; None: why they stay."""
    if reason is None:
        return translate("customer_moves", "nobody has room")
    return translate("customer_moves", str(_REASONS[reason]))


def working_words(working: Working) -> str:
    """Return what is being worked at, and how far it is."""
    if working.stopping:
        return translate("customer_moves", "Stopping …")
    words = translate("customer_moves", str(_TASKS[working.task]))
    if not working.of:
        return words
    share = filled(translate("customer_moves", "%1 of %2"), f"{working.done:,}", f"{working.of:,}")
    return f"{words} {share}"


def people_words(rows: tuple[PeopleOfMove, ...]) -> list[tuple[str, str, str]]:
    """Return from whom, to whom and how many, line by line."""
    return [
        (one_line(row.from_name) or nobody_words(), one_line(row.to_name), f"{row.customers:,}")
        for row in rows
    ]


def receivers_words(rows: tuple[PeopleOfMove, ...]) -> str:
    """Return the names of up to two receivers and how many others there are."""
    names = list(dict.fromkeys(one_line(row.to_name) for row in rows))
    if len(names) <= _NAMED:
        return translate("customer_moves", " and ").join(names)
    words = translate("customer_moves", "%1, %2 and %3 others")
    return filled(words, *names[:_NAMED], f"{len(names) - _NAMED:,}")


def sentence(
    customers: int,
    receivers: str,
    *,
    from_day: str,
    until: str,
    with_tasks: bool,
) -> str:
    """Return exactly what will happen; days are "" for at once and for good."""
    when = filled(translate("customer_moves", "on %1"), from_day) if from_day else ""
    until = (
        filled(translate("customer_moves", "until %1, then back by itself"), until) if until else ""
    )
    tasks = (
        translate("customer_moves", "with their open tasks and call-backs")
        if with_tasks
        else translate("customer_moves", "without their open tasks and call-backs")
    )
    return filled(
        translate("customer_moves", "%1 customers go to %2 %3, %4, %5."),
        f"{customers:,}",
        receivers,
        when or translate("customer_moves", "at once"),
        until or translate("customer_moves", "for good"),
        tasks,
    )


def state_words(move: MoveRow) -> str:
    """Return what has become of a move."""
    return {
        "planned": translate("customer_moves", "Planned"),
        "done": translate("customer_moves", "Done"),
        "undone": translate("customer_moves", "Taken back"),
        "dropped": translate("customer_moves", "Given up"),
    }.get(move.state, move.state)


def move_cells(move: MoveRow, formats: Formats, now: datetime) -> tuple[str, ...]:
    """Return the row of a move in the history."""
    today = formats.local(now).date()
    happened = move.undone_at or move.done_at or move.created_at
    note = one_line(move.hand_over_note)
    return (
        formats.moment(happened, now=now),
        state_words(move),
        one_line(move.made_by),
        f"{move.customers:,}",
        when_words(move.planned_on, move.cover_until, formats, today),
        note,
    )


def when_words(
    planned_on: date | None, cover_until: date | None, formats: Formats, today: date
) -> str:
    """Return from when a move was planned and until when it covers; "" at once and for good."""
    parts = []
    if planned_on is not None:
        day = formats.short_day(planned_on, today=today)
        parts.append(filled(translate("customer_moves", "from %1"), day))
    if cover_until is not None:
        day = formats.short_day(cover_until, today=today)
        parts.append(filled(translate("customer_moves", "cover until %1"), day))
    return ", ".join(parts)


def signed(number: int) -> str:
    """Return a difference with its sign; "" for none."""
    if not number:
        return ""
    return f"+{number:,}" if number > 0 else f"−{-number:,}"


_NAMED = 2
_REASONS = {
    SpreadReason.SHARE: QT_TRANSLATE_NOOP("customer_moves", "share"),
    SpreadReason.HOUSEHOLD: QT_TRANSLATE_NOOP("customer_moves", "household together"),
    SpreadReason.REGION: QT_TRANSLATE_NOOP("customer_moves", "region together"),
    SpreadReason.PINNED: QT_TRANSLATE_NOOP("customer_moves", "chosen by hand"),
}
_TASKS = {
    Task.READING: QT_TRANSLATE_NOOP("customer_moves", "Reading the customers …"),
    Task.SPREADING: QT_TRANSLATE_NOOP("customer_moves", "Sharing out …"),
    Task.STORING: QT_TRANSLATE_NOOP("customer_moves", "Preparing the move …"),
    Task.MOVING: QT_TRANSLATE_NOOP("customer_moves", "Moving …"),
    Task.UNDOING: QT_TRANSLATE_NOOP("customer_moves", "Taking it back …"),
}
