"""Taking customers out in bulk; the database decides who may, and records it."""

from __future__ import annotations

import uuid
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session


class ExportOutcome(StrEnum):
    """What the database answers to whoever wants to export."""

    BEGUN = "begun"
    NOT_ALLOWED = "not_allowed"
    NOT_STAFF = "not_staff"
    PASSWORD_DUE = "password_due"  # noqa: S105 - not a password
    NO_REASON = "no_reason"


@dataclass(frozen=True, slots=True)
class ExportAnswer:
    """How an export began; without `ExportOutcome.BEGUN` there is no id, and both counts are 0.

    ``login`` is who asked; ``left_out`` counts the restricted customers, who are never exported.
    """

    login: str
    outcome: ExportOutcome
    export_id: uuid.UUID | None
    customers: int
    left_out: int


@dataclass(frozen=True, slots=True)
class ExportedCustomer:
    """One customer as exported: the first address and number; "" and None for what is unknown.

    ``postal_code`` is 7 digits, ``phone`` E.164.
    """

    code: str
    name: str
    name_kana: str
    birthday: date | None
    sex: str
    email: str
    postal_code: str
    prefecture: str
    city: str
    town: str
    block: str
    building: str
    phone: str
    phone_extension: str
    rank: str
    staff_name: str


def begin_export(session: Session, reason: str) -> ExportAnswer:
    """Ask to export and have that recorded, a refusal too: let the transaction commit either way.

    A session of ``Database.writing``.
    """
    found = func.begin_export(reason).table_valued("outcome", "export_id", "customers", "left_out")
    row = session.execute(select(func.session_user().label("login"), found)).one()
    return ExportAnswer(
        login=row.login,
        outcome=ExportOutcome(row.outcome),
        export_id=row.export_id,
        customers=row.customers or 0,
        left_out=row.left_out or 0,
    )


def exported_customers(
    session: Session, export_id: uuid.UUID
) -> Generator[ExportedCustomer, None, None]:
    """Yield the customers of an export that this login began within the last ten minutes.

    Only in a transaction that has written nothing, so that the record is there for good. Whoever
    does not read them all closes the generator.

    Raises:
        RightMissing: there is no such export.
    """
    columns = tuple(ExportedCustomer.__dataclass_fields__)
    found = func.export_rows(export_id).table_valued(*columns)
    options = {"yield_per": _ROWS_AT_A_TIME}
    with session.execute(select(found), execution_options=options) as rows:
        for row in rows:
            yield ExportedCustomer(*row)


_ROWS_AT_A_TIME: Final = 2000
