-- Desks hear what changes on the card they have open, and who else has it open.

-- Notifies the customers of the rows that a statement touched on channel card_changed. What touches
-- many, such as an import, says once in its transaction '' for "any of them" and nothing more: a
-- million rows must not flood the desks. Rows are told of by their customer or by their order.
CREATE OR REPLACE FUNCTION card_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    most CONSTANT integer := 50;
    told integer := coalesce(nullif(current_setting('crm.cards_told', true), ''), '0')::integer;
    customers bigint[];  -- one a row: many rows of one customer may hide those of others
BEGIN
    IF told > most THEN RETURN NULL; END IF;
    CASE TG_ARGV[0]
        WHEN 'id' THEN
            SELECT array_agg(t.id) INTO customers
              FROM (SELECT id FROM touched LIMIT most + 1) t;
        WHEN 'customer_id' THEN
            SELECT array_agg(t.customer_id) INTO customers
              FROM (SELECT customer_id FROM touched LIMIT most + 1) t;
        ELSE
            SELECT array_agg(o.customer_id) INTO customers
              FROM (SELECT order_id FROM touched LIMIT most + 1) t
              JOIN customer_order o ON o.id = t.order_id;
    END CASE;
    IF coalesce(cardinality(customers), 0) <= most THEN
        customers := ARRAY(SELECT DISTINCT c FROM unnest(customers) c WHERE c IS NOT NULL);
    END IF;
    IF cardinality(customers) = 0 THEN RETURN NULL; END IF;
    told := told + cardinality(customers);
    PERFORM set_config('crm.cards_told', told::text, true);
    IF told > most THEN
        PERFORM pg_notify('card_changed', '');
    ELSE
        PERFORM pg_notify('card_changed', c::text) FROM unnest(customers) c;
    END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE
    told_of record;
