"""Where things are: homes on the map, places to pay, the towns an office took in."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import (
    CreatedAt,
    Day,
    Id,
    Model,
    OptionalWords,
    UtcTime,
    Words,
    one_of,
)

# Of whole Japan, with the sea around it.
_IN_JAPAN = "latitude BETWEEN 20 AND 46 AND longitude BETWEEN 122 AND 154"
POSITION_LEVELS = ("block", "town", "oaza", "city", "prefecture", "")
POSITION_SOURCES = ("towns", "postal_code", "online", "person")
PLACE_KINDS = ("convenience", "post_office", "bank", "atm")


class AddressPosition(Model):
    """Where an address is, in degrees (WGS 84); no row: nobody has looked yet.

    ``latitude`` and ``longitude`` are both empty where it was looked for and not found.
    ``accuracy_m`` is the radius, metres, in which nine of ten such addresses really are; 0 for a
    pin that a person set. ``found_as`` is the name that was found, "" for a person's pin.
    ``address_changed_at``: something but the town has changed since a person set the pin.
    ``online_asked_at``: when a service on the internet was asked last, whatever it said.
    """

    __tablename__ = "address_position"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="both_or_none"),
        CheckConstraint(_IN_JAPAN, name="in_japan"),
        CheckConstraint("accuracy_m >= 0", name="accuracy_not_negative"),
        CheckConstraint("(source = 'person') = (pinned_by_id IS NOT NULL)", name="person_known"),
        CheckConstraint("source <> 'person' OR latitude IS NOT NULL", name="pin_is_somewhere"),
        one_of("level", POSITION_LEVELS),
        one_of("source", POSITION_SOURCES),
    )

    address_id: Mapped[int] = mapped_column(
        ForeignKey("customer_address.id", ondelete="CASCADE"), primary_key=True
    )
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    level: Mapped[OptionalWords]
    accuracy_m: Mapped[int] = mapped_column(server_default=text("0"))
    source: Mapped[Words]
    found_as: Mapped[OptionalWords]
    located_at: Mapped[CreatedAt]
    pinned_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    address_changed_at: Mapped[UtcTime | None]
    online_asked_at: Mapped[UtcTime | None]


class PlaceSource(Model):
    """One file of places as it was taken in; the same ``name`` again replaces its places."""

    __tablename__ = "place_source"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)
    licence: Mapped[OptionalWords]
    credit: Mapped[OptionalWords]
    fetched_on: Mapped[Day | None]
    imported_at: Mapped[CreatedAt]
    place_count: Mapped[int] = mapped_column(server_default=text("0"))


class Place(Model):
    """One shop, post office, bank or cash machine; ``chain`` is "" for one of no known chain."""

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("source_id", "external_id"),
        CheckConstraint(_IN_JAPAN, name="in_japan"),
        one_of("kind", PLACE_KINDS),
        Index("ix_place_where", text("point(longitude, latitude)"), postgresql_using="gist"),
    )

    id: Mapped[Id]
    source_id: Mapped[int] = mapped_column(ForeignKey("place_source.id", ondelete="CASCADE"))
    external_id: Mapped[Words]
    kind: Mapped[Words]
    chain: Mapped[OptionalWords]
    name: Mapped[OptionalWords]
    branch: Mapped[OptionalWords]
    opening_hours: Mapped[OptionalWords]
    latitude: Mapped[float] = mapped_column(Float)
    longitude: Mapped[float] = mapped_column(Float)


class TownFile(Model):
    """The towns an office took in, newer than those the program brings; the newest row counts.

    ``content`` is a file as `crm_desktop.maps.town_file` writes it.
    """

    __tablename__ = "town_file"
    __table_args__ = (CheckConstraint("octet_length(sha256) = 32", name="sha256_length"),)

    id: Mapped[Id]
    name: Mapped[Words]
    licence: Mapped[OptionalWords]
    credit: Mapped[OptionalWords]
    fetched_on: Mapped[Day | None]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    imported_at: Mapped[CreatedAt]
