"""Which customer a row of a file is about; somebody new when nobody is surely meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop.actions.import_options import ImportOptions
from crm_desktop.database.queries.imports import (
    PersonMatch,
    customers_by_account,
    customers_by_code,
    customers_by_person,
)
from crm_desktop.tables.customer_rows import CustomerRow


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one row.

    ``customer_id`` is None for somebody new. ``by_account`` tells that the shop's number is
    known already. ``namesakes`` are the codes of customers with the same name and number who
    are probably the same person but were not taken for it. ``problem`` says why nobody can be
    told, or is empty.
    """

    customer_id: int | None
    by_account: bool = False
    namesakes: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_new(self) -> bool:
        """Tell whether a customer has to be made."""
        return self.customer_id is None and not self.problem


class CustomerMatcher:
    """Finds the customers of one batch; everything is asked at once when it is made."""

    def __init__(
        self, session: Session, rows: Sequence[CustomerRow], options: ImportOptions
    ) -> None:
        """Ask for the accounts, codes, names and numbers of all ``rows``."""
        self._links = options.links_same_person
        self._accounts = customers_by_account(
            session, options.shop, {row.shop_customer_number for row in rows} - {""}
        )
        self._codes = customers_by_code(session, {row.code for row in rows} - {""})
        self._persons: dict[tuple[str, str], list[PersonMatch]] = {}
        persons = {key for row in rows if not self._known(row) for key in row.person_keys()}
        for found in customers_by_person(session, options.shop, persons):
            self._persons.setdefault((found.name_key, found.way), []).append(found)

    def match(self, row: CustomerRow) -> Match:
        """Return the customer of a row of a customer table.

        A row without account and code is about the one customer who has its name and number.
        """
        if known := self._known(row):
            return known
        found = self._same_person(row)
        namesakes = tuple(person.code for person in found)
        if row.shop_customer_number or row.code:
            alone = len(found) == 1 and not found[0].has_account
            if alone and self._links and row.shop_customer_number:
                return Match(found[0].customer_id, namesakes=namesakes)
            return Match(None, namesakes=namesakes)
        if len(found) > 1:
            problem = f"several customers have this name and number: {', '.join(namesakes)}"
            return Match(None, problem=problem)
        return Match(found[0].customer_id) if found else Match(None)

    def match_buyer(self, row: CustomerRow) -> Match:
        """Return who made an order.

        Of several customers with the same name and number the oldest is taken: an order must
        go somewhere, and all of them are probably one person.
        """
        if known := self._known(row):
            return known
        found = self._same_person(row)
        if row.shop_customer_number or row.code or not found:
            return Match(None, namesakes=tuple(person.code for person in found))
        others = tuple(person.code for person in found[1:])
        return Match(found[0].customer_id, namesakes=others)

    def _known(self, row: CustomerRow) -> Match | None:
        by_account = self._accounts.get(row.shop_customer_number)
        by_code = self._codes.get(row.code)
        if by_account is not None and by_code not in {None, by_account}:
            number = row.shop_customer_number
            return Match(None, problem=f"{number} and {row.code} are different customers")
        if by_account is not None:
            return Match(by_account, by_account=True)
        return None if by_code is None else Match(by_code)

    def _same_person(self, row: CustomerRow) -> list[PersonMatch]:
        found = {
            person.customer_id: person
            for key in row.person_keys()
            for person in self._persons.get(key, ())
        }
        return [found[customer_id] for customer_id in sorted(found)]
