"""What the database forgets when it is old; what, its own functions say."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

FORGETTING: Final = (
    "forget_old_operations",
    "forget_old_drafts",
    "forget_closed_cards",
    "forget_old_help",
    "forget_old_steps",
    "forget_failed_tasks",
)


def forget_what_is_old(session: Session) -> dict[str, int]:
    """Call what forgets, as far as the database has it and this login may; return how many each."""
    may = text("SELECT coalesce(has_function_privilege(to_regprocedure(:name), 'EXECUTE'), false)")
    gone = {}
    for name in FORGETTING:
        if session.scalar(may, {"name": f"public.{name}()"}):
            gone[name] = int(session.scalar(select(getattr(func.public, name)())) or 0)
    return gone
