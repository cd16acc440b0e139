"""One statement a table: the pattern's rows, many times over, each time a little different.

Row n of the pattern becomes the rows (n - 1) * copies + 1 … n * copies, so that ids rise with time
wherever the pattern's rows are ranked by time, and a customer's orders lie far apart on disk.
Hashes of the new ids choose names, towns and numbers, so the result is the same each time. Names
that cannot be taken apart (companies, awkward ones) are kept in one copy of twenty.
"""

from __future__ import annotations

from typing import Final

# {copies} and the like are filled in by `statement`.
_PREPARE: Final = """
CREATE FUNCTION pattern.dice(id bigint, seed int) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN hashint8extended(id, seed) & 2147483647;
CREATE FUNCTION pattern.new_id(rank bigint, copy int) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN (rank - 1) * {copies} + copy + 1;
CREATE TABLE pattern.phone AS
    SELECT p.*, row_number() OVER (ORDER BY customer_id, position) AS rank,
           min(customer_id) OVER (PARTITION BY number) AS household,
           count(*) OVER (PARTITION BY number) > 1 AS shared
    FROM pattern.customer_phone p;
ALTER TABLE pattern.person ADD household bigint;
UPDATE pattern.person SET household = coalesce(
    (SELECT min(household) FROM pattern.phone WHERE customer_id = person.id AND shared), id);
CREATE TABLE pattern.order_rank AS
    SELECT id, row_number() OVER (ORDER BY ordered_at, id) AS rank FROM pattern.customer_order;
CREATE TABLE pattern.shipment_rank AS
    SELECT s.id, row_number() OVER (ORDER BY o.rank, s.id) AS rank
    FROM pattern.shipment s JOIN pattern.order_rank o ON o.id = s.order_id;
CREATE TABLE pattern.call_rank AS
    SELECT id, row_number() OVER (ORDER BY began_at, id) AS rank FROM pattern.call;
CREATE TABLE pattern.region AS SELECT region, count(*) AS towns FROM pattern.town GROUP BY region;
CREATE INDEX ON pattern.town (region, n);
ANALYZE;
"""
_CUSTOMER: Final = """
INSERT INTO customer (id, code, name, name_kana, name_key, kana_key, given_name_key,
    given_kana_key, birthday, sex, email, rank, attention_memo, customer_since)
SELECT n.id, 'C-' || lpad(n.id::text, greatest(6, length(n.id::text)), '0'),
    CASE WHEN r.yes THEN s.name || m.blank || g.name ELSE p.name END,
    CASE WHEN p.name_kana = '' OR NOT r.yes THEN p.name_kana ELSE s.kana || ' ' || g.kana END,
    CASE WHEN r.yes THEN s.name_key || g.name_key ELSE p.name_key END,
    CASE WHEN p.name_kana = '' OR NOT r.yes THEN p.kana_key ELSE s.kana_key || g.kana_key END,
    CASE WHEN r.yes THEN g.name_key ELSE p.given_name_key END,
    CASE WHEN p.name_kana = '' OR NOT r.yes THEN p.given_kana_key ELSE g.kana_key END,
    p.birthday + (pattern.dice(n.id, 1) % 28)::int, p.sex,
    regexp_replace(p.email, '[0-9]+', n.id::text), p.rank, p.attention_memo,
    p.customer_since
FROM (SELECT * FROM pattern.customer ORDER BY id) p
JOIN pattern.person m ON m.id = p.id
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.id::int) AS copy
CROSS JOIN LATERAL (SELECT pattern.new_id(p.id, copy) AS id,
    pattern.new_id(m.household, copy) AS household) n
CROSS JOIN LATERAL (SELECT (m.recombined OR copy % 20 <> 0)
    AND NOT (m.cast_member AND copy = 0) AS yes) r
JOIN pattern.surname s ON s.slot = pattern.dice(n.household, 2) % {surname_slots}
JOIN pattern.given g ON g.sex = m.sex AND g.birth_year = m.birth_year
    AND g.slot = pattern.dice(n.id, 3) % {given_slots}
ORDER BY n.id
"""
_ASSIGNMENT: Final = """
INSERT INTO customer_assignment (customer_id, staff_id)
SELECT pattern.new_id(p.customer_id, copy), p.staff_id
FROM (SELECT * FROM pattern.customer_assignment ORDER BY customer_id) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.customer_id::int) AS copy
"""
_PHONE: Final = """
INSERT INTO customer_phone (id, customer_id, number, label, position)
SELECT pattern.new_id(p.rank, copy), pattern.new_id(p.customer_id, copy),
    CASE WHEN m.cast_member AND copy = 0 THEN p.number
         WHEN a.area_code IS NULL THEN left(p.number, 5) || mobile.digits
         ELSE '+81' || a.area_code || fixed.digits END,
    p.label, p.position
FROM (SELECT * FROM pattern.phone ORDER BY rank) p
JOIN pattern.person m ON m.id = p.customer_id
LEFT JOIN pattern.area a ON a.beginning = left(p.number, 8) AND p.label <> 'mobile'
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
CROSS JOIN LATERAL (SELECT CASE WHEN p.shared THEN pattern.new_id(p.household, copy)
    ELSE {customers} + pattern.new_id(p.rank, copy) END AS seed) line
CROSS JOIN LATERAL (SELECT 10000000 + line.seed * 48271 % 90000000 AS digits) mobile
CROSS JOIN LATERAL (SELECT 9 - length(a.area_code) AS length) local
CROSS JOIN LATERAL (SELECT 2 * 10 ^ (local.length - 1)
    + line.seed * 7368787 % (8 * 10 ^ (local.length - 1))::bigint AS digits) fixed
"""
_ADDRESS: Final = """
INSERT INTO customer_address (customer_id, position, label, postal_code, prefecture, city, town,
    block, building, delivery_note)
SELECT pattern.new_id(p.customer_id, copy), p.position, p.label, t.postal_code, t.prefecture,
    t.city, CASE WHEN p.town LIKE '大字%' THEN '大字' || t.town ELSE t.town END,
    CASE WHEN t.has_chome THEN concat_ws('-', 1 + home.dice % 5, 1 + home.dice / 5 % 28,
        1 + home.dice / 140 % 20) ELSE p.block END,
    p.building, p.delivery_note
FROM (SELECT * FROM pattern.customer_address ORDER BY customer_id, position) p
JOIN pattern.person m ON m.id = p.customer_id
JOIN pattern.address_region USING (customer_id, position)
JOIN pattern.region r USING (region)
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.customer_id::int) AS copy
CROSS JOIN LATERAL (SELECT pattern.dice(CASE WHEN p.position = 0
    THEN pattern.new_id(m.household, copy)
    ELSE -pattern.new_id(p.customer_id, copy) END, 4) AS dice) home
JOIN pattern.town t ON t.region = r.region AND t.n = home.dice % r.towns
ORDER BY 1, 2
"""
_SUBSCRIPTION: Final = """
INSERT INTO subscription (id, customer_id, product_id, quantity, interval_days, interval_months,
    next_on, delivered_count, state, paused_until, started_on)
SELECT pattern.new_id(p.id, copy), pattern.new_id(p.customer_id, copy), p.product_id, p.quantity,
    p.interval_days, p.interval_months, p.next_on + copy % 5, p.delivered_count, p.state,
    p.paused_until, p.started_on
FROM (SELECT * FROM pattern.subscription ORDER BY id) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.id::int) AS copy
"""
_ORDER: Final = """
INSERT INTO customer_order (id, customer_id, number, shop, shop_order_number, channel, status,
    ordered_at, subtotal_yen, shipping_fee_yen, discount_yen, total_yen, subscription_id,
    staff_id, memo, created_at)
SELECT n.id, pattern.new_id(p.customer_id, copy),
    left(p.number, 8) || lpad(pattern.new_id(substr(p.number, 9)::int, copy)::text, 5, '0'),
    p.shop, left(p.shop_order_number, -8) || lpad(n.id::text, 8, '0'), p.channel, p.status,
    at.ordered_at, p.subtotal_yen, p.shipping_fee_yen, p.discount_yen, p.total_yen,
    pattern.new_id(p.subscription_id, copy), p.staff_id, p.memo, at.ordered_at
FROM (SELECT o.*, r.rank FROM pattern.customer_order o JOIN pattern.order_rank r USING (id)
      ORDER BY r.rank) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
CROSS JOIN LATERAL (SELECT pattern.new_id(p.rank, copy) AS id) n
CROSS JOIN LATERAL (SELECT p.ordered_at - make_interval(secs => pattern.dice(n.id, 5) % 1800)
    AS ordered_at) at
"""
_LINE: Final = """
INSERT INTO order_line (order_id, position, product_id, product_code, product_name, quantity,
    unit_price_yen)
SELECT pattern.new_id(p.rank, copy), p.position, p.product_id, p.product_code, p.product_name,
    p.quantity, p.unit_price_yen
FROM (SELECT l.*, r.rank FROM pattern.order_line l JOIN pattern.order_rank r ON r.id = l.order_id
      ORDER BY r.rank, l.position) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
"""
_PAYMENT: Final = """
INSERT INTO payment (id, order_id, method, amount_yen, due_on, slip_number, slip_expires_on,
    slip_issued_count, paid_on, dunning_count)
SELECT n.id, pattern.new_id(p.order_rank, copy), p.method, p.amount_yen, p.due_on,
    CASE WHEN p.slip_number = '' THEN '' ELSE (55550000000 + n.id)::text END,
    p.slip_expires_on, p.slip_issued_count, p.paid_on, p.dunning_count
FROM (SELECT y.*, r.rank AS order_rank, row_number() OVER (ORDER BY r.rank) AS rank
      FROM pattern.payment y JOIN pattern.order_rank r ON r.id = y.order_id ORDER BY r.rank) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
CROSS JOIN LATERAL (SELECT pattern.new_id(p.rank, copy) AS id) n
"""
_SHIPMENT: Final = """
INSERT INTO shipment (id, order_id, state, carrier, tracking_number, shipped_on, expected_on,
    delivered_on)
SELECT n.id, pattern.new_id(p.order_rank, copy), p.state, p.carrier,
    CASE WHEN p.tracking_number = '' THEN ''
         ELSE (55550000000 + n.id)::text || (55550000000 + n.id) % 7 END,
    p.shipped_on, p.expected_on, p.delivered_on
FROM (SELECT s.*, o.rank AS order_rank, r.rank FROM pattern.shipment s
      JOIN pattern.order_rank o ON o.id = s.order_id
      JOIN pattern.shipment_rank r ON r.id = s.id ORDER BY r.rank) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
CROSS JOIN LATERAL (SELECT pattern.new_id(p.rank, copy) AS id) n
"""
_SHIPMENT_ENCLOSURE: Final = """
INSERT INTO shipment_enclosure (shipment_id, enclosure_id)
SELECT pattern.new_id(p.rank, copy), p.enclosure_id
FROM (SELECT e.enclosure_id, r.rank FROM pattern.shipment_enclosure e
      JOIN pattern.shipment_rank r ON r.id = e.shipment_id ORDER BY r.rank, e.enclosure_id) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
"""
_MAILING_RECIPIENT: Final = """
INSERT INTO mailing_recipient (mailing_id, customer_id, wave, dropped_on)
SELECT p.mailing_id, pattern.new_id(p.customer_id, copy), p.wave, p.dropped_on
FROM (SELECT * FROM pattern.mailing_recipient ORDER BY mailing_id, wave, customer_id) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.customer_id::int) AS copy
"""
_LETTER: Final = """
INSERT INTO letter (id, customer_id, received_on, way, state, summary, transcription, thanked_on,
    thanked_how, thanked_by_id, document_id, created_at)
SELECT pattern.new_id(p.rank, copy), pattern.new_id(p.customer_id, copy), p.received_on, p.way,
    p.state, p.summary, p.transcription, p.thanked_on, p.thanked_how, p.thanked_by_id,
    p.document_id, p.created_at
FROM (SELECT l.*, row_number() OVER (ORDER BY received_on, id) AS rank FROM pattern.letter l
      ORDER BY received_on, id) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
"""
_CALL: Final = """
INSERT INTO call (id, source, source_call_id, direction, caller_raw, caller, no_number_reason,
    called_raw, line_name, queue, began_at, answered_at, ended_at, result, customer_id)
SELECT n.id, p.source, 'demo-' || n.id, p.direction,
    coalesce('0' || substr(f.number, 4), p.caller_raw), coalesce(f.number, p.caller),
    p.no_number_reason, p.called_raw, p.line_name, p.queue, p.began_at, p.answered_at, p.ended_at,
    p.result, pattern.new_id(p.customer_id, copy)
FROM (SELECT c.*, r.rank, f.position FROM pattern.call c JOIN pattern.call_rank r USING (id)
      LEFT JOIN pattern.customer_phone f ON f.customer_id = c.customer_id AND f.number = c.caller
      ORDER BY r.rank) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
CROSS JOIN LATERAL (SELECT pattern.new_id(p.rank, copy) AS id) n
LEFT JOIN customer_phone f ON f.customer_id = pattern.new_id(p.customer_id, copy)
    AND f.position = p.position
"""
_CALL_LEG: Final = """
INSERT INTO call_leg (id, call_id, source_leg_id, extension, staff_id, rang_at, answered_at,
    ended_at, outcome)
SELECT pattern.new_id(p.rank, copy), pattern.new_id(p.call_rank, copy), p.source_leg_id,
    p.extension, p.staff_id, p.rang_at, p.answered_at, p.ended_at, p.outcome
FROM (SELECT l.*, r.rank AS call_rank, row_number() OVER (ORDER BY r.rank, l.id) AS rank
      FROM pattern.call_leg l JOIN pattern.call_rank r ON r.id = l.call_id
      ORDER BY r.rank, l.id) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
"""
_CONTACT_NOTE: Final = """
INSERT INTO contact_note (id, operation_id, customer_id, call_id, staff_id, category_id, body,
    state, happened_at, created_at)
SELECT n.id, lpad(to_hex(n.id), 32, '0')::uuid, pattern.new_id(p.customer_id, copy),
    pattern.new_id(p.call_rank, copy), p.staff_id, p.category_id, p.body, p.state, p.happened_at,
    p.created_at
FROM (SELECT t.*, r.rank AS call_rank, row_number() OVER (ORDER BY happened_at, t.id) AS rank
      FROM pattern.contact_note t LEFT JOIN pattern.call_rank r ON r.id = t.call_id
      ORDER BY happened_at, t.id) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.rank::int) AS copy
CROSS JOIN LATERAL (SELECT pattern.new_id(p.rank, copy) AS id) n
"""
_CUSTOMER_TAG: Final = """
INSERT INTO customer_tag (customer_id, tag_id)
SELECT pattern.new_id(p.customer_id, copy), p.tag_id
FROM (SELECT * FROM pattern.customer_tag ORDER BY customer_id) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.customer_id::int) AS copy
"""
_SHOP_ACCOUNT: Final = """
INSERT INTO customer_shop_account (shop, shop_customer_number, customer_id)
SELECT p.shop, pattern.new_id(p.customer_id, copy)::text, pattern.new_id(p.customer_id, copy)
FROM (SELECT * FROM pattern.customer_shop_account ORDER BY customer_id) p
CROSS JOIN LATERAL generate_series(0, {copies} - 1 + 0 * p.customer_id::int) AS copy
"""
_CALLER_CHOICE: Final = """
INSERT INTO caller_choice (number, customer_id, chosen_at, staff_id)
SELECT DISTINCT ON (f.number) f.number, f.customer_id, p.chosen_at, p.staff_id
FROM pattern.caller_choice p
CROSS JOIN generate_series(0, {copies} - 1) AS copy
JOIN customer_phone f ON f.customer_id = pattern.new_id(p.customer_id, copy) AND f.position = 0
ORDER BY f.number, f.customer_id
"""
_TASK: Final = """
INSERT INTO task (id, operation_id, customer_id, staff_id, kind, title, due_on, priority, state,
    outcome, created_at)
SELECT id, operation_id, pattern.new_id(customer_id, 0), staff_id, kind, title, due_on, priority,
    state, outcome, created_at
FROM pattern.task
"""

PREPARE: Final = _PREPARE
# What others look up while loading, then the rest, the longest first.
FIRST: Final = (_CUSTOMER, _PHONE)
REST: Final = (
    _ORDER, _LINE, _SHIPMENT, _PAYMENT, _SHIPMENT_ENCLOSURE, _CALL, _CONTACT_NOTE, _CALL_LEG,
    _MAILING_RECIPIENT, _ADDRESS, _LETTER, _SUBSCRIPTION, _CUSTOMER_TAG, _SHOP_ACCOUNT,
    _ASSIGNMENT,
    _CALLER_CHOICE, _TASK,
)  # fmt: skip
COPIED_AS_THEY_ARE: Final = (
    "staff", "product", "note_category", "tag", "document", "mailing", "enclosure",
)  # fmt: skip
