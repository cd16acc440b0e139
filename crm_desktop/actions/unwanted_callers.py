"""Keeping the list of callers whom the office does not want to speak to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import OfficeSetting
from crm_desktop.database.models.unwanted_caller import UnwantedCaller
from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.unwanted import UnwantedAction, unwanted_problem
from crm_desktop.errors.callers import AlreadyUnwanted, CannotBeUnwanted
from crm_desktop.errors.database import RecordChanged, RecordGone


@dataclass(frozen=True, slots=True)
class UnwantedForm:
    """Whom to list, why and what to do; for ``pattern`` see `UnwantedRule`."""

    pattern: str
    reason: str
    action: UnwantedAction = UnwantedAction.WARN


def add_unwanted_caller(session: Session, form: UnwantedForm, *, staff_id: int | None) -> None:
    """List a caller. Operators may only have the desks warned.

    Raises:
        CannotBeUnwanted: the pattern is none, too wide, an emergency number's or the office's own.
        AlreadyUnwanted: it is listed.
        RightMissing: the action is not this login's to take.
    """
    _check(session, form.pattern)
    values = {
        "pattern": form.pattern,
        "reason": form.reason.strip(),
        "action": form.action,
        "staff_id": staff_id,
    }
    # Neither RETURNING nor a named conflict: operators may not read the list.
    statement = insert(_TABLE).inline().values(values).on_conflict_do_nothing()
    statement = statement.execution_options(preserve_rowcount=True)
    if session.connection().execute(statement).rowcount == 0:
        raise AlreadyUnwanted(form.pattern)


def change_unwanted_caller(
    session: Session, unwanted_id: int, form: UnwantedForm, *, seen_revision: int
) -> None:
    """Bring an entry to what the form says.

    Raises:
        CannotBeUnwanted: see `add_unwanted_caller`.
        RecordChanged, RecordGone: somebody else changed or removed it since it was read.
    """
    _check(session, form.pattern)
    entry = _locked(session, unwanted_id, seen_revision)
    entry.pattern = form.pattern
    entry.reason = form.reason.strip()
    entry.action = form.action
    session.flush()


def remove_unwanted_caller(session: Session, unwanted_id: int, *, seen_revision: int) -> None:
    """Take a caller off the list.

    Raises:
        RecordChanged, RecordGone: somebody else changed or removed it since it was read.
    """
    session.delete(_locked(session, unwanted_id, seen_revision))
    session.flush()


def _locked(session: Session, unwanted_id: int, seen_revision: int) -> UnwantedCaller:
    entry = session.get(UnwantedCaller, unwanted_id, with_for_update=True, populate_existing=True)
    if entry is None:
        raise RecordGone("unwanted_caller", unwanted_id)
    if entry.revision != seen_revision:
        raise RecordChanged("unwanted_caller", unwanted_id)
    return entry


def _check(session: Session, pattern: str) -> None:
    problem = unwanted_problem(pattern, _own_numbers(session))
    if problem is not None:
        raise CannotBeUnwanted(pattern, problem)


def _own_numbers(session: Session) -> list[str]:
    lines = session.scalar(select(OfficeSetting.value).where(OfficeSetting.key == "line_names"))
    written = lines if isinstance(lines, dict) else {}
    return [number for line in written if (number := read_caller(str(line)).number)]


_TABLE: Final = cast("Table", UnwantedCaller.__table__)
