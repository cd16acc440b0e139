"""Lays enclosures into parcels by the office's rules, many parcels in one statement.

The rules mean what ``domain/enclosing.py`` says; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class EnclosingResult:
    """How many papers were laid in (or are now there by another rule), and taken out."""

    laid_in: int = 0
    taken_out: int = 0


def apply_enclosure_rules(
    session: Session, shipment_ids: Collection[int], *, today: date
) -> EnclosingResult:
    """Bring what lies in parcels to what the rules say; ``today`` is the day in Japan.

    Left as they are: parcels of which anybody has said themselves what lies in them, and sent
    ones of which anything is recorded. Rows are locked until the transaction ends.
    """
    if not shipment_ids:
        return EnclosingResult()
    session.flush()
    session.execute(_LOCK, {"ids": sorted(shipment_ids)})
    row = session.execute(_APPLY, {"ids": sorted(shipment_ids), "today": today}).one()
    return EnclosingResult(row.laid_in, row.taken_out)


def parcels_to_enclose(
    session: Session, since: date | None, *, after_id: int, limit: int
) -> list[int]:
    """Return the next parcels after ``after_id`` that rules may be applied to, by id.

    Those that wait to be sent; with ``since`` also those sent on that day or later of which
    nothing is recorded.
    """
    wanted = {"since": since, "after_id": after_id, "limit": limit}
    return list(session.scalars(_TO_ENCLOSE, wanted))


def waiting_parcels(session: Session, order_ids: Collection[int]) -> list[int]:
    """Return the parcels of orders that are not sent yet, by id."""
    return list(session.scalars(_WAITING, {"ids": sorted(order_ids)})) if order_ids else []


def has_enclosure_rules(session: Session) -> bool:
    """Tell whether there is any rule, in use or not."""
    return bool(session.scalar(_ANY_RULE))


def enclosed_by_hand(session: Session, shipment_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return parcel and enclosure of everything that a person or a list has said of parcels."""
    if not shipment_ids:
        return set()
    rows = session.execute(_BY_HAND, {"ids": sorted(shipment_ids)})
    return {(row.shipment_id, row.enclosure_id) for row in rows}


def enclose_by_hand(session: Session, places: Collection[tuple[int, int]]) -> None:
    """Record what was said to lie in parcels; what rules had laid into them goes.

    ``places`` are pairs of parcel and enclosure.
    """
    if places:
        pairs = sorted(places)
        said = {"parcels": [one for one, _ in pairs], "enclosures": [one for _, one in pairs]}
        session.execute(_LOCK, {"ids": sorted({one for one, _ in places})})
        session.execute(_TAKE_OUT, said)
        session.execute(_LAY_IN, said)


_BY_HAND: Final = text("""
    SELECT shipment_id, enclosure_id FROM shipment_enclosure
     WHERE shipment_id = ANY(CAST(:ids AS bigint[])) AND rule_id IS NULL
""")
_TAKE_OUT: Final = text("""
    DELETE FROM shipment_enclosure
     WHERE shipment_id = ANY(CAST(:parcels AS bigint[])) AND rule_id IS NOT NULL
""")
_LAY_IN: Final = text("""
    INSERT INTO shipment_enclosure (shipment_id, enclosure_id)
    SELECT * FROM unnest(CAST(:parcels AS bigint[]), CAST(:enclosures AS bigint[]))
    ON CONFLICT DO NOTHING
""")
_ANY_RULE: Final = text("SELECT EXISTS (SELECT FROM enclosure_rule)")
_WAITING: Final = text("""
    SELECT id FROM shipment
     WHERE order_id = ANY(CAST(:ids AS bigint[])) AND shipped_on IS NULL AND state = 'preparing'
     ORDER BY id
""")
_TO_ENCLOSE: Final = text("""
    SELECT h.id FROM shipment h
     WHERE h.id > :after_id
       AND ((h.shipped_on IS NULL AND h.state = 'preparing')
            OR (h.shipped_on >= CAST(:since AS date)
                AND NOT EXISTS (SELECT FROM shipment_enclosure e WHERE e.shipment_id = h.id)))
     ORDER BY h.id LIMIT :limit
""")
# A statement of its own: the next one then sees what whoever held the lock has done.
_LOCK: Final = text("""
    SELECT FROM shipment WHERE id = ANY(CAST(:ids AS bigint[])) ORDER BY id FOR NO KEY UPDATE
""")
_APPLY: Final = text("""
    WITH known AS (
        SELECT h.id, h.order_id, h.state, h.shipped_on, h.delivered_on,
               h.shipped_on IS NOT NULL OR h.state <> 'preparing' AS sent
          FROM shipment h WHERE h.id = ANY(CAST(:ids AS bigint[]))
    ), parcel AS MATERIALIZED (
        SELECT h.id, o.id AS order_id, o.customer_id, o.ordered_at,
               o.status NOT IN ('cancelled', 'returned') AS bought,
               CASE WHEN h.shipped_on IS NOT NULL THEN h.shipped_on
                    WHEN NOT h.sent THEN CAST(:today AS date)
                    ELSE coalesce(h.delivered_on,
                                  CAST(o.ordered_at AT TIME ZONE 'Asia/Tokyo' AS date)) END AS day
          FROM known h JOIN customer_order o ON o.id = h.order_id
         WHERE NOT EXISTS (SELECT FROM shipment_enclosure e
                            WHERE e.shipment_id = h.id AND (e.rule_id IS NULL OR h.sent))
    ), wanted AS MATERIALIZED (
        SELECT p.id AS shipment_id, r.enclosure_id, min(r.id) AS rule_id
          FROM parcel p JOIN enclosure_rule r
            ON r.active
           AND (r.from_on IS NULL OR r.from_on <= p.day)
           AND (r.until_on IS NULL OR p.day <= r.until_on)
           AND (r.product_id IS NULL OR EXISTS (
                SELECT FROM order_line l
                 WHERE l.order_id = p.order_id AND l.product_id = r.product_id))
           AND (r.mailing_id IS NULL OR EXISTS (
                SELECT FROM mailing_recipient m
                 WHERE m.customer_id = p.customer_id AND m.mailing_id = r.mailing_id
                   AND m.dropped_on <= p.day))
           AND (r.nth_order IS NULL OR r.nth_order = (
                SELECT count(*) FROM customer_order b
                 WHERE b.customer_id = p.customer_id
                   AND b.status NOT IN ('cancelled', 'returned')
                   AND (b.ordered_at, b.id) <= (p.ordered_at, p.order_id)))
         WHERE p.bought
         GROUP BY p.id, r.enclosure_id
    ), taken AS (
        DELETE FROM shipment_enclosure e USING parcel p
         WHERE e.shipment_id = p.id
           AND NOT EXISTS (SELECT FROM wanted w WHERE w.shipment_id = e.shipment_id
                              AND w.enclosure_id = e.enclosure_id)
        RETURNING e.shipment_id
    ), laid AS (
        INSERT INTO shipment_enclosure (shipment_id, enclosure_id, rule_id)
        SELECT w.shipment_id, w.enclosure_id, w.rule_id FROM wanted w
         ORDER BY w.shipment_id, w.enclosure_id
        ON CONFLICT (shipment_id, enclosure_id) DO UPDATE SET rule_id = excluded.rule_id
         WHERE shipment_enclosure.rule_id <> excluded.rule_id
        RETURNING shipment_id
    )
    SELECT (SELECT count(*) FROM laid) AS laid_in, (SELECT count(*) FROM taken) AS taken_out
""")
