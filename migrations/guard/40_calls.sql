-- Calls. Who rings up whom is personal data: a desk sees the calls of its own telephone, those it
-- reported itself and those of the cards it has opened; supervisors the floor of today and
-- yesterday; scanners, admins and analysts none. What the gateway reports is trusted, what a desk
-- reports of itself proves nothing.
--
-- The functions of the policies are PL/pgSQL, whose plans a connection keeps: a desk asks them
-- with each step of each call.

-- Whether a call is one of my telephone, or of a card that I have opened. A telephone may be given
-- to another person: what rang at it before stays with whom it rang for.
CREATE OR REPLACE FUNCTION call_is_shown(which_call bigint, of_customer bigint, from_number text)
    RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (
            SELECT FROM call_leg g JOIN staff s ON s.login = SESSION_USER::text COLLATE "default" AND s.active
             WHERE g.call_id = which_call
               AND (g.staff_id = s.id OR (g.staff_id IS NULL AND g.extension = s.extension)))
        OR card_is_open(of_customer)
        OR (of_customer IS NULL AND EXISTS (
            SELECT FROM customer_phone p WHERE p.number = from_number AND card_is_open(p.customer_id)))
        -- A ringing that a late report has shown never to be must still be told to be over.
        OR EXISTS (
            SELECT FROM call_step t JOIN staff s ON s.login = SESSION_USER::text COLLATE "default" AND s.active
             WHERE t.call_id = which_call AND t.extension = s.extension
               AND t.recorded_at > now() - interval '1 hour');
END $$;

-- VOLATILE: it must know the call that the very statement which asks is writing.
CREATE OR REPLACE FUNCTION call_is_my_report(which_call bigint) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM call c WHERE c.id = which_call AND c.reported_by = SESSION_USER::text);
END $$;

-- The newest step, whoever may see it: from where a desk follows on.
CREATE OR REPLACE FUNCTION newest_step_id() RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT max(id) FROM call_step), 0);
END $$;

