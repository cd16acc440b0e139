-- Which rows a role sees. Operators, supervisors and scanners: those of the customers they have
-- opened; what hangs on something that hangs on a customer is seen with it.
--
-- OFFSET 0 keeps the planner from making a hash of all opened cards for each table of a card:
-- one look by the key is cheaper, however many cards are open in the office.

DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY[
        'customer', 'customer_phone', 'customer_address', 'customer_tag', 'customer_shop_account',
        'customer_order', 'order_line', 'subscription', 'payment', 'shipment',
        'shipment_enclosure', 'mailing_recipient', 'letter', 'contact_note', 'task', 'document',
        'document_page', 'stored_image', 'image_rendition', 'opened_card', 'audit_entry',
        'audit_chain', 'imported_row', 'missed_call_done']
    LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('DROP POLICY IF EXISTS work ON public.%I', guarded);
        EXECUTE format('DROP POLICY IF EXISTS opened ON public.%I', guarded);
    END LOOP;
    -- The worker goes through all customers; what it may do with them, the grants say.
    FOREACH guarded IN ARRAY ARRAY[
        'customer', 'customer_phone', 'customer_address', 'customer_tag', 'customer_shop_account',
        'customer_order', 'order_line', 'subscription', 'payment', 'shipment',
        'shipment_enclosure', 'mailing_recipient', 'letter', 'task', 'document', 'document_page',
        'stored_image', 'image_rendition', 'imported_row']
    LOOP
        EXECUTE format('CREATE POLICY work ON public.%I TO crm_worker USING (true)', guarded);
    END LOOP;
    -- Rows that name their customer.
    FOREACH guarded IN ARRAY ARRAY[
        'customer_phone', 'customer_address', 'customer_tag', 'customer_shop_account',
        'customer_order', 'subscription', 'mailing_recipient', 'contact_note']
    LOOP
        EXECUTE format('CREATE POLICY opened ON public.%1$I
            TO crm_operator, crm_supervisor, crm_scanner
            USING (EXISTS (SELECT FROM public.opened_card o
                            WHERE o.login = SESSION_USER::text COLLATE "default" AND o.expires_at > now()
                              AND o.customer_id = %1$I.customer_id OFFSET 0))', guarded);
    END LOOP;
    -- Rows that name their order: whoever sees the order sees them.
    FOREACH guarded IN ARRAY ARRAY['order_line', 'payment', 'shipment'] LOOP
        EXECUTE format('CREATE POLICY opened ON public.%1$I
            TO crm_operator, crm_supervisor
            USING (EXISTS (SELECT FROM public.customer_order c WHERE c.id = %1$I.order_id
                             OFFSET 0))', guarded);
    END LOOP;
END $$;

-- A card opened by this very transaction is not read in it: its record could still be rolled back.
-- All policies below look through this one.
CREATE POLICY opened ON opened_card TO crm_operator, crm_supervisor, crm_scanner
    USING (login = SESSION_USER::text COLLATE "default"
           AND opened_in IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint);

CREATE POLICY opened ON customer TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM opened_card o
                    WHERE o.login = SESSION_USER::text COLLATE "default" AND o.expires_at > now()
                      AND o.customer_id = customer.id OFFSET 0));

CREATE POLICY opened ON shipment_enclosure TO crm_operator, crm_supervisor
    USING (EXISTS (SELECT FROM shipment h WHERE h.id = shipment_enclosure.shipment_id OFFSET 0));

-- A task is seen by whom it is for, with its customer or without.
CREATE POLICY opened ON task TO crm_operator, crm_supervisor
    USING (staff_id IS NOT DISTINCT FROM (SELECT my_staff_id())
           OR staff_id IS NULL
           OR EXISTS (SELECT FROM opened_card o
                       WHERE o.login = SESSION_USER::text COLLATE "default" AND o.expires_at > now()
                         AND o.customer_id = task.customer_id OFFSET 0))
    WITH CHECK (true);
-- Whoever could give themselves a task for any customer would be told that customer's name. Whose
-- task it is nobody changes later, see the grants.
DROP POLICY IF EXISTS of_opened ON task;
CREATE POLICY of_opened ON task AS RESTRICTIVE FOR INSERT TO crm_operator, crm_supervisor
    WITH CHECK (customer_id IS NULL
           OR EXISTS (SELECT FROM opened_card o
                       WHERE o.login = SESSION_USER::text COLLATE "default" AND o.expires_at > now()
                         AND o.customer_id = task.customer_id OFFSET 0));

