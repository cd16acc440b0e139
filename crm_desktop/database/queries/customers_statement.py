"""The statements behind the search box and the chooser."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ARRAY, Integer, Text, bindparam, text
from sqlalchemy.sql.expression import TextClause

# Prefixes are ranges of the text_pattern_ops indexes, walked in their order and left after 50
# rows: no pattern for the planner to misread, nothing to escape, 1114111 being the last character.
# What stands inside a name is found by its pairs of characters, up to 200 names, and only when
# beginnings did not fill the list: a commonest pair (トウ, 8 % of all names) costs a walk of its
# posting list, 4 ms in a million. Every list is bounded, so no text is slow.
SEARCH_STATEMENT: Final[TextClause] = text("""
WITH named AS MATERIALIZED (
    (SELECT id, CASE WHEN name_key = :name THEN 0 WHEN name_key = (:name || given_name_key) THEN 1
                     ELSE 2 END AS rank, 'name' AS matched, kana_key
       FROM customer WHERE name_key ~>=~ :name AND name_key ~<~ (:name || chr(1114111))
        AND merged_into_id IS NULL
      ORDER BY name_key USING ~<~ LIMIT 50)
    UNION ALL
    (SELECT id, CASE WHEN given_name_key = :name THEN 1 ELSE 2 END, 'name', kana_key
       FROM customer WHERE given_name_key ~>=~ :name
        AND given_name_key ~<~ (:name || chr(1114111)) AND merged_into_id IS NULL
      ORDER BY given_name_key USING ~<~ LIMIT 50)
    UNION ALL
    (SELECT id, CASE WHEN kana_key = :kana THEN 0 WHEN kana_key = (:kana || given_kana_key) THEN 1
                     ELSE 2 END, 'kana', kana_key
       FROM customer WHERE kana_key ~>=~ :kana AND kana_key ~<~ (:kana || chr(1114111))
        AND merged_into_id IS NULL
      ORDER BY kana_key USING ~<~ LIMIT 50)
    UNION ALL
    (SELECT id, CASE WHEN given_kana_key = :kana THEN 1 ELSE 2 END, 'kana', kana_key
       FROM customer WHERE given_kana_key ~>=~ :kana
        AND given_kana_key ~<~ (:kana || chr(1114111)) AND merged_into_id IS NULL
      ORDER BY given_kana_key USING ~<~ LIMIT 50)
    UNION ALL
    (SELECT id, 2, 'name', kana_key
       FROM customer WHERE name_key ~>=~ :family_name
        AND name_key ~<~ (:family_name || chr(1114111))
        AND given_kana_key ~>=~ :given_kana
        AND given_kana_key ~<~ (:given_kana || chr(1114111))
        AND merged_into_id IS NULL LIMIT 50)
    UNION ALL
    (SELECT id, 2, 'name', kana_key
       FROM customer WHERE kana_key ~>=~ :family_kana
        AND kana_key ~<~ (:family_kana || chr(1114111))
        AND given_name_key ~>=~ :given_name
        AND given_name_key ~<~ (:given_name || chr(1114111))
        AND merged_into_id IS NULL LIMIT 50)
    UNION ALL
    (SELECT id, 0, 'code', kana_key
       FROM customer WHERE code = ANY(:codes) AND merged_into_id IS NULL)
    UNION ALL
    (SELECT c.id, 2, 'code', c.kana_key FROM unnest(:code_starts) AS start CROSS JOIN LATERAL (
        SELECT id, kana_key FROM customer
         WHERE code ~>=~ start AND code ~<~ (start || chr(1114111)) AND merged_into_id IS NULL
         ORDER BY code USING ~<~ LIMIT 50) c)
), inside AS MATERIALIZED (
    (SELECT id, 3 AS rank,
            CASE WHEN strpos(name_key, :name) > 0 THEN 'name' ELSE 'kana' END AS matched, kana_key
       FROM customer
      WHERE (SELECT count(*) FROM named) < 50 AND name_pairs(name_key, kana_key) @> :name_pairs
        AND (strpos(name_key, :name) > 0 OR strpos(kana_key, :name) > 0)
        AND merged_into_id IS NULL LIMIT 200)
    UNION ALL
    (SELECT id, 3, 'kana', kana_key
       FROM customer
      WHERE (SELECT count(*) FROM named) < 50 AND name_pairs(name_key, kana_key) @> :kana_pairs
        AND strpos(kana_key, :kana) > 0 AND merged_into_id IS NULL LIMIT 200)
), numbered AS MATERIALIZED (
    (SELECT customer_id, CASE WHEN number = :phone_start THEN 0 ELSE 2 END AS rank,
            'phone' AS matched, number
       FROM customer_phone WHERE number ~>=~ :phone_start
        AND number ~<~ (:phone_start || chr(1114111))
      ORDER BY number USING ~<~ LIMIT 50)
    UNION ALL
    (SELECT customer_id, 3, 'phone', number
       FROM customer_phone WHERE reverse(number) ~>=~ reverse(:phone_end)
        AND reverse(number) ~<~ (reverse(:phone_end) || chr(1114111))
      ORDER BY reverse(number) USING ~<~ LIMIT 50)
    UNION ALL
    (SELECT o.customer_id, CASE WHEN o.number = start THEN 0 ELSE 2 END, 'order', NULL
       FROM unnest(:order_starts) AS start CROSS JOIN LATERAL (
        SELECT customer_id, number FROM customer_order
         WHERE number ~>=~ start AND number ~<~ (start || chr(1114111))
         ORDER BY number USING ~<~ LIMIT 50) o)
    UNION ALL
    (SELECT o.customer_id, CASE WHEN o.shop_order_number = start THEN 0 ELSE 2 END, 'order', NULL
       FROM unnest(:order_starts) AS start CROSS JOIN LATERAL (
        SELECT customer_id, shop_order_number FROM customer_order
         WHERE shop_order_number ~>=~ start AND shop_order_number ~<~ (start || chr(1114111))
         ORDER BY shop_order_number USING ~<~ LIMIT 50) o)
    UNION ALL
    (SELECT customer_id, CASE WHEN postal_code = :postal_start THEN 0 ELSE 2 END, 'postal', NULL
       FROM customer_address
      WHERE postal_code ~>=~ :postal_start AND postal_code ~<~ (:postal_start || chr(1114111))
      ORDER BY postal_code USING ~<~ LIMIT 50)
), best AS (
    SELECT DISTINCT ON (id) * FROM (
        SELECT id, rank, matched, NULL AS number, kana_key FROM named
        UNION ALL SELECT id, rank, matched, NULL, kana_key FROM inside
        UNION ALL SELECT c.id, n.rank, n.matched, n.number, c.kana_key
                    FROM numbered n JOIN customer c ON c.id = n.customer_id
                   WHERE c.merged_into_id IS NULL) every
     ORDER BY id, rank, matched
), shown AS MATERIALIZED (
    SELECT * FROM best ORDER BY rank, kana_key USING ~<~, id LIMIT :most
)
SELECT c.id, c.code, c.name, c.name_kana, c.birthday,
       coalesce((SELECT a.city FROM customer_address a
                  WHERE a.customer_id = c.id ORDER BY a.position LIMIT 1), ''),
       coalesce(s.number, (SELECT p.number FROM customer_phone p
                            WHERE p.customer_id = c.id ORDER BY p.position, p.id LIMIT 1), ''),
       (SELECT o.ordered_at FROM customer_order o
         WHERE o.customer_id = c.id AND o.status NOT IN ('cancelled', 'returned')
         ORDER BY o.ordered_at DESC LIMIT 1),
       s.matched
  FROM shown s JOIN customer c ON c.id = s.id
 ORDER BY s.rank, s.kana_key USING ~<~, s.id
