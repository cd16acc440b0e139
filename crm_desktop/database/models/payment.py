"""How orders are paid, and how late."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import Day, Id, Model, OptionalWords, Revision, Yen, one_of
from crm_desktop.domain.payment import PaymentMethod


class Payment(Model):
    """What is to be paid for one order, in one way.

    ``due_on`` (決済期限) is when the money is due; ``slip_expires_on`` (払込票有効期限) when the
    slip is no longer taken. ``paid_on`` is empty until the money came.
    """

    __tablename__ = "payment"
    __table_args__ = (
        one_of("method", PaymentMethod),
        CheckConstraint("dunning_count >= 0", name="dunning_count_not_negative"),
    )

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(
        ForeignKey("customer_order.id", ondelete="CASCADE"), index=True
    )
    method: Mapped[str] = mapped_column(Text)
    amount_yen: Mapped[Yen]
    due_on: Mapped[Day | None]
    slip_number: Mapped[OptionalWords]
    slip_expires_on: Mapped[Day | None]
    slip_issued_count: Mapped[int] = mapped_column(server_default=text("0"))
    paid_on: Mapped[Day | None]
    dunning_count: Mapped[int] = mapped_column(server_default=text("0"))
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012
