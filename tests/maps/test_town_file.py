"""Files of towns: what is written is read again, and damage is told."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.errors.map import BadTownFile, TownFileProblem
from crm_desktop.maps.town_directory import TownDirectory
from crm_desktop.maps.town_file import (
    OAZA,
    SOURCE,
    TOWN,
    Block,
    Town,
    TownArchive,
    TownSource,
    entry_of,
    town_file,
    town_of,
    whole_lines,
)
from crm_desktop.maps.town_survey import TownFacts, TownPlace, surveyed

GOOD_INDEX = "東京都\t新宿区\t35.7\t139.7\t4000\t35.6\t139.6\t35.8\t139.8\t1\n"
GOOD_ENTRY = "荒木町\t35.69\t139.72\t200\ttown\n"
AT = (35.69, 139.72)


def archive(*, index: str = GOOD_INDEX, entry: str | None = GOOD_ENTRY) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        files.writestr("index.tsv", index)
        if entry is not None:
            files.writestr("1.tsv", entry)
    return out.getvalue()


def test_towns_are_read_as_they_were_written() -> None:
    towns = [
        Town("大字髙﨑", "", 35.69, 139.72, 1_200, OAZA),
        Town("大字髙﨑", "山ノ外", 35.691, 139.721, 300, TOWN),
        Town("親のない町", "桜台", 35.692, 139.722, 300, TOWN),
        Town("荒木町", "", 35.693, 139.723, 150, TOWN, (Block("8", 35.6931, 139.7231),), 60),
    ]

    assert [town_of(line) for line in whole_lines(entry_of(towns))] == towns


@pytest.mark.parametrize("day", [date(2026, 11, 1), None])
def test_source_is_read_as_it_was_written(day: date | None) -> None:
    source = TownSource("町の位置", "誰か「と」\u2028<誰か>", "CC BY 4.0", day)

    with TownArchive("towns.zip", BytesIO(town_file(source, ()))) as opened:
        assert opened.source() == source


def test_same_towns_make_the_same_bytes_in_any_order() -> None:
    towns = {
        TownPlace("東京都", city, town): TownFacts(AT) for city in "新宿" for town in ("一", "二")
    }
    turned = dict(reversed(towns.items()))

    files = {
        town_file(TownSource("町"), surveyed(order).with_entries()) for order in (towns, turned)
    }
    assert len(files) == 1


@pytest.mark.parametrize(
    "content",
    [
        archive(entry=None),
        archive(index="東京都\t新宿区\n"),
        archive(index=GOOD_INDEX.replace("35.7", "三十五")),
        archive(entry="荒木町\t35.69\n"),
        archive(entry=GOOD_ENTRY.replace("35.69", "north")),
        archive(entry=GOOD_ENTRY.replace("35.69", "0").replace("139.72", "0")),
        archive(entry=GOOD_ENTRY.replace("35.69", "nan")),
        archive(entry=GOOD_ENTRY.replace("\ttown", "\ttown\tx;8=1")),
    ],
)
def test_damage_is_told(content: bytes) -> None:
    with TownDirectory(content) as directory, pytest.raises(BadTownFile) as refused:
        directory.locate("東京都", "新宿区", "荒木町", "8")

    assert refused.value.problem is TownFileProblem.DAMAGED


def test_entry_that_swells_to_gigabytes_is_not_read() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("index.tsv", GOOD_INDEX)
        files.writestr("1.tsv", bytes(65 * 1024 * 1024))

    with TownDirectory(out.getvalue()) as directory, pytest.raises(BadTownFile) as refused:
        directory.locate("東京都", "新宿区", "荒木町", "")

    assert refused.value.problem is TownFileProblem.TOO_LARGE


def test_file_that_says_no_source_is_damaged() -> None:
    with TownDirectory(archive()) as directory, pytest.raises(BadTownFile):
        _ = directory.credit
    assert SOURCE == "source.json"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 600), st.binary(min_size=1, max_size=8))
def test_flipped_bytes_never_end_in_anything_but_a_town_or_a_refusal(
    start: int, junk: bytes
) -> None:
    content = bytearray(archive())
    content[start : start + len(junk)] = junk

    try:
        with TownDirectory(bytes(content)) as directory:
            directory.locate("東京都", "新宿区", "荒木町", "1")
            directory.towns_within(35, 139, 36, 140, 20)
    except BadTownFile:
        pass


def test_map_without_height_bears_no_names() -> None:
    with TownDirectory(archive()) as directory:
        assert directory.towns_within(35.69, 139.0, 35.69, 140.0, 20) == ()