""").bindparams(
    *(
        bindparam(name, type_=Text)
        for name in (
            "name",
            "kana",
            "family_name",
            "given_kana",
            "family_kana",
            "given_name",
            "phone_start",
            "phone_end",
            "postal_start",
        )
    ),
    *(
        bindparam(name, type_=ARRAY(Text))
        for name in ("codes", "code_starts", "order_starts", "name_pairs", "kana_pairs")
    ),
    bindparam("most", type_=Integer),
)

# A number that an import gave to thousands ("0312345678") must not become slow: 200 are looked at.
CALLERS_STATEMENT: Final[TextClause] = text("""
SELECT c.id, c.code, c.name, c.name_kana, c.birthday, c.sex, last.ordered_at,
       coalesce((SELECT string_agg(l.product_name || CASE WHEN l.quantity > 1
                                   THEN '×' || l.quantity ELSE '' END, '、' ORDER BY l.position)
                   FROM order_line l WHERE l.order_id = last.id), ''),
       (SELECT coalesce(sum(y.amount_yen), 0)
          FROM customer_order o JOIN payment y ON y.order_id = o.id
         WHERE o.customer_id = c.id AND o.status NOT IN ('cancelled', 'returned')
           AND y.paid_on IS NULL),
       EXISTS (SELECT FROM customer_order o JOIN shipment h ON h.order_id = o.id
                WHERE o.customer_id = c.id AND h.state = 'on_the_way'),
       h.customer_id IS NOT NULL
  FROM (SELECT DISTINCT customer_id
          FROM (SELECT customer_id FROM customer_phone WHERE number = :number LIMIT 200) those
         UNION SELECT customer_id FROM caller_choice WHERE number = :number) p
  JOIN customer c ON c.id = p.customer_id
  LEFT JOIN caller_choice h ON h.number = :number AND h.customer_id = c.id
  LEFT JOIN LATERAL (
        SELECT id, ordered_at FROM customer_order
         WHERE customer_id = c.id AND status NOT IN ('cancelled', 'returned')
         ORDER BY ordered_at DESC, id DESC LIMIT 1) last ON true
 WHERE c.merged_into_id IS NULL
   AND EXISTS (SELECT FROM customer_phone q WHERE q.customer_id = c.id AND q.number = :number)
 ORDER BY h.customer_id IS NULL, last.ordered_at DESC NULLS LAST, c.kana_key USING ~<~, c.id
 LIMIT 20
""").bindparams(bindparam("number", type_=Text))
