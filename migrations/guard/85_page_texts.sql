-- What stands on the pages of letters: the worker reads it, people correct it.

-- Whether it is a letter that I see; whoever only takes letters in corrects those that are nobody's.
CREATE OR REPLACE FUNCTION letter_may_be_corrected(paper bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT EXISTS (
        SELECT FROM letter l WHERE l.document_id = paper
           AND (l.customer_id IS NULL
                OR (i_am('crm_operator') OR i_am('crm_supervisor')) AND card_is_open(l.customer_id)))
    $$;
GRANT EXECUTE ON FUNCTION letter_may_be_corrected(bigint)
    TO crm_operator, crm_supervisor, crm_scanner;

-- A machine overwrites what a machine has read, nothing else.
DROP POLICY IF EXISTS work ON page_text;
CREATE POLICY work ON page_text FOR SELECT TO crm_worker USING (true);
DROP POLICY IF EXISTS work_first ON page_text;
CREATE POLICY work_first ON page_text FOR INSERT TO crm_worker
    WITH CHECK (NOT corrected AND corrected_by_id IS NULL);
DROP POLICY IF EXISTS work_again ON page_text;
CREATE POLICY work_again ON page_text FOR UPDATE TO crm_worker
    USING (NOT corrected) WITH CHECK (NOT corrected AND corrected_by_id IS NULL);
GRANT SELECT, INSERT, UPDATE ON page_text TO crm_worker;

-- Whoever sees the page sees what stands on it. A correction bears the name of whoever made it.
DROP POLICY IF EXISTS opened ON page_text;
CREATE POLICY opened ON page_text FOR SELECT TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM document_page p WHERE p.document_id = page_text.document_id
                      AND p.page_number = page_text.page_number OFFSET 0));
DROP POLICY IF EXISTS type ON page_text;
CREATE POLICY type ON page_text FOR INSERT TO crm_operator, crm_supervisor, crm_scanner
    WITH CHECK (corrected AND corrected_by_id IS NOT DISTINCT FROM (SELECT my_staff_id())
                AND letter_may_be_corrected(document_id));
DROP POLICY IF EXISTS correct ON page_text;
CREATE POLICY correct ON page_text FOR UPDATE TO crm_operator, crm_supervisor, crm_scanner
    USING (letter_may_be_corrected(document_id))
    WITH CHECK (corrected AND corrected_by_id IS NOT DISTINCT FROM (SELECT my_staff_id())
                AND letter_may_be_corrected(document_id));
GRANT SELECT,
    INSERT (document_id, page_number, transcript, search_key, corrected, corrected_by_id),
    UPDATE (transcript, search_key, corrected, corrected_by_id)
    ON page_text TO crm_operator, crm_supervisor, crm_scanner;

-- What a person wrote is recorded with what stood there; what a machine reads is not.
CREATE OR REPLACE FUNCTION page_text_corrected() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before text;
BEGIN
    IF TG_OP = 'UPDATE' THEN before := OLD.transcript; END IF;
    PERFORM audit_write(lower(TG_OP), 'page_text', NEW.document_id || ' ' || NEW.page_number,
        (SELECT l.customer_id FROM letter l WHERE l.document_id = NEW.document_id
          ORDER BY l.id LIMIT 1),
        CASE WHEN before IS NOT NULL THEN jsonb_build_object('transcript', before) END,
        jsonb_build_object('transcript', NEW.transcript));
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER audit_insert AFTER INSERT ON page_text
    FOR EACH ROW WHEN (NEW.corrected) EXECUTE FUNCTION page_text_corrected();
CREATE OR REPLACE TRIGGER audit_update AFTER UPDATE OF transcript, corrected ON page_text
    FOR EACH ROW WHEN (NEW.corrected AND OLD.transcript IS DISTINCT FROM NEW.transcript)
    EXECUTE FUNCTION page_text_corrected();
