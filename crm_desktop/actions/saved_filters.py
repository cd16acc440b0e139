"""Keeping choices of customers under a name, for all supervisors."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.assignment import SavedFilter
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.errors.moving import FilterNameTaken


def save_filter(session: Session, name: str, chosen: CustomerFilter, *, staff_id: int) -> int:
    """Keep ``chosen`` under ``name``, in place of what the same person kept there; return its id.

    Raises:
        FilterNameTaken: somebody else keeps another choice under this name.
    """
    wanted = name.strip()
    kept = session.scalars(
        select(SavedFilter).where(SavedFilter.name == wanted).order_by(SavedFilter.id).limit(1)
    ).first()
    if kept is not None and kept.staff_id != staff_id:
        raise FilterNameTaken(wanted)
    if kept is None:
        kept = SavedFilter(name=wanted, staff_id=staff_id)
        session.add(kept)
    kept.criteria = chosen.as_criteria()
    session.flush()
    return kept.id


def delete_filter(session: Session, filter_id: int) -> None:
    """Forget a choice; nothing happens where somebody else has already."""
    session.execute(delete(SavedFilter).where(SavedFilter.id == filter_id))
