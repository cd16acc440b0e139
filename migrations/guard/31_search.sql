-- Searching takes two steps, each a transaction of its own: search_noted records what is looked
-- for, customers_searched answers what is on record. One step would not do: whoever asks could
-- read the answer and roll the record back.

-- Whether I work here and may start: not before a password of my own is set.
CREATE OR REPLACE FUNCTION i_may_work() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT i_am('crm_owner') OR EXISTS (
        SELECT FROM staff WHERE login = SESSION_USER::text COLLATE "default" AND active AND NOT password_due)
    $$;

-- What a search may look for: empty texts are nothing, long ones are cut. Who only takes letters in
-- looks for no telephone and no order.
CREATE OR REPLACE FUNCTION search_meant(terms jsonb)
    RETURNS TABLE (name text, kana text, family_name text, given_kana text, family_kana text,
                   given_name text, codes text[], code_starts text[], phone_start text,
                   phone_end text, order_starts text[], postal_start text)
    LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT nullif(left(t.name, 100), ''), nullif(left(t.kana, 100), ''),
           nullif(left(t.family_name, 100), ''), nullif(left(t.given_kana, 100), ''),
           nullif(left(t.family_kana, 100), ''), nullif(left(t.given_name, 100), ''),
           nullif(array_remove(t.codes[1:4]::varchar(100)[]::text[], ''), '{}'),
           nullif(array_remove(t.code_starts[1:4]::varchar(100)[]::text[], ''), '{}'),
           CASE WHEN desk.works THEN nullif(left(t.phone_start, 100), '') END,
           CASE WHEN desk.works THEN nullif(left(t.phone_end, 100), '') END,
           CASE WHEN desk.works
                THEN nullif(array_remove(t.order_starts[1:4]::varchar(100)[]::text[], ''), '{}') END,
           nullif(left(t.postal_start, 100), '')
      FROM jsonb_to_record(coalesce(terms, '{}'))
           AS t (name text, kana text, family_name text, given_kana text, family_kana text,
                 given_name text, codes text[], code_starts text[], phone_start text,
                 phone_end text, order_starts text[], postal_start text),
           (SELECT i_am('crm_operator') OR i_am('crm_supervisor') AS works) desk
    $$;

