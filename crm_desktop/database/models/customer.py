"""Customers, the numbers and addresses they are known by, and their tags."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    func,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm_desktop.database.models.base import (
    CreatedAt,
    Day,
    Id,
    Model,
    OptionalWords,
    Revision,
    UtcTime,
    Words,
    one_of,
)

SEXES = ("female", "male", "unknown")
RANKS = ("new", "regular", "best")
PHONE_LABELS = ("home", "mobile", "work", "fax", "other")
ADDRESS_LABELS = ("home", "delivery", "work", "other")
PUT_AWAY_FROM = 1_000
"""The position from which an address is put away: stored still, and on no card (35_card.sql)."""


class Customer(Model):
    """A person or company that calls or orders.

    ``name`` is kept as typed; the ``*_key`` columns hold the folded forms that searching compares
    (``domain/japanese_text.py``): whole name, and what follows the first blank (the given name).
    ``name_pairs`` is a function of the database: all pairs of neighbouring characters in both
    keys, by which a text inside a name is found; two characters are the rule in Japan, and
    trigrams need three.
    """

    __tablename__ = "customer"
    __table_args__ = (
        one_of("sex", SEXES),
        one_of("rank", RANKS),
        Index("ix_customer_name_key", "name_key", postgresql_ops={"name_key": "text_pattern_ops"}),
        Index("ix_customer_kana_key", "kana_key", postgresql_ops={"kana_key": "text_pattern_ops"}),
        Index(
            "ix_customer_given_name_key",
            "given_name_key",
            postgresql_ops={"given_name_key": "text_pattern_ops"},
        ),
        Index(
            "ix_customer_given_kana_key",
            "given_kana_key",
            postgresql_ops={"given_kana_key": "text_pattern_ops"},
        ),
        Index("ix_customer_code_prefix", "code", postgresql_ops={"code": "text_pattern_ops"}),
        Index(
            "ix_customer_name_pairs",
            text("name_pairs(name_key, kana_key)"),
            postgresql_using="gin",
            postgresql_with={"gin_pending_list_limit": 256},
        ),
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Words]
    name_kana: Mapped[OptionalWords]
    name_key: Mapped[OptionalWords]
    kana_key: Mapped[OptionalWords]
    given_name_key: Mapped[OptionalWords]
    given_kana_key: Mapped[OptionalWords]
    birthday: Mapped[Day | None]
    sex: Mapped[str] = mapped_column(Text, server_default="unknown")
    email: Mapped[OptionalWords]
    rank: Mapped[str] = mapped_column(Text, server_default="new")
    attention_memo: Mapped[OptionalWords]
    restricted: Mapped[bool] = mapped_column(server_default=text("false"))
    customer_since: Mapped[Day | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[CreatedAt]
    revision: Mapped[Revision] = mapped_column()
    phones: Mapped[list[CustomerPhone]] = relationship(
        back_populates="customer", cascade="all, delete-orphan", lazy="raise"
    )
    addresses: Mapped[list[CustomerAddress]] = relationship(
        back_populates="customer", cascade="all, delete-orphan", lazy="raise"
    )

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class CustomerPhone(Model):
    """One number of one customer; a household shares numbers, so they are not unique.

    ``number`` is E.164. The index on its reverse finds a number by its last digits.
    """

    __tablename__ = "customer_phone"
    __table_args__ = (
        CheckConstraint(r"number ~ '^\+[0-9]{3,15}$'", name="e164"),
        one_of("label", PHONE_LABELS),
        UniqueConstraint("customer_id", "number", "phone_extension"),
        Index("ix_customer_phone_number", "number", postgresql_ops={"number": "text_pattern_ops"}),
        Index(
            "ix_customer_phone_number_reversed",
            func.reverse(literal_column("number")).label("number_reversed"),
            postgresql_ops={"number_reversed": "text_pattern_ops"},
        ),
    )

    id: Mapped[Id]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    number: Mapped[Words]
    phone_extension: Mapped[OptionalWords]
    label: Mapped[str] = mapped_column(Text, server_default="other")
    position: Mapped[int] = mapped_column(server_default=text("0"))
    customer: Mapped[Customer] = relationship(back_populates="phones", lazy="raise")


class CustomerAddress(Model):
    """One address of one customer, in parts as shown; position 0 is the usual one.

    One that is not used any more is put away, to a position from PUT_AWAY_FROM on.
    ``postal_code`` is 7 digits or empty. Where it is on the map says `AddressPosition`.
    """

    __tablename__ = "customer_address"
    __table_args__ = (
        CheckConstraint("postal_code ~ '^([0-9]{7})?$'", name="postal_code_digits"),
        one_of("label", ADDRESS_LABELS),
        UniqueConstraint("customer_id", "position"),
        Index(
            "ix_customer_address_postal_code",
            "postal_code",
            postgresql_ops={"postal_code": "text_pattern_ops"},
        ),
    )

    id: Mapped[Id]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(server_default=text("0"))
    label: Mapped[str] = mapped_column(Text, server_default="home")
    postal_code: Mapped[OptionalWords]
    prefecture: Mapped[OptionalWords]
    city: Mapped[OptionalWords]
    town: Mapped[OptionalWords]
    block: Mapped[OptionalWords]
    building: Mapped[OptionalWords]
    delivery_note: Mapped[OptionalWords]
    customer: Mapped[Customer] = relationship(back_populates="addresses", lazy="raise")


class CustomerShopAccount(Model):
    """The customer's number in one shop, by which an import finds them again."""

    __tablename__ = "customer_shop_account"

    shop: Mapped[str] = mapped_column(Text, primary_key=True)
    shop_customer_number: Mapped[str] = mapped_column(Text, primary_key=True)
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )


class CallerChoice(Model):
    """Who was last chosen for a number that several people share: the next first guess."""

    __tablename__ = "caller_choice"

    number: Mapped[str] = mapped_column(Text, primary_key=True)
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )
    chosen_at: Mapped[UtcTime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Tag(Model):
    """A word that marks customers, such as 「新聞広告」."""

    __tablename__ = "tag"

    id: Mapped[Id]
    label: Mapped[str] = mapped_column(Text, unique=True)


class CustomerTag(Model):
    """One tag on one customer."""

    __tablename__ = "customer_tag"

    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
    )
    tag_id: Mapped[int] = mapped_column(
        ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True
    )
