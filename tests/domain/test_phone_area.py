from __future__ import annotations

from phonenumbers.geodata import GEOCODE_DATA

from crm_desktop.domain.phone_area import area_of_number


def test_areas_are_those_of_the_library() -> None:
    wrong = []
    for prefix, names in GEOCODE_DATA.items():
        name = names.get("ja")
        if prefix.startswith("81") and name and area_of_number(f"+{prefix}", "ja") != name:
            wrong.append(prefix)

    assert wrong == []


def test_unknown_country_has_no_name() -> None:
    assert area_of_number("+999123456", "en") == ""
    assert area_of_number("+", "ja") == ""
