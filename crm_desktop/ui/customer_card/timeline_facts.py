"""Everything that happened with a customer, in one order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum

from crm_desktop.database.queries.customer_card import (
    CardCall,
    CardLetter,
    CardMailing,
    CardNote,
    CardOrder,
    CardShipment,
    CustomerCard,
)

Subject = CardOrder | CardMailing | CardShipment | CardLetter | CardCall | CardNote


class EntryKind(StrEnum):
    """The kinds of what happens, by which the timeline is filtered."""

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
    of an enclosure), mailing, letter, call or note.
    """

    kind: EntryKind
    at: datetime
    has_time: bool
    subject_id: int
    subject: Subject


def timeline(card: CustomerCard, zone: tzinfo | None) -> tuple[TimelineEntry, ...]:
    """Return all that happened, newest first; what has no time comes last on its day."""
    entries = [*_contacts(card, zone), *_orders(card, zone), *_papers(card, zone)]
    entries.sort(key=lambda entry: (entry.at, entry.kind, entry.subject_id), reverse=True)
    return tuple(entries)


def _contacts(card: CustomerCard, zone: tzinfo | None) -> Iterator[TimelineEntry]:
    for call in card.calls:
        at = call.began_at.astimezone(zone)
        yield TimelineEntry(EntryKind.CALL, at, True, call.call_id, call)
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
