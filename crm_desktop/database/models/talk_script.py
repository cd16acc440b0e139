"""What operators say on a line or about a campaign."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import Id, Model, OptionalWords, Revision, Words


class TalkScript(Model):
    """One talk script (応対スクリプト) for a line by the office's name of it, or a mailing.

    With neither it is for all calls for which there is no other one.
    """

    __tablename__ = "talk_script"
    __table_args__ = (
        CheckConstraint("line_name = '' OR mailing_id IS NULL", name="line_or_mailing"),
    )

    id: Mapped[Id]
    line_name: Mapped[OptionalWords]
    mailing_id: Mapped[int | None] = mapped_column(
        ForeignKey("mailing.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[Words]
    body: Mapped[Words]
    position: Mapped[int] = mapped_column(server_default=text("0"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012
