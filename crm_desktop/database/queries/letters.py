"""Questions about letters that came in: which wait, what they look like, who may have written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    LargeBinary,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal,
    select,
    text,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from crm_desktop.database.models.audit import OpenedCard
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.document import (
    DocumentPage,
    ImageRendition,
    PageText,
    QuarantinedFile,
)
from crm_desktop.database.models.letter import Letter
from crm_desktop.domain.letter_candidates import (
    Clue,
    LetterCandidate,
    LetterClues,
    letter_clues,
    ranked,
)
from crm_desktop.errors.access import PasswordDue
from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.papers import TooManyLettersAsked

MOST_WAITING: Final = 300
MOST_ASSIGNED: Final = 100


@dataclass(frozen=True, slots=True)
class InboxLetter:
    """One letter in the list; ``customer_id`` is None until somebody said whose it is.

    ``sha256``, ``source_page`` and ``rotation_degrees`` are of its first page, empty without one.
    ``code_problem`` says why ``code_read`` was not believed: signature, customer or several.
    ``looks_like_id`` is a letter that may be the same, scanned before.
    """

    letter_id: int
    revision: int
    customer_id: int | None
    customer_name: str
    customer_code: str
    received_on: date
    way: str
    state: str
    source: str
    code_read: str
    created_at: datetime
    document_id: int | None
    page_count: int
    sha256: bytes
    source_page: int
    rotation_degrees: int
    code_problem: str = ""
    looks_like_id: int | None = None


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A file that could not be taken in; ``problem`` and ``facts`` are told by `refusal_told`.

    Without ``kept`` its bytes were too many to keep.
    """

    file_id: int
    name: str
    source: str
    received_at: datetime
    byte_size: int
    problem: str
    facts: dict[str, Any]
    kept: bool


def waiting_letters(session: Session) -> list[InboxLetter]:
    """Return the letters that are nobody's yet, the longest waiting first; at most 300."""
    statement = _letters().where(Letter.customer_id.is_(None))
    statement = statement.order_by(Letter.received_on, Letter.id).limit(MOST_WAITING)
    return [InboxLetter(*row) for row in session.execute(statement)]


def assigned_letters(session: Session, since: datetime) -> list[InboxLetter]:
    """Return the letters taken in ``since`` then whose card the reader has open, newest first."""
    statement = (
        _letters()
        .join(OpenedCard, OpenedCard.customer_id == Letter.customer_id)
        .where(OpenedCard.login == func.session_user(), Letter.created_at >= since)
        .order_by(Letter.id.desc())
        .limit(MOST_ASSIGNED)
    )
    return [InboxLetter(*row) for row in session.execute(statement)]


def letter_in_inbox(session: Session, letter_id: int) -> InboxLetter | None:
    """Return one letter as it is now; None when it is not there, or not to be seen."""
    row = session.execute(_letters().where(Letter.id == letter_id)).one_or_none()
    return None if row is None else InboxLetter(*row)


def page_previews(
    session: Session, pages: Collection[tuple[bytes, int]]
) -> dict[tuple[bytes, int], bytes]:
    """Return the encoded previews of ``pages`` (hash, page of the original) that there are."""
    statement = select(
        ImageRendition.sha256, ImageRendition.source_page, ImageRendition.content
    ).where(
        ImageRendition.rendition == "preview",
        tuple_(ImageRendition.sha256, ImageRendition.source_page).in_(list(pages)),
    )
    return {(row.sha256, row.source_page): row.content for row in session.execute(statement)}


def letter_transcript(session: Session, letter_id: int) -> str:
    """Return what was read on all pages of a letter, in their order; "" when nothing was yet."""
    statement = (
        select(PageText.transcript)
        .join(Letter, Letter.document_id == PageText.document_id)
        .where(Letter.id == letter_id)
        .order_by(PageText.page_number)
    )
    return "\n".join(session.scalars(statement))


