from __future__ import annotations

from collections.abc import Iterator

import pytest

from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.tables.address_cells import ImportedAddress, read_address
from tests.tables.readings import reading


@pytest.fixture(scope="module")
def places() -> Iterator[PlaceIndex]:
    with PostalDirectory() as directory:
        yield PlaceIndex(directory)


def test_address_in_one_cell_is_parted(places: PlaceIndex) -> None:
    row = reading(postal_code="105-0023", address="東京都港区芝浦１丁目２ー３　コーポ桜２０５")

    assert read_address(row, "髙橋 ミチコ", places) == ImportedAddress(
        "1050023", "東京都", "港区", "芝浦", "1-2-3", "コーポ桜205"
    )
    assert row.warnings == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (
            "東京都港区芝浦",
            "108-0075 is not the code of 港区芝浦: 105-0023 (1丁目) or 108-0023 (2〜4丁目)",
        ),
        ("東京都港区芝浦1-2-3", "108-0075 is not the code of 港区芝浦: 105-0023 (1丁目)"),
    ],
)
def test_code_of_another_town_is_warned_of_with_the_right_ones(
    places: PlaceIndex, address: str, reason: str
) -> None:
    row = reading(postal_code="108-0075", address=address)

    assert read_address(row, "髙橋 ミチコ", places).postal_code == "1080075"
    assert [note.text for note in row.warnings] == [reason]


def test_address_that_is_not_understood_stays_as_written(places: PlaceIndex) -> None:
    row = reading(address="無い国無い町１−２ 髙橋様方")

    assert read_address(row, "髙橋 ミチコ", places).city == "無い国無い町１−２ 髙橋様方"
