"""Reads a call out of one line that a telephone program wrote for other programs of its PC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from crm_desktop.domain.call import CallStage
from crm_desktop.domain.call_notice import CallNotice, read_notice
from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.no_number import NoNumberReason, no_number_reason
from crm_desktop.errors.desk import BadCallNotice

LONGEST_LINE: Final = 1_000


def call_in_line(line: str, pattern: str = "") -> CallNotice | None:
    """Return the call that ``line`` tells of, or None; never raises for any line.

    ``pattern`` is a regular expression with the groups ``number`` (who is outside), ``event``,
    ``direction``, ``to``, ``extension`` and ``id``, as many as there are.

    Without ``pattern`` that is the ringing of the one thing in the line that is wholly a phone
    number, or says why there is none (非通知). Numbers may be full-width. An event that is not
    known is no call.
    """
    plain = unicodedata.normalize("NFKC", line[:LONGEST_LINE]).replace("\0", "").strip()
    if not plain:
        return None
    if not pattern:
        return _call_of_caller(plain)
    found = re.search(pattern, plain)
    return None if found is None else _call_of_fields(found.groupdict(default=""))


def wholly_phone_number(text: str) -> str:
    """Return ``text`` without blanks around it when it is a phone number and nothing else.

    Empty when it is not, or as short as an extension or the number of an order.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain if _WHOLE_NUMBER.fullmatch(plain) and read_caller(plain).number else ""


def _call_of_caller(line: str) -> CallNotice | None:
    """Read a line without a pattern; a letter such as P says why only where it stands alone."""
    whole = wholly_phone_number(line)
    pieces = [piece for piece in _BETWEEN.split(line) if len(piece) > 1]
    reasons = [piece for piece in (line, *pieces) if _says_why(piece)]
    numbers = [piece for piece in pieces if wholly_phone_number(piece)]
    caller = whole or next(iter(reasons + numbers), "")
    return CallNotice(CallStage.RINGING, caller_raw=caller) if caller else None


def _says_why(piece: str) -> bool:
    reason = no_number_reason(piece)
    return reason not in {None, NoNumberReason.NONE} and not piece.lstrip("-").isdigit()


def _call_of_fields(groups: Mapping[str, str]) -> CallNotice | None:
    outgoing = _word(_DIRECTIONS, groups.get("direction", "")) == "out"
    event = groups.get("event", "")
    outgoing = outgoing or event.strip() in _OUTGOING
    outside, office = ("to", "from") if outgoing else ("from", "to")
    fields = {
        "event": _word(_EVENTS, event) or "ringing",
        "direction": "out" if outgoing else _word(_DIRECTIONS, groups.get("direction", "")) or "in",
        outside: groups.get("number", ""),
        office: groups.get("to", ""),
        "extension": groups.get("extension", ""),
        "id": groups.get("id", ""),
    }
    try:
        return read_notice(fields)
    except BadCallNotice:
        return None


def _word(known: Mapping[str, str], word: str) -> str:
    return known.get(word.strip(), word)


_WHOLE_NUMBER: Final = re.compile(r"(?:\+[1-9]|0)[0-9 ().-]{7,18}[0-9]")
_BETWEEN: Final = re.compile(r"[\s,;=|\"'<>「」【】]+|(?<=\D):|:(?=\D)")
_OUTGOING: Final = frozenset({"発信", "発呼", "外線発信"})
_EVENTS: Final = {
    **dict.fromkeys(("着信", "呼出", "呼出中", "外線着信", *_OUTGOING), "ringing"),
    **dict.fromkeys(("応答", "通話", "通話中", "通話開始"), "answered"),
    **dict.fromkeys(("終了", "終話", "切断", "通話終了", "不在"), "ended"),
    **dict.fromkeys(("転送",), "transferred"),
}
_DIRECTIONS: Final = {"着信": "in", "受信": "in", "発信": "out", "発呼": "out"}
