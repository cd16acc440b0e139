-- Who looked at a card. Asking takes two steps, each a transaction of its own, as searching does:
-- history_noted records that somebody asks, who_looked answers what is on record.

-- outcome: noted, not_allowed, not_staff, password_due; all but the first refuse.
CREATE OR REPLACE FUNCTION history_noted(wanted bigint, OUT outcome text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me staff;
BEGIN
    SELECT * INTO me FROM staff WHERE login = SESSION_USER::text COLLATE "default" AND active;
    outcome := CASE WHEN me.id IS NULL THEN 'not_staff'
                    WHEN me.password_due THEN 'password_due'
                    WHEN NOT i_am('crm_supervisor') THEN 'not_allowed'
                    ELSE 'noted' END;
    PERFORM audit_write(CASE outcome WHEN 'noted' THEN 'history' ELSE 'refuse' END,
        'customer', wanted::text, wanted, NULL,
        CASE outcome WHEN 'noted' THEN NULL
                     ELSE jsonb_build_object('what', outcome, 'why', 'history') END);
END $$;

-- Whether I had just this question recorded within the last minute, for good.
CREATE OR REPLACE FUNCTION history_is_noted(wanted bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT pg_current_xact_id_if_assigned() IS NULL AND EXISTS (
        SELECT FROM audit_entry e
         WHERE e.login = SESSION_USER::text COLLATE "default" AND e.action = 'history'
           AND e.customer_id = wanted
           AND e.happened_at > clock_timestamp() - interval '1 minute')
    $$;

-- The names of changed columns that mean something to a person.
CREATE OR REPLACE FUNCTION history_columns(stored jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
    RETURN (SELECT coalesce(array_agg(key ORDER BY key), '{}')
              FROM jsonb_object_keys(coalesce(stored, '{}')) key
             WHERE key NOT IN ('id', 'revision', 'updated_at') AND key NOT LIKE '%\_key');

-- Exports that the customer was part of: all, but for those made while the card was restricted.
CREATE OR REPLACE FUNCTION exports_with(wanted bigint, most integer) RETURNS SETOF audit_entry
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT e.*
      FROM customer c, staff s
      JOIN audit_entry e ON e.login = s.login AND e.action = 'export' AND e.subject = 'customer'
     WHERE c.id = wanted AND e.happened_at >= c.created_at
       AND NOT coalesce((SELECT (u.before ->> 'restricted')::boolean FROM audit_entry u
                          WHERE u.customer_id = wanted AND u.happened_at > e.happened_at
                            AND u.subject = 'customer' AND u.action = 'update'
                            AND u.before ? 'restricted'
                          ORDER BY u.happened_at, u.id LIMIT 1), c.restricted)
     ORDER BY e.happened_at DESC, e.id DESC
     LIMIT most
    $$;

-- What was done with one customer's card, newest first, at most 1000 entries. what: of a refusal
-- its outcome; why: of an opening its reason, of an export the reason that was given; columns: of
-- a change what differs, without the values.
CREATE OR REPLACE FUNCTION who_looked(wanted bigint, most integer)
    RETURNS TABLE (entry_id bigint, happened_at timestamptz, login text, staff_name text,
                   action text, subject text, what text, why text, columns text[],
                   call_id bigint, program text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    row_limit integer := least(greatest(coalesce(most, 500), 0), 1000);
BEGIN
    IF NOT i_am('crm_supervisor') OR NOT history_is_noted(wanted) THEN
        RAISE EXCEPTION 'what is not on record is not told'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    SELECT e.id, e.happened_at, e.login, coalesce(s.name, ''), e.action, e.subject,
           coalesce(CASE e.action WHEN 'refuse' THEN e.after ->> 'what' END, ''),
           coalesce(CASE WHEN e.action IN ('open', 'refuse') THEN e.after ->> 'why'
                         WHEN e.action = 'export' THEN e.after ->> 'reason' END, ''),
           CASE e.action WHEN 'update' THEN history_columns(coalesce(e.after, e.before))
                         ELSE '{}' END,
           CASE WHEN e.action IN ('open', 'refuse') THEN (e.after ->> 'call_id')::bigint END,
           e.program
      FROM ((SELECT a.* FROM audit_entry a WHERE a.customer_id = wanted
              ORDER BY a.happened_at DESC LIMIT row_limit)
            UNION ALL SELECT x.* FROM exports_with(wanted, row_limit) x) e
      LEFT JOIN staff s ON s.login = e.login
     ORDER BY e.happened_at DESC, e.id DESC
     LIMIT row_limit;
END $$;

-- The cards I opened since midnight in Japan, newest first, at most 1000.
CREATE OR REPLACE FUNCTION my_openings_today()
    RETURNS TABLE (happened_at timestamptz, customer_id bigint, why text, call_id bigint,
                   counted boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT e.happened_at, e.customer_id, coalesce(e.after ->> 'why', ''),
           (e.after ->> 'call_id')::bigint, coalesce((e.after ->> 'counted')::boolean, false)
      FROM audit_entry e
     WHERE e.login = SESSION_USER::text COLLATE "default" AND e.action = 'open'
       AND e.happened_at >= date_trunc('day', now(), 'Asia/Tokyo')
     ORDER BY e.happened_at DESC, e.id DESC
     LIMIT 1000
    $$;

GRANT EXECUTE ON FUNCTION history_noted(bigint) TO crm_operator, crm_supervisor, crm_scanner, crm_admin;
GRANT EXECUTE ON FUNCTION who_looked(bigint, integer) TO crm_supervisor;
GRANT EXECUTE ON FUNCTION my_openings_today() TO crm_operator, crm_supervisor, crm_scanner;
