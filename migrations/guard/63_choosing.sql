-- Choosing customers by what is known of them. Supervisors alone, and of whom is chosen they are told
-- counts and sums; a sample with names is a search, recorded first and answered then.

-- Who looks after a customer today: whoever covers, else whose customer it is.
CREATE OR REPLACE FUNCTION staff_today(assigned customer_assignment) RETURNS bigint
    LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
    RETURN CASE WHEN (now() AT TIME ZONE 'Asia/Tokyo')::date
                     BETWEEN (assigned).cover_from AND (assigned).cover_until
                THEN (assigned).cover_staff_id ELSE (assigned).staff_id END;

-- The statement that finds who meets all criteria; only what is asked for is looked at. Everything
-- that a person gave stays in the one parameter $1; the text is made of what stands here.
--
-- criteria: staff (ids), staff_left, staff_nobody: any of the three; ranks, prefectures, cities
-- ("東京都新宿区"), tags (ids), products (codes, bought at least once), subscriptions (states, or
-- "none"); ordered_from, ordered_until: the last order; never_ordered; orders_least, orders_most;
-- overdue_days: days behind the purchase cycle, at least; unpaid: something is to be paid.
CREATE OR REPLACE FUNCTION choosing(criteria jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    cheap text := '';
    dear text := '';
BEGIN
    IF criteria ? 'staff' OR criteria ? 'staff_left' OR criteria ? 'staff_nobody' THEN
        cheap := cheap || ' AND (false';
        IF criteria ? 'staff' THEN
            cheap := cheap || ' OR a.staff_id = ANY (SELECT e::bigint
                FROM jsonb_array_elements_text($1 -> ''staff'') e)';
        END IF;
        IF criteria ? 'staff_left' THEN
            cheap := cheap || ' OR a.staff_id IN (SELECT s.id FROM staff s WHERE NOT s.active)';
        END IF;
        IF criteria ? 'staff_nobody' THEN
            cheap := cheap || ' OR a.staff_id IS NULL';
        END IF;
        cheap := cheap || ')';
    END IF;
    IF criteria ? 'ranks' THEN
        cheap := cheap || ' AND $1 -> ''ranks'' ? c.rank';
    END IF;
    IF criteria ? 'prefectures' OR criteria ? 'cities' THEN
        cheap := cheap || ' AND ($1 -> ''prefectures'' ? h.prefecture
                              OR $1 -> ''cities'' ? (h.prefecture || h.city))';
    END IF;
    IF criteria ? 'tags' THEN
        cheap := cheap || ' AND EXISTS (SELECT FROM customer_tag t WHERE t.customer_id = c.id
            AND t.tag_id = ANY (SELECT e::bigint FROM jsonb_array_elements_text($1 -> ''tags'') e))';
    END IF;
    IF criteria ? 'subscriptions' THEN
        cheap := cheap || ' AND (EXISTS (SELECT FROM subscription b WHERE b.customer_id = c.id
                                     AND $1 -> ''subscriptions'' ? b.state)
            OR $1 -> ''subscriptions'' ? ''none'' AND NOT EXISTS (SELECT FROM subscription b
                   WHERE b.customer_id = c.id AND b.state <> ''stopped''))';
    END IF;
    IF criteria ? 'unpaid' THEN
        cheap := cheap || ' AND EXISTS (SELECT FROM customer_order o JOIN payment y ON y.order_id = o.id
            WHERE o.customer_id = c.id AND y.paid_on IS NULL AND y.method <> ''free''
              AND o.status NOT IN (''cancelled'', ''returned''))';
    END IF;
    IF criteria ? 'products' THEN
        cheap := cheap || ' AND EXISTS (SELECT FROM customer_order o JOIN order_line l ON l.order_id = o.id
            WHERE o.customer_id = c.id AND $1 -> ''products'' ? l.product_code
              AND o.status NOT IN (''cancelled'', ''returned''))';
    END IF;
    IF criteria ? 'never_ordered' THEN
        cheap := cheap || ' AND NOT EXISTS (SELECT FROM customer_order o WHERE o.customer_id = c.id
            AND o.status NOT IN (''cancelled'', ''returned''))';
    END IF;
    IF criteria ? 'ordered_from' THEN
        dear := dear || ' AND o.last_on >= ($1 ->> ''ordered_from'')::date';
    END IF;
    IF criteria ? 'ordered_until' THEN
        dear := dear || ' AND o.last_on <= ($1 ->> ''ordered_until'')::date';
    END IF;
    IF criteria ? 'orders_least' THEN
        dear := dear || ' AND o.orders >= ($1 ->> ''orders_least'')::integer';
    END IF;
    IF criteria ? 'orders_most' THEN
        dear := dear || ' AND o.orders <= ($1 ->> ''orders_most'')::integer';
    END IF;
    IF criteria ? 'overdue_days' THEN
        dear := dear || ' AND (now() AT TIME ZONE ''Asia/Tokyo'')::date - o.last_on - v.every_days
                              >= ($1 ->> ''overdue_days'')::integer';
    END IF;
    cheap := 'SELECT c.id AS customer_id, a.staff_id FROM customer c
              LEFT JOIN customer_assignment a ON a.customer_id = c.id'
        || CASE WHEN criteria ? 'prefectures' OR criteria ? 'cities' THEN
             ' JOIN customer_address h ON h.customer_id = c.id AND h.position = 0' ELSE '' END
        || ' WHERE c.merged_into_id IS NULL' || cheap;
    IF dear = '' THEN
        RETURN cheap;
    END IF;
    -- The orders of nobody else are counted.
    RETURN 'WITH likely AS MATERIALIZED (' || cheap || '),
        bought AS (SELECT r.customer_id, r.ordered_at,
                          (r.ordered_at AT TIME ZONE ''Asia/Tokyo'')::date AS bought_on
                     FROM customer_order r WHERE r.status NOT IN (''cancelled'', ''returned'')
                      AND r.customer_id IN (SELECT m.customer_id FROM likely m)),
        o AS (SELECT b.customer_id, count(*) AS orders, max(b.bought_on) AS last_on
                FROM bought b GROUP BY b.customer_id)'
        || CASE WHEN criteria ? 'overdue_days' THEN ',
        v AS (SELECT d.customer_id, greatest(1, floor(percentile_cont(0.5)
                       WITHIN GROUP (ORDER BY d.gap) + 0.5))::integer AS every_days
                FROM (SELECT b.customer_id, b.bought_on - lag(b.bought_on) OVER
                             (PARTITION BY b.customer_id ORDER BY b.bought_on) AS gap
                        FROM (SELECT DISTINCT b.customer_id, b.bought_on FROM bought b) b) d
               WHERE d.gap IS NOT NULL GROUP BY d.customer_id)' ELSE '' END
        || ' SELECT m.customer_id, m.staff_id FROM likely m
               LEFT JOIN o ON o.customer_id = m.customer_id'
        || CASE WHEN criteria ? 'overdue_days' THEN
             ' JOIN v ON v.customer_id = m.customer_id' ELSE '' END
        || ' WHERE true' || dear;
