"""Letters that customers wrote."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import (
    CreatedAt,
    Day,
    Id,
    Model,
    OptionalWords,
    Revision,
    one_of,
)

LETTER_WAYS = ("post", "postcard", "fax", "email")
LETTER_STATES = ("scanned", "read", "answered")


class Letter(Model):
    """One letter; ``customer_id`` is empty until somebody said whose it is.

    ``source`` is the scanner or folder that it came from, ``code_read`` the customer's code that a
    sheet in it bears, and ``code_problem`` why that code was not believed. ``mailing_id`` is what
    its reply card answers, ``looks_like_id`` a letter that may be the same, scanned before.
    """

    __tablename__ = "letter"
    __table_args__ = (one_of("way", LETTER_WAYS), one_of("state", LETTER_STATES))

    id: Mapped[Id]
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    received_on: Mapped[Day]
    way: Mapped[str] = mapped_column(Text, server_default="post")
    state: Mapped[str] = mapped_column(Text, server_default="scanned")
    summary: Mapped[OptionalWords]
    transcription: Mapped[OptionalWords]
    thanked_on: Mapped[Day | None]
    thanked_how: Mapped[OptionalWords]
    thanked_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    source: Mapped[OptionalWords]
    code_read: Mapped[OptionalWords]
    code_problem: Mapped[OptionalWords]
    mailing_id: Mapped[int | None] = mapped_column(ForeignKey("mailing.id"), index=True)
    looks_like_id: Mapped[int | None] = mapped_column(
        ForeignKey("letter.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[CreatedAt] = mapped_column(index=True)
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class LetterTag(Model):
    """One tag of one letter."""

    __tablename__ = "letter_tag"

    letter_id: Mapped[int] = mapped_column(
        ForeignKey("letter.id", ondelete="CASCADE"), primary_key=True
    )
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True, index=True)