-- A letter that nobody owns yet waits for whoever takes letters in.
CREATE POLICY opened ON letter TO crm_operator, crm_supervisor, crm_scanner
    USING (customer_id IS NULL
           OR EXISTS (SELECT FROM opened_card o
                       WHERE o.login = SESSION_USER::text COLLATE "default" AND o.expires_at > now()
                         AND o.customer_id = letter.customer_id OFFSET 0));

-- Papers: what was sent to everybody, and the letters that one may see.
CREATE POLICY opened ON document TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM mailing m WHERE m.document_id = document.id OFFSET 0)
           OR EXISTS (SELECT FROM enclosure e WHERE e.document_id = document.id OFFSET 0)
           OR EXISTS (SELECT FROM letter l WHERE l.document_id = document.id OFFSET 0));
CREATE POLICY opened ON document_page TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM mailing m WHERE m.document_id = document_page.document_id OFFSET 0)
           OR EXISTS (SELECT FROM enclosure e WHERE e.document_id = document_page.document_id OFFSET 0)
           OR EXISTS (SELECT FROM letter l WHERE l.document_id = document_page.document_id OFFSET 0));
CREATE POLICY opened ON stored_image TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM document_page p WHERE p.sha256 = stored_image.sha256 OFFSET 0));
CREATE POLICY opened ON image_rendition TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM document_page p WHERE p.sha256 = image_rendition.sha256 OFFSET 0));

-- Whether a paper is nobody's yet but the letter's: whoever could put another's paper into a letter
-- of their own would see it.
CREATE OR REPLACE FUNCTION paper_is_free(paper bigint, of_letter bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT NOT EXISTS (SELECT FROM letter WHERE document_id = paper
                          AND id IS DISTINCT FROM of_letter)
       AND NOT EXISTS (SELECT FROM mailing WHERE document_id = paper)
       AND NOT EXISTS (SELECT FROM enclosure WHERE document_id = paper)
    $$;
GRANT EXECUTE ON FUNCTION paper_is_free(bigint, bigint) TO crm_scanner, crm_supervisor;
DROP POLICY IF EXISTS own_paper ON letter;
CREATE POLICY own_paper ON letter AS RESTRICTIVE FOR INSERT TO crm_scanner
    WITH CHECK (document_id IS NULL OR paper_is_free(document_id, id));
DROP POLICY IF EXISTS same_paper ON letter;
CREATE POLICY same_paper ON letter AS RESTRICTIVE FOR UPDATE TO crm_scanner
    USING (true) WITH CHECK (document_id IS NULL OR paper_is_free(document_id, id));
DROP POLICY IF EXISTS own_paper ON document_page;
CREATE POLICY own_paper ON document_page AS RESTRICTIVE FOR INSERT TO crm_scanner, crm_supervisor
    WITH CHECK (paper_is_free(document_id, NULL)
                OR EXISTS (SELECT FROM letter l WHERE l.document_id = document_page.document_id));

-- Whoever takes letters in stores the pages first and the letter then; supervisors store the masters
-- of mailings and enclosures.
DO $$
DECLARE
    taken_in text;
BEGIN
    FOREACH taken_in IN ARRAY ARRAY['document_page', 'stored_image', 'image_rendition'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS take_in ON public.%I', taken_in);
        EXECUTE format('CREATE POLICY take_in ON public.%I FOR INSERT
            TO crm_scanner, crm_supervisor WITH CHECK (true)', taken_in);
    END LOOP;
END $$;

-- Notes of others are read, not rewritten.
DROP POLICY IF EXISTS own_words ON contact_note;
CREATE POLICY own_words ON contact_note AS RESTRICTIVE FOR UPDATE TO crm_operator
    USING (staff_id IS NOT DISTINCT FROM (SELECT my_staff_id()) OR (SELECT i_am('crm_supervisor')));
DROP POLICY IF EXISTS own_name ON contact_note;
CREATE POLICY own_name ON contact_note AS RESTRICTIVE FOR INSERT TO crm_operator, crm_supervisor
    WITH CHECK (staff_id IS NOT DISTINCT FROM (SELECT my_staff_id()));