END $$;

CREATE OR REPLACE FUNCTION only_supervisors() RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT (i_am('crm_owner') OR i_am('crm_supervisor') AND i_may_work()) THEN
        RAISE EXCEPTION 'customers are moved by supervisors' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- How many meet the criteria, what they bought in a year (移動年計 of the chosen), and what is open.
CREATE OR REPLACE FUNCTION customers_counted(criteria jsonb)
    RETURNS TABLE (customers bigint, yearly_yen bigint, open_tasks bigint, open_call_backs bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off SET work_mem = '128MB' AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY EXECUTE 'WITH chosen AS MATERIALIZED (' || choosing(criteria) || ')
        SELECT (SELECT count(*) FROM chosen),
               (SELECT coalesce(sum(o.total_yen), 0)::bigint FROM customer_order o
                 WHERE o.ordered_at > now() - interval ''1 year''
                   AND o.status NOT IN (''cancelled'', ''returned'')
                   AND o.customer_id IN (SELECT n.customer_id FROM chosen n)),
               (SELECT count(*) FROM task t WHERE t.state = ''open''
                   AND t.customer_id IN (SELECT n.customer_id FROM chosen n)),
               (SELECT count(*) FROM task t WHERE t.state = ''open'' AND t.kind = ''call_back''
                   AND t.customer_id IN (SELECT n.customer_id FROM chosen n))'
        USING criteria;
END $$;

-- Everybody who meets the criteria, as four lists beside each other: id, what they bought in a year,
-- the household (the least id of those chosen who live at one address) and the region (a number
-- for each city, "" for none). Ordered by region, household, id.
CREATE OR REPLACE FUNCTION customers_to_spread(criteria jsonb)
    RETURNS TABLE (customer_ids bigint[], staff_ids bigint[], yearly_yen bigint[],
                   households bigint[], regions text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off SET work_mem = '128MB' AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY EXECUTE 'WITH chosen AS MATERIALIZED (' || choosing(criteria) || '),
        sales AS (SELECT o.customer_id, sum(o.total_yen)::bigint AS yen FROM customer_order o
                   WHERE o.ordered_at > now() - interval ''1 year''
                     AND o.status NOT IN (''cancelled'', ''returned'')
                   GROUP BY o.customer_id),
        homes AS (SELECT n.customer_id, n.staff_id, coalesce(h.prefecture || h.city, '''') AS region,
                         CASE WHEN h.block <> '''' THEN min(n.customer_id) OVER (PARTITION BY
                              h.prefecture, h.city, h.town, h.block, h.building)
                              ELSE n.customer_id END AS household
                    FROM chosen n
                    LEFT JOIN customer_address h ON h.customer_id = n.customer_id AND h.position = 0)
        SELECT array_agg(m.customer_id), array_agg(m.staff_id), array_agg(coalesce(s.yen, 0)),
               array_agg(m.household),
               array_agg(CASE WHEN m.region = '''' THEN '''' ELSE m.number::text END)
          FROM (SELECT *, dense_rank() OVER (ORDER BY region) AS number
                  FROM homes ORDER BY region, household, customer_id) m
          LEFT JOIN sales s ON s.customer_id = m.customer_id'
        USING criteria;
END $$;

-- Records that somebody asks for names of those who meet the criteria.
CREATE OR REPLACE FUNCTION sample_noted(criteria jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    PERFORM audit_write('search', 'customer_move', '', NULL, NULL,
                        jsonb_build_object('criteria', criteria));
END $$;

-- Some of whom was chosen, recorded within the last minute; at most 200, spread over all of them.
CREATE OR REPLACE FUNCTION customers_sampled(criteria jsonb, most integer)
    RETURNS TABLE (customer_id bigint, code text, name text, rank text, prefecture text, city text,
                   staff_name text, last_ordered_on date, orders bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM only_supervisors();
    IF pg_current_xact_id_if_assigned() IS NOT NULL OR NOT EXISTS (
        SELECT FROM audit_entry e
         WHERE e.login = SESSION_USER::text COLLATE "default" AND e.action = 'search'
           AND e.subject = 'customer_move' AND e.after -> 'criteria' = criteria
           AND e.happened_at > clock_timestamp() - interval '1 minute') THEN
        RAISE EXCEPTION 'what is not on record is not told' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY EXECUTE 'WITH chosen AS MATERIALIZED (' || choosing(criteria) || '),
        drawn AS (SELECT * FROM chosen ORDER BY hashint8(customer_id) LIMIT $2)
        SELECT c.id, c.code, c.name, c.rank, coalesce(h.prefecture, ''''), coalesce(h.city, ''''),
               coalesce(s.name, ''''), (o.last_at AT TIME ZONE ''Asia/Tokyo'')::date, o.orders
          FROM drawn n JOIN customer c ON c.id = n.customer_id
          LEFT JOIN staff s ON s.id = n.staff_id
          LEFT JOIN customer_address h ON h.customer_id = c.id AND h.position = 0
         CROSS JOIN LATERAL (SELECT count(*) AS orders, max(ordered_at) AS last_at
                               FROM customer_order WHERE customer_id = c.id
                                AND status NOT IN (''cancelled'', ''returned'')) o
         ORDER BY c.kana_key, c.id'
        USING criteria, least(greatest(coalesce(most, 50), 0), 200);
END $$;

GRANT EXECUTE ON FUNCTION customers_counted(jsonb), customers_to_spread(jsonb), sample_noted(jsonb),
    customers_sampled(jsonb, integer) TO crm_supervisor;

-- The card's own line: everybody who sees the customer sees whose it is.
ALTER TABLE customer_assignment ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS work ON customer_assignment;
DROP POLICY IF EXISTS opened ON customer_assignment;
DROP POLICY IF EXISTS own_customer ON customer_assignment;
CREATE POLICY work ON customer_assignment TO crm_worker USING (true);
CREATE POLICY opened ON customer_assignment TO crm_operator, crm_supervisor
    USING (EXISTS (SELECT FROM customer c WHERE c.id = customer_assignment.customer_id OFFSET 0));
-- Whoever adds a customer looks after them, or nobody does yet.
CREATE POLICY own_customer ON customer_assignment AS RESTRICTIVE FOR INSERT
    TO crm_operator, crm_supervisor
    WITH CHECK (staff_id = (SELECT my_staff_id()) OR (SELECT i_am('crm_supervisor')));
GRANT SELECT ON customer_assignment TO crm_operator, crm_supervisor, crm_worker;
GRANT INSERT (customer_id, staff_id) ON customer_assignment
    TO crm_operator, crm_supervisor, crm_worker;
