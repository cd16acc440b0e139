"""Papers as pictures: originals under their hash, smaller renditions, pages in order."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import BIT, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import CreatedAt, Id, Model, OptionalWords, UtcTime, one_of

RENDITIONS = ("thumbnail", "preview", "full")


class StoredImage(Model):
    """One original, byte for byte, under its SHA-256; ``content`` is empty when kept elsewhere.

    ``location`` is where else. A PDF or a TIFF is one original of ``page_count`` pages, whose first
    is ``width_px`` × ``height_px``.
    """

    __tablename__ = "stored_image"
    __table_args__ = (
        CheckConstraint("octet_length(sha256) = 32", name="sha256_length"),
        CheckConstraint("sha256(content) = sha256", name="sha256_of_content"),
    )

    sha256: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    media_type: Mapped[str] = mapped_column(Text)
    width_px: Mapped[int]
    height_px: Mapped[int]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    location: Mapped[OptionalWords]
    byte_size: Mapped[int | None] = mapped_column(BigInteger)
    page_count: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[CreatedAt]


class ImageRendition(Model):
    """A picture made once from one page of an original.

    ``full`` is there only where the original itself cannot be shown as it is.
    """

    __tablename__ = "image_rendition"
    __table_args__ = (one_of("rendition", RENDITIONS),)

    sha256: Mapped[bytes] = mapped_column(
        ForeignKey("stored_image.sha256", ondelete="CASCADE"), primary_key=True
    )
    source_page: Mapped[int] = mapped_column(primary_key=True, server_default=text("1"))
    rendition: Mapped[str] = mapped_column(Text, primary_key=True)
    media_type: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Document(Model):
    """A paper of one or more pages: a DM, an enclosure or a letter."""

    __tablename__ = "document"

    id: Mapped[Id]
    created_at: Mapped[CreatedAt]


class DocumentPage(Model):
    """One page of a paper; ``page_number`` counts from 1.

    ``source_page`` is which page of the original it is. One that is ``set_aside`` is blank: it is
    shown small, and not deleted. ``looks`` are 128 bits that pictures which look alike share nearly
    all of; None where that would say nothing.
    """

    __tablename__ = "document_page"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    page_number: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[bytes] = mapped_column(ForeignKey("stored_image.sha256"), index=True)
    source_page: Mapped[int] = mapped_column(server_default=text("1"))
    rotation_degrees: Mapped[int] = mapped_column(server_default="0")
    set_aside: Mapped[bool] = mapped_column(server_default=text("false"))
    looks: Mapped[str | None] = mapped_column(BIT(128))


class PageText(Model):
    """What stands on a page, as it was read by a machine or a person.

    ``words`` are ``[x, y, width, height, text]`` in parts of the page's width and height before it
    was turned, in the order of reading. What a person ``corrected`` no machine overwrites.
    """

    __tablename__ = "page_text"
    __table_args__ = (
        ForeignKeyConstraint(
            ["document_id", "page_number"],
            ["document_page.document_id", "document_page.page_number"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        Index(
            "ix_page_text_search_key",
            "search_key",
            postgresql_using="gin",
            postgresql_ops={"search_key": "gin_trgm_ops"},
        ),
    )

    document_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    page_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    transcript: Mapped[OptionalWords]
    words: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    vertical: Mapped[bool] = mapped_column(server_default=text("false"))
    search_key: Mapped[OptionalWords]
    corrected: Mapped[bool] = mapped_column(server_default=text("false"))
    corrected_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    read_at: Mapped[CreatedAt]


class QuarantinedFile(Model):
    """A file that could not be taken in, kept as it came with why.

    ``problem`` is the name of the error, with its ``facts``; ``settled_at`` is set once somebody
    has put it aside.
    """

    __tablename__ = "quarantined_file"
    __table_args__ = (CheckConstraint("octet_length(sha256) = 32", name="sha256_length"),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    received_at: Mapped[CreatedAt]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    byte_size: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    problem: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    settled_at: Mapped[UtcTime | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
