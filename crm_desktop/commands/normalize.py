"""``crm-desktop normalize``: one value a line in, its stored form as one JSON object a line out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any, Final

from crm_desktop.commands.refusals import address_sentence, phone_warning_sentence, sentence_of
from crm_desktop.domain.address import split_address
from crm_desktop.domain.calendar_date import era_display, parse_date
from crm_desktop.domain.japanese_text import kana_key, to_kana_display
from crm_desktop.domain.no_number import no_number_reason
from crm_desktop.domain.phone_number import PhoneKind, parse_phone_number
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.domain.postal_address import PostalAddress
from crm_desktop.domain.postal_code import parse_postal_code, postal_display
from crm_desktop.errors.text import BadDate, BadKana, BadPhoneNumber, BadPostalCode, PhoneProblem
from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.maps.town_directory import TownDirectory

Fields = dict[str, Any]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``normalize`` and its arguments."""
    parser = commands.add_parser(
        "normalize",
        help="print the stored form of values read from standard input",
        description="Read one value a line (UTF-8) and print one JSON object a line.",
    )
    parser.add_argument("kind", choices=sorted(_FIELDS), help="what the lines hold")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer each line as soon as it is read; 0 however many of them were refused."""
    out = sys.stdout.buffer
    for fields in normalized(arguments.kind, sys.stdin.buffer):
        line = json.dumps(fields, ensure_ascii=False).translate(_LINE_ENDS)
        out.write(line.encode() + b"\n")
        out.flush()
    return 0


def normalized(kind: str, lines: Iterable[bytes]) -> Iterator[Fields]:
    """Yield the fields of each line; what is not there is None, a refusal is in ``error``."""
    names = _FIELDS[kind]
    with ExitStack() as resources:
        fields_of = _reader(kind, resources)
        for number, line in enumerate(lines):
            bare = line.removesuffix(b"\n").removesuffix(b"\r")
            fields = dict.fromkeys(names) | _EMPTY_LISTS[kind]
            try:
                text = (bare.removeprefix(_BYTE_ORDER_MARK) if number == 0 else bare).decode()
            except UnicodeDecodeError:
                shown = bare.decode(errors="backslashreplace")
                yield fields | {"input": shown, "error": "This line is not UTF-8 text."}
                continue
            found = {name: value for name, value in fields_of(text).items() if value}
            yield fields | {"input": text} | found


def _reader(kind: str, resources: ExitStack) -> Callable[[str], Fields]:
    match kind:
        case "phone":
            return _phone
        case "kana":
            return _kana
        case "date":
            return _date
    directory = resources.enter_context(PostalDirectory())
    if kind == "postal":
        return lambda text: _postal(text, directory)
    places = PlaceIndex(directory)
    towns = resources.enter_context(TownDirectory(postal=directory))
    return lambda text: _address(text, places, towns)


def _phone(text: str) -> Fields:
    try:
        number = parse_phone_number(text)
    except BadPhoneNumber as refusal:
        reason = no_number_reason(text)
        if reason is not None:
            return {"no_number_reason": reason}
        local = PhoneKind.LOCAL if refusal.reason is PhoneProblem.LOCAL else None
        return {"kind": local, "error": sentence_of(refusal)}
    warning = phone_warning_sentence(number.warning) if number.warning else None
    return asdict(number) | {"warning": warning}


def _postal(text: str, directory: PostalDirectory) -> Fields:
    try:
        code = parse_postal_code(text)
    except BadPostalCode as refusal:
        return {"error": sentence_of(refusal)}
    places = directory.addresses_for(code)
    return {
        "code": code,
        "display": postal_display(code),
        "kind": places[0].kind if places else None,
        "addresses": [_place(place) for place in places],
    }


def _place(place: PostalAddress) -> Fields:
    note = f"{place.note} {place.block}".strip()
    names = ("prefecture", "city", "town", "kana", "note")
    values = (place.prefecture, place.city, place.town, place.kana, note)
    return {name: value or None for name, value in zip(names, values, strict=True)}


def _address(text: str, places: PlaceIndex, towns: TownDirectory) -> Fields:
    address = split_address(text, places)
    parts = (address.prefecture, address.city, address.town, address.block)
    codes = address.postal_codes or (address.written_code,)
    located = towns.locate(*parts, codes)
    fields = {
        "prefecture": address.prefecture,
        "city": address.city,
        "town": address.town,
        "block": address.block,
        "building": address.building,
        "postal_codes": list(address.postal_codes),
        "error": address_sentence(address),
    }
    if located is None:
        return fields
    return fields | {
        "latitude": round(located.position.latitude, _DECIMALS),
        "longitude": round(located.position.longitude, _DECIMALS),
        "level": located.level,
        "accuracy_m": located.accuracy_m,
    }


def _kana(text: str) -> Fields:
    try:
        return {"kana": to_kana_display(text), "key": kana_key(text)}
    except BadKana as refusal:
        return {"error": sentence_of(refusal)}


def _date(text: str) -> Fields:
    try:
        day = parse_date(text)
    except BadDate as refusal:
        return {"error": sentence_of(refusal)}
    return {"date": day.isoformat(), "era": era_display(day)}


# Of a degree: a tenth of a metre.
_DECIMALS: Final = 6
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
# JSON lets them stand in a text, but many readers end a line at them, and terminals obey them.
_LINE_ENDS: Final = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}
_FIELDS: Final = {
    kind: ("input", *names.split(), "error")
    for kind, names in {
        "phone": "e164 national kind extension prefix no_number_reason",
        "postal": "code display kind addresses",
        "address": "prefecture city town block building postal_codes latitude longitude level"
        " accuracy_m",
        "kana": "kana key",
        "date": "date era",
    }.items()
}
_EMPTY_LISTS: Final[dict[str, Fields]] = {
    "phone": {"warning": None},
    "postal": {"addresses": []},
    "address": {"postal_codes": []},
    "kana": {},
    "date": {},
}
