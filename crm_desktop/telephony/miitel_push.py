"""MiiTel's Outgoing Webhook: asks for its challenge back once, then tells of calls that are over.

Such a call rings nowhere. Seen in published receivers: ``call.id`` and, in ``call.details``,
``call_type``, ``from_number``, ``to_number``, ``dial_starts_at``, ``dial_answered_at``,
``dial_ends_at``. Where there are several details the first tells the numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from crm_desktop.domain.call import CallEvent, CallResult, CallStage
from crm_desktop.telephony.dialect import Answer, Dialect, Stored
from crm_desktop.telephony.moment_told import MomentTold, moment_told
from crm_desktop.telephony.sender_words import TIME_DOUBTED, Kind, SenderWords, plain, read_push
from crm_desktop.telephony.source import EventRefused, Fields, Reception

LONGEST_AGO: Final = timedelta(days=7)
"""It tells when the recording has been transcribed."""


def read_miitel_push(fields: Fields, reception: Reception) -> list[CallEvent]:
    """Return beginning, answer and end of a call; nothing for a challenge.

    A call of a kind that is not known is taken for one from outside.

    Raises:
        EventRefused: a challenge that is none, or no id of a call.
    """
    if challenge := _first(fields, "challenge"):
        if not _CHALLENGE.fullmatch(challenge):
            raise EventRefused("challenge", "challenge must be letters and digits, 200 at most.")
        return []
    fields = {name: texts for name, texts in fields.items() if name in _KEPT}
    kinds = [kind for kind in fields.get(_TYPE, ()) if plain(kind) in WORDS.directions]
    (over,) = read_push(WORDS, {**fields, _TYPE: kinds, "event": ["over"]}, reception)
    answered = _first(fields, f"{_DETAILS}.dial_answered_at")
    result = CallResult.ANSWERED if answered else CallResult.MISSED
    ended = _at(replace(over, result=result), _last(fields, f"{_DETAILS}.dial_ends_at"), reception)
    began = _at(over, _first(fields, f"{_DETAILS}.dial_starts_at"), reception)
    events = [replace(began, stage=CallStage.RINGING), ended]
    if answered:
        events.append(_at(replace(over, stage=CallStage.ANSWERED), answered, reception))
    return events


async def answer_challenge(stored: Stored) -> Answer:
    """Answer a challenge with itself as plain text, all else with an empty object."""
    challenge = _first(stored.push.fields, "challenge")
    return Answer(challenge, "text/plain") if challenge else Answer()


def _at(event: CallEvent, told: str, reception: Reception) -> CallEvent:
    moment: MomentTold = moment_told(told, reception.received_at, longest_ago=LONGEST_AGO)
    raw = {**event.raw, TIME_DOUBTED: moment.doubted} if moment.doubted else event.raw
    return replace(event, happened_at=moment.at, raw=raw)


def _first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _last(fields: Fields, name: str) -> str:
    return next(reversed(fields.get(name, ())), "")


_DETAILS: Final = "call.details"
_TYPE: Final = f"{_DETAILS}.call_type"
_KEPT: Final = {"call.id"} | {
    f"{_DETAILS}.{name}"
    for name in (
        *("call_type", "from_number", "to_number"),
        *("dial_starts_at", "dial_answered_at", "dial_ends_at"),
    )
}
"""Not what was said."""

_CHALLENGE: Final = re.compile(r"[0-9A-Za-z_-]{1,200}")
WORDS: Final = SenderWords(
    fields={
        "event": ("event",),
        "call_id": ("call.id",),
        "direction": (_TYPE,),
        "from": (f"{_DETAILS}.from_number",),
        "to": (f"{_DETAILS}.to_number",),
    },
    kinds={"over": Kind.ENDED},
    secrets=frozenset({"event"}),  # it is not theirs
    directions={
        **dict.fromkeys(("incoming", "incomingcall", "inbound"), "in"),
        **dict.fromkeys(("outgoing", "outgoingcall", "outbound", "predictivecall"), "out"),
    },
    direction="in",
)
MIITEL: Final = Dialect(read_miitel_push, answer=answer_challenge)
