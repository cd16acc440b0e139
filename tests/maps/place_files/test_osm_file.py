"""Places in OpenStreetMap's own files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Relation, Way

from crm_desktop.errors.map import PlaceFileBroken
from crm_desktop.maps.place_files.osm_file import OsmPlaceFile

SHOP = {"shop": "convenience", "name": "ローソン 髙﨑店"}
BANK = {"amenity": "bank", "name": "みずほ銀行"}
ENTITIES = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10))


def written(path: Path) -> Path:
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2026-11-01T20:21:22Z")
    with osmium.SimpleWriter(str(path), header=header) as writer:
        writer.add_node(Node(id=1, location=(139.7, 35.69), tags=SHOP))
        for number, (longitude, latitude) in enumerate([(139.0, 35.0), (139.2, 35.0)], start=2):
            writer.add_node(Node(id=number, location=(longitude, latitude)))
        writer.add_node(Node(id=4, location=(139.2, 35.4), tags={"shop": "books"}))
        writer.add_way(Way(id=7, nodes=[2, 3, 4, 2], tags=BANK))
        writer.add_way(Way(id=8, nodes=[2, 99]))
        writer.add_way(Way(id=9, nodes=[98, 99], tags=BANK))
        members = [("w", 8, "outer"), ("n", 1, "entrance"), ("r", 77, "")]
        writer.add_relation(Relation(id=5, members=members, tags={"amenity": "post_office"}))
    return path


@pytest.mark.parametrize(
    ("name", "form"), [("a.osm.pbf", "pbf"), ("a.osm", "osm"), ("a.osm.gz", "osm.gz")]
)
def test_points_ways_and_relations_are_places(tmp_path: Path, name: str, form: str) -> None:
    file = OsmPlaceFile(written(tmp_path / name), form)

    places = {raw.where: (raw.latitude, raw.longitude) for raw in file.places()}

    assert places == {
        "node/1": (35.69, 139.7),
        "way/7": (pytest.approx(35.2), pytest.approx(139.1)),
        "way/9": (None, None),
        "relation/5": (pytest.approx(35.345), pytest.approx(139.35)),
    }
    assert (file.facts.licence, file.facts.credit) == ("ODbL 1.0", "© OpenStreetMap contributors")


def test_extract_says_how_new_it_is(tmp_path: Path) -> None:
    file = OsmPlaceFile(written(tmp_path / "a.osm.pbf"), "pbf")

    list(file.places())

    assert file.facts.fetched_on == date(2026, 11, 1)


def test_answer_of_overpass_in_xml_says_how_new_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.osm"
    path.write_text('<osm version="0.6"><meta osm_base="2026-11-02T00:00:00Z"/></osm>')
    file = OsmPlaceFile(path, "osm")

    list(file.places())

    assert file.facts.fetched_on == date(2026, 11, 2)


@pytest.mark.parametrize("cut", [lambda size: 4, lambda size: size // 2, lambda size: size - 1])
def test_file_that_was_cut_off_is_refused(tmp_path: Path, cut: Callable[[int], int]) -> None:
    path = written(tmp_path / "a.osm.pbf")
    content = path.read_bytes()
    path.write_bytes(content[: cut(len(content))])

    with pytest.raises(PlaceFileBroken):
        list(OsmPlaceFile(path, "pbf").places())


def test_packed_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.osm.gz")
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(PlaceFileBroken):
        list(OsmPlaceFile(path, "osm.gz").places())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html><body>403 Forbidden</body></html>", "Unknown top-level element"),
        ('<osm version="0.6"><node id="1" lat="35" lon="139">', "XML parsing error"),
        (f'<!DOCTYPE osm [<!ENTITY b0 "x">{ENTITIES}]><osm version="0.6"/>', "not supported"),
        ('<!DOCTYPE osm [<!ENTITY f SYSTEM "file:///etc/passwd">]><osm/>', "not supported"),
        ('<osm version="0.6"><node id="1" lat="NaN" lon="139"/></osm>', "coordinate"),
        ('<osm version="0.6"><node id="9999999999999999999"/></osm>', "illegal id"),
        (f'<osm version="0.6"><node id="1"><tag k="{"x" * 10**6}" v=""/></node></osm>', "too long"),
        ('<osm version="0.6">' + "<a>" * 100_000, "cannot be read"),
        ('<?xml version="1.0" encoding="Shift_JIS"?><osm version="0.6"/>', "unknown encoding"),
    ],
)
def test_hostile_xml_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "a.osm"
    path.write_text(text)

    with pytest.raises(PlaceFileBroken, match=reason):
        list(OsmPlaceFile(path, "osm").places())
