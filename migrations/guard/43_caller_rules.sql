-- Unwanted callers and talk scripts: rules of the office, which supervisors keep. Operators read the
-- scripts, are told of an unwanted caller with the call, and may have the desks warned of one.

DO $$
DECLARE
    guarded text;
    policy text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['unwanted_caller', 'talk_script'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', guarded);
        FOR policy IN SELECT policyname FROM pg_policies
             WHERE schemaname = 'public' AND tablename = guarded
        LOOP
            EXECUTE format('DROP POLICY %I ON public.%I', policy, guarded);
        END LOOP;
        EXECUTE format('CREATE POLICY keep ON public.%I TO crm_supervisor
            USING ((SELECT my_staff_id()) IS NOT NULL)', guarded);
    END LOOP;
END $$;

CREATE POLICY read ON talk_script FOR SELECT TO crm_operator USING (true);
CREATE POLICY warn ON unwanted_caller FOR INSERT TO crm_operator
    WITH CHECK (action = 'warn' AND staff_id = (SELECT my_staff_id()));
DROP POLICY IF EXISTS own_name ON unwanted_caller;
CREATE POLICY own_name ON unwanted_caller AS RESTRICTIVE FOR INSERT TO crm_operator, crm_supervisor
    WITH CHECK (staff_id = (SELECT my_staff_id()));
CREATE POLICY heed ON unwanted_caller FOR SELECT TO crm_gateway USING (true);

-- Why the caller of a call that I am shown is unwanted; no row where nobody said so. Of several
-- patterns the number itself goes first, then the longest beginning (domain/unwanted.py does alike).
CREATE OR REPLACE FUNCTION unwanted_reason(which_call bigint)
    RETURNS TABLE (pattern text, reason text, action text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT u.pattern, u.reason, u.action
      FROM call c
      JOIN unwanted_caller u
        ON u.pattern = c.caller
        OR (right(u.pattern, 1) = '*' AND starts_with(c.caller, rtrim(u.pattern, '*')))
        OR (u.pattern = 'withheld' AND c.caller IS NULL AND c.no_number_reason = 'withheld')
     WHERE c.id = which_call AND c.direction = 'in'
       AND (c.reported_by = SESSION_USER::text OR call_is_shown(c.id, c.customer_id, c.caller)
            OR i_am('crm_supervisor'))
     ORDER BY right(u.pattern, 1) = '*', length(u.pattern) DESC, u.id
     LIMIT 1;
END $$;

GRANT SELECT ON talk_script TO crm_operator, crm_supervisor;
GRANT INSERT (line_name, mailing_id, title, body, position, active, revision),
    UPDATE (line_name, mailing_id, title, body, position, active, revision), DELETE
    ON talk_script TO crm_supervisor;
GRANT INSERT (pattern, reason, action, staff_id) ON unwanted_caller TO crm_operator;
GRANT SELECT, INSERT (pattern, reason, action, staff_id, revision),
    UPDATE (pattern, reason, action, revision), DELETE
    ON unwanted_caller TO crm_supervisor;
GRANT SELECT (id, pattern, action) ON unwanted_caller TO crm_gateway;
GRANT EXECUTE ON FUNCTION unwanted_reason(bigint) TO crm_operator, crm_supervisor;
