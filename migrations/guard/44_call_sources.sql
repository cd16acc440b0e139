-- How the phone systems are, and what they said. The states hold no personal data: whoever sits at
-- a desk may know why no call is shown. What phone systems said names callers.

ALTER TABLE call_source_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE received_event ENABLE ROW LEVEL SECURITY;

-- A gateway tells of itself, and takes away those that are not expected back.
DROP POLICY IF EXISTS shown ON call_source_state;
DROP POLICY IF EXISTS listed ON call_source_state;
DROP POLICY IF EXISTS own ON call_source_state;
DROP POLICY IF EXISTS forgotten ON call_source_state;
CREATE POLICY shown ON call_source_state FOR SELECT TO crm_operator, crm_supervisor, crm_admin
    USING (true);
CREATE POLICY listed ON call_source_state FOR SELECT TO crm_gateway USING (true);
CREATE POLICY own ON call_source_state TO crm_gateway
    USING (starts_with(gateway, SESSION_USER::text || '@'));
CREATE POLICY forgotten ON call_source_state FOR DELETE TO crm_gateway
    USING (seen_at < now() - interval '1 day');
GRANT SELECT ON call_source_state TO crm_operator, crm_supervisor, crm_admin, crm_gateway;
GRANT INSERT (gateway, name, kind, state, since, last_event_at, problem, facts, seen_at),
    UPDATE (kind, state, since, last_event_at, problem, facts, seen_at), DELETE
    ON call_source_state TO crm_gateway;

-- What phone systems say is kept while somebody watches, for a day at the most. Supervisors read it
-- as it came, as they see the calls of the floor; administrators without persons. The tables are
-- the gateway's alone.
DROP POLICY IF EXISTS work ON received_event;
CREATE POLICY work ON received_event TO crm_gateway USING (true);
GRANT SELECT, INSERT (source, raw, understood, why, extension, call_id), DELETE
    ON received_event TO crm_gateway;

-- Asks the gateways to keep what they receive for the next minute. The request is a row like the
-- others, the only one without a source.
CREATE OR REPLACE FUNCTION watch_events() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE received_event SET received_at = now() WHERE source = '' AND understood = 'watch';
    IF NOT FOUND THEN
        INSERT INTO received_event (source, understood) VALUES ('', 'watch');
    END IF;
    PERFORM pg_notify('watch_events', '');
END $$;

-- Whether somebody watches.
CREATE OR REPLACE FUNCTION events_are_watched() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM received_event
                    WHERE received_at > now() - interval '1 minute'
                      AND source = '' AND understood = 'watch');
END $$;

-- What was received after an id, the oldest first; of the last hour when the id is 0.
CREATE OR REPLACE FUNCTION received_events(after_id bigint, most integer)
    RETURNS TABLE (id bigint, source text, received_at timestamptz, raw jsonb, understood text,
                   why text, extension text, call_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    level text := CASE WHEN pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE')
                       THEN 'shown' ELSE 'masked' END;
BEGIN
    RETURN QUERY
    SELECT * FROM (
        SELECT e.id, e.source, e.received_at, coalesce(e.raw -> level, '{}'), e.understood, e.why,
               e.extension, e.call_id
          FROM received_event e
         WHERE e.id > after_id AND e.understood <> 'watch'
           AND e.received_at > now() - interval '1 hour'
         ORDER BY e.id DESC LIMIT least(greatest(coalesce(most, 500), 0), 500)) newest
     ORDER BY newest.id;
END $$;

GRANT EXECUTE ON FUNCTION watch_events(), received_events(bigint, integer)
    TO crm_supervisor, crm_admin;
GRANT EXECUTE ON FUNCTION events_are_watched() TO crm_gateway;