BEGIN
    FOR told_of IN SELECT * FROM (VALUES
        ('customer', 'id', false), ('customer_phone', 'customer_id', false),
        ('customer_address', 'customer_id', false), ('contact_note', 'customer_id', true),
        ('customer_order', 'customer_id', true), ('payment', 'order_id', false),
        ('shipment', 'order_id', false), ('letter', 'customer_id', true),
        ('task', 'customer_id', true)
    ) AS listed (name, by_column, moves) LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER card_insert AFTER INSERT ON public.%I
            REFERENCING NEW TABLE AS touched FOR EACH STATEMENT
            EXECUTE FUNCTION public.card_changed(%L)', told_of.name, told_of.by_column);
        EXECUTE format('CREATE OR REPLACE TRIGGER card_update AFTER UPDATE ON public.%I
            REFERENCING NEW TABLE AS touched FOR EACH STATEMENT
            EXECUTE FUNCTION public.card_changed(%L)', told_of.name, told_of.by_column);
        EXECUTE format('CREATE OR REPLACE TRIGGER card_delete AFTER DELETE ON public.%I
            REFERENCING OLD TABLE AS touched FOR EACH STATEMENT
            EXECUTE FUNCTION public.card_changed(%L)', told_of.name, told_of.by_column);
        IF told_of.moves THEN  -- whose it was before hears of it too
            EXECUTE format('CREATE OR REPLACE TRIGGER card_leave AFTER UPDATE ON public.%I
                REFERENCING OLD TABLE AS touched FOR EACH STATEMENT
                EXECUTE FUNCTION public.card_changed(%L)', told_of.name, told_of.by_column);
        END IF;
    END LOOP;
END $$;

-- Who changed what of a customer whose card is open, and when: each field's newest change of the
-- last seven days, newest first. field is a column of customer, "phone " with number and extension,
-- "address" with or without its id, "usual_address", or empty for what has no fields here; staff_name is empty where nobody of the staff did.
CREATE OR REPLACE FUNCTION last_card_changes(wanted bigint)
    RETURNS TABLE (subject text, field text, staff_name text, is_me boolean, changed_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT (i_am('crm_operator') OR i_am('crm_supervisor')) OR NOT card_is_open(wanted) THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT newest.subject, newest.field, coalesce(s.name, ''),
               newest.login = SESSION_USER::text COLLATE "default", newest.happened_at
          FROM (
            SELECT DISTINCT ON (e.subject, f.field) e.subject, f.field, e.login, e.happened_at
              FROM (SELECT * FROM audit_entry
                     WHERE customer_id = wanted AND happened_at > now() - interval '7 days'
                       AND action IN ('insert', 'update', 'delete')
                       AND subject NOT IN ('customer_tag', 'missed_call_done')
                     ORDER BY happened_at DESC LIMIT 200) e
             CROSS JOIN LATERAL (
                SELECT jsonb_object_keys(coalesce(e.after, e.before)) AS field
                 WHERE e.subject = 'customer'
                UNION ALL
                SELECT rtrim('phone ' || coalesce(e.after ->> 'number', e.before ->> 'number', p.number)
                       || ' ' || coalesce(e.after ->> 'phone_extension',
                                          e.before ->> 'phone_extension', p.phone_extension, ''))
                  FROM (SELECT) one LEFT JOIN customer_phone p ON p.id::text = e.subject_id
                 WHERE e.subject = 'customer_phone'
                   AND coalesce(e.after, e.before) ?| ARRAY['number', 'label', 'phone_extension']
                UNION ALL
                SELECT 'address' WHERE e.subject = 'customer_address'
                UNION ALL
                SELECT 'address ' || e.subject_id
                 WHERE e.subject = 'customer_address'
                   AND coalesce(e.after, e.before) ?| ARRAY['label', 'postal_code', 'prefecture',
                       'city', 'town', 'block', 'building', 'position']
                UNION ALL
                SELECT 'usual_address' WHERE e.subject = 'customer_address'
                   AND coalesce(e.after, e.before) ? 'position'
                UNION ALL
                SELECT '' WHERE e.subject NOT IN ('customer', 'customer_phone', 'customer_address')
             ) f
             WHERE f.field IS NOT NULL
             ORDER BY e.subject, f.field, e.happened_at DESC
          ) newest
          LEFT JOIN staff s ON s.login = newest.login
         ORDER BY newest.happened_at DESC, newest.subject, newest.field;
END $$;
GRANT EXECUTE ON FUNCTION last_card_changes(bigint) TO crm_operator, crm_supervisor;

-- The two numbers of the lock that tells of who is at a card, whatever its customer's id.
CREATE OR REPLACE FUNCTION card_lock(which bigint, OUT class integer, OUT object integer)
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
    RETURN ROW(1667329895 + (which >> 32)::integer, which::bit(32)::integer);

-- Notifies a card on channel card_people unless nobody but this connection is there. The lock that
-- tells it is given back at once, so nobody ever waits for another who waits.
CREATE OR REPLACE FUNCTION tell_others_at_card(which bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    lock record;
BEGIN
    SELECT * INTO lock FROM card_lock(which);
    IF pg_try_advisory_lock(lock.class, lock.object) THEN
        PERFORM pg_advisory_unlock(lock.class, lock.object);
    ELSE
        PERFORM pg_notify('card_people', which::text);
    END IF;
END $$;

-- Moves this connection from one card to another (null: none): it holds a shared lock for the card
-- where it is, which goes with the connection however that ends. Whoever is at the same card hears
-- on channel card_people. False: the card is not open to this login.
CREATE OR REPLACE FUNCTION be_at_card(left_one bigint, came_to bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    lock record;
BEGIN
    IF left_one IS NOT NULL THEN
        SELECT * INTO lock FROM card_lock(left_one);
        PERFORM pg_advisory_unlock_shared(lock.class, lock.object);
        PERFORM tell_others_at_card(left_one);
    END IF;
    IF came_to IS NOT NULL THEN
        IF NOT card_is_open(came_to) THEN RETURN false; END IF;
        SELECT * INTO lock FROM card_lock(came_to);
        PERFORM pg_advisory_lock_shared(lock.class, lock.object);
        PERFORM tell_others_at_card(came_to);
    END IF;
    RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION be_at_card(bigint, bigint) TO crm_operator, crm_supervisor;

-- Who else is at a card that I have open: one row a connection but mine (by its process number).
CREATE OR REPLACE FUNCTION others_at_card(wanted bigint, my_listener integer)
    RETURNS TABLE (staff_name text, is_me boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    lock record;
BEGIN
    IF NOT card_is_open(wanted) THEN RETURN; END IF;
    SELECT * INTO lock FROM card_lock(wanted);
    RETURN QUERY
        SELECT s.name, a.usename = SESSION_USER
          FROM pg_locks l
          JOIN pg_stat_activity a ON a.pid = l.pid
          JOIN staff s ON s.login = a.usename::text COLLATE "default"
         WHERE l.locktype = 'advisory' AND l.classid = lock.class::oid AND l.objsubid = 2
           AND l.objid = lock.object::oid AND l.mode = 'ShareLock' AND l.granted
           AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
           AND l.pid <> my_listener
         ORDER BY 2 DESC, s.name, l.pid;
END $$;
GRANT EXECUTE ON FUNCTION others_at_card(bigint, integer) TO crm_operator, crm_supervisor;
