-- The call log. It tells of the calls of one's own telephone, however old; supervisors may also ask
-- for the floor, which is today and yesterday (see 40_calls.sql). It names who called, by
-- caller_to_name of 33_work_list.sql; nothing is opened or recorded by that. It is walked from the
-- newest call by the time of their beginning and left when the page is full.

-- wanted: direction, result ("going_on" for none yet, "abandoned" where a caller is known to have
-- given up), queue (or line without one), digits (anywhere in the number as it is
-- dialled here, or a whole extension), name and kana (keys, anywhere in the customer's), staff (whose
-- telephone rang). Of what is not there everything is wanted. A page begins behind the call before_at, before_id.
CREATE OR REPLACE FUNCTION call_log(of_floor boolean, since timestamptz, until timestamptz,
    wanted jsonb, before_at timestamptz, before_id bigint, most integer)
    RETURNS TABLE (call_id bigint, direction text, caller text, no_number_reason text,
                   caller_raw text, line_name text, called_raw text, queue text,
                   began_at timestamptz, answered_at timestamptz, ended_at timestamptz, result text,
                   ended_by text, cause text, recording_url text, customer_id bigint,
                   customer_name text, customer_kana text, legs jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me bigint := my_staff_id();
    my_telephone text := nullif(my_extension(), '');
    from_at timestamptz := since;
    up_to timestamptz := least(until, before_at);
    of_direction text := nullif(wanted ->> 'direction', '');
    of_result text := nullif(wanted ->> 'result', '');
    digits text := nullif(left(wanted ->> 'digits', 100), '');
    name_part text := nullif(left(wanted ->> 'name', 100), '');
    kana_part text := nullif(left(wanted ->> 'kana', 100), '');
    of_staff bigint := (wanted ->> 'staff')::bigint;
    of_queue text := nullif(left(wanted ->> 'queue', 200), '');
BEGIN
    IF of_floor THEN
        IF NOT i_am('crm_supervisor') THEN
            RAISE EXCEPTION 'the floor is the supervisors''' USING ERRCODE = 'insufficient_privilege';
        END IF;
        from_at := greatest(since, now() - interval '2 days');
    END IF;
    IF NOT i_may_work() THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH page AS MATERIALIZED (
        SELECT c.*, caller_to_name(c.direction, c.caller, c.customer_id, c.reported_by) AS who
          FROM call c
         WHERE c.began_at >= from_at AND c.began_at <= up_to AND c.source <> 'doctor'
           AND (c.began_at, c.id) < (up_to, CASE WHEN before_at <= until THEN before_id ELSE 0 END)
           AND (of_direction IS NULL OR c.direction = of_direction)
           AND (of_result IS NULL OR coalesce(c.result, 'going_on') = of_result
                OR (of_result = 'abandoned' AND c.direction = 'in' AND c.result = 'missed'
                    AND c.ended_by = 'caller'))
           AND (of_queue IS NULL OR queue_of(c.queue, c.line_name, c.called_raw) = of_queue)
           AND (of_floor OR EXISTS (
                SELECT FROM call_leg g
                 WHERE g.call_id = c.id
                   AND (g.staff_id = me OR (g.staff_id IS NULL AND g.extension = my_telephone))
                OFFSET 0))
           AND (of_staff IS NULL OR EXISTS (
                SELECT FROM call_leg g WHERE g.call_id = c.id AND g.staff_id = of_staff OFFSET 0))
           AND (digits IS NULL AND name_part IS NULL AND kana_part IS NULL
                OR strpos(CASE WHEN starts_with(c.caller, '+81') THEN '0' || substr(c.caller, 4)
                               ELSE substr(c.caller, 2) END, digits) > 0
                OR (digits IS NOT NULL AND EXISTS (
                    SELECT FROM call_leg g WHERE g.call_id = c.id AND g.extension = digits OFFSET 0))
                OR (digits IS NULL AND EXISTS (
                    SELECT FROM customer o
                     WHERE o.id = caller_to_name(c.direction, c.caller, c.customer_id, c.reported_by)
                       AND (strpos(o.name_key, name_part) > 0 OR strpos(o.kana_key, kana_part) > 0)
                    OFFSET 0)))
         ORDER BY c.began_at DESC, c.id DESC
         LIMIT least(greatest(coalesce(most, 200), 0), 1000)
    )
    SELECT p.id, p.direction::text, p.caller, p.no_number_reason::text,
           CASE WHEN p.caller IS NULL AND p.no_number_reason IS NULL THEN p.caller_raw ELSE '' END,
           p.line_name, p.called_raw, p.queue, p.began_at, p.answered_at, p.ended_at, p.result::text,
           p.ended_by::text, p.cause, p.recording_url, k.id, coalesce(k.name, ''),
           coalesce(k.name_kana, ''),
           (SELECT jsonb_agg(jsonb_build_array(g.extension, coalesce(s.name, ''), g.rang_at,
                                               g.answered_at, g.ended_at, g.outcome)
                             ORDER BY coalesce(g.rang_at, g.answered_at, g.ended_at),
                                      g.extension, g.id)
              FROM (SELECT * FROM call_leg WHERE call_id = p.id ORDER BY id LIMIT 100) g
              LEFT JOIN staff s ON s.id = g.staff_id)
      FROM page p LEFT JOIN customer k ON k.id = p.who
     ORDER BY p.began_at DESC, p.id DESC;
END $$;

GRANT EXECUTE ON FUNCTION call_log(boolean, timestamptz, timestamptz, jsonb, timestamptz, bigint,
    integer) TO crm_operator, crm_supervisor;
