"""What the database knows of codes on sheets, and of pages that are to be taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import column, func, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import cast
from sqlalchemy.types import Text

from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.document import QuarantinedFile
from crm_desktop.domain.letter_code import LetterCode, LetterCodeKind


@dataclass(frozen=True, slots=True)
class SignedCode:
    """A code to print for the one that was ``wanted``; of a merged customer it is the other's."""

    wanted: str
    code: LetterCode


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page of those asked about (``number``, from 1) is in a letter already.

    ``same`` says it is the very same; else it only looks the same.
    """

    number: int
    letter_id: int
    same: bool


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a letter; ``added`` is False where its pages were in letters already."""

    letter_id: int
    added: bool
    code_problem: str
    assigned: bool


def signed_codes(
    session: Session, kind: LetterCodeKind, wanted: Sequence[str], mailing_id: int | None = None
) -> list[SignedCode]:
    """Return codes to print, in the order of ``wanted``; without those that no customer has.

    Separators are signed once for each of ``wanted``, whatever it is. Empty, too, when there is no
    such mailing. The key never leaves the database.
    """
    answer = func.letter_codes_signed(str(kind), mailing_id, cast(list(wanted), ARRAY(Text)))
    rows = answer.table_valued("wanted", "code", "signature")
    return [
        SignedCode(row.wanted, LetterCode(kind, bytes(row.signature), row.code, mailing_id))
        for row in session.execute(select(rows))
    ]


def code_problem(session: Session, code: LetterCode) -> str:
    """Return why a code is not believed: ``signature`` or ``customer``; "" when it is."""
    problem = func.letter_code_problem(
        str(code.kind), code.mailing_id, code.customer_code, code.signature
    )
    return str(session.scalar(select(problem)))


def names_in_sight(session: Session, codes: Sequence[str]) -> dict[str, str]:
    """Return the names of customers by code, of those only that the login may see."""
    statement = select(Customer.code, Customer.name).where(Customer.code.in_(codes))
    return {row.code: row.name for row in session.execute(statement)}


def known_pages(
    session: Session, pages: Sequence[dict[str, Any]], since: date, *, most_different_bits: int
) -> list[KnownPage]:
    """Return what is known of ``pages``, see ``pages_known`` in migrations/guard for their keys."""
    answer = func.pages_known(cast(list(pages), JSONB), since, most_different_bits)
    rows = answer.table_valued("number", "letter_id", "same")
    return [KnownPage(*row) for row in session.execute(select(rows))]


def is_quarantined(session: Session, sha256: bytes, name: str) -> bool:
    """Tell whether this very file waits in quarantine under this name."""
    waiting = select(QuarantinedFile.id).where(
        QuarantinedFile.sha256 == sha256,
        QuarantinedFile.name == name,
        QuarantinedFile.settled_at.is_(None),
    )
    return session.scalar(select(waiting.exists())) or False


def taken_in(session: Session, letter: dict[str, Any], pages: Sequence[dict[str, Any]]) -> TakenIn:
    """Make one letter of stored pages; see ``letter_taken_in`` in migrations/guard.

    ``letter`` has received_on, way, source, code, problem and alike.
    """
    answer = func.letter_taken_in(
        cast(list(pages), JSONB),
        letter["received_on"],
        letter["way"],
        letter["source"],
        cast(letter["code"], JSONB(none_as_null=True)),
        letter["problem"],
        letter["alike"],
    )
    rows = answer.table_valued(*map(column, ("letter_id", "added", "code_problem", "assigned")))
    return TakenIn(*session.execute(select(rows)).one())
