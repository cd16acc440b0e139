"""What is typed and not saved yet, and which savings are done."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import ForeignKey, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import CreatedAt, Model, UtcTime, Words


class Draft(Model):
    """A form half filled in; ``id`` is the operation that saving it will be.

    ``kind`` names the form, ``fields`` what was typed. Gone when saved, thrown away, or 7 days old.
    """

    __tablename__ = "draft"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Words]
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )
    fields: Mapped[dict[str, Any]] = mapped_column(JSONB)
    typed_at: Mapped[UtcTime] = mapped_column(index=True)


class SavedOperation(Model):
    """One saving that is done: the same one again answers the same and changes nothing.

    ``answer`` is what the first one answered. Kept for 14 days: no desk tries again later.
    """

    __tablename__ = "saved_operation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    staff_login: Mapped[str] = mapped_column(Text, server_default=text("SESSION_USER"))
    saved_at: Mapped[CreatedAt] = mapped_column(index=True)
    answer: Mapped[Any | None] = mapped_column(JSONB)
