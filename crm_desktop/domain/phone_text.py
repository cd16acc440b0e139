"""What people and exchanges write round the digits of a phone number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from crm_desktop.errors.text import BadPhoneNumber, PhoneProblem


@dataclass(frozen=True, slots=True)
class PhoneText:
    """The digits as dialled (``+`` or ``#`` kept in front) and what stood round them."""

    digits: str
    extension: str
    prefix: str
    fax: bool = False


def read_phone_text(text: str) -> PhoneText:
    """Take the label, the words, the extension and 184/186 off a number as written.

    Raises:
        BadPhoneNumber: letters or signs that belong to no number are left, or no digit is.
    """
    plain = _plain(text)
    if _ROUNDED.fullmatch(plain):
        raise BadPhoneNumber(text, PhoneProblem.ROUNDED)
    body, extension = _without_extension(_without_words(plain))
    body = _without_words(body)
    prefix = ""
    if found := _CALLER_PREFIX.match(body):
        prefix = found[1]
        body = body[found.end() :]
    digits = _SEPARATORS.sub("", body)
    if not digits:
        raise BadPhoneNumber(text, PhoneProblem.TOO_SHORT if extension else PhoneProblem.EMPTY)
    if not _DIALLED.fullmatch(digits):
        raise BadPhoneNumber(text, PhoneProblem.LETTERS)
    return PhoneText(digits, extension, prefix, fax=_FAX.search(plain) is not None)


def pieces_of(text: str) -> list[str]:
    """Return the parts of ``text`` that may each be a number: first by marks, then by blanks."""
    plain = _plain(text)
    pieces = _BETWEEN_NUMBERS.split(plain)
    if len(pieces) == 1:
        pieces = plain.split()
    return [piece for piece in pieces if any(map(str.isdigit, piece))]


def numbers_among_words(text: str) -> list[str]:
    """Return the runs of digits and separators in ``text``, and what it is if O means 0."""
    plain = _plain(text)
    runs = [found.strip() for found in _RUN.findall(plain)]
    return [*runs, plain.partition("(")[0], plain.translate(_LOOK_ALIKES)]


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_SIGNS).strip(_QUOTES)
    if found := _ANGLED.search(plain):
        plain = found[1]
    if found := _URI.match(plain):
        plain = unquote(found[1]) + (found[2] or "")
    elif found := _USER_AT_HOST.match(plain):
        plain = found[1]
    if _SPREADSHEET_NUMBER.fullmatch(plain):
        return plain.partition(".")[0]
    if not any(digit in plain for digit in "0123456789"):
        return plain.translate(_KANJI_DIGITS)
    return plain


def _without_words(body: str) -> str:
    before = None
    while body != before:
        before = body
        body = _WORDS_BEFORE.sub("", _WORDS_AFTER.sub("", body)).strip()
    return body


def _without_extension(body: str) -> tuple[str, str]:
    found = _EXTENSION.search(body)
    if found is None:
        return body, ""
    return body[: found.start()], found[1].replace("-", "")


_WORDS: Final = (
    "代表電話|代表番号|代表者|代表|代|携帯電話|携帯|ケ-タイ|けいたい|スマホ|自宅電話|ご自宅|自宅|電話番号|電話|"
    "固定電話|固定|勤務先|会社|職場|直通|呼出し?|呼|呼び出し|連絡先|昼間|日中|夜間|本人|ご本人|ご主人|主人|奥様|"
    "父|母|夫|妻|息子|娘|実家|様方|方|フリ-ダイヤル|フリ-コ-ル|通話料無料|無料|日本|ナビダイヤル|ファックス|ファクス|番|"
    "tel(?:ephone)?|phone|fax|mobile|cell|home|work|office|携|自|直|☎|☏|📞|📱|✆|🕿"
)
_WORDS_BEFORE: Final = re.compile(rf"^[\s(]*(?:{_WORDS})[\s:.)/&・\ufe0e\ufe0f]*", re.I)
_WORDS_AFTER: Final = re.compile(rf"[\s(:,・]*(?:{_WORDS})[\s.)]*$", re.I)
_EXTENSION: Final = re.compile(
    r"(?<=[0-9)\s])[\s,(;-]*(?:;\s*ext=|\(?内線番号|\(?内線|\(?内\)?|extension|ext\.?n?|エクステンション|x|#)"
    r"[\s:.)=番号#-]*([0-9][0-9-]{0,9})[\s)番]*$",
    re.I,
)
_CALLER_PREFIX: Final = re.compile(r"\(?(18[46])\)?[-\s,.+]*(?=[(+]?0[0-9]|\(?\+)")
_SEPARATORS: Final = re.compile(r"[-\s().,/_\\・]")
_DIALLED: Final = re.compile(r"\+?[0-9]+|#[0-9]{4}")
_BETWEEN_NUMBERS: Final = re.compile(
    r"[/、,;|・&~〜\n]|または|又は|もしくは|及び|\bor\b|\band\b", re.I
)
_ANGLED: Final = re.compile(r"<([^<>]*[0-9][^<>]*)>")
_URI: Final = re.compile(
    r"^(?:sips?|tel|callto):([^@;?]+)(?:[^;]*?)(;ext=[0-9]+)?(?:[@;?].*)?$", re.I
)
_USER_AT_HOST: Final = re.compile(r"(\+?[0-9]+)@[^@\s]*$")
# Blanks, and what spreadsheets put round digits to keep them text; a mark left at the end.
_QUOTES: Final = " \t\r\n'\"`=;,、。"
_SPREADSHEET_NUMBER: Final = re.compile(r"[0-9]{9,11}\.0+")
_ROUNDED: Final = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,2}", re.I)
_FAX: Final = re.compile("^(?!.*(?:tel|電話)).*(?:fax|ファ(?:ック|ク)ス)", re.I | re.DOTALL)
_RUN: Final = re.compile(r"[+#(]*[0-9][-0-9 ()._/]*[0-9]")
_LOOK_ALIKES: Final = str.maketrans("OolI|", "00111")
_UNSEEN: Final = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−ー─━﹣", "-"),
        **dict.fromkeys("【〔[{「『〈《", "("),
        **dict.fromkeys("】〕]}」』〉》", ")"),
        "♯": "#",
        "·": "・",
    }
)
_KANJI_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
