"""What is said of homes and places, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.home import HomeSource
from crm_desktop.domain.map_settings import MapSettings
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.domain.position import PositionLevel
from crm_desktop.resources import resource
from crm_desktop.ui.address_map.pay_words import (
    aloud_words,
    beyond_words,
    empty_words,
    payment_words,
    vague_words,
    way_words,
)
from crm_desktop.ui.address_map.state import AddressMapState
from crm_desktop.ui.address_map.words import (
    address_copies,
    change_words,
    conflict_words,
    knowledge_words,
    metres_words,
    moved_words,
)
from crm_desktop.ui.shared.formats import Formats
from tests.ui.address_map.homes import (
    AT_HOME,
    ELSEWHERE,
    a_home,
    a_pin,
    a_place,
    a_slip,
    near,
    surroundings,
    where,
)
from tests.ui.customer_card.cards import TODAY

EN = Formats("en", ZoneInfo("Asia/Tokyo"))
JA = Formats("ja", ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def in_japanese(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(resource("translations/crm_ja.qm")))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def a_state(**given: object) -> AddressMapState:
    values: dict[str, object] = {
        "customer_id": 4182,
        "today": TODAY,
        "homes": (a_home(place=a_pin(AT_HOME)),),
        "address_id": 7,
        "surroundings": surroundings(a_slip()),
        "place_id": 1,
    }
    return AddressMapState(**values | given)  # type: ignore[arg-type]


def test_an_address_can_be_copied_as_shown_plain_and_its_code_alone() -> None:
    copies = [copy.text for copy in address_copies(a_home())]

    assert copies == [
        "〒160-0023 東京都新宿区西新宿2-8-1 﨑荘 ２０３",
        "東京都新宿区西新宿2-8-1 﨑荘 ２０３",
        "160-0023",
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Within about 300 m of the middle of the town"),
        ({"level": PositionLevel.OAZA, "accuracy_m": 2400}, "Within about 2.4 km of the middle"),
        ({"level": PositionLevel.CITY, "accuracy_m": 8000}, "Only the city was found"),
        ({"source": HomeSource.POSTAL_CODE}, "Found by its postal code"),
        ({"position": None, "level": None}, "Not found on the map"),
    ],
)
def test_how_exactly_a_home_is_known_is_said(given: dict[str, object], words: str) -> None:
    assert words in knowledge_words(a_home(place=a_place(**given)), EN, TODAY)


def test_who_set_the_pin_and_when_is_said() -> None:
    assert knowledge_words(a_home(place=a_pin()), EN, TODAY) == "Pin set by 田所 on Nov 20 (Fri)"


def test_an_address_that_changed_since_is_doubted() -> None:
    changed = a_pin(address_changed_at=datetime(2026, 11, 22, tzinfo=UTC))

    assert "Nov 22" in change_words(a_home(place=changed), EN, TODAY)
    assert change_words(a_home(place=a_pin()), EN, TODAY) == ""


@pytest.mark.parametrize(
    ("metres", "words"), [(3, "10 m"), (238, "240 m"), (999, "1.0 km"), (1240, "1.2 km")]
)
def test_distances_are_said_as_one_says_them(metres: float, words: str) -> None:
    assert metres_words(metres) == words


def test_how_far_a_pin_was_moved_is_said() -> None:
    assert moved_words(AT_HOME, ELSEWHERE) == "Pin moved 120 m to the north-east"


def test_theirs_and_mine_are_told_apart() -> None:
    theirs = a_home(place=a_pin(ELSEWHERE, by="佐伯"))

    words = conflict_words(theirs, AT_HOME)

    assert words.startswith("Meanwhile 佐伯 set the pin, 120 m to the north-east of yours")


def test_the_sentence_for_a_known_home_is_whole_in_japanese(in_japanese: None) -> None:
    assert aloud_words(a_state(), JA) == (
        "ご自宅から北東へ徒歩3分ほどのところにセブン-イレブン 西新宿二丁目店がございます。"
        "払込票は11月27日(金)までお使いになれます。"
    )


def test_the_sentence_is_whole_in_english() -> None:
    assert aloud_words(a_state(), EN) == (
        "About 3 minutes on foot to the north-east of your home there is "
        "セブン-イレブン 西新宿二丁目店. The payment slip is good until Nov 27 (Fri)."
    )


def test_a_home_known_by_its_town_only_is_not_the_origin(in_japanese: None) -> None:
    state = a_state(homes=(a_home(),))

    assert aloud_words(state, JA).startswith("西新宿二丁目の中ほどから北東へ")
    assert way_words(near(), a_home()) == "北東へ 約240 m・徒歩3分"


def test_no_way_is_described_from_a_home_that_is_hardly_known() -> None:
    vague = a_home(place=a_place(level=PositionLevel.CITY, accuracy_m=8000))
    state = a_state(homes=(vague,))

    assert aloud_words(state, EN) == ""
    assert "8.0 km" in vague_words(state)


def test_the_last_day_itself_is_said_as_today() -> None:
    slip = a_slip(slip_expires_on=TODAY)
    state = a_state(surroundings=surroundings(slip, where=where(slip)))

    assert aloud_words(state, EN).endswith("is good until today.")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Payment slip ¥4,980  can be paid until Nov 27 (Fri)"),
        ({"slip_expires_on": date(2026, 11, 20)}, "slip expired on Nov 20 (Fri)"),
        ({"method": PaymentMethod.CASH_ON_DELIVERY}, "paid to the carrier at the door"),
        ({"method": PaymentMethod.CARD}, "paid by card"),
        ({"method": PaymentMethod.BANK_TRANSFER}, "Bank transfer ¥4,980"),
    ],
)
def test_what_is_to_be_paid_is_said_with_its_last_day(given: dict[str, object], words: str) -> None:
    slip = a_slip(**given)

    assert words in payment_words(slip, where(slip), EN, TODAY)


def test_nothing_to_pay_is_said_as_such() -> None:
    assert payment_words(None, where(None), EN, TODAY) == "Nothing is left to pay."


def test_how_places_are_brought_in_is_said_where_there_are_none() -> None:
    empty = surroundings(a_slip(), near=(), sources=())

    assert "crm-desktop import places FILE" in empty_words(a_state(surroundings=empty))


def test_the_nearest_beyond_walking_is_said_to_be_that() -> None:
    found = surroundings(a_slip(), near=(), beyond=near(3, distance_m=1400.0))

    assert beyond_words(found.answer, MapSettings().walking_distance_m) == (
        "None within 800 m; the nearest:"
    )
    assert empty_words(a_state(surroundings=found)) == ""
