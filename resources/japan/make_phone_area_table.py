"""Write crm_desktop/domain/phone_area_table.py from the data of the package phonenumbers.

The package's own geocoder knows the whole world and keeps 98 MB in memory for it; a desk needs
the 567 Japanese areas and the names of countries. Run it after an update of the package:

    python resources/japan/make_phone_area_table.py > crm_desktop/domain/phone_area_table.py
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from typing import Final

from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.geodata.locale import LOCALE_DATA

Area = tuple[str, str]

_WIDTH: Final = 96
_PREFIXES: Final = 9
_HEADER: Final = '''"""Areas of Japanese phone numbers and names of countries: data only.

Written by resources/japan/make_phone_area_table.py from the data of libphonenumber (Apache-2.0).
"""

from __future__ import annotations

from typing import Final
'''


def main() -> None:
    """Write the module to standard output."""
    sys.stdout.write(f"{_HEADER}\n")
    _print_table("JAPANESE_AREAS", "Name, English name, digits after +81", _areas())
    _print_table("COUNTRIES", "Region code, Japanese name, English name", _countries())


def _areas() -> list[str]:
    prefixes = defaultdict(list)
    for prefix, area in sorted(_merged(_japanese_prefixes()).items()):
        prefixes[area].append(prefix)
    return [
        "/".join([*area, *found[start : start + _PREFIXES]])
        for area, found in sorted(prefixes.items())
        for start in range(0, len(found), _PREFIXES)
    ]


def _japanese_prefixes() -> dict[str, Area]:
    return {
        prefix[2:]: (names.get("ja", ""), names.get("en", ""))
        for prefix, names in GEOCODE_DATA.items()
        if prefix.startswith("81")
    }


def _merged(areas: dict[str, Area]) -> dict[str, Area]:
    """Return the same areas with ten prefixes of one area as the one prefix they share."""
    merged = dict(areas)
    for length in range(max(map(len, areas)), 1, -1):
        for parent in {prefix[:-1] for prefix in merged if len(prefix) == length}:
            children = [f"{parent}{digit}" for digit in range(10)]
            names = {merged.get(child) for child in children}
            if len(names) == 1 and None not in names and parent not in merged:
                merged[parent] = merged[children[0]]
                for child in children:
                    del merged[child]
    return merged


def _countries() -> list[str]:
    return [
        f"{region}/{_in_language(names, 'ja')}/{_in_language(names, 'en')}"
        for region, names in sorted(LOCALE_DATA.items())
    ]


def _in_language(names: dict[str, str], language: str) -> str:
    """Return a name; the package writes ``*xx`` for "the same as in xx"."""
    name = names.get(language, "")
    return names[name[1:]] if name.startswith("*") else name


def _print_table(name: str, meaning: str, entries: list[str]) -> None:
    sys.stdout.write(f"# {meaning}; entries are apart by line ends and by semicolons.\n")
    sys.stdout.write(f'{name}: Final = """\n')
    line = ""
    for entry in filter(None, entries):
        if _cells(line) + _cells(entry) > _WIDTH:
            sys.stdout.write(f"{line}\n")
            line = ""
        line += (";" if line else "") + entry
    sys.stdout.write(f'{line}\n"""\n')


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)


if __name__ == "__main__":
    main()
