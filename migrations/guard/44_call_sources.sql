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