-- Records a search. outcome: noted, too_many, not_staff, password_due; all but the first refuse.
CREATE OR REPLACE FUNCTION search_noted(terms jsonb, words text,
    OUT outcome text, OUT hourly_limit integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me staff;
    looked_for jsonb := jsonb_build_object('words', left(coalesce(words, ''), 100), 'terms',
        (SELECT jsonb_strip_nulls(to_jsonb(meant)) FROM search_meant(terms) meant));
BEGIN
    SELECT * INTO me FROM staff WHERE login = SESSION_USER::text COLLATE "default" AND active;
    hourly_limit := office_number('searches_per_hour', 400);
    outcome := 'noted';
    IF me.id IS NULL AND NOT i_am('crm_owner') THEN
        outcome := 'not_staff';
    ELSIF me.password_due THEN
        outcome := 'password_due';
    ELSIF me.id IS NOT NULL THEN
        -- Two connections of one person must not pass the limit side by side.
        PERFORM pg_advisory_xact_lock(1667329893, me.id::integer);
        IF (SELECT count(*) FROM audit_entry e
             WHERE e.login = me.login AND e.action = 'search' AND e.subject = 'customer'
               AND e.happened_at > now() - interval '1 hour') >= hourly_limit THEN
            outcome := 'too_many';
        END IF;
    END IF;
    PERFORM audit_write(CASE outcome WHEN 'noted' THEN 'search' ELSE 'refuse' END, 'customer', '',
        NULL, NULL, CASE outcome WHEN 'noted' THEN looked_for
                    ELSE looked_for || jsonb_build_object('what', outcome, 'why', 'search') END);
END $$;

-- Whether I had just this recorded within the last minute. A transaction that has written nothing
-- sees no record that could still be rolled back. Owners read the tables anyway.
CREATE OR REPLACE FUNCTION search_is_noted(terms jsonb) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT i_am('crm_owner') OR (pg_current_xact_id_if_assigned() IS NULL AND EXISTS (
        SELECT FROM audit_entry e
         WHERE e.login = SESSION_USER::text COLLATE "default" AND e.action = 'search'
           AND e.happened_at > clock_timestamp() - interval '1 minute'
           AND e.after -> 'terms' = (SELECT jsonb_strip_nulls(to_jsonb(meant))
                                       FROM search_meant(terms) meant)))
    $$;

-- Answers a recorded search, at most 50 rows, best first. Prefixes are ranges of the
-- text_pattern_ops indexes, walked in their order and left after 50 rows: no pattern for the
-- planner to misread, nothing to escape, 1114111 being the last character. What stands inside a
-- name is found by its pairs of characters, up to 200 names, and only when beginnings did not fill
-- the list: a commonest pair (トウ, 8 % of all names) costs a walk of its posting list, 4 ms in a
-- million. Every list is bounded, so no text is slow. One plan serves all texts; planning anew
-- costs as much as searching.
--
-- A restricted customer is found by name and code only, and has nothing but name, kana and code,
-- unless a supervisor asks. A number is told whole to who has typed it whole.
CREATE OR REPLACE FUNCTION customers_searched(terms jsonb, most integer)
    RETURNS TABLE (customer_id bigint, code text, name text, name_kana text, birthday date,
                   city text, phone text, last_ordered_at timestamptz, matched text,
                   phone_end text, postal_code text, prefecture text, restricted boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    meant record;
    name_parts text[];
    kana_parts text[];
    at_desk boolean := i_am('crm_operator') OR i_am('crm_supervisor');
    supervises boolean := i_am('crm_supervisor');
    row_limit integer := least(greatest(coalesce(most, 50), 0), 50);
BEGIN
    IF NOT search_is_noted(terms) THEN
        RAISE EXCEPTION 'what is not on record is not searched for'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO meant FROM search_meant(terms);
    name_parts := nullif(name_pairs(coalesce(meant.name, ''), ''), '{}');
    kana_parts := nullif(name_pairs(coalesce(nullif(meant.kana, meant.name), ''), ''), '{}');
    RETURN QUERY
    WITH named AS MATERIALIZED (
        (SELECT c.id, CASE WHEN c.name_key = meant.name THEN 0
                           WHEN c.name_key = meant.name || c.given_name_key THEN 1
                           ELSE 2 END AS rank, 'name' AS matched, c.kana_key
           FROM customer c
          WHERE c.name_key ~>=~ meant.name AND c.name_key ~<~ (meant.name || chr(1114111))
            AND c.merged_into_id IS NULL
          ORDER BY c.name_key USING ~<~ LIMIT 50)
        UNION ALL
        (SELECT c.id, CASE WHEN c.given_name_key = meant.name THEN 1 ELSE 2 END, 'name', c.kana_key
           FROM customer c
          WHERE c.given_name_key ~>=~ meant.name
            AND c.given_name_key ~<~ (meant.name || chr(1114111)) AND c.merged_into_id IS NULL
          ORDER BY c.given_name_key USING ~<~ LIMIT 50)
        UNION ALL
        (SELECT c.id, CASE WHEN c.kana_key = meant.kana THEN 0
                           WHEN c.kana_key = meant.kana || c.given_kana_key THEN 1
                           ELSE 2 END, 'kana', c.kana_key
           FROM customer c
          WHERE c.kana_key ~>=~ meant.kana AND c.kana_key ~<~ (meant.kana || chr(1114111))
            AND c.merged_into_id IS NULL
          ORDER BY c.kana_key USING ~<~ LIMIT 50)
        UNION ALL
        (SELECT c.id, CASE WHEN c.given_kana_key = meant.kana THEN 1 ELSE 2 END, 'kana', c.kana_key
           FROM customer c
          WHERE c.given_kana_key ~>=~ meant.kana
            AND c.given_kana_key ~<~ (meant.kana || chr(1114111)) AND c.merged_into_id IS NULL
          ORDER BY c.given_kana_key USING ~<~ LIMIT 50)
        UNION ALL
        (SELECT c.id, 2, 'name', c.kana_key
           FROM customer c
          WHERE c.name_key ~>=~ meant.family_name
            AND c.name_key ~<~ (meant.family_name || chr(1114111))
            AND c.given_kana_key ~>=~ meant.given_kana
            AND c.given_kana_key ~<~ (meant.given_kana || chr(1114111))
            AND c.merged_into_id IS NULL LIMIT 50)
        UNION ALL
        (SELECT c.id, 2, 'name', c.kana_key
           FROM customer c
          WHERE c.kana_key ~>=~ meant.family_kana
            AND c.kana_key ~<~ (meant.family_kana || chr(1114111))
            AND c.given_name_key ~>=~ meant.given_name
            AND c.given_name_key ~<~ (meant.given_name || chr(1114111))
            AND c.merged_into_id IS NULL LIMIT 50)
        UNION ALL
        (SELECT c.id, 0, 'code', c.kana_key
           FROM customer c WHERE c.code = ANY(meant.codes) AND c.merged_into_id IS NULL)
        UNION ALL
        (SELECT c.id, 2, 'code', c.kana_key
           FROM unnest(meant.code_starts) AS start CROSS JOIN LATERAL (
            SELECT k.id, k.kana_key FROM customer k
             WHERE k.code ~>=~ start AND k.code ~<~ (start || chr(1114111))
               AND k.merged_into_id IS NULL
             ORDER BY k.code USING ~<~ LIMIT 50) c)
    ), inside AS MATERIALIZED (
        (SELECT c.id, 3 AS rank,
                CASE WHEN strpos(c.name_key, meant.name) > 0 THEN 'name' ELSE 'kana' END AS matched,
                c.kana_key
           FROM customer c
          WHERE (SELECT count(*) FROM named) < 50
            AND name_pairs(c.name_key, c.kana_key) @> name_parts
            AND (strpos(c.name_key, meant.name) > 0 OR strpos(c.kana_key, meant.name) > 0)
            AND c.merged_into_id IS NULL LIMIT 200)
        UNION ALL
        (SELECT c.id, 3, 'kana', c.kana_key
           FROM customer c
          WHERE (SELECT count(*) FROM named) < 50
            AND name_pairs(c.name_key, c.kana_key) @> kana_parts
            AND strpos(c.kana_key, meant.kana) > 0 AND c.merged_into_id IS NULL LIMIT 200)
    ), numbered AS MATERIALIZED (
        (SELECT p.customer_id, CASE WHEN p.number = meant.phone_start THEN 0 ELSE 2 END AS rank,
                'phone' AS matched, p.number
           FROM customer_phone p
          WHERE p.number ~>=~ meant.phone_start
            AND p.number ~<~ (meant.phone_start || chr(1114111))
          ORDER BY p.number USING ~<~ LIMIT 50)
        UNION ALL
        (SELECT p.customer_id, 3, 'phone', p.number
           FROM customer_phone p
          WHERE reverse(p.number) ~>=~ reverse(meant.phone_end)
            AND reverse(p.number) ~<~ (reverse(meant.phone_end) || chr(1114111))
          ORDER BY reverse(p.number) USING ~<~ LIMIT 50)
        UNION ALL
        (SELECT o.customer_id, CASE WHEN o.number = start THEN 0 ELSE 2 END, 'order', NULL
           FROM unnest(meant.order_starts) AS start CROSS JOIN LATERAL (
            SELECT n.customer_id, n.number FROM customer_order n
             WHERE n.number ~>=~ start AND n.number ~<~ (start || chr(1114111))
             ORDER BY n.number USING ~<~ LIMIT 50) o)
        UNION ALL
        (SELECT o.customer_id, CASE WHEN o.shop_order_number = start THEN 0 ELSE 2 END, 'order', NULL
           FROM unnest(meant.order_starts) AS start CROSS JOIN LATERAL (
            SELECT n.customer_id, n.shop_order_number FROM customer_order n
             WHERE n.shop_order_number ~>=~ start
               AND n.shop_order_number ~<~ (start || chr(1114111))
             ORDER BY n.shop_order_number USING ~<~ LIMIT 50) o)
        UNION ALL
        (SELECT a.customer_id, CASE WHEN a.postal_code = meant.postal_start THEN 0 ELSE 2 END,
                'postal', NULL
           FROM customer_address a
          WHERE a.postal_code ~>=~ meant.postal_start
            AND a.postal_code ~<~ (meant.postal_start || chr(1114111))
          ORDER BY a.postal_code USING ~<~ LIMIT 50)
    ), best AS (
        SELECT DISTINCT ON (every.id) every.* FROM (
            SELECT n.id, n.rank, n.matched, NULL AS number, n.kana_key FROM named n
            UNION ALL SELECT i.id, i.rank, i.matched, NULL, i.kana_key FROM inside i
            UNION ALL SELECT c.id, n.rank, n.matched, n.number, c.kana_key
                        FROM numbered n JOIN customer c ON c.id = n.customer_id
                       WHERE c.merged_into_id IS NULL AND (supervises OR NOT c.restricted)) every
         ORDER BY every.id, every.rank, every.matched
    ), shown AS MATERIALIZED (
        SELECT b.* FROM best b ORDER BY b.rank, b.kana_key USING ~<~, b.id LIMIT row_limit
    )
    SELECT c.id, c.code, c.name, c.name_kana,
           CASE WHEN told.more AND at_desk THEN c.birthday END,
           CASE WHEN told.more AND at_desk THEN coalesce(home.city, '') ELSE '' END,
           CASE WHEN told.more AND s.number = meant.phone_start THEN s.number ELSE '' END,
           CASE WHEN told.more AND at_desk THEN
                (SELECT o.ordered_at FROM customer_order o
                  WHERE o.customer_id = c.id AND o.status NOT IN ('cancelled', 'returned')
                  ORDER BY o.ordered_at DESC LIMIT 1) END,
           s.matched,
           CASE WHEN told.more AND at_desk THEN coalesce(right(coalesce(s.number,
                (SELECT p.number FROM customer_phone p
                  WHERE p.customer_id = c.id ORDER BY p.position, p.id LIMIT 1)), 4), '')
                ELSE '' END,
           CASE WHEN told.more AND NOT at_desk THEN coalesce(home.postal_code, '') ELSE '' END,
           CASE WHEN told.more AND NOT at_desk THEN coalesce(home.prefecture, '') ELSE '' END,
           c.restricted
      FROM shown s JOIN customer c ON c.id = s.id
     CROSS JOIN LATERAL (SELECT supervises OR NOT c.restricted AS more) told
      LEFT JOIN LATERAL (SELECT a.postal_code, a.prefecture, a.city FROM customer_address a
                          WHERE told.more AND a.customer_id = c.id
                          ORDER BY a.position LIMIT 1) home ON true
     ORDER BY s.rank, s.kana_key USING ~<~, s.id;
END $$;

GRANT EXECUTE ON FUNCTION search_noted(jsonb, text), customers_searched(jsonb, integer)
    TO crm_operator, crm_supervisor, crm_scanner;
