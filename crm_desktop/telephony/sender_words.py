"""Reads pushes of senders that tell the same facts under names and words of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from crm_desktop.domain.call import CallEndedBy, CallEvent, CallResult, CallStage
from crm_desktop.telephony.moment_told import moment_told
from crm_desktop.telephony.source import EventRefused, Fields, Reception
from crm_desktop.telephony.zammad_push import read_zammad_push

TIME_DOUBTED: Final = "(time as told, far off)"
"""Under this name ``raw`` keeps a time that was replaced by that of reception."""


class Kind(StrEnum):
    """What a sender's event is to us; an ignored one tells nothing."""

    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"
    TRANSFERRED = "transferred"
    IGNORED = "ignored"


Ending = tuple[CallResult | None, CallEndedBy | None]


@dataclass(frozen=True, slots=True)
class SenderWords:
    """The names of fields (ours to theirs) and the words (theirs, as `plain`, to ours).

    ``direction`` is that of calls of which none is told, ``secrets`` are fields not to be kept.
    """

    fields: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, Kind]
    directions: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, Ending] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    direction: str = ""
    secrets: frozenset[str] = frozenset()


def read_push(words: SenderWords, fields: Fields, reception: Reception) -> list[CallEvent]:
    """Return the events that a push tells of; empty when its kind is ignored.

    Raises:
        EventRefused: no known event or direction, or no id of the call.
    """
    told = _Told(words, fields)
    kind = told.kind()
    if kind is Kind.IGNORED:
        return []
    moment = moment_told(told.first("time"), reception.received_at)
    raw = {name: _one_or_many(texts) for name, texts in told.kept().items()}
    if moment.doubted:
        raw[TIME_DOUBTED] = moment.doubted
    cause = told.first("cause")
    result, ended_by = words.endings.get(plain(cause), (None, None))
    changes: dict[str, Any] = {
        "happened_at": moment.at,
        "raw": raw,
        "recording_url": told.recording(),
    }
    if result or ended_by:
        changes |= {"result": result, "ended_by": ended_by}
    if kind is Kind.TRANSFERRED:
        changes["stage"] = CallStage.TRANSFERRED
    events = read_zammad_push(told.as_zammad(kind, reception), reception)
    return [replace(event, **changes) for event in events]


def plain(word: str) -> str:
    """Return a name or word without case, width, blanks and signs: ``Dial Answer`` = dialanswer."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", word)).casefold()


def plain_words(words: Mapping[str, str]) -> dict[str, str]:
    """Return ``words`` by their `plain` form."""
    return {plain(theirs): ours for theirs, ours in words.items()}


class _Told:
    """The fields of one push by our names."""

    def __init__(self, words: SenderWords, fields: Fields) -> None:
        self._words = words
        self._fields = fields
        self._by_plain: dict[str, list[str]] = {}
        for name, texts in fields.items():
            self._by_plain.setdefault(plain(name), []).extend(texts)

    def values(self, ours: str) -> list[str]:
        names = self._words.fields.get(ours, ())
        return [text for name in names for text in self._by_plain.get(plain(name), ())]

    def first(self, ours: str) -> str:
        return next(iter(self.values(ours)), "")

    def kind(self) -> Kind:
        name = (*self._words.fields.get("event", ()), "event")[0]
        if not (word := self.first("event")):
            raise EventRefused("no_event", f"The field {name} is missing.")
        kind = self._words.kinds.get(plain(word))
        if kind is None:
            known = ", ".join(sorted(self._words.kinds))
            raise EventRefused("unknown_event", f"{name} must be one of {known}.")
        return kind

    def as_zammad(self, kind: Kind, reception: Reception) -> dict[str, list[str]]:
        """Return the fields as `read_zammad_push` reads them."""
        if not self.first("call_id"):
            name = (*self._words.fields.get("call_id", ()), "call_id")[0]
            raise EventRefused("no_call_id", f"The field {name} is missing.")
        telephones = self.values("extension")
        told = {
            "event": [_ZAMMAD_EVENTS[kind]],
            "callId": [self.first("call_id")],
            "user": telephones,
            "queue": self.values("queue"),
            "cause": self.values("cause"),
        } | self._numbers()
        named = {found for text in telephones if (found := reception.directory.extension_of(text))}
        if kind is Kind.ANSWERED and len(named) == 1:
            told |= {"user": [], "answeringNumber": [*named]}
        return told

    def _numbers(self) -> dict[str, list[str]]:
        """Return direction, ``from`` and ``to``."""
        word = self.first("direction")
        direction = self._words.directions.get(plain(word), word) or self._words.direction
        outside, office = ("from", "to") if direction != "out" else ("to", "from")
        numbers = {
            outside: self.first("outside") or self.first(outside),
            office: self.first("office") or self.first(office),
        }
        if plain(numbers[outside]) in self._words.withheld:
            numbers[outside] = "anonymous"
        return {"direction": [direction]} | {name: [text] for name, text in numbers.items()}

    def recording(self) -> str:
        """Return the address of a recording; whatever is no address of the web is none."""
        told = self.first("recording")
        return told if _WEB_ADDRESS.fullmatch(told) else ""

    def kept(self) -> dict[str, Sequence[str]]:
        return {
            name: texts
            for name, texts in self._fields.items()
            if plain(name) not in self._words.secrets
        }


def _one_or_many(values: Sequence[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


_ZAMMAD_EVENTS: Final = {
    Kind.RINGING: "newCall",
    Kind.TRANSFERRED: "newCall",
    Kind.ANSWERED: "answer",
    Kind.ENDED: "hangup",
}
_SIGNS: Final = re.compile(r"[\s_\-./:]+")
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>]+")
