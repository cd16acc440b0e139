-- Mailings, enclosures and the rules by which enclosures are laid into parcels: masters of the
-- office, which supervisors keep. No rule is removed: it says why something was in a box.

ALTER TABLE enclosure_rule ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS keep ON enclosure_rule;
CREATE POLICY keep ON enclosure_rule TO crm_supervisor
    USING ((SELECT my_staff_id()) IS NOT NULL);
DROP POLICY IF EXISTS work ON enclosure_rule;
CREATE POLICY work ON enclosure_rule TO crm_worker USING (true);

-- Whoever could make another's letter the paper of a mailing would show it to everybody.
CREATE OR REPLACE FUNCTION refuse_letters_paper() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM letter l WHERE l.document_id = NEW.document_id) THEN
        RAISE EXCEPTION 'a letter is not the paper of a mailing or an enclosure'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER no_letters_paper BEFORE INSERT OR UPDATE OF document_id ON mailing
    FOR EACH ROW WHEN (NEW.document_id IS NOT NULL) EXECUTE FUNCTION refuse_letters_paper();
CREATE OR REPLACE TRIGGER no_letters_paper BEFORE INSERT OR UPDATE OF document_id ON enclosure
    FOR EACH ROW WHEN (NEW.document_id IS NOT NULL) EXECUTE FUNCTION refuse_letters_paper();

GRANT INSERT (code, title, offer, conditions, valid_from_on, valid_until_on, document_id, revision),
    UPDATE (code, title, offer, conditions, valid_from_on, valid_until_on, document_id, revision)
    ON mailing, enclosure TO crm_supervisor;
GRANT SELECT,
    INSERT (enclosure_id, product_id, mailing_id, nth_order, from_on, until_on, active, revision),
    UPDATE (product_id, mailing_id, nth_order, from_on, until_on, active, revision)
    ON enclosure_rule TO crm_supervisor;
GRANT SELECT, INSERT, UPDATE ON enclosure_rule TO crm_worker;
-- What a rule laid into a parcel that is not sent yet is taken out when it no longer applies.
GRANT DELETE ON shipment_enclosure TO crm_worker;
