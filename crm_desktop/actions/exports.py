"""Writes customers to a file, for whom the database lets do so."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.exports import (
    ExportedCustomer,
    ExportOutcome,
    begin_export,
    exported_customers,
)
from crm_desktop.domain.phone_number import national_display
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.errors.access import (
    ExportNotAllowed,
    ExportReasonMissing,
    PasswordDue,
    StaffUnknown,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.tables.csv_writing import csv_table

EXPORT_HEADER: Final = (
    "code",
    "name",
    "kana",
    "birthday",
    "sex",
    "email",
    "postal code",
    "prefecture",
    "city",
    "town",
    "block",
    "building",
    "phone",
    "rank",
    "staff",
)
"""Names that an import with the generic profile knows; it has no rank and no staff."""


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """An export that is done: ``recorded`` customers were counted when it began."""

    export_id: str
    customers: int
    recorded: int
    left_out: int


def export_customers(
    database: Database, reason: str, path: Path, *, replaces: bool = False
) -> ExportSummary:
    """Write all customers that are not restricted to the CSV file ``path``.

    The database records it before the first row is read.

    Raises:
        ExportNotAllowed, ExportReasonMissing, PasswordDue, StaffUnknown: nothing is written.
        FileInTheWay, FileNotWritable: nothing is left behind.
    """
    with csv_table(path, EXPORT_HEADER, replaces=replaces) as write_row:
        with database.writing() as session:
            answer = begin_export(session, reason)
        if answer.export_id is None:
            raise export_refusal(answer.outcome, answer.login)
        customers = 0
        with (
            database.reporting(fresh=True) as session,
            closing(exported_customers(session, answer.export_id)) as found,
        ):
            for customer in found:
                write_row(_cells(customer))
                customers += 1
    return ExportSummary(str(answer.export_id), customers, answer.customers, answer.left_out)


def export_refusal(outcome: ExportOutcome, login: str) -> CrmError:
    """Return why the database began no export for ``login``."""
    match outcome:
        case ExportOutcome.NOT_STAFF:
            return StaffUnknown(login)
        case ExportOutcome.PASSWORD_DUE:
            return PasswordDue()
        case ExportOutcome.NO_REASON:
            return ExportReasonMissing()
        case _:
            return ExportNotAllowed()


def _cells(customer: ExportedCustomer) -> tuple[str, ...]:
    phone = national_display(customer.phone)
    return (
        customer.code,
        customer.name,
        customer.name_kana,
        customer.birthday.isoformat() if customer.birthday else "",
        customer.sex,
        customer.email,
        postal_display(customer.postal_code),
        customer.prefecture,
        customer.city,
        customer.town,
        customer.block,
        customer.building,
        f"{phone} 内線{customer.phone_extension}" if customer.phone_extension else phone,
        customer.rank,
        customer.staff_name,
    )
