-- Which rows a role sees. Operators, supervisors and scanners: those of the customers they have
-- opened; what hangs on something that hangs on a customer is seen with it.

DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY[
        'customer', 'customer_phone', 'customer_address', 'customer_tag', 'customer_shop_account',
        'customer_order', 'order_line', 'subscription', 'payment', 'shipment',
        'shipment_enclosure', 'mailing_recipient', 'letter', 'contact_note', 'task', 'document',
        'document_page', 'stored_image', 'image_rendition', 'opened_card', 'audit_entry',
        'audit_chain', 'imported_row']
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
                            WHERE o.login = SESSION_USER::text AND o.expires_at > now()
                              AND o.customer_id = %1$I.customer_id))', guarded);
    END LOOP;
    -- Rows that name their order: whoever sees the order sees them.
    FOREACH guarded IN ARRAY ARRAY['order_line', 'payment', 'shipment'] LOOP
        EXECUTE format('CREATE POLICY opened ON public.%1$I
            TO crm_operator, crm_supervisor
            USING (EXISTS (SELECT FROM public.customer_order c WHERE c.id = %1$I.order_id))', guarded);
    END LOOP;
END $$;

CREATE POLICY opened ON opened_card TO crm_operator, crm_supervisor, crm_scanner
    USING (login = SESSION_USER::text);

CREATE POLICY opened ON customer TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM opened_card o
                    WHERE o.login = SESSION_USER::text AND o.expires_at > now()
                      AND o.customer_id = customer.id));

CREATE POLICY opened ON shipment_enclosure TO crm_operator, crm_supervisor
    USING (EXISTS (SELECT FROM shipment h WHERE h.id = shipment_enclosure.shipment_id));

-- A task is seen by whom it is for, with its customer or without.
CREATE POLICY opened ON task TO crm_operator, crm_supervisor
    USING (staff_id IS NOT DISTINCT FROM (SELECT my_staff_id())
           OR staff_id IS NULL
           OR EXISTS (SELECT FROM opened_card o
                       WHERE o.login = SESSION_USER::text AND o.expires_at > now()
                         AND o.customer_id = task.customer_id))
    WITH CHECK (customer_id IS NULL
           OR EXISTS (SELECT FROM opened_card o
                       WHERE o.login = SESSION_USER::text AND o.expires_at > now()
                         AND o.customer_id = task.customer_id)
           OR staff_id IS NOT DISTINCT FROM (SELECT my_staff_id()));

-- A letter that nobody owns yet waits for whoever takes letters in.
CREATE POLICY opened ON letter TO crm_operator, crm_supervisor, crm_scanner
    USING (customer_id IS NULL
           OR EXISTS (SELECT FROM opened_card o
                       WHERE o.login = SESSION_USER::text AND o.expires_at > now()
                         AND o.customer_id = letter.customer_id));

-- Papers: what was sent to everybody, and the letters that one may see.
CREATE POLICY opened ON document TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM mailing m WHERE m.document_id = document.id)
           OR EXISTS (SELECT FROM enclosure e WHERE e.document_id = document.id)
           OR EXISTS (SELECT FROM letter l WHERE l.document_id = document.id));
CREATE POLICY opened ON document_page TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM mailing m WHERE m.document_id = document_page.document_id)
           OR EXISTS (SELECT FROM enclosure e WHERE e.document_id = document_page.document_id)
           OR EXISTS (SELECT FROM letter l WHERE l.document_id = document_page.document_id));
CREATE POLICY opened ON stored_image TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM document_page p WHERE p.sha256 = stored_image.sha256));
CREATE POLICY opened ON image_rendition TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM document_page p WHERE p.sha256 = image_rendition.sha256));

-- Whoever takes letters in stores the pages first and the letter then.
DO $$
DECLARE
    taken_in text;
BEGIN
    FOREACH taken_in IN ARRAY ARRAY['document', 'document_page', 'stored_image', 'image_rendition'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS take_in ON public.%I', taken_in);
        EXECUTE format('CREATE POLICY take_in ON public.%I FOR INSERT TO crm_scanner
            WITH CHECK (true)', taken_in);
    END LOOP;
END $$;

-- A new customer is the operator's own, or nobody's.
DROP POLICY IF EXISTS own_customer ON customer;
CREATE POLICY own_customer ON customer AS RESTRICTIVE FOR INSERT TO crm_operator
    WITH CHECK (staff_id IS NULL OR staff_id = (SELECT my_staff_id())
                OR (SELECT i_am('crm_supervisor')));

-- Notes of others are read, not rewritten.
DROP POLICY IF EXISTS own_words ON contact_note;
CREATE POLICY own_words ON contact_note AS RESTRICTIVE FOR UPDATE TO crm_operator
    USING (staff_id IS NOT DISTINCT FROM (SELECT my_staff_id()) OR (SELECT i_am('crm_supervisor')));
DROP POLICY IF EXISTS own_name ON contact_note;
CREATE POLICY own_name ON contact_note AS RESTRICTIVE FOR INSERT TO crm_operator, crm_supervisor
    WITH CHECK (staff_id IS NOT DISTINCT FROM (SELECT my_staff_id()));
