-- What serves the moment and would grow for ever; the worker asks each hour. How many rows are gone.
-- (70, 71, 74 and 86 forget what is theirs. Audit, calls and their reports are kept on purpose.) Only
-- what can be had again is counted from now: see surely_past.

-- A card that was closed by time a day ago: who opened it when, the audit says. One that is being
-- opened or taken away just now is left for the next hour.
CREATE OR REPLACE FUNCTION forget_closed_cards() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM opened_card WHERE (login, customer_id) IN (
        SELECT o.login, o.customer_id FROM opened_card o
         WHERE o.expires_at < now() - interval '1 day' FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

-- What was whispered goes after a day, also where the supervisor never whispers again; who asked
-- for help, after 90 days.
CREATE OR REPLACE FUNCTION forget_old_help() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    whispers bigint;
    requests bigint;
BEGIN
    DELETE FROM whisper_note WHERE written_at < surely_past();
    GET DIAGNOSTICS whispers = ROW_COUNT;
    DELETE FROM help_request WHERE asked_at < surely_past() - interval '90 days';
    GET DIAGNOSTICS requests = ROW_COUNT;
    RETURN whispers + requests;
END $$;

-- The steps of calls that ended 30 days ago: desks follow the newest, the call log reads calls and
-- legs. The very newest stays: desks follow on from it. So many at once that no call waits for it.
CREATE OR REPLACE FUNCTION forget_old_steps() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM call_step s
     WHERE s.id IN (SELECT t.id FROM call_step t ORDER BY t.id LIMIT 20000)
       AND s.id < newest_step_id()
       AND s.recorded_at < surely_past() - interval '30 days'
       AND EXISTS (SELECT FROM call c WHERE c.id = s.call_id AND c.ended_at IS NOT NULL);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

GRANT EXECUTE ON FUNCTION forget_closed_cards(), forget_old_help(), forget_old_steps()
    TO crm_worker;
