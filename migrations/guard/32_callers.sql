-- Who may be calling: for the chooser, when several people share a number. For a call at one's own
-- telephone nothing is recorded; without one it is a search for the number, in two steps as all are.

-- Whether a call from the number came to my telephone, now or within the hour.
CREATE OR REPLACE FUNCTION caller_is_mine(number text, which_call bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT EXISTS (
        SELECT FROM call c
         WHERE c.id = which_call AND c.caller = number AND c.direction = 'in'
           AND (c.ended_at IS NULL OR c.ended_at > now() - interval '1 hour')
           AND reporter_is_trusted(c.reported_by)
           AND call_is_mine(c.id) AND i_may_work())
    $$;

-- outcome: mine, or what search_noted says.
CREATE OR REPLACE FUNCTION caller_noted(number text, which_call bigint,
    OUT outcome text, OUT hourly_limit integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF caller_is_mine(number, which_call) THEN
        outcome := 'mine';
    ELSE
        SELECT n.outcome, n.hourly_limit INTO caller_noted.outcome, caller_noted.hourly_limit
          FROM search_noted(jsonb_build_object('phone_start', number), number) n;
    END IF;
END $$;

-- Who has the number, at most 20: the one last chosen first, then by last order. A number that an
-- import gave to thousands ("0312345678") must not become slow: 200 are looked at. Restricted
-- customers are named to supervisors, and to whom they call.
CREATE OR REPLACE FUNCTION callers_found(number text, which_call bigint)
    RETURNS TABLE (customer_id bigint, code text, name text, name_kana text, birthday date,
                   sex text, last_ordered_at timestamptz, last_order_items text,
                   last_chosen boolean, restricted boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
    wanted text := number;
    calls_me boolean := caller_is_mine(number, which_call);
BEGIN
    IF NOT calls_me AND NOT search_is_noted(jsonb_build_object('phone_start', wanted)) THEN
        RAISE EXCEPTION 'what is not on record is not searched for'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    SELECT c.id, c.code, c.name, c.name_kana, c.birthday, c.sex, last.ordered_at,
           coalesce((SELECT string_agg(l.product_name || CASE WHEN l.quantity > 1
                                       THEN '×' || l.quantity ELSE '' END, '、' ORDER BY l.position)
                       FROM order_line l WHERE l.order_id = last.id), ''),
           h.customer_id IS NOT NULL, c.restricted
      FROM (SELECT DISTINCT those.customer_id
              FROM (SELECT n.customer_id FROM customer_phone n WHERE n.number = wanted LIMIT 200)
                   those
             UNION SELECT k.customer_id FROM caller_choice k WHERE k.number = wanted) p
      JOIN customer c ON c.id = p.customer_id
      LEFT JOIN caller_choice h ON h.number = wanted AND h.customer_id = c.id
      LEFT JOIN LATERAL (
            SELECT o.id, o.ordered_at FROM customer_order o
             WHERE o.customer_id = c.id AND o.status NOT IN ('cancelled', 'returned')
             ORDER BY o.ordered_at DESC, o.id DESC LIMIT 1) last ON true
     WHERE c.merged_into_id IS NULL
       AND (calls_me OR NOT c.restricted OR i_am('crm_supervisor'))
       AND EXISTS (SELECT FROM customer_phone q WHERE q.customer_id = c.id AND q.number = wanted)
     ORDER BY h.customer_id IS NULL, last.ordered_at DESC NULLS LAST, c.kana_key USING ~<~, c.id
     LIMIT 20;
END $$;

GRANT EXECUTE ON FUNCTION caller_noted(text, bigint), callers_found(text, bigint)
    TO crm_operator, crm_supervisor;
