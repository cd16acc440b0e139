"""Papers as pictures: originals under their hash, smaller renditions, pages in order."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import CreatedAt, Id, Model, OptionalWords, one_of

RENDITIONS = ("thumbnail", "preview")


class StoredImage(Model):
    """One original, byte for byte, under its SHA-256; ``content`` is empty when kept elsewhere."""

    __tablename__ = "stored_image"
    __table_args__ = (CheckConstraint("octet_length(sha256) = 32", name="sha256_length"),)

    sha256: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    media_type: Mapped[str] = mapped_column(Text)
    width_px: Mapped[int]
    height_px: Mapped[int]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    location: Mapped[OptionalWords]
    created_at: Mapped[CreatedAt]


class ImageRendition(Model):
    """A smaller picture made once from an original."""

    __tablename__ = "image_rendition"
    __table_args__ = (one_of("rendition", RENDITIONS),)

    sha256: Mapped[bytes] = mapped_column(
        ForeignKey("stored_image.sha256", ondelete="CASCADE"), primary_key=True
    )
    rendition: Mapped[str] = mapped_column(Text, primary_key=True)
    media_type: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Document(Model):
    """A paper of one or more pages: a DM, an enclosure or a letter."""

    __tablename__ = "document"

    id: Mapped[Id]
    created_at: Mapped[CreatedAt]


class DocumentPage(Model):
    """One page of a paper; ``page_number`` counts from 1."""

    __tablename__ = "document_page"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    page_number: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[bytes] = mapped_column(ForeignKey("stored_image.sha256"), index=True)
    rotation_degrees: Mapped[int] = mapped_column(server_default="0")
