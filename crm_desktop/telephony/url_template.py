"""Senders that call a URL with placeholders: the settings say how they name things.

What the settings do not name goes by our own names: ``event``, ``call_id``, ``from``, …
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from crm_desktop.domain.call import CallResult
from crm_desktop.source_settings import FIELDS, SourceSettings
from crm_desktop.telephony.dialect import Dialect
from crm_desktop.telephony.sender_words import (
    Ending,
    Kind,
    SenderWords,
    plain,
    plain_words,
    read_push,
)


def template_dialect(settings: SourceSettings) -> Dialect:
    """Return the dialect of a sender that speaks as ``settings`` say."""
    return Dialect(partial(read_push, words_of(settings)), methods=settings.methods)


def words_of(settings: SourceSettings) -> SenderWords:
    """Return the names and words of ``settings``, with ours where they say nothing."""
    own = {name: (name,) for name in FIELDS}
    kinds = {theirs: Kind(ours) for theirs, ours in plain_words(settings.events).items()}
    return SenderWords(
        fields={**own, **settings.fields},
        kinds={**_KINDS, **kinds},
        directions={**_DIRECTIONS, **plain_words(settings.directions)},
        endings=_endings(settings.results),
        withheld=frozenset(map(plain, settings.withheld)),
        direction=settings.direction,
    )


def _endings(results: Mapping[str, str]) -> dict[str, Ending]:
    told = {theirs: CallResult(ours) for theirs, ours in plain_words(results).items()}
    return {theirs: (result, None) for theirs, result in told.items()}


_KINDS: Final = {str(kind): kind for kind in Kind} | {
    "newcall": Kind.RINGING,
    "answer": Kind.ANSWERED,
    "hangup": Kind.ENDED,
}
_DIRECTIONS: Final = {"inbound": "in", "incoming": "in", "outbound": "out", "outgoing": "out"}
