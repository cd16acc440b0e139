"""Towns that an office takes in, and their copies on the PCs of its desks."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.actions.kept_towns import kept_towns
from crm_desktop.actions.office_towns import office_towns
from crm_desktop.actions.town_files import import_towns
from crm_desktop.database.engine import Database
from crm_desktop.errors.map import BadTownFile
from crm_desktop.maps.town_directory import TownDirectory
from crm_desktop.maps.town_file import TownSource
from tests.maps.town_tables import GEOLONIA, geolonia_row, write_table

NO_WORDS = TownSource("")


def take_in(database: Database, folder: Path, town: str) -> None:
    rows = [geolonia_row("新宿区", town, "35.69", "139.72")]
    path = write_table(folder / "latest.csv", GEOLONIA, rows)
    with database.writing() as session:
        import_towns(session, path, NO_WORDS, lambda _read: None)


def kept(database: Database, folder: Path) -> Path | bytes | None:
    with database.reading() as session:
        return kept_towns(session, folder)


def test_office_without_a_file_has_those_of_the_program(own_database: Database) -> None:
    with office_towns(own_database) as towns:
        assert towns.locate("東京都", "新宿区", "西新宿", "2-8-1") is not None


def test_file_is_fetched_once_and_anew_when_it_has_changed(
    own_database: Database, tmp_path: Path
) -> None:
    take_in(own_database, tmp_path, "髙﨑タウン一丁目")
    first = kept(own_database, tmp_path / "cache")
    assert kept(own_database, tmp_path / "cache") == first

    take_in(own_database, tmp_path, "髙﨑タウン二丁目")
    second = kept(own_database, tmp_path / "cache")

    assert isinstance(second, Path)
    assert list((tmp_path / "cache").iterdir()) == [second]
    assert second != first
    with TownDirectory(second) as towns:
        found = [towns.locate("東京都", "新宿区", "高崎タウン", f"{number}-1") for number in (1, 2)]
    assert [at.found_as[-3:] if at else "" for at in found] == ["一丁目", "二丁目"]


def test_copy_that_was_damaged_is_fetched_anew(own_database: Database, tmp_path: Path) -> None:
    take_in(own_database, tmp_path, "髙﨑タウン")
    path = kept(own_database, tmp_path / "cache")
    assert isinstance(path, Path)
    path.write_bytes(path.read_bytes()[:1_000])

    again = kept(own_database, tmp_path / "cache")

    assert again == path
    assert path.stat().st_size > 1_000_000


def test_desk_that_can_keep_nothing_has_the_towns_all_the_same(
    own_database: Database, tmp_path: Path
) -> None:
    take_in(own_database, tmp_path, "髙﨑タウン")
    (tmp_path / "cache").write_text("a file is in the way")

    assert isinstance(kept(own_database, tmp_path / "cache"), bytes)


def test_file_that_fails_at_its_last_line_leaves_all_as_it_was(
    own_database: Database, tmp_path: Path
) -> None:
    take_in(own_database, tmp_path, "髙﨑タウン")
    before = kept(own_database, tmp_path / "cache")
    rows = [geolonia_row("新宿区", f"{number}番町", "35.69", "139.72") for number in range(1, 500)]
    rows.append(geolonia_row("新宿区", "五百番町", "0", "0"))
    path = write_table(tmp_path / "latest.csv", GEOLONIA, rows)

    with pytest.raises(BadTownFile), own_database.writing() as session:
        import_towns(session, path, NO_WORDS, lambda _read: None)

    assert kept(own_database, tmp_path / "cache") == before


def test_two_imports_one_after_the_other_are_both_in(
    own_database: Database, tmp_path: Path
) -> None:
    for town in ("髙﨑タウン", "斎藤新田"):
        take_in(own_database, tmp_path, town)

    with office_towns(own_database) as towns:
        assert towns.locate("東京都", "新宿区", "高崎タウン", "") is not None
        found = towns.locate("東京都", "新宿区", "斎藤新田", "")
    assert found is not None
    assert found.found_as == "東京都新宿区斎藤新田"
