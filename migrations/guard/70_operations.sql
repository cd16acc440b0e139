-- Savings that are done: a desk that tries again after a lost answer finds its operation here and
-- changes nothing. Everybody sees their own alone.

ALTER TABLE saved_operation ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON saved_operation;
CREATE POLICY own ON saved_operation
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin
    USING (staff_login = SESSION_USER::text COLLATE "default");

GRANT SELECT, INSERT (id), UPDATE (answer) ON saved_operation
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin;

-- The latest moment on record that was a day ago or more; null: none. From it is counted what is old
-- enough to be forgotten, never from now: a clock that jumps ahead, or starts wrong, has no day before
-- on record, and what it takes for old stays until it has been so for a day.
CREATE OR REPLACE FUNCTION surely_past() RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT max(newest.at)
      FROM (SELECT DISTINCT login FROM audit_chain) c
     CROSS JOIN (VALUES ('open'), ('sign_in'), ('insert'), ('update')) AS done (action)
     CROSS JOIN LATERAL (SELECT max(e.happened_at) AS at FROM audit_entry e
                          WHERE e.login = c.login AND e.action = done.action
                            AND e.happened_at < now() - interval '1 day') newest
    $$;

-- No desk tries again after 14 days. How many were forgotten.
CREATE OR REPLACE FUNCTION forget_old_operations() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM saved_operation WHERE saved_at < surely_past() - interval '14 days';
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;
GRANT EXECUTE ON FUNCTION forget_old_operations() TO crm_worker;

-- Drafts and backups: nobody, but by functions of their own.
ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE backup ENABLE ROW LEVEL SECURITY;
