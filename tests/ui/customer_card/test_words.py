from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.customer_card import CardAddress, CardPhone
from crm_desktop.domain.purchase_cycle import PurchaseCycle
from crm_desktop.domain.reasons_for_call import Reason, ReasonKind, ReasonTarget
from crm_desktop.ui.customer_card.cycle_words import next_words, often_words
from crm_desktop.ui.customer_card.header_words import header_words
from crm_desktop.ui.customer_card.order_detail_words import order_detail
from crm_desktop.ui.customer_card.order_facts import order_facts
from crm_desktop.ui.customer_card.order_words import order_words
from crm_desktop.ui.customer_card.orders_table import PARCEL, PAYMENT
from crm_desktop.ui.customer_card.reason_words import reason_words
from crm_desktop.ui.customer_card.timeline_facts import timeline
from crm_desktop.ui.customer_card.timeline_list import wrapped
from crm_desktop.ui.customer_card.timeline_words import entry_words
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.formats import Formats
from tests.ui.customer_card.cards import (
    JAPAN,
    TODAY,
    a_call,
    a_card,
    a_parcel,
    a_payment,
    an_order,
)

JA = Formats("ja", JAPAN)
EN = Formats("en", JAPAN)


def cells(**given: Any) -> list[tuple[str, Tone]]:
    facts = order_facts(an_order(**given), today=TODAY, zone=JAPAN)
    return [(cell.text, cell.tone) for cell in order_words(facts, JA, TODAY).cells]


def test_an_order_of_this_year_has_its_weekday() -> None:
    assert cells()[0][0] == "11/20(金)"


def test_an_order_of_another_year_has_its_year() -> None:
    assert cells(ordered_at=datetime(2024, 12, 30, 3, 0, tzinfo=UTC))[0][0] == "24/12/30"


def test_a_late_payment_is_red_and_says_how_late() -> None:
    late = cells(payments=(a_payment(due_on=date(2026, 11, 21)),))[PAYMENT]

    assert late == ("3 d late", Tone.LATE)


def test_a_payment_due_in_three_days_is_amber() -> None:
    assert cells(payments=(a_payment(due_on=date(2026, 11, 27)),))[PAYMENT][1] is Tone.SOON


@pytest.mark.parametrize(
    ("status", "parcel"),
    [("new", "Received"), ("processing", "Preparing"), ("completed", "Completed")],
)
def test_an_order_without_a_parcel_says_its_status(status: str, parcel: str) -> None:
    assert cells(status=status)[PARCEL][0] == parcel


def test_a_cancelled_order_is_quiet_and_owes_nothing() -> None:
    found = cells(status="cancelled", payments=(a_payment(),), shipments=(a_parcel(),))

    assert {tone for _, tone in found[:PAYMENT]} == {Tone.SOFT}
    assert found[PAYMENT][0] == ""


def test_the_detail_names_both_days_of_a_slip_and_the_reminders() -> None:
    order = an_order(payments=(a_payment(due_on=date(2026, 11, 21), dunning_count=2),))
    facts = order_facts(order, today=TODAY, zone=JAPAN)

    payment = order_detail(facts, JA, TODAY)[-1].text

    assert "due 11/21(土)" in payment
    assert "slip to 12/20(日)" in payment
    assert "reminded 2×" in payment


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "every day"),
        (45, "every 45 days"),
        (46, "about every 2 months"),
        (61, "about every 2 months"),
        (730, "about every 2 years"),
    ],
)
def test_long_cycles_are_told_in_months_and_years(days: int, words: str) -> None:
    assert often_words(days) == words


@pytest.mark.parametrize(
    ("days_late", "words"),
    [
        (-3, "next about 11/27(金)"),
        (0, "expected today"),
        (12, "12 days late (expected 11/12(木))"),
    ],
)
def test_lateness_is_told_from_the_expected_day(days_late: int, words: str) -> None:
    next_on = date.fromordinal(TODAY.toordinal() - days_late)

    cycle = PurchaseCycle((date(2026, 9, 1), date(2026, 10, 1)), 30, next_on, days_late)

    assert next_words(cycle, JA, TODAY) == words


