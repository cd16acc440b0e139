"""What was imported last, so that an unchanged row never undoes what a person changed since."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import Model, one_of

ROW_KINDS = ("account", "code", "order")


class ImportedRow(Model):
    """The content of a customer (by shop account or code) or order as a shop last told it.

    ``digest`` is over the values as they were understood, not over the bytes of the file.
    """

    __tablename__ = "imported_row"
    __table_args__ = (
        one_of("kind", ROW_KINDS),
        CheckConstraint("octet_length(digest) = 16", name="digest_length"),
    )

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    shop: Mapped[str] = mapped_column(Text, primary_key=True)
    number: Mapped[str] = mapped_column(Text, primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
