"""Taking in files of places to pay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions import places as module
from crm_desktop.actions.places import (
    PlacesRequest,
    PlacesTally,
    import_places,
    rehearse_places,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.place import Place, PlaceSource
from crm_desktop.database.queries.places import place_sources
from crm_desktop.database.roles import WORKER
from crm_desktop.domain.place import PlaceProblem
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.place_reading import RawPlace, SourceFacts
from crm_desktop.errors.map import NoPlacesFound, PlaceFileBroken
from tests.conftest import LoginAt

REQUEST = PlacesRequest(Path("関東.osm.pbf"), "関東")


class Told:
    """A file of the entries that a test names."""

    def __init__(self, *entries: RawPlace, breaks: bool = False, **facts: Any) -> None:
        self.facts = SourceFacts(**{"licence": "ODbL 1.0"} | facts)
        self._entries, self._breaks = entries, breaks

    def places(self) -> Iterator[RawPlace]:
        yield from self._entries
        if self._breaks:
            raise PlaceFileBroken(REQUEST.path, "PBF error: unexpected EOF")


def shop(number: int = 1, **facts: Any) -> RawPlace:
    values = {"latitude": 35.0 + number / 100, "longitude": 139.7} | facts
    tags = {"shop": "convenience", "name": "ローソン 髙﨑店"}
    return RawPlace(f"node/{number}", f"node/{number}", tags, **values)


def take_in(session: Session, *entries: RawPlace, **request: Any) -> PlacesTally:
    wanted = PlacesRequest(REQUEST.path, **{"source": "関東"} | request)
    return import_places(session, Told(*entries), wanted, lambda _read: None)


def stored(session: Session) -> set[str]:
    return set(session.scalars(select(Place.external_id)))


def test_places_are_in_with_their_source(session: Session) -> None:
    told = SourceFacts(credit="© 髙島", fetched_on=date(2026, 11, 1))

    tally = take_in(session, shop(1), shop(2), told=told)

    (source,) = place_sources(session)
    assert (source.name, source.licence, source.credit) == ("関東", "ODbL 1.0", "© 髙島")
    assert (source.fetched_on, source.place_count) == (date(2026, 11, 1), 2)
    place = session.scalars(select(Place).order_by(Place.id)).first()
    assert place is not None
    assert (place.kind, place.chain, place.branch) == ("convenience", "lawson", "髙﨑店")
    assert tally.kinds == {PlaceKind.CONVENIENCE: 2}


def test_words_of_a_source_are_kept_on_one_printable_line(session: Session) -> None:
    take_in(session, shop(1), told=SourceFacts("ODbL\x00\u2028", "© 髙\x1b[2J\n島\ud800"))

    (source,) = place_sources(session)

    assert (source.licence, source.credit) == ("ODbL", "© 髙[2J 島")


def test_same_source_again_replaces_its_places_only(session: Session) -> None:
    take_in(session, shop(1), shop(2))
    take_in(session, shop(8), source="近畿")

    tally = take_in(session, shop(2), shop(3), shop(4))

    assert stored(session) == {"node/2", "node/3", "node/4", "node/8"}
    assert (tally.replaced, tally.taken) == (2, 3)
    assert [one.place_count for one in place_sources(session)] == [1, 3]


def test_place_told_twice_is_in_once(session: Session) -> None:
    building = RawPlace("way/7", "way/7", shop(1).tags, 35.0101, 139.7)

    tally = take_in(session, shop(1), shop(1), building)

    assert stored(session) == {"node/1"}
    assert tally.twins == 2


def test_bad_entries_are_told_and_the_rest_is_in(session: Session) -> None:
    swapped = shop(2, latitude=139.7, longitude=35.0)
    hostile = RawPlace("node/" + "9" * 1_000, "x", {"shop": "convenience", "name": "x" * 10**7})
    books = RawPlace("node/5", "node/5", {"shop": "books"}, 35.0, 139.0)

    tally = take_in(session, swapped, shop(1), hostile, books)

    assert stored(session) == {"node/1"}
    assert [(len(where), problem) for where, problem in tally.refusals] == [
        (6, PlaceProblem.SWAPPED),
        (60, PlaceProblem.TOO_LONG),
    ]
    assert (tally.read, tally.others, tally.refused) == (4, 1, 2)


def test_file_that_breaks_off_leaves_everything_as_it_was(own_database: Database) -> None:
    with own_database.writing() as session:
        take_in(session, shop(1))

    broken = Told(shop(2), shop(3), breaks=True)
    with pytest.raises(PlaceFileBroken), own_database.writing() as session:
        import_places(session, broken, REQUEST, lambda _read: None)

    with own_database.reading() as session:
        assert stored(session) == {"node/1"}
        assert place_sources(session)[0].place_count == 1


def test_file_without_a_place_replaces_nothing(own_database: Database) -> None:
    with own_database.writing() as session:
        take_in(session, shop(1))

    with pytest.raises(NoPlacesFound), own_database.writing() as session:
        take_in(session, shop(2, latitude=0, longitude=0))

    with own_database.reading() as session:
        assert stored(session) == {"node/1"}


def test_file_of_more_places_than_there_can_be_is_refused(
    own_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_PLACES", 2)

    with pytest.raises(PlaceFileBroken, match="more than 2"), own_database.writing() as session:
        take_in(session, shop(1), shop(2), shop(3))

    with own_database.reading() as session:
        assert place_sources(session) == ()


def test_rehearsal_counts_and_keeps_nothing(session: Session) -> None:
    take_in(session, shop(1))
    heard: list[int] = []

    tally = rehearse_places(session, Told(shop(2), shop(2)), REQUEST, heard.append)

    assert stored(session) == {"node/1"}
    assert (tally.taken, tally.twins, tally.replaced, heard) == (1, 1, 1, [1, 2])
    assert session.scalar(select(PlaceSource.place_count)) == 1


def test_worker_may_take_places_in(own_database: Database, login_at: LoginAt) -> None:
    with Database(login_at(own_database, WORKER)) as worker:
        for _ in range(2):
            with worker.writing() as session:
                tally = take_in(session, shop(1), shop(2))

    assert tally.replaced == 2
    with own_database.reading() as session:
        assert stored(session) == {"node/1", "node/2"}
