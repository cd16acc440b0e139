-- Who can take calls. Nobody writes the table but set_availability, which writes of oneself alone.

ALTER TABLE availability_change ENABLE ROW LEVEL SECURITY;

-- From here on I am so; age_s seconds ago, as the desk has kept it while the database was away, but
-- never before what I said last. The same operation again changes nothing. A call that is none of
-- mine is left out. Tells "availability" the id of the row.
CREATE OR REPLACE FUNCTION set_availability(
        operation uuid, to_state text, why text, about_call bigint, age_s double precision)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me bigint := my_staff_id();
    said_last timestamptz;
    new_id bigint;
BEGIN
    IF me IS NULL OR NOT i_may_work() THEN
        RAISE EXCEPTION 'nobody who works here' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT changed_at INTO said_last FROM availability_change
     WHERE staff_id = me ORDER BY id DESC LIMIT 1;
    INSERT INTO availability_change (operation_id, staff_id, state, reason, extension, call_id,
                                     changed_at)
    VALUES (operation, me, to_state,
            CASE WHEN to_state = 'away' THEN left(btrim(coalesce(why, '')), 80) ELSE '' END,
            my_extension(),
            (SELECT c.id FROM call c
              WHERE c.id = about_call
                AND (c.reported_by = SESSION_USER::text
                     OR call_is_shown(c.id, c.customer_id, c.caller))),
            greatest(now() - make_interval(secs => least(greatest(age_s, 0), 86400)), said_last))
    ON CONFLICT (operation_id) DO NOTHING
    RETURNING id INTO new_id;
    IF new_id IS NOT NULL THEN
        PERFORM pg_notify('availability', new_id::text);
    END IF;
END $$;

-- The newest of everybody who works here and ever said something, by name. A desk that broke down
-- cannot say that its person has gone: has_session is false where nobody is signed in by that login.
-- The row comparison has each person's newest change looked up by the index on both: by equality
-- the planner may go back through everybody's changes for each who has none.
CREATE OR REPLACE FUNCTION availability_now()
    RETURNS TABLE (staff_id bigint, name text, name_kana text, extension text, state text,
                   reason text, call_id bigint, changed_at timestamptz, has_session boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.id, s.name, s.name_kana, coalesce(s.extension, ''), a.state, a.reason, a.call_id,
           a.changed_at,
           s.login IN (SELECT p.usename::text FROM pg_stat_activity p
                        WHERE p.datname = current_database() AND p.usename IS NOT NULL)
      FROM staff s
     CROSS JOIN LATERAL (SELECT * FROM availability_change c
                          WHERE (c.staff_id, c.id) <= (s.id, 9223372036854775807)
                          ORDER BY c.staff_id DESC, c.id DESC LIMIT 1) a
     WHERE s.active AND a.staff_id = s.id AND i_am('crm_supervisor') AND i_may_work()
     ORDER BY s.name_kana, s.id
    $$;

-- For the gateway: how the people at the telephones are, and no more of them than that.
CREATE OR REPLACE FUNCTION telephones_now()
    RETURNS TABLE (extension text, state text, reason text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.extension, a.state, a.reason
      FROM staff s
     CROSS JOIN LATERAL (SELECT * FROM availability_change c
                          WHERE (c.staff_id, c.id) <= (s.id, 9223372036854775807)
                          ORDER BY c.staff_id DESC, c.id DESC LIMIT 1) a
     WHERE s.active AND s.extension <> '' AND a.staff_id = s.id
     ORDER BY s.extension
    $$;

GRANT EXECUTE ON FUNCTION set_availability(uuid, text, text, bigint, double precision)
    TO crm_operator, crm_supervisor;
GRANT EXECUTE ON FUNCTION availability_now() TO crm_supervisor;
GRANT EXECUTE ON FUNCTION telephones_now() TO crm_gateway;
