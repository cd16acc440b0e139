"""The address of a row, in the parts that are stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from crm_desktop.domain.address import Address, AddressProblem, split_address
from crm_desktop.domain.person_name import tidy_name
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.tables.cell_reading import RowReading


@dataclass(frozen=True, slots=True)
class ImportedAddress:
    """An address in its parts, each of which may be empty; ``postal_code`` is 7 digits."""

    postal_code: str = ""
    prefecture: str = ""
    city: str = ""
    town: str = ""
    block: str = ""
    building: str = ""

    def is_blank(self) -> bool:
        """Tell whether nothing is known."""
        return self == ImportedAddress()


def read_address(reading: RowReading, name: str, places: PlaceIndex | None) -> ImportedAddress:
    """Return the address of a row; a company other than ``name`` stands behind the building.

    A file that keeps addresses in one or two lines has them parted as the post office does, when
    ``places`` knows the city; otherwise the lines are kept as city and block.
    """
    address = _as_written(reading)
    if places is not None and "town" not in reading.headers:
        address = _parted(reading, address, places)
    elif places is not None:
        _warn_of_unknown_code(reading, address.postal_code, places)
    company = tidy_name(reading.short_text("company"))
    if company and company != name and company not in address.building:
        address = replace(address, building=f"{address.building} {company}".strip())
    return address


def _as_written(reading: RowReading) -> ImportedAddress:
    return ImportedAddress(
        postal_code=reading.postal_code("postal_code"),
        prefecture=reading.short_text("prefecture"),
        city=reading.short_text("city") or reading.short_text("address"),
        town=reading.short_text("town"),
        block=reading.short_text("block"),
        building=reading.short_text("building"),
    )


def _parted(reading: RowReading, written: ImportedAddress, places: PlaceIndex) -> ImportedAddress:
    city = written.city.removeprefix(written.prefecture)
    text = f"{written.prefecture}{city}{_gap(city, written.block)}{written.block}"
    if not text:
        _warn_of_unknown_code(reading, written.postal_code, places)
        return written
    found = split_address(f"{postal_display(written.postal_code)} {text}", places)
    if written.postal_code not in found.postal_codes:
        _warn_of_unknown_code(reading, written.postal_code, places)
    if not found.city:
        return written
    if found.problem is AddressProblem.POSTAL_CODE_ELSEWHERE:
        reading.warn("postal_code", _elsewhere(found))
    building = f"{found.building} {written.building}".strip()
    return ImportedAddress(
        written.postal_code, found.prefecture, found.city, found.town, found.block, building
    )


def _elsewhere(found: Address) -> str:
    """Return that a code is not the town's, and a few of those that are, with their notes."""
    own = [
        f"{postal_display(entry.code)}{f' ({entry.note})' if entry.note else ''}"
        for entry in found.choices[:_SHOWN_CODES]
    ]
    code, place = postal_display(found.written_code), f"{found.city}{found.town}"
    return f"{code} is not the code of {place}: {' or '.join(own)}"


def _warn_of_unknown_code(reading: RowReading, code: str, places: PlaceIndex) -> None:
    if code and not places.cities_of_code(code):
        reading.warn("postal_code", f"{postal_display(code)} is not known to the post office")


def _gap(before: str, behind: str) -> str:
    """Return a blank where two numbers would run into one."""
    return " " if before[-1:].isdigit() and behind[:1].isdigit() else ""


_SHOWN_CODES: Final = 4
