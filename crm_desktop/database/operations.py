"""Does a piece of work once, however often a desk that heard no answer sends it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from crm_desktop.database.models.draft import SavedOperation
from crm_desktop.errors.access import RightMissing


def once(session: Session, operation_id: UUID, work: Callable[[], Any]) -> Any:  # noqa: ANN401
    """Do ``work`` in the transaction of ``session`` unless this operation is done already.

    Returns what ``work`` returned, now or the first time: it must be fit for JSON. When two send
    the same operation at once, the second waits for the first. Work that fails leaves nothing
    behind and may be sent again.

    Raises:
        RightMissing: the operation is somebody else's.
    """
    new = session.execute(_BEGIN, {"id": operation_id}).scalar_one_or_none()
    if new is None:
        return _answer_of(session, operation_id)
    answer = work()
    if answer is not None:
        session.execute(
            update(SavedOperation).where(SavedOperation.id == operation_id).values(answer=answer),
            execution_options={"synchronize_session": False},
        )
    return answer


def _answer_of(session: Session, operation_id: UUID) -> Any:  # noqa: ANN401
    # The lock is written to the log, so this commit, too, waits until the standby has all before
    # it: after a crash the first may be stored on the primary alone, which may be lost next.
    found = session.execute(
        select(SavedOperation.answer).where(SavedOperation.id == operation_id).with_for_update()
    ).one_or_none()
    if found is None:
        raise RightMissing("the operation is somebody else's")
    return found[0]


_BEGIN: Final = (
    insert(SavedOperation)
    .on_conflict_do_nothing(index_elements=[SavedOperation.id])
    .returning(SavedOperation.id)
)
