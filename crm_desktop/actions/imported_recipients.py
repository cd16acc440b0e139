"""Brings in who was sent a mailing, from a list of codes or of names with numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from crm_desktop.actions.import_options import BatchResult, Fate
from crm_desktop.database.many_rows import replace_rows
from crm_desktop.database.models.mailing import MailingRecipient
from crm_desktop.database.queries.imports import (
    PersonMatch,
    customers_by_code,
    customers_by_person,
    names_of,
)
from crm_desktop.database.queries.printed_papers import received_on
from crm_desktop.tables.list_rows import RecipientRow


@dataclass(frozen=True, slots=True)
class Posting:
    """One wave of one mailing, and the day on which it was posted."""

    mailing_id: int
    wave: int
    dropped_on: date


def store_recipients(
    session: Session, rows: Sequence[RecipientRow], *, posting: Posting
) -> BatchResult:
    """Record that the customers of ``rows`` got a mailing; the same list again changes nothing.

    Refused are rows whose customer is not known, or of whom there are several.
    """
    result = BatchResult()
    finder = _Finder(session, rows)
    found = {row.line: finder.customer_of(row) for row in rows}
    ids = {one for one in found.values() if isinstance(one, int)}
    posted = received_on(session, posting.mailing_id, posting.wave, ids)
    changed: set[int] = set()
    for line, code in finder.other_names(rows):
        result.warn(line, f"customer {code} has another name here; taken by the code")
    for row in rows:
        customer = found[row.line]
        if isinstance(customer, str):
            result.refuse(row.line, customer)
        elif posted.get(customer) == posting.dropped_on:
            result.fates.append(Fate.UNCHANGED)
        else:
            result.fates.append(Fate.UPDATED if customer in posted else Fate.CREATED)
            posted[customer] = posting.dropped_on
            changed.add(customer)
    _write(session, posting, changed)
    return result


class _Finder:
    """Finds the customers of one batch; everything is asked at once when it is made."""

    def __init__(self, session: Session, rows: Sequence[RecipientRow]) -> None:
        self._codes = customers_by_code(session, {row.code for row in rows} - {""})
        self._names = names_of(session, set(self._codes.values()))
        self._persons: dict[tuple[str, str], list[PersonMatch]] = {}
        keys = {key for row in rows for key in row.person_keys}
        for person in customers_by_person(session, "", keys):
            self._persons.setdefault((person.name_key, person.way), []).append(person)

    def other_names(self, rows: Sequence[RecipientRow]) -> list[tuple[int, str]]:
        """Return line and code of those whose code is somebody's with another name."""
        named = [row for row in rows if row.name_key and row.code in self._codes]
        return [
            (row.line, row.code)
            for row in named
            if self._names[self._codes[row.code]] != row.name_key
        ]

    def customer_of(self, row: RecipientRow) -> int | str:
        """Return the customer's id, or why nobody can be told."""
        if row.code:
            known = self._codes.get(row.code)
            return f"customer {row.code} is not known" if known is None else known
        same = {
            person.customer_id: person
            for key in row.person_keys
            for person in self._persons.get(key, ())
        }
        if len(same) > 1:
            codes = ", ".join(same[one].code for one in sorted(same))
            return f"several customers have this name and number: {codes}"
        return next(iter(same), None) or "nobody has this name and number"


def _write(session: Session, posting: Posting, ids: set[int]) -> None:
    rows = [
        {
            "mailing_id": posting.mailing_id,
            "customer_id": one,
            "wave": posting.wave,
            "dropped_on": posting.dropped_on,
        }
        for one in sorted(ids)
    ]
    replace_rows(session, MailingRecipient, rows)
