"""Keeping the talk scripts (応対スクリプト)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from crm_desktop.database.models.talk_script import TalkScript
from crm_desktop.errors.database import RecordChanged, RecordGone


@dataclass(frozen=True, slots=True)
class TalkScriptForm:
    """A script as it is written: for a line by its name, or a mailing, or (neither) all calls.

    ``{name}``, ``{operator}`` and ``{line}`` in ``body`` are filled in at the desk. Of several
    scripts the one with the lowest ``position`` comes first.
    """

    title: str
    body: str
    line_name: str = ""
    mailing_id: int | None = None
    position: int = 0
    active: bool = True


def add_talk_script(session: Session, form: TalkScriptForm) -> int:
    """Store a new script and return its id."""
    script = TalkScript(**asdict(form))
    session.add(script)
    session.flush()
    return script.id


def save_talk_script(
    session: Session, script_id: int, form: TalkScriptForm, *, seen_revision: int
) -> None:
    """Bring a script to what the form says.

    Raises:
        RecordChanged, RecordGone: somebody else changed or removed it since it was read.
    """
    script = _locked(session, script_id, seen_revision)
    for name, value in asdict(form).items():
        setattr(script, name, value)
    session.flush()


def delete_talk_script(session: Session, script_id: int, *, seen_revision: int) -> None:
    """Remove a script for good; one that may be needed again is made inactive instead.

    Raises:
        RecordChanged, RecordGone: somebody else changed or removed it since it was read.
    """
    session.delete(_locked(session, script_id, seen_revision))
    session.flush()


def _locked(session: Session, script_id: int, seen_revision: int) -> TalkScript:
    script = session.get(TalkScript, script_id, with_for_update=True, populate_existing=True)
    if script is None:
        raise RecordGone("talk_script", script_id)
    if script.revision != seen_revision:
        raise RecordChanged("talk_script", script_id)
    return script
