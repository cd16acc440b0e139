"""Moving a call to the customer it was really had with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.errors.database import RecordChanged, RecordGone


@dataclass(frozen=True, slots=True)
class CallMove:
    """Which call goes from whom to whom; ``seen_notes`` has the revisions of its notes by id."""

    call_id: int
    from_customer_id: int
    to_customer_id: int
    seen_notes: Mapping[int, int] = field(default_factory=dict)


def move_call(session: Session, move: CallMove) -> None:
    """Give the call, one's notes of it and their follow-up tasks to the other customer.

    The number that called is guessed to be theirs from now on. Both cards must be open; what was
    moved by mistake is moved back the same way.

    Raises:
        RecordGone: there is no such call, or not for this login.
        RecordChanged: it was given to somebody else meanwhile, or a note was saved since.
        RightMissing: one of the cards is not open.
    """
    seen = json.dumps({str(note): revision for note, revision in move.seen_notes.items()})
    wanted = {
        "call_id": move.call_id,
        "from_id": move.from_customer_id,
        "to_id": move.to_customer_id,
        "seen": seen,
    }
    row = session.execute(_MOVE, wanted).one()
    match row.outcome:
        case "gone":
            raise RecordGone("call", move.call_id)
        case "call_changed":
            raise RecordChanged("call", move.call_id)
        case "note_changed":
            raise RecordChanged("contact_note", row.which_note)
    session.expire_all()


_MOVE: Final = text("""
SELECT outcome, which_note
  FROM move_call(:call_id, :from_id, :to_id, CAST(:seen AS jsonb))
""")
