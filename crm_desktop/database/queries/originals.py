"""Questions about originals: where they are kept, and whether they are as they came."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.document import StoredImage
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.domain.office_value import text

IMAGES_URL = "images_url"


@dataclass(frozen=True, slots=True)
class Original:
    """One original; ``moved`` when its content is outside the database."""

    sha256: bytes
    media_type: str
    byte_size: int
    moved: bool


@dataclass(frozen=True, slots=True)
class OriginalsKept:
    """How many originals are in the database and outside of it, and their bytes."""

    here: int
    here_bytes: int
    moved: int
    moved_bytes: int


def original_is_kept(session: Session, sha256: bytes) -> bool:
    """Tell whether the database, read again, has the bytes that make this hash.

    True also of one that was moved out of the database: its hash was compared then.
    """
    return bool(session.scalar(select(func.original_is_kept(sha256))))


def images_url(session: Session) -> str:
    """Return where the office keeps originals outside the database; empty: nowhere."""
    return text(office_settings(session), IMAGES_URL)


def original_content(session: Session, sha256: bytes) -> bytes | None:
    """Return the bytes of an original that is in the database; None of one that is not."""
    return session.scalar(select(StoredImage.content).where(StoredImage.sha256 == sha256))


def originals_after(session: Session, sha256: bytes, *, limit: int) -> list[Original]:
    """Return the next originals by their hashes, after ``sha256`` (empty: from the first)."""
    image = StoredImage
    size = func.coalesce(image.byte_size, func.octet_length(image.content), 0)
    statement = (
        select(image.sha256, image.media_type, size, image.content.is_(None))
        .where(image.sha256 > sha256)
        .order_by(image.sha256)
        .limit(limit)
    )
    return [Original(*row) for row in session.execute(statement)]


def originals_kept(session: Session) -> OriginalsKept:
    """Return how many originals are where; one that lacks both places counts as moved."""
    image = StoredImage
    size = func.coalesce(image.byte_size, func.octet_length(image.content), 0)
    here = image.content.is_not(None)
    statement = select(
        func.count().filter(here),
        func.coalesce(func.sum(size).filter(here), 0),
        func.count().filter(~here),
        func.coalesce(func.sum(size).filter(~here), 0),
    )
    here_count, here_bytes, moved, moved_bytes = session.execute(statement).one()
    return OriginalsKept(here_count, int(here_bytes), moved, int(moved_bytes))
