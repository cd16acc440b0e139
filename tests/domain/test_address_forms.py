"""Addresses of all regions as people write them; the table stands in address_forms.tsv."""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.domain.address import Address, split_address
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.maps.postal_directory import PostalDirectory

FORMS = Path(__file__).with_name("address_forms.tsv")
PARTS = ("prefecture", "city", "town", "block", "building")
Place = tuple[str, str, str]


@pytest.fixture(scope="module")
def directory() -> Iterator[PostalDirectory]:
    with PostalDirectory() as opened:
        yield opened


@pytest.fixture(scope="module")
def places(directory: PostalDirectory) -> PlaceIndex:
    return PlaceIndex(directory)


def parts(address: Address) -> dict[str, str]:
    return {name: getattr(address, name) for name in PARTS}


def forms() -> list[dict[str, str]]:
    with FORMS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def some_towns(directory: PostalDirectory, count: int) -> list[Place]:
    """Return towns of cities here and there, without those that are ranges or buildings."""
    chosen = random.Random(6)
    cities = chosen.sample(directory.cities(), count // 10)
    towns = [(*city, town) for city in cities for town in directory.towns(*city) if town]
    plain = [place for place in towns if not set("〜、(階次タビ") & set(place[2])]
    return chosen.sample(plain, count)


@pytest.mark.parametrize("form", forms(), ids=lambda form: form["text"])
def test_address_is_parted_as_the_post_office_does(
    places: PlaceIndex, form: dict[str, str]
) -> None:
    address = split_address(form["text"], places)

    assert parts(address) == {name: form[name] for name in PARTS}
    assert address.problem is None


@pytest.mark.parametrize("form", forms(), ids=lambda form: form["text"])
def test_shown_address_is_read_as_the_same(places: PlaceIndex, form: dict[str, str]) -> None:
    address = split_address(form["text"], places)

    assert parts(split_address(address.shown.line, places)) == parts(address)


@pytest.mark.parametrize(
    "written",
    ["{}{}{}1-2-3", "{}{} {} １ー２ー３", "{}{}大字{}1丁目2番3号", "{}{}{}1番地の2の3"],
)
def test_towns_of_japan_are_found_in_any_form(
    directory: PostalDirectory, places: PlaceIndex, written: str
) -> None:
    for place in some_towns(directory, 300):
        address = split_address(written.format(*place), places)

        assert (address.prefecture, address.city, address.town) == place
        assert address.block == "1-2-3"


def test_prefecture_left_out_is_found_or_asked_for(
    directory: PostalDirectory, places: PlaceIndex
) -> None:
    found = 0
    for prefecture, city, town in some_towns(directory, 300):
        address = split_address(f"{city}{town}1-2-3", places)

        assert address.problem or (address.prefecture, address.town) == (prefecture, town)
        found += address.problem is None
    assert found >= 297


def test_full_width_and_half_width_are_one(directory: PostalDirectory, places: PlaceIndex) -> None:
    for place in some_towns(directory, 200):
        text = "".join(place) + "12番地3 ガーデン桜205号室"
        narrow = unicodedata.normalize("NFKD", text).replace("ガーデン", "ｶﾞｰﾃﾞﾝ")

        wide = split_address(text.translate(_WIDE), places)
        assert parts(split_address(text, places)) == parts(wide)
        assert parts(split_address(unicodedata.normalize("NFC", narrow), places)) == parts(wide)


_WIDE = str.maketrans({str(digit): chr(0xFF10 + digit) for digit in range(10)} | {" ": "\u3000"})
