"""Whose the telephones are."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.call import CallLeg
from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.extension import StaffTelephone


def staff_telephones(session: Session) -> list[StaffTelephone]:
    """Return the extensions of those who work here, with the names they are known by."""
    statement = (
        select(func.coalesce(Staff.extension, ""), Staff.login, Staff.name, Staff.name_kana)
        .where(Staff.active, Staff.extension.is_not(None))
        .order_by(Staff.id)
    )
    return [StaffTelephone(*row) for row in session.execute(statement)]


def staff_without_telephone(session: Session) -> list[str]:
    """Return the logins of those who work here and to whom no extension belongs."""
    statement = select(Staff.login).where(Staff.active, Staff.extension.is_(None))
    return list(session.scalars(statement.order_by(Staff.login)))


def names_of_several(session: Session) -> list[tuple[str, ...]]:
    """Return the logins of those who share a name: it names nobody when an exchange tells it."""
    logins = func.array_agg(func.lower(Staff.login))
    statement = (
        select(logins)
        .where(Staff.active, Staff.extension.is_not(None))
        .group_by(Staff.name)
        .having(func.count() > 1)
    )
    return sorted(tuple(sorted(shared)) for shared in session.scalars(statement))


def nobodys_extensions(session: Session, *, within: timedelta) -> list[tuple[str, int]]:
    """Return the extensions at which calls rang that belong to nobody, and how often, most first.

    Of those that this login sees.
    """
    owned = select(Staff.extension).where(Staff.active, Staff.extension.is_not(None))
    statement = (
        select(CallLeg.extension, func.count())
        .where(CallLeg.rang_at > func.now() - within)
        .where(CallLeg.extension != "", CallLeg.extension.not_in(owned))
        .group_by(CallLeg.extension)
        .order_by(func.count().desc(), CallLeg.extension)
        .limit(20)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]
