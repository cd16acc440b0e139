-- What a desk follows of the calls: the steps at its own telephone, and those of the whole call
-- where it rang or is talked there, or where the desk has reported it. The policy of call_step
-- shows more, but asks of each step of the whole office whether the call is shown, which is too
-- much for hundreds of desks. Whether the call itself is shown is the asking statement's to find.
--
-- Not by EXISTS: the planner, who expects a third of all steps to be new, would read all calls.
CREATE OR REPLACE FUNCTION own_steps_after(followed bigint, most integer)
    RETURNS TABLE (id bigint, call_id bigint, stage text, extension text, outcome text,
                   happened_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me bigint := my_staff_id();
    mine text := my_extension();
BEGIN
    RETURN QUERY
    SELECT t.id, t.call_id, t.stage::text, t.extension, t.outcome::text, t.happened_at
      FROM (SELECT s.* FROM call_step s WHERE s.id > followed AND me IS NOT NULL
             ORDER BY s.id OFFSET 0) t
     WHERE (mine <> '' AND t.extension = mine)
        OR (t.extension = '' AND coalesce(
                (SELECT true FROM call_leg g
                  WHERE g.call_id = t.call_id
                    AND (g.staff_id = me OR (g.staff_id IS NULL AND g.extension = mine)) LIMIT 1),
                (SELECT true FROM call c
                  WHERE c.id = t.call_id AND c.reported_by = SESSION_USER::text LIMIT 1),
                false))
     LIMIT least(most, 1000);
END $$;
GRANT EXECUTE ON FUNCTION own_steps_after(bigint, integer) TO crm_operator, crm_supervisor;
