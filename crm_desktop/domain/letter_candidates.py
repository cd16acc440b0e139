"""Who may have written a letter: clues in what stands on it, and who fits them how well."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from crm_desktop.domain.japanese_text import is_kana, kana_key, name_key
from crm_desktop.domain.phone_number import parse_phone_number
from crm_desktop.errors.text import BadPhoneNumber

MOST_CLUES: Final = 12


class Clue(StrEnum):
    """What of a customer stands in a letter; the database knows the same words."""

    CODE = "code"
    PHONE = "phone"
    NAME = "name"
    KANA = "kana"
    POSTAL = "postal"


@dataclass(frozen=True, slots=True)
class LetterClues:
    """What may tell who wrote a letter, each at most `MOST_CLUES`, in the order of the text.

    ``phones`` are E.164, ``names`` and ``kanas`` search keys, ``postals`` seven digits.
    """

    codes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kanas: tuple[str, ...] = ()
    postals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterCandidate:
    """A customer who may have written a letter, and which ``clues`` say so, the best first."""

    customer_id: int
    code: str
    name: str
    name_kana: str
    postal_code: str
    prefecture: str
    restricted: bool
    clues: tuple[Clue, ...]


def letter_clues(transcript: str, code_read: str = "") -> LetterClues:
    """Return the clues in ``transcript``, and the code that a sheet of the letter bears.

    A machine reads badly: what is no phone number, no postal code and no line that looks like a
    name is left out without a word. Whoever is addressed (様, 御中) is not who writes.
    """
    text = unicodedata.normalize("NFKC", transcript[:_LONGEST])
    plain = _LONG_MARK_BY_DIGIT.sub("-", text)
    lines = list(_lines_of_sender(plain))
    return LetterClues(
        codes=_few([*([code_read] if code_read else []), *_codes(plain)]),
        phones=_few(_phones(plain)),
        names=_few(_names(lines)),
        kanas=_few(_kanas(lines)),
        postals=_few(first + last for first, last in _POSTAL.findall(plain)),
    )


def ranked(candidates: Iterable[LetterCandidate]) -> tuple[LetterCandidate, ...]:
    """Return ``candidates``, whom the most and weightiest clues speak for first; by code then."""
    return tuple(sorted(candidates, key=lambda c: (-weight_of(c.clues), c.code)))


def weight_of(clues: Iterable[Clue]) -> int:
    """Return how much ``clues`` say together: a code more than all but name and phone."""
    return sum(_WEIGHTS[clue] for clue in set(clues))


def _codes(text: str) -> Iterator[str]:
    for digits in _CODE.findall(text):
        yield f"C-{digits}"


def _phones(text: str) -> Iterator[str]:
    for found in _PHONE.findall(text):
        try:
            number = parse_phone_number(found)
        except BadPhoneNumber:
            continue
        if number.e164 and number.warning is None:
            yield number.e164


def _lines_of_sender(text: str) -> Iterator[str]:
    """Yield what may be a name: lines and their parts, without what people write round names."""
    for line in text.splitlines():
        if _ADDRESSED.search(line):
            continue
        bare = _AROUND_NAMES.sub(" ", line).strip()
        yield bare
        parts = bare.split()
        if len(parts) > 1:
            yield from parts
            yield from (" ".join(pair) for pair in pairwise(parts))


def _names(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if _NAME.fullmatch(line) and not _NO_NAME.search(line):
            yield name_key(line)


def _kanas(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if is_kana(line) and len(line.replace(" ", "")) in _KANA_LENGTHS:
            yield kana_key(line)


def _few(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))[:MOST_CLUES]


_LONGEST: Final = 20_000
_WEIGHTS: Final = {Clue.CODE: 8, Clue.PHONE: 5, Clue.NAME: 4, Clue.KANA: 3, Clue.POSTAL: 1}
_KANA_LENGTHS: Final = range(4, 15)
_HYPHENS: Final = "-‐‑‒–—―−─━"
_LONG_MARK_BY_DIGIT: Final = re.compile(r"(?<=[0-9])ー|ー(?=[0-9])")
_CODE: Final = re.compile(r"(?<![A-Za-z0-9])C[-‐‑‒–—―−─━ ]?([0-9]{6,12})(?![0-9])")
_PHONE: Final = re.compile(
    rf"(?<![0-9{_HYPHENS}])"
    rf"(0[0-9]{{1,4}}[ {_HYPHENS}()]{{0,2}}[0-9]{{1,4}}[ {_HYPHENS}()]{{0,2}}[0-9]{{3,4}})"
    rf"(?![0-9{_HYPHENS}])"
)
_POSTAL: Final = re.compile(
    rf"(?<![0-9{_HYPHENS}])([0-9]{{3}})[{_HYPHENS}]([0-9]{{4}})(?![0-9{_HYPHENS}])"
)
_ADDRESSED: Final = re.compile(r"[様殿]\s*$|御中|各位|宛")
_AROUND_NAMES: Final = re.compile(
    r"(?:氏名|お名前|名前|フリガナ|ふりがな|差出人|より|から|拝|記|敬具|かしこ|\([^)]*\)|[:：。、,.・/|])+"
)
_NAME: Final = re.compile(
    r"[\u3005\u3400-\u9fff\uf900-\ufaff]{1,5} ?[\u3005\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]{1,5}"
)
_NO_NAME: Final = re.compile(r"[都道府県市区町村丁目番地号年月日]$|[年月日].*[年月日]|県|電話|住所")
