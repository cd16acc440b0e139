-- Originals and their pictures, files that could not be taken in.

ALTER TABLE page_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantined_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE letter_tag ENABLE ROW LEVEL SECURITY;

-- Files that could not be taken in are nobody's yet, as letters without a customer are. They are
-- put aside, not changed; an administrator sees them, to say why, and does nothing with them.
DROP POLICY IF EXISTS take_in ON quarantined_file;
CREATE POLICY take_in ON quarantined_file TO crm_scanner, crm_supervisor, crm_worker USING (true);
DROP POLICY IF EXISTS look ON quarantined_file;
CREATE POLICY look ON quarantined_file FOR SELECT TO crm_admin USING (true);
DROP POLICY IF EXISTS unsettled ON quarantined_file;
CREATE POLICY unsettled ON quarantined_file AS RESTRICTIVE FOR INSERT
    TO crm_scanner, crm_supervisor, crm_worker
    WITH CHECK (settled_at IS NULL AND staff_id IS NULL);
DROP POLICY IF EXISTS own_settling ON quarantined_file;
CREATE POLICY own_settling ON quarantined_file AS RESTRICTIVE FOR UPDATE
    TO crm_scanner, crm_supervisor
    USING (true)
    WITH CHECK (staff_id IS NOT DISTINCT FROM
                CASE WHEN settled_at IS NOT NULL THEN (SELECT my_staff_id()) END);
GRANT SELECT ON quarantined_file TO crm_scanner, crm_supervisor, crm_admin, crm_worker;
GRANT INSERT ON quarantined_file TO crm_scanner, crm_supervisor, crm_worker;
GRANT UPDATE (settled_at, staff_id) ON quarantined_file TO crm_scanner, crm_supervisor;

-- Whether the bytes of an original still make its hash, read by the database itself. Whoever has
-- just stored one does not see it yet: it hangs on nothing that is theirs.
CREATE OR REPLACE FUNCTION original_is_kept(wanted bytea) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT coalesce((SELECT CASE WHEN content IS NULL THEN location <> ''
                                 ELSE sha256(content) = i.sha256 END
                       FROM stored_image i WHERE i.sha256 = wanted), false)
    $$;
GRANT EXECUTE ON FUNCTION original_is_kept(bytea) TO crm_scanner, crm_supervisor, crm_worker;

-- Pictures are made once, by whoever stores the original: none is put under an original that is in
-- use, where it would pass for what was sent or written.
CREATE OR REPLACE FUNCTION original_is_unused(wanted bytea) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$ SELECT NOT EXISTS (SELECT FROM document_page WHERE sha256 = wanted) $$;
GRANT EXECUTE ON FUNCTION original_is_unused(bytea) TO crm_scanner, crm_supervisor;
DROP POLICY IF EXISTS made_once ON image_rendition;
CREATE POLICY made_once ON image_rendition AS RESTRICTIVE FOR INSERT TO crm_scanner, crm_supervisor
    WITH CHECK (original_is_unused(sha256));

-- Adds a paper without pages and returns its id: whoever adds one does not see it yet.
DROP POLICY IF EXISTS take_in ON document;
CREATE OR REPLACE FUNCTION new_document() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$ INSERT INTO document DEFAULT VALUES RETURNING id $$;
GRANT EXECUTE ON FUNCTION new_document() TO crm_scanner, crm_supervisor, crm_worker;
