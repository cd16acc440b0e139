"""sipgate.io: pushes a form, wants XML that says where to send answers and hang-ups.

Without ``onAnswer`` and ``onHangup`` in the reply to a new call it never tells of either.
"""

from __future__ import annotations

from functools import partial
from typing import Final
from xml.sax.saxutils import quoteattr

from crm_desktop.domain.call import CallStage
from crm_desktop.telephony.dialect import Answer, Dialect, Stored
from crm_desktop.telephony.sender_words import Kind, SenderWords, read_push


def sipgate_dialect(push_url: str) -> Dialect:
    """Return the dialect of a sender that reaches us at ``push_url``, a whole address."""

    async def answer(stored: Stored) -> Answer:
        rings = any(event.stage is CallStage.RINGING for event in stored.events)
        where = f" onAnswer={quoteattr(push_url)} onHangup={quoteattr(push_url)}" if rings else ""
        return Answer(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Response{where}/>', "application/xml"
        )

    return Dialect(partial(read_push, WORDS), answer=answer, rejection=_REJECTION)


_REJECTION: Final = Answer(
    '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Reject reason="rejected"/></Response>',
    "application/xml",
)
WORDS: Final = SenderWords(
    fields={
        "event": ("event",),
        "call_id": ("callId",),
        "direction": ("direction",),
        "from": ("from",),
        "to": ("to",),
        "extension": ("answeringNumber", "user", "fullUserId", "userId"),
        "cause": ("cause",),
    },
    kinds={
        "newcall": Kind.RINGING,
        "answer": Kind.ANSWERED,
        "hangup": Kind.ENDED,
        "dtmf": Kind.IGNORED,
    },
)
