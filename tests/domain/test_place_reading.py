"""What entries of files become places, and why others do not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from crm_desktop.domain.place import Place, PlaceProblem
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.place_reading import RawPlace, place_of
from crm_desktop.domain.position import Position

LAWSON = {"shop": "convenience", "name": "ローソン 髙﨑店"}


def raw(tags: Mapping[str, object] | None = None, **facts: Any) -> RawPlace:
    values = {"latitude": 35.69, "longitude": 139.7} | facts
    return RawPlace("node/1", "node/1", LAWSON if tags is None else tags, **values)


def read(*given: Any, **facts: Any) -> Place:
    place = place_of(raw(*given, **facts))
    assert isinstance(place, Place)
    return place


def test_tags_of_openstreetmap_become_a_place() -> None:
    place = read(
        {
            "amenity": "bank",
            "brand": "三菱東京UFJ銀行",
            "name": "三菱ＵＦＪ銀行",
            "branch": "神田支店",
            "opening_hours": "Mo-Fr 09:00-15:00",
        }
    )

    assert place == Place(
        "node/1",
        PlaceKind.BANK,
        "三菱UFJ銀行",
        "三菱UFJ銀行",
        "神田支店",
        "Mo-Fr 09:00-15:00",
        Position(35.69, 139.7),
    )


@pytest.mark.parametrize(
    ("latitude", "longitude", "problem"),
    [
        (None, 139.7, PlaceProblem.NO_COORDINATES),
        ("35.69", "139.7", PlaceProblem.NOT_A_NUMBER),
        (True, 139.7, PlaceProblem.NOT_A_NUMBER),
        ([35.69], 139.7, PlaceProblem.NOT_A_NUMBER),
        (float("nan"), 139.7, PlaceProblem.NOT_A_NUMBER),
        (float("inf"), 139.7, PlaceProblem.NOT_A_NUMBER),
        (10**400, 139.7, PlaceProblem.NOT_A_NUMBER),
        (0, 0.0, PlaceProblem.ZERO),
        (139.7, 35.69, PlaceProblem.SWAPPED),
        (37.5, 126.9 - 10, PlaceProblem.OUTSIDE),
    ],
)
def test_coordinates_that_cannot_be_meant_say_why(
    latitude: object, longitude: object, problem: PlaceProblem
) -> None:
    assert place_of(raw(latitude=latitude, longitude=longitude)) is problem


@pytest.mark.parametrize(
    "tags",
    [
        {"shop": "supermarket", "name": "ローソン"},
        {"amenity": "cafe"},
        {"amenity": ["atm"]},
        {"shop": None},
    ],
)
def test_something_else_is_no_place_to_pay(tags: dict[str, object]) -> None:
    assert place_of(raw(tags)) is None


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"kind": "コンビニエンスストア", "name": "髙橋商店"}, PlaceKind.CONVENIENCE),
        ({"kind": "ＡＴＭ"}, PlaceKind.ATM),
        ({"name": "ゆうちょ銀行ATM"}, PlaceKind.ATM),
        ({"name": "サンクス"}, PlaceKind.CONVENIENCE),
        ({"name": "神田駅前郵便局"}, PlaceKind.POST_OFFICE),
        ({"name": "城南信用金庫"}, PlaceKind.BANK),
        ({"name": "城南信用金庫 九段支店"}, PlaceKind.BANK),
        ({"name": "ローソン銀行ATM"}, PlaceKind.ATM),
        ({"name": "ファミリーマート 中央郵便局前店"}, PlaceKind.CONVENIENCE),
    ],
)
def test_kind_is_told_by_words_where_there_is_no_tag(
    tags: dict[str, object], kind: PlaceKind
) -> None:
    assert read(tags).kind is kind


def test_kind_that_nobody_tells_is_refused_unless_one_is_usual() -> None:
    nameless = raw({"name": "Piago"})

    assert place_of(nameless) is PlaceProblem.KIND_UNKNOWN
    assert isinstance(place_of(nameless, PlaceKind.CONVENIENCE), Place)


def test_name_keeps_its_signs_but_nothing_that_cannot_be_printed() -> None:
    name = '<script>alert("髙")</script>\u2028\u202e\x1b[31m\x00\ud800 ﾛｰｿﾝ\t店'

    assert read(LAWSON | {"name": name}).name == '<script>alert("髙")</script> [31m ローソン 店'


def test_text_longer_than_any_name_is_refused() -> None:
    assert place_of(raw(LAWSON | {"name": "あ" * 10_000_000})) is PlaceProblem.TOO_LONG
    assert place_of(raw(LAWSON | {"opening_hours": "x" * 256})) is PlaceProblem.TOO_LONG


def test_texts_of_other_types_are_as_if_they_were_not() -> None:
    place = read({"shop": "convenience", "name": 7, "brand": ["ローソン"]})

    assert (place.name, place.chain) == ("", "")
