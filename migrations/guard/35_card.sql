-- What is needed to know whose letter it is, and no more.
CREATE OR REPLACE FUNCTION scanners_card_of(wanted bigint) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT json_build_object(
        'customer_id', c.id, 'revision', c.revision, 'code', c.code, 'name', c.name,
        'name_kana', c.name_kana, 'restricted', c.restricted,
        'addresses', (SELECT json_agg(json_build_array(a.label, a.postal_code, a.prefecture,
                                                       '', '', '', '', '') ORDER BY a.position)
           FROM customer_address a WHERE a.customer_id = c.id AND a.position < 1000))::text
      FROM customer c WHERE c.id = wanted;
END;

-- The whole card as one JSON text, in one statement: a pipeline of plain SELECTs took twice as long.
--
-- The keys are the fields of CustomerCard (queries/customer_card.py); a row in a list is an array in
-- the order of its fields. Every list is bounded and totally ordered; null stands for an empty one.
-- An address from position 1000 on (PUT_AWAY_FROM) is put away.
-- Unassigned calls from one of the customer's numbers count as theirs: missed ones are always
-- unassigned. New keys may be added: a program that does not know them leaves them aside.
--
-- Read with the owner's rights once it is sure that the card is open: row by row, the policies take
-- as long again as the card itself. They guard everybody who asks the tables instead.

