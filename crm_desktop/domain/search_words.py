"""What a text typed into the search box may be: a name, a number, a code."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from crm_desktop.domain.customer_code import customer_code
from crm_desktop.domain.japanese_text import is_kana, kana_key, name_key
from crm_desktop.domain.phone_number import parse_phone_number, partial_e164
from crm_desktop.errors.text import BadPhoneNumber


@dataclass(frozen=True, slots=True)
class SearchWords:
    """All that one text may mean; what it cannot mean is empty.

    ``name`` and ``kana`` are search keys, to be found at the start or inside. The two pairs of
    family and given are keys of a name written half in kanji, half in kana: 「高橋 みちこ」.
    ``codes`` are whole customer codes; all ``…_start`` are beginnings, ``phone_end`` is an end.
    """

    name: str = ""
    kana: str = ""
    family_name: str = ""
    given_kana: str = ""
    family_kana: str = ""
    given_name: str = ""
    codes: tuple[str, ...] = ()
    code_starts: tuple[str, ...] = ()
    phone_start: str = ""
    phone_end: str = ""
    order_starts: tuple[str, ...] = ()
    postal_start: str = ""


def search_words(text: str) -> SearchWords:
    """Return what ``text`` may mean; `SearchWords()` when it is empty or too short for anything."""
    plain = _plain(text)
    digits = re.sub(r"\D", "", plain)
    if plain.startswith("〒"):
        return SearchWords(postal_start=_postal_start(plain))
    if not digits:
        return _named(plain)
    if not _LATIN.fullmatch(plain):
        named = _named(plain)
        return SearchWords(name=named.name, kana=named.kana, phone_start=_phone_start(plain))
    return SearchWords(
        codes=_codes(plain),
        code_starts=_code_starts(plain),
        phone_start=_phone_start(plain) if len(digits) >= _FEWEST else "",
        phone_end=_phone_end(plain, digits),
        order_starts=_order_starts(plain) if len(plain) >= _FEWEST else (),
        postal_start=_postal_start(plain),
    )


def _plain(text: str) -> str:
    storable = text[:_LONGEST].encode("utf-8", "ignore").decode().replace("\0", "")
    plain = unicodedata.normalize("NFKC", storable).strip()
    return _LONG_MARK_BY_DIGIT.sub("-", plain)


def _named(plain: str) -> SearchWords:
    named = SearchWords(name=name_key(plain), kana=kana_key(plain) if is_kana(plain) else "")
    first, _, rest = plain.partition(" ")
    if is_kana(rest) and not is_kana(first):
        return replace(named, family_name=name_key(first), given_kana=kana_key(rest))
    if rest and is_kana(first) and not is_kana(rest):
        return replace(named, family_kana=kana_key(first), given_name=name_key(rest))
    return named


def _phone_start(plain: str) -> str:
    try:
        return parse_phone_number(plain).e164
    except BadPhoneNumber:
        return partial_e164(plain)


def _phone_end(plain: str, digits: str) -> str:
    return digits if _NUMBER.fullmatch(plain) and len(digits) in _PHONE_END_LENGTHS else ""


def _postal_start(plain: str) -> str:
    found = _POSTAL.fullmatch(plain)
    return found[1] + found[2] if found else ""


def _codes(plain: str) -> tuple[str, ...]:
    found = _OUR_CODE.fullmatch(plain)
    ours = (customer_code(int(found[1])),) if found else ()
    return _distinct(*ours, plain, plain.upper())


def _code_starts(plain: str) -> tuple[str, ...]:
    found = _OUR_CODE.fullmatch(plain)
    ours = (f"C-{found[1]}",) if found else ()
    return _distinct(*ours, plain, plain.upper())


def _order_starts(plain: str) -> tuple[str, ...]:
    found = _OUR_ORDER.fullmatch(plain)
    ours = (f"J{found[1]}-{found[2]}" if found[2] else f"J{found[1]}",) if found else ()
    return _distinct(plain, plain.upper(), *ours)


def _distinct(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


_LONGEST: Final = 100
_FEWEST: Final = 3
_PHONE_END_LENGTHS: Final = range(4, 10)
_LATIN: Final = re.compile(r"[\x20-\x7e‐‑‒–—―−─━]+")
_NUMBER: Final = re.compile(r"[0-9][-0-9 ().‐‑‒–—―−─━]*")
# Japanese keyboards give ー where people mean a hyphen.
_LONG_MARK_BY_DIGIT: Final = re.compile(r"(?<=[0-9])ー|ー(?=[0-9])")
_POSTAL: Final = re.compile(r"〒?\s*([0-9]{3})\s*[-‐‑‒–—―−─━]?\s*([0-9]{0,4})")
_OUR_CODE: Final = re.compile(r"(?:[Cc]-?)?([0-9]{1,12})")
# J261120-0042: the day and a number within it.
_OUR_ORDER: Final = re.compile(r"[Jj]?([0-9]{1,6}(?![0-9])|[0-9]{6})-?([0-9]*)")
