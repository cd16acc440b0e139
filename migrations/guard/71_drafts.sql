-- What is typed on a card and not saved, for whoever goes on with it when the desk of its writer is
-- gone. Nobody reads or writes the table but through the functions here. Notified on channel
-- card_drafts: the customer whose drafts are others now; never any words.

-- Keeps what I type on a card that I have open, in place of what I kept as the same. False: the card
-- is not open, somebody took the draft over, or it is too much.
CREATE OR REPLACE FUNCTION keep_draft(draft uuid, form text, wanted bigint, typed jsonb,
                                      at timestamptz) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me bigint := my_staff_id();
    is_new boolean;
BEGIN
    IF me IS NULL OR NOT i_may_work() OR NOT card_is_open(wanted)
       OR form !~ '^[a-z_]{1,40}$' OR octet_length(typed::text) > 50000
       OR (SELECT count(*) FROM draft d WHERE d.staff_id = me AND d.id <> draft) >= 200 THEN
        RETURN false;
    END IF;
    INSERT INTO draft AS d (id, staff_id, kind, customer_id, fields, typed_at)
    VALUES (draft, me, form, wanted, typed, least(coalesce(at, now()), now()))
    ON CONFLICT (id) DO UPDATE SET fields = excluded.fields, typed_at = excluded.typed_at
     WHERE d.staff_id = me AND d.customer_id = wanted AND d.kind = form
    RETURNING d.xmax = 0 INTO is_new;
    IF is_new THEN
        PERFORM pg_notify('card_drafts', wanted::text);
    END IF;
    RETURN is_new IS NOT NULL;
END $$;

-- Drops a draft of mine: it is saved, or thrown away.
CREATE OR REPLACE FUNCTION drop_draft(draft uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    of_customer bigint;
BEGIN
    DELETE FROM draft d WHERE d.id = draft AND d.staff_id = my_staff_id()
    RETURNING d.customer_id INTO of_customer;
    IF of_customer IS NOT NULL THEN
        PERFORM pg_notify('card_drafts', of_customer::text);
    END IF;
END $$;

-- Who left what kind of draft on a card that I have open, the newest first; never what was typed.
-- A note that was saved with all that stands in the draft is none any more.
CREATE OR REPLACE FUNCTION drafts_on_card(wanted bigint)
    RETURNS TABLE (id uuid, kind text, staff_name text, is_me boolean, typed_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF my_staff_id() IS NULL OR NOT i_may_work() OR NOT card_is_open(wanted) THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT d.id, d.kind, s.name, d.staff_id = my_staff_id(), d.typed_at
          FROM draft d
          JOIN staff s ON s.id = d.staff_id
         WHERE d.customer_id = wanted AND d.typed_at > now() - interval '7 days'
           AND NOT EXISTS (SELECT FROM contact_note n
                            WHERE n.operation_id = d.id
                              AND position(d.fields ->> 'body' IN n.body) > 0)
         ORDER BY d.typed_at DESC, d.id
         LIMIT 20;
END $$;

-- Tells drafts apart without a word of them.
CREATE OR REPLACE FUNCTION draft_digest(typed jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
    RETURN encode(sha256(convert_to(typed::text, 'UTF8')), 'hex');

-- Takes over a draft on a card that I have open, on record: what was typed is mine from now on, as
-- another draft, and not its writer's any more. No row: there is none (any more), or the card is
-- not open.
CREATE OR REPLACE FUNCTION take_over_draft(wanted uuid)
    RETURNS TABLE (id uuid, kind text, customer_id bigint, fields jsonb, typed_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me bigint := my_staff_id();
    taken draft;
BEGIN
    IF me IS NULL OR NOT i_may_work() THEN RETURN; END IF;
    SELECT * INTO taken FROM draft d
     WHERE d.id = wanted AND d.customer_id IS NOT NULL AND card_is_open(d.customer_id)
       FOR UPDATE;
    IF taken.id IS NULL THEN RETURN; END IF;
    PERFORM audit_write('update', 'draft', taken.id::text, taken.customer_id,
                        jsonb_build_object('staff_id', taken.staff_id,
                                           'digest', draft_digest(taken.fields)),
                        jsonb_build_object('staff_id', me));
    UPDATE draft d SET id = gen_random_uuid(), staff_id = me WHERE d.id = taken.id
    RETURNING d.id INTO taken.id;
    PERFORM pg_notify('card_drafts', taken.customer_id::text);
    RETURN QUERY SELECT taken.id, taken.kind, taken.customer_id, taken.fields, taken.typed_at;
END $$;

-- Which of my drafts somebody took over just as they are: mine are to be dropped. What was typed
-- after the moment of sharing nobody else has: such a draft is none of them.
-- drafts: [{"id", "customer_id", "fields"}, …]
CREATE OR REPLACE FUNCTION drafts_taken(drafts jsonb) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT d.id FROM jsonb_to_recordset(drafts) AS d (id uuid, customer_id bigint, fields jsonb)
         WHERE EXISTS (SELECT FROM audit_entry e
                        WHERE e.customer_id = d.customer_id
                          AND e.happened_at > now() - interval '8 days'
                          AND e.subject = 'draft' AND e.action = 'update'
                          AND e.subject_id = d.id::text
                          AND e.before ->> 'staff_id' = my_staff_id()::text
                          AND e.before ->> 'digest' = draft_digest(d.fields));
END $$;

-- Who took over which of my drafts on a card, and when; whether or not I typed on since then.
CREATE OR REPLACE FUNCTION takers_of_drafts(wanted bigint, drafts uuid[])
    RETURNS TABLE (id uuid, staff_name text, taken_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT e.subject_id::uuid, s.name, e.happened_at
          FROM audit_entry e
          JOIN staff s ON s.id::text = e.after ->> 'staff_id'
         WHERE e.customer_id = wanted AND e.happened_at > now() - interval '8 days'
           AND e.subject = 'draft' AND e.action = 'update'
           AND e.subject_id = ANY (drafts::text[])
           AND e.before ->> 'staff_id' = my_staff_id()::text
         ORDER BY e.happened_at DESC
         LIMIT 20;
END $$;

GRANT EXECUTE ON FUNCTION keep_draft(uuid, text, bigint, jsonb, timestamptz), drop_draft(uuid),
    drafts_on_card(bigint), take_over_draft(uuid), drafts_taken(jsonb),
    takers_of_drafts(bigint, uuid[]) TO crm_operator, crm_supervisor;

-- Nobody goes on with a draft after seven days; it goes a day later, when that is sure. How many were
-- forgotten.
CREATE OR REPLACE FUNCTION forget_old_drafts() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM draft WHERE typed_at < surely_past() - interval '7 days';
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;
GRANT EXECUTE ON FUNCTION forget_old_drafts() TO crm_worker;
