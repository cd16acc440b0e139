"""Where a phone number is, from its first digits: 東京 for 03, a country for a foreign one."""

from __future__ import annotations

from functools import cache
from typing import Final

from crm_desktop.domain.phone_area_table import COUNTRIES, JAPANESE_AREAS
from crm_desktop.domain.phone_plan import PhoneKind, kind_in_plan


def area_of_number(e164: str, language: str) -> str:
    """Return the name in "ja" or "en"; "" for mobile and service numbers and unknown areas."""
    if e164.startswith("+81"):
        return _japanese_area(e164[3:], language)
    return _country(e164, language) if e164.startswith("+") else ""


def _japanese_area(national: str, language: str) -> str:
    if kind_in_plan(f"0{national}")[0] is not PhoneKind.FIXED:
        return ""
    areas = _areas()
    for length in range(_LONGEST_PREFIX, 0, -1):
        if names := areas.get(national[:length]):
            return _named(names, language)
    return ""


def _country(e164: str, language: str) -> str:
    from phonenumbers import NumberParseException, parse, region_code_for_number  # noqa: PLC0415

    try:
        region = region_code_for_number(parse(e164))
    except NumberParseException:
        return ""
    return _named(_countries().get(region or "", ("", "")), language)


def _named(names: tuple[str, str], language: str) -> str:
    japanese, english = names
    return (japanese or english) if language == "ja" else (english or japanese)


@cache
def _areas() -> dict[str, tuple[str, str]]:
    return {
        prefix: (japanese, english)
        for japanese, english, *prefixes in _entries(JAPANESE_AREAS)
        for prefix in prefixes
    }


@cache
def _countries() -> dict[str, tuple[str, str]]:
    return {region: (japanese, english) for region, japanese, english in _entries(COUNTRIES)}


def _entries(table: str) -> list[list[str]]:
    return [entry.split("/") for entry in table.strip().replace("\n", ";").split(";")]


_LONGEST_PREFIX: Final = 5
