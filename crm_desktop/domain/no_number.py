"""Why a call came without a number. Such a text is never looked up as one."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import Final


class NoNumberReason(StrEnum):
    """The four causes of 3GPP TS 24.008 10.5.4.30, and none given; the value is what is stored."""

    WITHHELD = "withheld"
    PAY_PHONE = "payphone"
    UNAVAILABLE = "unavailable"
    SERVICE_CONFLICT = "service_conflict"
    NONE = "none"


def no_number_reason(text: str) -> NoNumberReason | None:
    """Return why there is no number in ``text``, or None when it may hold one.

    Understands what exchanges and number displays send, in any width and case, bare or as a
    SIP From value. An empty text is `NoNumberReason.NONE`. Never raises.
    """
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).translate(_UNSEEN).strip()
    from_value = _FROM_VALUE.fullmatch(plain)
    if from_value is None:
        return _reason_of_words(plain.partition(";")[0]) or _reason_of_uri(plain)
    display, uri = from_value["display"], from_value["uri"]
    return _reason_of_from(display.strip('"\\ '), uri)


def _reason_of_from(display: str, uri: str) -> NoNumberReason | None:
    named = _reason_of_words(display) if display else None
    if _HOLDS_NUMBER.match(uri):
        # "unknown" <0312345678>: the name is unknown, the number is not; a withheld one is private.
        return named if named in _PRIVATE else None
    if named not in {None, NoNumberReason.NONE}:
        return named
    return _reason_of_uri(uri) or named or (_reason_of_words(uri) if not display else None)


def _reason_of_words(text: str) -> NoNumberReason | None:
    words = _BETWEEN_WORDS.sub("", text.strip("<>\"'()[]{} ").casefold())
    return _words().get(words)


def _reason_of_uri(uri: str) -> NoNumberReason | None:
    user, _, host = _SCHEME.sub("", uri.strip("<> ")).partition("@")
    host = re.split(r"[:;>?]", host, maxsplit=1)[0].casefold()
    reason = _reason_of_words(user.partition(";")[0]) if host else None
    return reason or {
        "anonymous.invalid": NoNumberReason.WITHHELD,
        "unknown.invalid": NoNumberReason.UNAVAILABLE,
    }.get(host)


@cache
def _words() -> dict[str, NoNumberReason]:
    return {
        _BETWEEN_WORDS.sub("", word.casefold()): reason
        for reason, words in _TEXTS.items()
        for word in words.split("|")
    }


_TEXTS: Final = {
    NoNumberReason.WITHHELD: "P|anonymous|非通知|非通知設定|番号非通知|非通知着信|ヒツウチ|ひつうち"
    "|private|private number|private caller|withheld|number withheld|blocked|caller id blocked"
    "|no caller id|hidden|hidden number|ユーザー拒否|ユーザ拒否|発信者非通知|-2",
    NoNumberReason.PAY_PHONE: "C|coin line/payphone|coin line|payphone|pay phone|pay-phone|公衆電話"
    "|公衆|コウシュウデンワ|コウシユウデンワ|公衆電話発信|-3",
    NoNumberReason.UNAVAILABLE: "O|unavailable|not available|number unavailable|out of area"
    "|表示圏外|圏外|通知不可能|通知不可|通知圏外|サービス提供不可|ヒョウジケンガイ|ヒヨウジケンガイ"
    "|ツウチフカノウ|表示不可|通知できません",
    NoNumberReason.SERVICE_CONFLICT: "S|interaction with other service"
    "|interaction with other services|service conflict|サービス競合|サービス競合のため通知不可",
    NoNumberReason.NONE: "|unknown|restricted|none|null|nil|undefined|n/a|番号なし|番号無し"
    "|なし|無し|無|電話なし|電話無し"
    "|不明|番号不明|no number|number unknown|unknown number|unknown caller|s-unknown|-1",
}
_LONGEST: Final = 1000
_PRIVATE: Final = {NoNumberReason.WITHHELD, NoNumberReason.PAY_PHONE}
_UNSEEN: Final = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_FROM_VALUE: Final = re.compile(r"(?P<display>.*)<(?P<uri>[^<>]+)>[^<>]*", re.DOTALL)
_BETWEEN_WORDS: Final = re.compile(r"[\s_・]+")
_SCHEME: Final = re.compile(r"^(?:sips?|tel|callto):", re.I)
_HOLDS_NUMBER: Final = re.compile(r"(?:(?:sips?|tel|callto):)?[+#]?[0-9]{3,}", re.I)
