-- Taking customers out in bulk: for supervisors who have the export right as well, with a reason.
-- It takes two steps, each a transaction of its own: begin_export records it with the count,
-- export_rows gives the rows of what is on record. One step would not do: whoever asks could read
-- the rows and roll the record back.

-- outcome: begun, not_allowed, not_staff, password_due, no_reason; all but the first refuse, and
-- all but the last are recorded. Restricted customers are left out and counted.
CREATE OR REPLACE FUNCTION begin_export(reason text,
    OUT outcome text, OUT export_id uuid, OUT customers bigint, OUT left_out bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me staff;
    given text := left(regexp_replace(coalesce(reason, ''), '^\s+|\s+$', '', 'g'), 500);
BEGIN
    SELECT * INTO me FROM staff WHERE login = SESSION_USER::text COLLATE "default" AND active;
    outcome := CASE WHEN me.id IS NULL THEN 'not_staff'
                    WHEN me.password_due THEN 'password_due'
                    WHEN NOT (i_am('crm_supervisor') AND i_am('crm_exporter')) THEN 'not_allowed'
                    WHEN length(given) < 5 THEN 'no_reason'
                    ELSE 'begun' END;
    IF outcome = 'begun' THEN
        export_id := gen_random_uuid();
        SELECT count(*) FILTER (WHERE NOT restricted), count(*) FILTER (WHERE restricted)
          INTO customers, left_out FROM customer WHERE merged_into_id IS NULL;
        PERFORM audit_write('export', 'customer', export_id::text, NULL, NULL,
            jsonb_build_object('reason', given, 'rows', customers, 'left_out', left_out));
    ELSIF outcome <> 'no_reason' THEN
        PERFORM audit_write('refuse', 'customer', '', NULL, NULL,
            jsonb_build_object('what', outcome, 'why', 'export', 'reason', given));
    END IF;
END $$;

-- Whether I began this export within the last ten minutes, for good: a transaction that has
-- written nothing sees no record that could still be rolled back.
CREATE OR REPLACE FUNCTION export_is_begun(wanted uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT pg_current_xact_id_if_assigned() IS NULL AND EXISTS (
        SELECT FROM audit_entry e
         WHERE e.login = SESSION_USER::text COLLATE "default" AND e.action = 'export'
           AND e.subject = 'customer'
           AND e.subject_id = wanted::text
           AND e.happened_at > clock_timestamp() - interval '10 minutes')
    $$;

CREATE OR REPLACE FUNCTION export_rows(wanted uuid)
    RETURNS TABLE (code text, name text, name_kana text, birthday date, sex text, email text,
                   postal_code text, prefecture text, city text, town text, block text,
                   building text, phone text, phone_extension text, rank text, staff_name text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off AS $$
#variable_conflict use_column
BEGIN
    IF NOT (i_am('crm_supervisor') AND i_am('crm_exporter') AND export_is_begun(wanted)) THEN
        RAISE EXCEPTION 'no export of yours was begun' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    SELECT c.code, c.name, c.name_kana, c.birthday, c.sex, c.email,
           coalesce(a.postal_code, ''), coalesce(a.prefecture, ''), coalesce(a.city, ''),
           coalesce(a.town, ''), coalesce(a.block, ''), coalesce(a.building, ''),
           coalesce(p.number, ''), coalesce(p.phone_extension, ''), c.rank, coalesce(s.name, '')
      FROM customer c
      LEFT JOIN LATERAL (SELECT * FROM customer_address h WHERE h.customer_id = c.id
                          ORDER BY h.position LIMIT 1) a ON true
      LEFT JOIN LATERAL (SELECT * FROM customer_phone n WHERE n.customer_id = c.id
                          ORDER BY n.position, n.id LIMIT 1) p ON true
      LEFT JOIN customer_assignment g ON g.customer_id = c.id
      LEFT JOIN staff s ON s.id = g.staff_id
     WHERE NOT c.restricted AND c.merged_into_id IS NULL
     ORDER BY c.id;
END $$;

-- Everybody may ask, so that a refusal is on record.
GRANT EXECUTE ON FUNCTION begin_export(text)
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_exporter, crm_analyst;
GRANT EXECUTE ON FUNCTION export_rows(uuid) TO crm_exporter;