-- The newest call to which a source gave an id: of those that one has reported oneself, unless one
-- hears the phone system. A function, because texts are compared before the policies only here.
CREATE OR REPLACE FUNCTION call_known(of_source text, of_id text)
    RETURNS TABLE (id bigint, occurrence integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    hears_all boolean := pg_has_role(SESSION_USER, 'crm_gateway', 'USAGE')
        OR pg_has_role(SESSION_USER, 'crm_worker', 'USAGE')
        OR pg_has_role(SESSION_USER, 'crm_owner', 'USAGE');
BEGIN
    RETURN QUERY SELECT c.id, c.occurrence FROM call c
     WHERE c.source = of_source AND c.source_call_id = of_id
       AND (hears_all OR c.reported_by = SESSION_USER::text)
     ORDER BY c.occurrence DESC LIMIT 1;
END $$;
GRANT EXECUTE ON FUNCTION call_known(text, text)
    TO crm_operator, crm_supervisor, crm_gateway, crm_worker;

-- Who has a number: ids only, for the gateway.
CREATE OR REPLACE FUNCTION customers_with_number(wanted text) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT c.id FROM customer_phone p JOIN customer c ON c.id = p.customer_id
     WHERE p.number = wanted AND c.merged_into_id IS NULL
     ORDER BY c.id LIMIT 200;
END;

-- Notes with whom a call was had: a customer whose card is open. Answers with the number that
-- called; no row where I may see no such call.
DROP FUNCTION IF EXISTS mark_call_customer(bigint, bigint);
CREATE FUNCTION mark_call_customer(which_call bigint, chosen bigint)
    RETURNS TABLE (called_from text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    of_house boolean := pg_has_role(SESSION_USER, 'crm_owner', 'USAGE');
BEGIN
    IF NOT of_house AND NOT card_is_open(chosen) THEN
        RAISE EXCEPTION 'the card is not open' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY UPDATE call c SET customer_id = chosen
     WHERE c.id = which_call
       AND (of_house OR c.reported_by = SESSION_USER::text
            OR call_is_shown(c.id, c.customer_id, c.caller))
    RETURNING c.caller;
END $$;

-- Makes an opened customer the first guess when a number calls again, whoever it was before. Only
-- for whom that number has called within the day.
CREATE OR REPLACE FUNCTION remember_caller(calling text, chosen bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(SESSION_USER, 'crm_owner', 'USAGE') AND NOT (
        card_is_open(chosen)
        AND EXISTS (SELECT FROM call c
                     WHERE c.caller = calling AND c.began_at > now() - interval '1 day'
                       AND c.source <> 'doctor'
                       AND (c.reported_by = SESSION_USER::text OR call_is_mine(c.id))))
    THEN
        RAISE EXCEPTION 'neither the card nor the call is yours'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO caller_choice (number, customer_id, chosen_at, staff_id)
    VALUES (calling, chosen, now(), my_staff_id())
    ON CONFLICT (number) DO UPDATE SET customer_id = excluded.customer_id,
        chosen_at = excluded.chosen_at, staff_id = excluded.staff_id;
END $$;

DO $$
DECLARE
    guarded text;
    policy text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['call', 'call_leg', 'call_report', 'call_step', 'caller_choice']
    LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', guarded);
        FOR policy IN SELECT policyname FROM pg_policies
             WHERE schemaname = 'public' AND tablename = guarded
        LOOP
            EXECUTE format('DROP POLICY %I ON public.%I', policy, guarded);
        END LOOP;
    END LOOP;
    FOREACH guarded IN ARRAY ARRAY['call', 'call_leg', 'call_report', 'call_step'] LOOP
        EXECUTE format('CREATE POLICY gateway ON public.%I TO crm_gateway, crm_worker USING (true)',
                       guarded);
    END LOOP;
END $$;

-- What a card lists is seen without the function, which costs more. OFFSET 0 keeps the planner from
-- going through all calls to answer for one.
CREATE POLICY shown ON call FOR SELECT TO crm_operator, crm_supervisor
    USING (reported_by = SESSION_USER::text
           OR ((began_at > now() - interval '2 days' OR ended_at IS NULL)
               AND pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE'))
           OR (customer_id IS NOT NULL AND EXISTS (
                SELECT FROM opened_card o
                 WHERE o.login = SESSION_USER::text COLLATE "default" AND o.expires_at > now()
                   AND o.customer_id = call.customer_id OFFSET 0))
           OR call_is_shown(id, customer_id, caller));
CREATE POLICY shown ON call_leg FOR SELECT TO crm_operator, crm_supervisor
    USING (EXISTS (SELECT FROM call WHERE call.id = call_leg.call_id OFFSET 0)
           OR call_is_my_report(call_id));
CREATE POLICY shown ON call_step FOR SELECT TO crm_operator, crm_supervisor
    USING (extension = nullif((SELECT my_extension()), '')
           OR ((extension = '' OR pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE'))
               AND (EXISTS (SELECT FROM call WHERE call.id = call_step.call_id OFFSET 0)
                    OR call_is_my_report(call_id))));
CREATE POLICY shown ON call_report FOR SELECT TO crm_operator, crm_supervisor
    USING (call_is_my_report(call_id));
CREATE POLICY shown ON caller_choice FOR SELECT TO crm_operator, crm_supervisor
    USING (EXISTS (SELECT FROM opened_card o
                    WHERE o.login = SESSION_USER::text COLLATE "default" AND o.expires_at > now()
                      AND o.customer_id = caller_choice.customer_id));

-- What a desk reports itself ("crm-desktop call", links): calls of its own telephone, under ids
-- that begin with its own login, so that no two desks can be in each other's way. Those of the
-- source "doctor" are made up to see whether the desk shows them, and count nowhere.
CREATE POLICY report ON call FOR INSERT TO crm_operator, crm_supervisor
    WITH CHECK (source IN ('desk', 'doctor') AND reported_by = SESSION_USER::text
                AND recording_url = ''
                AND starts_with(source_call_id, SESSION_USER::text || ' '));
CREATE POLICY go_on ON call FOR UPDATE TO crm_operator, crm_supervisor
    USING (source IN ('desk', 'doctor') AND reported_by = SESSION_USER::text)
    WITH CHECK (source IN ('desk', 'doctor') AND reported_by = SESSION_USER::text
                AND recording_url = '');
CREATE POLICY report ON call_leg FOR INSERT TO crm_operator, crm_supervisor
    WITH CHECK (extension = nullif((SELECT my_extension()), '')
                AND staff_id IS NOT DISTINCT FROM (SELECT my_staff_id())
                AND call_is_my_report(call_id));
CREATE POLICY go_on ON call_leg FOR UPDATE TO crm_operator, crm_supervisor
    USING (call_is_my_report(call_id));
CREATE POLICY take_back ON call_leg FOR DELETE TO crm_operator, crm_supervisor
    USING (call_is_my_report(call_id));
CREATE POLICY report ON call_report FOR INSERT TO crm_operator, crm_supervisor
    WITH CHECK (call_is_my_report(call_id));
CREATE POLICY go_on ON call_report FOR UPDATE TO crm_operator, crm_supervisor
    USING (call_is_my_report(call_id));
CREATE POLICY report ON call_step FOR INSERT TO crm_operator, crm_supervisor
    WITH CHECK (extension IN ('', (SELECT my_extension())) AND call_is_my_report(call_id));

-- reported_by, customer_id and the ids are nobody's to write.
GRANT SELECT ON call, call_leg, call_report, call_step
    TO crm_operator, crm_supervisor, crm_gateway, crm_worker;
GRANT INSERT (source, source_call_id, occurrence, direction, caller_raw, caller, no_number_reason,
        called_raw, line_name, queue, began_at, answered_at, ended_at, result, ended_by, cause,
        recording_url),
    UPDATE (direction, caller_raw, caller, no_number_reason, called_raw, line_name, queue, began_at,
        answered_at, ended_at, result, ended_by, cause, recording_url)
    ON call TO crm_operator, crm_supervisor, crm_gateway, crm_worker;
GRANT INSERT (call_id, source_leg_id, extension, staff_id, rang_at, answered_at, ended_at, outcome),
    UPDATE (rang_at, answered_at, ended_at, outcome), DELETE
    ON call_leg TO crm_operator, crm_supervisor, crm_gateway, crm_worker;
GRANT INSERT (call_id, event_key, stage, facts, happened_at, raw), UPDATE (facts, raw)
    ON call_report TO crm_operator, crm_supervisor, crm_gateway, crm_worker;
GRANT INSERT (call_id, stage, extension, outcome, happened_at)
    ON call_step TO crm_operator, crm_supervisor, crm_gateway, crm_worker;
GRANT SELECT ON caller_choice TO crm_operator, crm_supervisor;

-- Phone systems name people where they should name telephones.
GRANT SELECT (id, login, name, name_kana, extension, active) ON staff TO crm_gateway, crm_worker;
GRANT SELECT ON office_setting TO crm_gateway, crm_worker;

GRANT EXECUTE ON FUNCTION call_is_shown(bigint, bigint, text), call_is_my_report(bigint),
    mark_call_customer(bigint, bigint), remember_caller(text, bigint)
    TO crm_operator, crm_supervisor;
GRANT EXECUTE ON FUNCTION newest_step_id()
    TO crm_operator, crm_supervisor, crm_gateway, crm_worker;
GRANT EXECUTE ON FUNCTION customers_with_number(text) TO crm_gateway, crm_worker;
