from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from crm_desktop.database.queries.customer_card import (
    CardCall,
    CardLetter,
    CardSubscription,
    CardTask,
)
from crm_desktop.domain.call_facts import CallFacts, DatedFact
from crm_desktop.domain.purchase_cycle import Purchase
from crm_desktop.ui.customer_card.card_facts import call_facts_of, purchases_of
from tests.ui.customer_card.cards import JAPAN, a_card, an_order

MIDNIGHT_IN_JAPAN = datetime(2026, 11, 19, 15, tzinfo=UTC)


def a_call(call_id: int, hours: int, *, result: str = "missed", direction: str = "in") -> CardCall:
    began_at = MIDNIGHT_IN_JAPAN + timedelta(hours=hours)
    answered_at = began_at if result == "answered" else None
    return CardCall(call_id, direction, began_at, answered_at, began_at, result, "本店", "")


def test_purchase_falls_on_the_offices_day() -> None:
    card = a_card(orders=(an_order(ordered_at=MIDNIGHT_IN_JAPAN),))

    assert purchases_of(card, JAPAN) == (Purchase(date(2026, 11, 20), ("青汁30包",)),)


def test_cancelled_and_returned_orders_are_no_purchases_and_no_reasons() -> None:
    card = a_card(orders=(an_order(status="cancelled"), an_order(2, status="returned")))

    assert purchases_of(card, JAPAN) == ()
    assert call_facts_of(card, None, JAPAN) == CallFacts()


def test_missed_calls_count_until_somebody_spoke_to_the_customer() -> None:
    calls = (a_call(3, 9), a_call(2, 5, result="answered", direction="out"), a_call(1, 2))

    facts = call_facts_of(a_card(calls=calls), None, JAPAN)

    assert facts.missed_calls == (DatedFact(3, date(2026, 11, 20)),)


def test_call_going_on_is_not_missed() -> None:
    calls = (a_call(1, 2, result=""), a_call(2, 1, direction="out"))

    assert call_facts_of(a_card(calls=calls), None, JAPAN).missed_calls == ()


def test_letter_is_open_until_thanked_or_answered() -> None:
    letter = CardLetter(1, date(2026, 11, 3), "post", "read", "", None, None)
    thanked = replace(letter, letter_id=2, thanked_on=date(2026, 11, 4))
    answered = replace(letter, letter_id=3, state="answered")

    facts = call_facts_of(a_card(letters=(letter, thanked, answered)), None, JAPAN)

    assert facts.letters_not_thanked == (DatedFact(1, date(2026, 11, 3)),)


def test_stopped_subscription_and_undated_task_are_no_reasons() -> None:
    stopped = CardSubscription("青汁", 1, 30, None, date(2026, 11, 25), 3, "stopped", None)
    undated = CardTask(1, "follow_up", "いつか", None, "")

    assert (
        call_facts_of(a_card(subscriptions=(stopped,), tasks=(undated,)), None, JAPAN)
        == CallFacts()
    )
