from __future__ import annotations

from datetime import UTC, date, datetime

from crm_desktop.database.queries.customer_card import CardDialling
from crm_desktop.ui.customer_card.timeline_facts import EntryKind, timeline
from crm_desktop.ui.customer_card.timeline_words import entry_words
from crm_desktop.ui.shared.formats import Formats
from tests.ui.customer_card.cards import (
    JAPAN,
    a_call,
    a_card,
    a_letter,
    a_mailing,
    a_note,
    a_parcel,
    an_order,
)


def test_all_kinds_stand_in_one_order_newest_first() -> None:
    card = a_card(
        orders=(an_order(shipments=(a_parcel(enclosures=("冬のごあいさつ",)),)),),
        mailings=(a_mailing(dropped_on=date(2026, 10, 28)),),
        letters=(a_letter(received_on=date(2026, 11, 3)),),
        calls=(a_call(began_at=datetime(2026, 11, 22, 4, 0, tzinfo=UTC)),),
        notes=(a_note(happened_at=datetime(2026, 11, 22, 4, 5, tzinfo=UTC)),),
    )

    kinds = [entry.kind for entry in timeline(card, JAPAN)]

    assert kinds == [
        EntryKind.NOTE,
        EntryKind.CALL,
        EntryKind.ENCLOSURE,
        EntryKind.ORDER,
        EntryKind.LETTER,
        EntryKind.MAILING,
    ]


def test_number_that_was_dialled_stands_among_the_calls() -> None:
    dialled_at = datetime(2026, 11, 22, 5, 2, tzinfo=UTC)
    dialling = CardDialling(9, dialled_at, "+81353211111", "田所")
    call = a_call(began_at=datetime(2026, 11, 22, 4, 0, tzinfo=UTC))
    card = a_card(calls=(call,), diallings=(dialling,))

    entries = timeline(card, JAPAN)

    assert [entry.subject for entry in entries] == [dialling, call]
    words = entry_words(entries[0], Formats("ja", JAPAN), date(2026, 11, 22))
    assert (words.lead, words.title) == ("Dialled", "田所  03-5321-1111  not followed")


def test_what_has_no_time_comes_after_what_has_one_on_the_same_day() -> None:
    card = a_card(
        letters=(a_letter(received_on=date(2026, 11, 10)),),
        calls=(a_call(began_at=datetime(2026, 11, 9, 15, 1, tzinfo=UTC)),),
    )

    entries = timeline(card, JAPAN)

    assert [(entry.kind, entry.has_time) for entry in entries] == [
        (EntryKind.CALL, True),
        (EntryKind.LETTER, False),
    ]


def test_a_parcel_that_has_not_left_lays_nothing_in_the_timeline() -> None:
    parcel = a_parcel("preparing", shipped_on=None, enclosures=("冬のごあいさつ",))

    entries = timeline(a_card(orders=(an_order(shipments=(parcel,)),)), JAPAN)

    assert [entry.kind for entry in entries] == [EntryKind.ORDER]


def test_days_are_ordered_in_the_time_of_this_pc_when_no_zone_is_given() -> None:
    card = a_card(letters=(a_letter(),), mailings=(a_mailing(),), calls=(a_call(),))

    assert len(timeline(card, None)) == 3


def test_nobody_has_no_history() -> None:
    assert timeline(a_card(), JAPAN) == ()


def test_a_later_wave_of_a_mailing_is_told() -> None:
    card = a_card(mailings=(a_mailing(wave=2),))

    (entry,) = timeline(card, JAPAN)

    words = entry_words(entry, Formats("ja", JAPAN), date(2026, 11, 22))
    assert words.title == "秋の感謝祭 (wave 2)"
