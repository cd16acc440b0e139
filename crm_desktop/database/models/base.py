"""What every table shares: the column kinds that recur, the naming of constraints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, TypeVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Identity,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    func,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column

E = TypeVar("E", bound=StrEnum)

Id = Annotated[int, mapped_column(BigInteger, Identity(always=False), primary_key=True)]
UtcTime = Annotated[datetime, mapped_column(DateTime(timezone=True))]
CreatedAt = Annotated[datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]
Day = Annotated[date, mapped_column(Date)]
Yen = Annotated[int, mapped_column(Integer)]
Words = Annotated[str, mapped_column(Text)]
OptionalWords = Annotated[str, mapped_column(Text, server_default="")]
Revision = Annotated[int, mapped_column(Integer, server_default=text("1"))]


class Model(DeclarativeBase):
    """Base of all tables; its naming rule lets alembic name constraints alike everywhere."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Kind(TypeDecorator[E]):
    """Text that comes back as a member of one enumeration; `one_of` is its check."""

    impl = Text
    cache_ok = True

    def __init__(self, kinds: type[E]) -> None:
        """Read the words of ``kinds``."""
        super().__init__()
        self.kinds = kinds

    def process_bind_param(self, value: E | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the word that is stored."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:  # noqa: ARG002
        """Return the member that ``value`` is the word of."""
        return None if value is None else self.kinds(value)


def one_of(column: str, kinds: type[StrEnum] | Iterable[str]) -> CheckConstraint:
    """Return a check, named after ``column``, that it holds one of ``kinds``."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_kind")
