"""The people who work at the desks, and the office's own settings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import (
    CreatedAt,
    Id,
    Model,
    OptionalWords,
    Revision,
    UtcTime,
    Words,
)


class Staff(Model):
    """One member of staff; ``login`` is the name of the PostgreSQL role.

    While ``password_due`` no card opens: the password must be changed first.
    """

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("extension ~ '^[0-9]{1,10}$'", name="extension_digits"),
        CheckConstraint("login ~ '^[a-z][a-z0-9_]{0,62}$'", name="login_form"),
        # Partial, or it would be a key: who changes theirs would wait for all who name them.
        Index(
            "uq_staff_extension",
            "extension",
            unique=True,
            postgresql_where=text("extension IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    login: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Words]
    name_kana: Mapped[OptionalWords]
    extension: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    password_due: Mapped[bool] = mapped_column(server_default=text("false"))
    password_changed_at: Mapped[UtcTime | None]
    last_signed_in_at: Mapped[UtcTime | None]
    created_at: Mapped[CreatedAt]
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class OfficeSetting(Model):
    """One setting that all desks share, such as the days after which a customer has lapsed."""

    __tablename__ = "office_setting"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[Any] = mapped_column(JSONB)


class OfficeSecret(Model):
    """A key that the database makes and uses itself and gives to nobody; see migrations/guard."""

    __tablename__ = "office_secret"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)


class SchemaCompatibility(Model):
    """The one row that tells an old program whether it may still use this database.

    ``guard_digest`` names the rules of ``migrations/guard`` that were applied last.
    """

    __tablename__ = "schema_compatibility"
    __table_args__ = (CheckConstraint("only_row", name="one_row"),)

    only_row: Mapped[bool] = mapped_column(primary_key=True, server_default=text("true"))
    incompatible: Mapped[int] = mapped_column()
    guard_digest: Mapped[OptionalWords]
