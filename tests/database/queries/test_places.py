"""Places to pay near a home."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.models import place as stored
from crm_desktop.database.queries.places import (
    NearPlace,
    _nearest,
    nearest_place,
    places_near,
    places_to_pay,
)
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.position import Compass, Position
from crm_desktop.domain.where_to_pay import Nowhere, TakenAt, WhereToPay

HOME = Position(35.6895, 139.6917)
METRE = 1 / 111_195  # degrees of latitude
SHOPS = (TakenAt(PlaceKind.CONVENIENCE),)


def a_source(session: Session, name: str = "関東", **facts: Any) -> int:
    source = stored.PlaceSource(name=name, **facts)
    session.add(source)
    session.flush()
    return source.id


def a_place(session: Session, source_id: int, north_m: float, **facts: Any) -> stored.Place:
    values: dict[str, Any] = {
        "external_id": f"node/{north_m}",
        "kind": "convenience",
        "chain": "lawson",
        "latitude": HOME.latitude + north_m * METRE,
        "longitude": HOME.longitude,
    }
    place = stored.Place(source_id=source_id, **values | facts)
    session.add(place)
    session.flush()
    return place


def fill(session: Session, source_id: int) -> None:
    statement = text(
        "INSERT INTO place (source_id, external_id, kind, latitude, longitude)"
        " SELECT :source, n, 'convenience', 30 + n / 1000.0, 139 FROM generate_series(1, 5000) n"
    )
    session.execute(statement, {"source": source_id})


def near(
    session: Session, *taken_at: TakenAt, within_m: float = 800, most: int = 5
) -> tuple[NearPlace, ...]:
    accepted = taken_at or SHOPS
    return places_near(session, HOME, within_m=within_m, taken_at=accepted, most=most)


def test_nearest_comes_first_with_minutes_and_direction(session: Session) -> None:
    source = a_source(session)
    a_place(session, source, 399)
    a_place(session, source, -161, chain="", name="髙﨑商店")
    a_place(session, source, 900)

    first, second = near(session)

    assert (first.name, first.minutes, first.direction) == ("髙﨑商店", 3, Compass.S)
    assert (second.name, second.minutes, second.direction) == ("ローソン", 5, Compass.N)
    assert second.distance_m == pytest.approx(399, abs=0.1)


def test_only_what_takes_the_payment_is_told(session: Session) -> None:
    source = a_source(session)
    a_place(session, source, 100, chain="new_days")
    a_place(session, source, 200, kind="bank", chain="みずほ銀行")
    a_place(session, source, 300, kind="post_office", chain="japan_post", name="西新宿郵便局")
    taken_at = (
        TakenAt(PlaceKind.CONVENIENCE, ("lawson", "seven_eleven")),
        TakenAt(PlaceKind.POST_OFFICE, ("japan_post",)),
    )

    assert [one.name for one in near(session, *taken_at)] == ["西新宿郵便局"]


def test_corner_of_the_square_is_too_far(session: Session) -> None:
    east = 790 * METRE / 0.8122
    a_place(session, a_source(session), 790, longitude=HOME.longitude + east)

    assert near(session) == ()


def test_at_most_so_many_are_told(session: Session) -> None:
    source = a_source(session)
    for metres in range(100, 700, 50):
        a_place(session, source, metres)

    assert [round(one.distance_m) for one in near(session, most=2)] == [100, 150]


def test_wide_circle_tells_the_same_nearest(session: Session) -> None:
    source = a_source(session)
    for metres in (750, 100, 2_000, 3_000, 300, 780):
        a_place(session, source, metres)

    assert [round(one.distance_m) for one in near(session, within_m=5_000, most=3)] == [
        100,
        300,
        750,
    ]
    assert len(near(session, within_m=5_000)) == 5


def test_nearest_beyond_is_nearest_in_metres_not_in_degrees(session: Session) -> None:
    source = a_source(session)
    a_place(session, source, 2_000, name="北", chain="")
    east = HOME.longitude + 1_900 * METRE / 0.8122
    a_place(session, source, 0, longitude=east, name="東", chain="")

    found = nearest_place(session, HOME, taken_at=SHOPS)

    assert found is not None
    assert (found.name, found.direction) == ("東", Compass.E)


def test_nothing_is_beyond_ten_kilometres(session: Session) -> None:
    a_place(session, a_source(session), 10_100)

    assert nearest_place(session, HOME, taken_at=SHOPS) is None


def test_place_in_two_sources_is_told_once(session: Session) -> None:
    a_place(session, a_source(session, "関東"), 100)
    a_place(session, a_source(session, "自社の一覧"), 110, branch="西新宿二丁目店")

    assert len(near(session)) == 1


def test_where_nothing_is_near_the_nearest_beyond_is_told(session: Session) -> None:
    source = a_source(session, credit="© OpenStreetMap contributors", fetched_on=date(2026, 11, 1))
    a_place(session, source, 2_400)

    answer = places_to_pay(session, HOME, WhereToPay(SHOPS), within_m=800)

    assert answer.near == ()
    assert answer.beyond is not None
    assert (answer.beyond.minutes, answer.sources[0].credit) == (31, "© OpenStreetMap contributors")


def test_without_sources_there_is_nothing_to_tell(session: Session) -> None:
    answer = places_to_pay(session, HOME, WhereToPay(SHOPS), within_m=800)

    assert (answer.near, answer.beyond, answer.sources) == ((), None, ())


def test_where_nothing_can_be_paid_no_place_is_told(session: Session) -> None:
    a_place(session, a_source(session), 100)
    where = WhereToPay(nowhere=Nowhere.PAID_AT_THE_DOOR)

    answer = places_to_pay(session, HOME, where, within_m=800)

    assert (answer.near, answer.beyond, answer.where.nowhere) == ((), None, where.nowhere)


def test_operator_reads_places_through_the_index(own_database: Database) -> None:
    with own_database.writing() as session:
        source = a_source(session)
        fill(session, source)

        session.execute(text("ANALYZE place"))
        session.execute(text(f"SET LOCAL ROLE {OPERATOR}"))
        statement = _nearest(HOME, 800, SHOPS).limit(20)
        in_full = statement.compile(session.connection(), compile_kwargs={"literal_binds": True})
        plan = session.execute(text(f"EXPLAIN {in_full}")).all()

    assert "ix_place_where" in str(plan)
