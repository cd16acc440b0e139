"""Everything that happened with a customer, in one order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from typing import Final

from crm_desktop.database.queries.customer_card import (
    CardCall,
    CardDialling,
    CardLetter,
    CardMailing,
    CardNote,
    CardOrder,
    CardShipment,
    CardTask,
    CustomerCard,
)

_NO_DAY: Final = date(1900, 1, 1)
Subject = (
    CardOrder
    | CardMailing
    | CardShipment
    | CardLetter
    | CardCall
    | CardDialling
    | CardNote
    | CardTask
)


class EntryKind(StrEnum):
    """The kinds of what happens, by which the timeline is filtered."""

    TASK = "task"
    ORDER = "order"
    MAILING = "mailing"
    ENCLOSURE = "enclosure"
    LETTER = "letter"
    CALL = "call"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened at the office's local time ``at``.

    ``has_time`` is False when only the day is known; ``subject_id`` is the id of the order (also
    of an enclosure), mailing, letter, call, dialling (0: it is no call), note or task. A task
    without a day has the earliest.
    """

    kind: EntryKind
    at: datetime
    has_time: bool
    subject_id: int
    subject: Subject


def timeline(card: CustomerCard, zone: tzinfo | None) -> tuple[TimelineEntry, ...]:
    """Return the open tasks by day, then all that happened, newest first.

    What has no time comes last on its day.
    """
    entries = [*_contacts(card, zone), *_orders(card, zone), *_papers(card, zone)]
    entries.sort(key=lambda entry: (entry.at, entry.kind, entry.subject_id), reverse=True)
    return (*_tasks(card, zone), *entries)


def _tasks(card: CustomerCard, zone: tzinfo | None) -> list[TimelineEntry]:
    tasks = sorted(card.tasks, key=lambda task: (task.due_on or date.max, task.task_id))
    return [
        _on_day(EntryKind.TASK, task.due_on or _NO_DAY, zone, task.task_id, task) for task in tasks
    ]


def _contacts(card: CustomerCard, zone: tzinfo | None) -> Iterator[TimelineEntry]:
    for call in card.calls:
        at = call.began_at.astimezone(zone)
        yield TimelineEntry(EntryKind.CALL, at, True, call.call_id, call)
    for dialling in card.diallings:
        at = dialling.dialled_at.astimezone(zone)
        yield TimelineEntry(EntryKind.CALL, at, True, 0, dialling)
    for note in card.notes:
        at = note.happened_at.astimezone(zone)
        yield TimelineEntry(EntryKind.NOTE, at, True, note.note_id, note)


def _orders(card: CustomerCard, zone: tzinfo | None) -> Iterator[TimelineEntry]:
    for order in card.orders:
        at = order.ordered_at.astimezone(zone)
        yield TimelineEntry(EntryKind.ORDER, at, True, order.order_id, order)
        for parcel in order.shipments:
            if parcel.enclosures and parcel.shipped_on is not None:
                yield _on_day(EntryKind.ENCLOSURE, parcel.shipped_on, zone, order.order_id, parcel)


def _papers(card: CustomerCard, zone: tzinfo | None) -> Iterator[TimelineEntry]:
    for mailing in card.mailings:
        yield _on_day(EntryKind.MAILING, mailing.dropped_on, zone, mailing.mailing_id, mailing)
    for letter in card.letters:
        yield _on_day(EntryKind.LETTER, letter.received_on, zone, letter.letter_id, letter)


def _on_day(
    kind: EntryKind, day: date, zone: tzinfo | None, subject_id: int, subject: Subject
) -> TimelineEntry:
    midnight = datetime.combine(day, time.min)
    at = midnight.astimezone() if zone is None else midnight.replace(tzinfo=zone)
    return TimelineEntry(kind, at, False, subject_id, subject)