CREATE OR REPLACE FUNCTION card_of(wanted bigint) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF NOT pg_has_role(SESSION_USER, 'crm_owner', 'USAGE') THEN
        IF NOT card_is_open(wanted) THEN
            RETURN NULL;
        ELSIF NOT i_am('crm_operator') AND NOT i_am('crm_supervisor') THEN
            RETURN scanners_card_of(wanted);
        END IF;
    END IF;
    RETURN (
        SELECT json_build_object(
            'customer_id', c.id, 'revision', c.revision, 'code', c.code,
            'name', c.name, 'name_kana', c.name_kana, 'birthday', c.birthday, 'sex', c.sex,
            'email', c.email, 'rank', c.rank, 'attention_memo', c.attention_memo,
            'staff_name', coalesce((SELECT s.name FROM customer_assignment a
               JOIN staff s ON s.id = staff_today(a) WHERE a.customer_id = c.id), ''),
            'covered_for', coalesce((SELECT s.name FROM customer_assignment a
               JOIN staff s ON s.id = a.staff_id
              WHERE a.customer_id = c.id AND staff_today(a) <> a.staff_id), ''),
            'restricted', c.restricted, 'customer_since', c.customer_since,
            'order_count', bought.order_count, 'sales_yen', bought.sales_yen,
            'unpaid_yen', bought.unpaid_yen,
            'tags', (SELECT json_agg(t.label ORDER BY t.label)
               FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id WHERE ct.customer_id = c.id),
            'phones', (SELECT json_agg(json_build_array(p.number, p.phone_extension, p.label)
                             ORDER BY p.position, p.id)
               FROM customer_phone p WHERE p.customer_id = c.id),
            'addresses', (SELECT json_agg(json_build_array(a.label, a.postal_code, a.prefecture, a.city,
                                              a.town, a.block, a.building, a.delivery_note, a.id)
                             ORDER BY a.position)
               FROM customer_address a WHERE a.customer_id = c.id AND a.position < 1000),
            'addresses_put_away', (SELECT json_agg(json_build_array(a.label, a.postal_code, a.prefecture,
                                              a.city, a.town, a.block, a.building, a.delivery_note, a.id)
                             ORDER BY a.position)
               FROM customer_address a WHERE a.customer_id = c.id AND a.position >= 1000),
            'orders', (SELECT json_agg(json_build_array(
                        o.id, o.number, o.shop, coalesce(o.shop_order_number, ''), o.channel, o.status,
                        o.ordered_at, o.total_yen, o.subscription_id IS NOT NULL, o.memo,
                        (SELECT json_agg(json_build_array(l.product_code, l.product_name, l.quantity,
                                                          l.unit_price_yen) ORDER BY l.position)
                           FROM order_line l WHERE l.order_id = o.id),
                        (SELECT json_agg(json_build_array(y.method, y.amount_yen, y.due_on,
                                                          y.slip_expires_on, y.paid_on, y.dunning_count)
                                         ORDER BY y.id)
                           FROM payment y WHERE y.order_id = o.id),
                        (SELECT json_agg(json_build_array(h.state, h.carrier, h.tracking_number,
                                    h.shipped_on, h.expected_on, h.delivered_on,
                                    (SELECT json_agg(e.title ORDER BY e.title, e.id)
                                       FROM shipment_enclosure he JOIN enclosure e ON e.id = he.enclosure_id
                                      WHERE he.shipment_id = h.id)) ORDER BY h.id)
                           FROM shipment h WHERE h.order_id = o.id)
                    ) ORDER BY o.ordered_at DESC, o.id DESC)
               FROM (SELECT * FROM customer_order WHERE customer_id = c.id
                      ORDER BY ordered_at DESC, id DESC LIMIT 100) o),
            'subscriptions', (SELECT json_agg(json_build_array(b.name, b.quantity, b.interval_days,
                                              b.interval_months, b.next_on, b.delivered_count, b.state,
                                              b.paused_until, b.id)
                             ORDER BY b.state = 'stopped', b.next_on, b.id)
               FROM (SELECT s.*, r.name FROM subscription s JOIN product r ON r.id = s.product_id
                      WHERE s.customer_id = c.id
                      ORDER BY s.state = 'stopped', s.next_on, s.id LIMIT 50) b),
            'mailings', (SELECT json_agg(json_build_array(m.id, m.title, m.offer, m.dropped_on,
                                              m.valid_until_on, m.document_id, m.wave)
                             ORDER BY m.dropped_on DESC, m.id DESC, m.wave)
               FROM (SELECT g.*, mr.dropped_on, mr.wave
                       FROM mailing_recipient mr JOIN mailing g ON g.id = mr.mailing_id
                      WHERE mr.customer_id = c.id
                      ORDER BY mr.dropped_on DESC, g.id DESC, mr.wave LIMIT 50) m),
            'letters', (SELECT json_agg(json_build_array(t.id, t.received_on, t.way, t.state, t.summary,
                                              t.thanked_on, t.document_id)
                             ORDER BY t.received_on DESC, t.id DESC)
               FROM (SELECT * FROM letter WHERE customer_id = c.id
                      ORDER BY received_on DESC, id DESC LIMIT 50) t),
            'calls', (SELECT json_agg(json_build_array(k.id, k.direction, k.began_at, k.answered_at,
                        k.ended_at, coalesce(k.result, ''), k.line_name,
                        coalesce((SELECT s.name FROM call_leg g JOIN staff s ON s.id = g.staff_id
                                   WHERE g.call_id = k.id AND g.answered_at IS NOT NULL
                                   ORDER BY g.answered_at, g.id LIMIT 1), ''))
                             ORDER BY k.began_at DESC, k.id DESC)
               FROM (SELECT * FROM (
                        (SELECT * FROM call WHERE customer_id = c.id
                          ORDER BY began_at DESC, id DESC LIMIT 50)
                        UNION ALL
                        SELECT u.* FROM (SELECT DISTINCT number FROM customer_phone
                                          WHERE customer_id = c.id) p
                         CROSS JOIN LATERAL (SELECT * FROM call
                              WHERE caller = p.number AND customer_id IS NULL AND source <> 'doctor'
                              ORDER BY began_at DESC, id DESC LIMIT 50) u) theirs
                      ORDER BY began_at DESC, id DESC LIMIT 50) k),
            'diallings', (SELECT json_agg(json_build_array(d.id, d.asked_at, d.number, coalesce(s.name, ''))
                             ORDER BY d.asked_at DESC, d.id DESC)
               FROM (SELECT * FROM dial_request
                      WHERE customer_id = c.id AND state = 'placed' AND call_id IS NULL
                      ORDER BY asked_at DESC, id DESC LIMIT 50) d
               LEFT JOIN staff s ON s.id = d.staff_id),
            'notes', (SELECT json_agg(json_build_array(n.id, n.happened_at, coalesce(s.name, ''),
                                              coalesce(nc.label_ja, ''), n.body, n.state, n.call_id,
                                              n.approval, n.approval_word)
                             ORDER BY n.happened_at DESC, n.id DESC)
               FROM (SELECT * FROM contact_note WHERE customer_id = c.id
                      ORDER BY happened_at DESC, id DESC LIMIT 50) n
               LEFT JOIN staff s ON s.id = n.staff_id
               LEFT JOIN note_category nc ON nc.id = n.category_id),
            'tasks', (SELECT json_agg(json_build_array(t.id, t.kind, t.title, t.due_on,
                                              coalesce(s.name, '')) ORDER BY t.due_on, t.id)
               FROM (SELECT * FROM task WHERE customer_id = c.id AND state = 'open'
                      ORDER BY due_on, id LIMIT 50) t LEFT JOIN staff s ON s.id = t.staff_id)
            )::text
          FROM customer c CROSS JOIN LATERAL (
                SELECT count(*) AS order_count, coalesce(sum(o.total_yen), 0) AS sales_yen,
                       coalesce(sum((SELECT sum(y.amount_yen) FROM payment y
                                      WHERE y.order_id = o.id AND y.paid_on IS NULL)), 0) AS unpaid_yen
                  FROM customer_order o
                 WHERE o.customer_id = c.id AND o.status NOT IN ('cancelled', 'returned')) bought
         WHERE c.id = wanted
    );
END $$;

-- The card of the one customer who has a number, if I have opened it; null else.
CREATE OR REPLACE FUNCTION callers_card(calling text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN card_of((
        SELECT min(c.id) FROM (SELECT p.customer_id FROM customer_phone p
                                WHERE p.number = calling LIMIT 200) any_of
          JOIN customer c ON c.id = any_of.customer_id
         WHERE c.merged_into_id IS NULL
        HAVING count(DISTINCT c.id) = 1));
END $$;

GRANT EXECUTE ON FUNCTION card_of(bigint) TO crm_operator, crm_supervisor, crm_scanner;
GRANT EXECUTE ON FUNCTION callers_card(text) TO crm_operator, crm_supervisor;