def letter_candidates(session: Session, letter: InboxLetter) -> tuple[LetterCandidate, ...]:
    """Return who may have written ``letter``, the likeliest first; empty without a clue.

    The session must be one without a transaction (``Database.asking``): what is looked for is
    recorded before it is answered.

    Raises:
        RecordGone: the letter is not there, or not to be seen.
        TooManyLettersAsked, PasswordDue: no more is answered now.
    """
    clues = letter_clues(letter_transcript(session, letter.letter_id), letter.code_read)
    if clues == LetterClues():
        return ()
    parameters = {"letter": letter.letter_id, "clues": asdict(clues)}
    _refuse_unless_noted(session.execute(_NOTED, parameters).one(), letter.letter_id)
    return ranked(_candidate(row) for row in session.execute(_CANDIDATES, parameters))


def quarantined_files(session: Session) -> list[QuarantinedRow]:
    """Return the files nobody has settled yet, newest first; at most 300."""
    statement = (
        select(
            QuarantinedFile.id,
            QuarantinedFile.name,
            QuarantinedFile.source,
            QuarantinedFile.received_at,
            QuarantinedFile.byte_size,
            QuarantinedFile.problem,
            QuarantinedFile.facts,
            QuarantinedFile.content.is_not(None),
        )
        .where(QuarantinedFile.settled_at.is_(None))
        .order_by(QuarantinedFile.received_at.desc(), QuarantinedFile.id.desc())
        .limit(MOST_WAITING)
    )
    return [QuarantinedRow(*row) for row in session.execute(statement)]


def quarantined_content(session: Session, file_id: int) -> bytes:
    """Return the bytes of a quarantined file.

    Raises:
        RecordGone: there is no such file, or its bytes were not kept.
    """
    content = session.scalar(select(QuarantinedFile.content).where(QuarantinedFile.id == file_id))
    if content is None:
        raise RecordGone("quarantined_file", file_id)
    return content


def _letters() -> Select[*tuple[Any, ...]]:
    shown = and_(DocumentPage.document_id == Letter.document_id, DocumentPage.set_aside.is_(False))
    first = (
        select(DocumentPage.sha256, DocumentPage.source_page, DocumentPage.rotation_degrees)
        .where(shown)
        .order_by(DocumentPage.page_number)
        .limit(1)
        .correlate(Letter)
        .lateral()
    )
    count = select(func.count()).where(shown).correlate(Letter).scalar_subquery()
    return (
        select(
            Letter.id,
            Letter.revision,
            Letter.customer_id,
            func.coalesce(Customer.name, ""),
            func.coalesce(Customer.code, ""),
            Letter.received_on,
            Letter.way,
            Letter.state,
            Letter.source,
            Letter.code_read,
            Letter.created_at,
            Letter.document_id,
            count,
            func.coalesce(first.c.sha256, literal(b"", LargeBinary)),
            func.coalesce(first.c.source_page, 1),
            func.coalesce(first.c.rotation_degrees, 0),
            Letter.code_problem,
            Letter.looks_like_id,
        )
        .outerjoin(Customer, Customer.id == Letter.customer_id)
        .outerjoin(first, text("true"))
    )


def _candidate(row: Row[*tuple[Any, ...]]) -> LetterCandidate:
    candidate = LetterCandidate(*row)
    return replace(candidate, clues=tuple(Clue(clue) for clue in candidate.clues))


def _refuse_unless_noted(row: Row[Any], letter_id: int) -> None:
    match row.outcome:
        case "noted":
            return
        case "too_many":
            raise TooManyLettersAsked(row.hourly_limit)
        case "gone":
            raise RecordGone("letter", letter_id)
        case _:
            raise PasswordDue


_CLUES: Final = bindparam("clues", type_=JSONB)
_NOTED: Final = text(
    "SELECT outcome, hourly_limit FROM letter_clues_noted(:letter, :clues)"
).bindparams(_CLUES)
_CANDIDATES: Final = text("""
SELECT customer_id, code, name, name_kana, postal_code, prefecture, restricted, matched
  FROM letter_candidates(:letter, :clues)
""").bindparams(_CLUES)
