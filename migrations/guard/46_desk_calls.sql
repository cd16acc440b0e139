-- What a desk needs to know of calls that are not its own, and putting a call right that was had
-- with somebody else than was thought.

-- Where a call waits: its queue, or without one its line by the office's name, or as it was called.
CREATE OR REPLACE FUNCTION queue_of(queue text, line_name text, called_raw text) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
    RETURN coalesce(nullif(queue, ''), nullif(line_name, ''), called_raw);

-- The queues of the last 500 calls that have rung at my telephone, within 30 days.
CREATE OR REPLACE FUNCTION my_queues() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT DISTINCT queue_of(c.queue, c.line_name, c.called_raw)
      FROM (SELECT call_id FROM call_leg
             WHERE extension = nullif(my_extension(), '') ORDER BY id DESC LIMIT 500) g
      JOIN call c ON c.id = g.call_id
     WHERE c.direction = 'in' AND c.source <> 'doctor'
       AND c.began_at > now() - interval '30 days'
     ORDER BY 1
    $$;

-- The calls from outside that nobody has answered yet, the longest waiting first: how many wait for
-- how long is everybody's business at the telephones, who they are is not told.
CREATE OR REPLACE FUNCTION calls_waiting()
    RETURNS TABLE (call_id bigint, queue text, began_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT c.id, queue_of(c.queue, c.line_name, c.called_raw), c.began_at
      FROM call c
     WHERE c.ended_at IS NULL AND c.answered_at IS NULL AND c.direction = 'in'
       AND c.source <> 'doctor'
       AND (SELECT my_staff_id()) IS NOT NULL
     ORDER BY c.began_at, c.id LIMIT 500
    $$;

-- Moves a call of mine, with what I wrote and took on in it, from one customer to another; both
-- cards must be open. Supervisors move everybody's notes of the call. seen has the revision of each
-- note as it was read, by id. outcome: moved, gone (no such call for me), call_changed (it is a third
-- person's by now), note_changed (which_note was saved since, or was not there). Number that called:
-- called_from, for whom the customer is now the first guess. The call is locked first, its notes by
-- id, then the tasks; none as a key, for whoever saves a note or a task that names them.
CREATE OR REPLACE FUNCTION move_call(which_call bigint, from_customer bigint, to_customer bigint,
    seen jsonb, OUT outcome text, OUT which_note bigint, OUT called_from text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    moved record;
    mine bigint := my_staff_id();
    notes bigint[];
BEGIN
    IF NOT card_is_open(from_customer) OR NOT card_is_open(to_customer) THEN
        RAISE EXCEPTION 'both cards must be open' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT c.customer_id, c.caller INTO moved FROM call c
     WHERE c.id = which_call
       AND (c.reported_by = SESSION_USER::text OR call_is_shown(c.id, c.customer_id, c.caller))
       FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        outcome := 'gone';
        RETURN;
    ELSIF moved.customer_id NOT IN (from_customer, to_customer) THEN
        outcome := 'call_changed';
        RETURN;
    END IF;
    PERFORM FROM contact_note n WHERE n.call_id = which_call AND n.customer_id = from_customer
      ORDER BY n.id FOR NO KEY UPDATE;
    SELECT array_agg(n.id ORDER BY n.id),
           min(n.id) FILTER (WHERE (seen -> n.id::text) IS DISTINCT FROM to_jsonb(n.revision))
      INTO notes, which_note
      FROM contact_note n
     WHERE n.call_id = which_call AND n.customer_id = from_customer
       AND (n.staff_id = mine OR i_am('crm_supervisor'));
    IF which_note IS NOT NULL THEN
        outcome := 'note_changed';
        RETURN;
    END IF;
    UPDATE call SET customer_id = to_customer WHERE id = which_call;
    UPDATE contact_note n SET customer_id = to_customer, revision = n.revision + 1
     WHERE n.id = ANY (notes);
    UPDATE task t SET customer_id = to_customer, revision = t.revision + 1
     WHERE t.customer_id = from_customer
       AND (t.note_id = ANY (notes) OR (t.call_id = which_call AND t.staff_id = mine));
    IF moved.caller IS NOT NULL THEN
        INSERT INTO caller_choice (number, customer_id, chosen_at, staff_id)
        VALUES (moved.caller, to_customer, now(), mine)
        ON CONFLICT (number) DO UPDATE SET customer_id = excluded.customer_id,
            chosen_at = excluded.chosen_at, staff_id = excluded.staff_id;
    END IF;
    PERFORM audit_write('update', 'call', which_call::text, side.customer,
                        jsonb_build_object('customer_id', from_customer),
                        jsonb_build_object('customer_id', to_customer, 'notes', to_jsonb(notes)))
       FROM (VALUES (from_customer), (to_customer)) AS side (customer);
    called_from := moved.caller;
    outcome := 'moved';
END $$;

-- Whose card a note of mine stands on by now: a supervisor may have moved it with its call, while I
-- go on writing it on the card that it was begun on. NULL: it is not stored, or not mine.
CREATE OR REPLACE FUNCTION customer_of_note(operation uuid) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT n.customer_id FROM contact_note n
     WHERE n.operation_id = operation AND n.staff_id = my_staff_id() AND i_may_work()
    $$;

GRANT EXECUTE ON FUNCTION my_queues(), calls_waiting(), customer_of_note(uuid),
    move_call(bigint, bigint, bigint, jsonb)
    TO crm_operator, crm_supervisor;