@pytest.mark.parametrize("kind", list(ReasonKind))
@pytest.mark.parametrize("happens_on", [TODAY, date(2026, 11, 21), None])
def test_every_reason_has_words(kind: ReasonKind, happens_on: date | None) -> None:
    days = 3 if happens_on and happens_on != TODAY else 0
    reason = Reason(kind, ReasonTarget.ORDER, 1, happens_on, days, 4_980, "青汁 %1")

    words = reason_words(reason, JA, TODAY).text

    assert words
    assert "%2" not in words


def test_a_late_task_is_red() -> None:
    reason = Reason(ReasonKind.TASK_DUE, ReasonTarget.TASK, 1, date(2026, 11, 20), 4, 0, "折り返し")

    assert reason_words(reason, JA, TODAY).tone is Tone.LATE


def test_the_header_says_how_old_and_since_when() -> None:
    words = header_words(a_card(), JA, TODAY)

    assert words.person.startswith("72歳")
    assert words.since == "12 years"
    assert "昭和29年3月5日" in words.birthday


def test_what_is_not_known_is_not_said() -> None:
    card = a_card(birthday=None, sex="unknown", staff_name="", customer_since=None, addresses=())

    words = header_words(card, JA, TODAY)

    assert (words.person, words.birthday, words.staff, words.since, words.address) == ("",) * 5


def test_a_number_is_shown_with_hyphens_and_copied_without() -> None:
    card = a_card(phones=(CardPhone("+81353211111", "12", "work"),))

    phone = header_words(card, JA, TODAY).phones[0]

    assert (phone.shown, phone.bare) == ("03-5321-1111 ext. 12", "0353211111")


def test_an_address_is_copied_without_its_code() -> None:
    home = CardAddress("home", "1600023", "東京都", "新宿区", "西新宿", "2-8-1", "302号室", "")

    words = header_words(a_card(addresses=(home,)), JA, TODAY)

    assert words.address == "〒160-0023 東京都新宿区西新宿2-8-1 302号室"
    assert words.bare_address == "東京都新宿区西新宿2-8-1 302号室"


@pytest.mark.parametrize(
    ("call", "lead"),
    [
        ({}, "Called in"),
        ({"direction": "out"}, "Called out"),
        ({"direction": "out", "answered_at": None}, "Called out (not reached)"),
        ({"result": "missed", "answered_at": None}, "Missed call"),
        ({"result": "", "ended_at": None}, "On the line"),
    ],
)
def test_a_call_says_which_way_it_went(call: dict[str, Any], lead: str) -> None:
    entry = timeline(a_card(calls=(a_call(**call),)), JAPAN)[0]

    assert entry_words(entry, EN, TODAY).lead == lead


@pytest.fixture
def metrics(qtbot: QtBot) -> QFontMetrics:
    return QFontMetrics(QFont())


def test_wrapped_lines_lose_nothing(metrics: QFontMetrics) -> None:
    text = "次回からお届けは午前中をご希望。" * 9

    assert "".join(wrapped(text, 200, 99, metrics)) == text


def test_no_line_begins_with_a_full_stop(metrics: QFontMetrics) -> None:
    for width in range(80, 240, 7):
        lines = wrapped("ありがとうございます。" * 8, width, 99, metrics)

        assert not any(line.startswith("。") for line in lines)


def test_two_lines_end_with_an_ellipsis_when_there_is_more(metrics: QFontMetrics) -> None:
    lines = wrapped("一行目\n二行目\n三行目" * 20, 200, 2, metrics)

    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_english_words_are_not_torn(metrics: QFontMetrics) -> None:
    lines = wrapped("the customer asked for another delivery day " * 4, 180, 99, metrics)

    words = {"the", "customer", "asked", "for", "another", "delivery", "day"}
    assert {word for line in lines for word in line.split()} == words


def test_a_word_longer_than_the_line_is_cut(metrics: QFontMetrics) -> None:
    assert "".join(wrapped("x" * 500, 100, 99, metrics)) == "x" * 500


def test_a_narrow_list_still_ends(metrics: QFontMetrics) -> None:
    assert wrapped("髙橋 様", 1, 99, metrics)
