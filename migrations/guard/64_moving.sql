-- Moving customers between staff. A move is drafted first: who goes from whom to whom. Doing it is
-- one statement over the assignments alone, so that nobody waits for half a million customers.
-- Nobody writes these tables but the functions here.

-- A move that somebody drafts; the same operation again is the same move. outcome: the id is given.
CREATE OR REPLACE FUNCTION draft_move(operation uuid, chosen_by jsonb, shared_by jsonb)
    RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me bigint := my_staff_id();
    fresh bigint;
BEGIN
    PERFORM only_supervisors();
    -- What was drafted and never done is of no use after a day. Moves are locked before their items.
    PERFORM FROM customer_move m WHERE m.state = 'draft' AND m.made_by_id = me
        AND m.created_at < now() - interval '1 day' ORDER BY m.id FOR UPDATE;
    DELETE FROM customer_move_item i USING customer_move m
     WHERE m.id = i.move_id AND m.state = 'draft' AND m.made_by_id = me
       AND m.created_at < now() - interval '1 day';
    DELETE FROM customer_move m WHERE m.state = 'draft' AND m.made_by_id = me
       AND m.created_at < now() - interval '1 day';
    INSERT INTO customer_move (operation_id, made_by_id, criteria, spread)
    VALUES (operation, me, chosen_by, shared_by)
    ON CONFLICT (operation_id) DO NOTHING RETURNING id INTO fresh;
    RETURN coalesce(fresh, (SELECT m.id FROM customer_move m
                             WHERE m.operation_id = operation AND m.made_by_id = me));
END $$;

CREATE OR REPLACE FUNCTION own_draft(which bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    PERFORM FROM customer_move m
      WHERE m.id = which AND m.state = 'draft' AND m.made_by_id = my_staff_id() FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no draft of mine' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- Adds customers to my draft, lists beside each other; from whom they go is as it is now. Nobody
-- goes to whom they are with already.
CREATE OR REPLACE FUNCTION draft_move_of(which bigint, customer_ids bigint[], to_staff bigint[],
                                         reasons text[])
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM own_draft(which);
    INSERT INTO customer_move_item (move_id, customer_id, from_staff_id, to_staff_id, from_move_id,
                                    from_assigned_at, reason)
    SELECT which, given.customer_id, a.staff_id, given.staff_id, a.move_id, a.assigned_at,
           coalesce(given.reason, '')
      FROM unnest(customer_ids, to_staff, reasons) AS given (customer_id, staff_id, reason)
      JOIN customer c ON c.id = given.customer_id AND c.merged_into_id IS NULL
      LEFT JOIN customer_assignment a ON a.customer_id = given.customer_id
     WHERE given.staff_id IS DISTINCT FROM a.staff_id
    ON CONFLICT (move_id, customer_id) DO UPDATE
       SET to_staff_id = excluded.to_staff_id, reason = excluded.reason;
END $$;

-- What is in a draft, a plan or a finished move, person by person.
CREATE OR REPLACE FUNCTION move_totals(which bigint)
    RETURNS TABLE (from_staff_id bigint, to_staff_id bigint, customers bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY SELECT i.from_staff_id, i.to_staff_id, count(*) FROM customer_move_item i
                  WHERE i.move_id = which AND i.outcome <> 'changed' GROUP BY 1, 2 ORDER BY 1, 2;
END $$;

-- Does a move, or says why not: staff (somebody to move to has left), changed (others moved some of
-- them since the draft; left out with_changes), empty. Once and whole.
CREATE OR REPLACE FUNCTION move_now(moving customer_move, leave_changed boolean,
                                    OUT outcome text, OUT customers bigint, OUT changed bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET work_mem = '64MB' SET jit = off AS $$
DECLARE
    today date := (now() AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
    customers := 0;
    changed := 0;
    IF EXISTS (SELECT FROM staff s WHERE NOT s.active AND s.id IN (
        SELECT DISTINCT i.to_staff_id FROM customer_move_item i WHERE i.move_id = moving.id)) THEN
        outcome := 'staff';
        RETURN;
    END IF;
    -- Whoever moves the same customers at the same time waits here, and sees the difference then.
    PERFORM pg_advisory_xact_lock(1667329894);
    SELECT count(*) INTO changed
      FROM customer_move_item i LEFT JOIN customer_assignment a ON a.customer_id = i.customer_id
     WHERE i.move_id = moving.id
       AND (a.staff_id IS DISTINCT FROM i.from_staff_id
            OR a.move_id IS DISTINCT FROM i.from_move_id
            OR moving.cover_until IS NOT NULL AND a.cover_until >= today);
    IF changed > 0 AND NOT leave_changed THEN
        outcome := 'changed';
        RETURN;
    END IF;
    IF changed > 0 THEN
        UPDATE customer_move_item i SET outcome = 'changed'
          FROM customer_move_item j LEFT JOIN customer_assignment a ON a.customer_id = j.customer_id
         WHERE i.move_id = moving.id AND j.move_id = i.move_id AND j.customer_id = i.customer_id
           AND (a.staff_id IS DISTINCT FROM j.from_staff_id
                OR a.move_id IS DISTINCT FROM j.from_move_id
                OR moving.cover_until IS NOT NULL AND a.cover_until >= today);
    END IF;
    INSERT INTO customer_assignment (customer_id)
    SELECT i.customer_id FROM customer_move_item i JOIN customer c ON c.id = i.customer_id
     WHERE i.move_id = moving.id AND i.from_assigned_at IS NULL AND i.outcome = ''
        ON CONFLICT (customer_id) DO NOTHING;
    IF moving.cover_until IS NULL THEN
        UPDATE customer_assignment a
           SET staff_id = i.to_staff_id, move_id = moving.id, assigned_at = now()
          FROM customer_move_item i
         WHERE i.move_id = moving.id AND i.customer_id = a.customer_id AND i.outcome = '';
    ELSE
        UPDATE customer_assignment a
           SET cover_staff_id = i.to_staff_id, cover_from = today,
               cover_until = moving.cover_until, cover_move_id = moving.id
          FROM customer_move_item i
         WHERE i.move_id = moving.id AND i.customer_id = a.customer_id AND i.outcome = '';
    END IF;
    GET DIAGNOSTICS customers = ROW_COUNT;
    IF customers = 0 THEN
        outcome := 'empty';
        RETURN;
    END IF;
    IF moving.with_tasks THEN
        -- Locked, or one that somebody takes away just now would make the whole move fail.
        INSERT INTO moved_task (move_id, task_id, from_staff_id, to_staff_id)
        SELECT moving.id, t.id, t.staff_id, i.to_staff_id
          FROM task t JOIN customer_move_item i ON i.customer_id = t.customer_id
         WHERE i.move_id = moving.id AND i.outcome = '' AND t.state = 'open'
           AND t.staff_id = i.from_staff_id
         ORDER BY t.id FOR NO KEY UPDATE OF t;
        UPDATE task t SET staff_id = w.to_staff_id, revision = t.revision + 1
          FROM moved_task w WHERE w.move_id = moving.id AND w.task_id = t.id;
    END IF;
    UPDATE customer_move m
       SET state = 'done', done_at = now(), customers = move_now.customers, left_out = changed
     WHERE m.id = moving.id;
    PERFORM audit_write('update', 'customer_move', moving.id::text, NULL, NULL, jsonb_build_object(
        'customers', customers, 'left_out', changed, 'criteria', moving.criteria));
    PERFORM pg_notify('customers_moved', moving.id::text);
    outcome := 'done';
END $$;

-- Does my draft now. outcome as of move_now.
CREATE OR REPLACE FUNCTION move_customers(which bigint, note text, tasks_too boolean,
    covers_until date, leave_changed boolean,
    OUT outcome text, OUT customers bigint, OUT changed bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    moving customer_move;
BEGIN
    PERFORM only_supervisors();
    SELECT * INTO moving FROM customer_move m WHERE m.id = which FOR UPDATE;
    IF moving.state = 'done' THEN  -- asked again after a lost answer
        outcome := 'done';
        customers := moving.customers;
        changed := moving.left_out;
        RETURN;
    END IF;
    PERFORM own_draft(which);
    UPDATE customer_move m SET hand_over_note = note, with_tasks = tasks_too,
                               cover_until = covers_until
     WHERE m.id = which RETURNING * INTO moving;
    SELECT n.outcome, n.customers, n.changed INTO outcome, customers, changed
      FROM move_now(moving, leave_changed) n;
END $$;

-- Leaves my draft to be done by itself on a later day; who was moved by others until then stays.
CREATE OR REPLACE FUNCTION plan_move(which bigint, note text, tasks_too boolean, covers_until date,
                                     from_day date)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM own_draft(which);
    UPDATE customer_move m
       SET hand_over_note = note, with_tasks = tasks_too, cover_until = covers_until,
           planned_on = from_day, state = 'planned',
           customers = (SELECT count(*) FROM customer_move_item i WHERE i.move_id = which)
     WHERE m.id = which;
    PERFORM audit_write('update', 'customer_move', which::text, NULL, NULL,
                        jsonb_build_object('planned_on', from_day));
END $$;

-- Does what is planned for today or earlier, one move a call; the id, null when nothing is due.
-- A plan that cannot be done (who was to get them has left) stays, and is told of.
CREATE OR REPLACE FUNCTION do_due_move(OUT which bigint, OUT outcome text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    moving customer_move;
BEGIN
    SELECT * INTO moving FROM customer_move m
     WHERE m.state = 'planned' AND m.planned_on <= (now() AT TIME ZONE 'Asia/Tokyo')::date
       AND NOT EXISTS (SELECT FROM staff s JOIN customer_move_item i ON i.to_staff_id = s.id
                        WHERE i.move_id = m.id AND NOT s.active)
     ORDER BY m.planned_on, m.id LIMIT 1 FOR UPDATE SKIP LOCKED;
    which := moving.id;
    IF which IS NOT NULL THEN
        SELECT n.outcome INTO outcome FROM move_now(moving, true) n;
        IF outcome = 'empty' THEN
            UPDATE customer_move m SET state = 'dropped' WHERE m.id = which;
        END IF;
    END IF;
END $$;

-- Gives up a draft or a plan. outcome: dropped, gone.
CREATE OR REPLACE FUNCTION drop_move(which bigint, OUT outcome text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    UPDATE customer_move m SET state = 'dropped'
     WHERE m.id = which AND m.state IN ('draft', 'planned');
    outcome := CASE WHEN FOUND THEN 'dropped' ELSE 'gone' END;
    IF FOUND THEN
        DELETE FROM customer_move_item i WHERE i.move_id = which;
    END IF;
END $$;

-- Takes a move back within 24 hours. Whoever was moved again since stays where they are and is
-- marked "kept". outcome: undone, gone, too_late.
CREATE OR REPLACE FUNCTION undo_move(which bigint, OUT outcome text, OUT back bigint, OUT kept bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET work_mem = '64MB' SET jit = off AS $$
DECLARE
    moving customer_move;
BEGIN
    PERFORM only_supervisors();
    -- First the move, as by whoever does it.
    SELECT * INTO moving FROM customer_move m WHERE m.id = which FOR UPDATE;
    PERFORM pg_advisory_xact_lock(1667329894);
    back := 0;
    kept := 0;
    outcome := CASE WHEN moving.state IS DISTINCT FROM 'done' THEN 'gone'
                    WHEN moving.done_at < now() - interval '24 hours' THEN 'too_late' ELSE 'undone' END;
    IF outcome <> 'undone' THEN
        RETURN;
    END IF;
    UPDATE customer_move_item i SET outcome = 'kept'
      FROM customer_assignment a
     WHERE i.move_id = which AND i.outcome = '' AND a.customer_id = i.customer_id
       AND CASE WHEN moving.cover_until IS NULL THEN a.move_id ELSE a.cover_move_id END
           IS DISTINCT FROM which;
    GET DIAGNOSTICS kept = ROW_COUNT;
    IF moving.cover_until IS NULL THEN
        UPDATE customer_assignment a
           SET staff_id = i.from_staff_id, move_id = i.from_move_id,
               assigned_at = coalesce(i.from_assigned_at, a.assigned_at)
          FROM customer_move_item i
         WHERE i.move_id = which AND i.customer_id = a.customer_id AND i.outcome = '';
    ELSE
        UPDATE customer_assignment a
           SET cover_staff_id = NULL, cover_from = NULL, cover_until = NULL, cover_move_id = NULL
          FROM customer_move_item i
         WHERE i.move_id = which AND i.customer_id = a.customer_id AND i.outcome = '';
    END IF;
    GET DIAGNOSTICS back = ROW_COUNT;
    UPDATE task t SET staff_id = w.from_staff_id, revision = t.revision + 1
      FROM moved_task w JOIN customer_move_item i ON i.move_id = w.move_id
     WHERE w.move_id = which AND w.task_id = t.id AND i.customer_id = t.customer_id
       AND i.outcome = '' AND t.state = 'open' AND t.staff_id = w.to_staff_id;
    UPDATE customer_move m
       SET state = 'undone', undone_at = now(), undone_by_id = my_staff_id(), kept = undo_move.kept
     WHERE m.id = which;
    PERFORM audit_write('update', 'customer_move', which::text, NULL, NULL,
                        jsonb_build_object('undone', back, 'kept', kept));
    PERFORM pg_notify('customers_moved', which::text);
END $$;

-- Who could get customers: everybody who works here; and who has left but still has some.
CREATE OR REPLACE FUNCTION staff_loads()
    RETURNS TABLE (staff_id bigint, name text, active boolean, customers bigint, yearly_yen bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY
    SELECT s.id, s.name, s.active, coalesce(l.customers, 0), coalesce(l.yen, 0)::bigint
      FROM staff s
      LEFT JOIN (SELECT a.staff_id, count(*) AS customers, sum(o.yen) AS yen
                   FROM customer_assignment a
                   LEFT JOIN (SELECT r.customer_id, sum(r.total_yen) AS yen FROM customer_order r
                               WHERE r.ordered_at > now() - interval '1 year'
                                 AND r.status NOT IN ('cancelled', 'returned')
                               GROUP BY r.customer_id) o ON o.customer_id = a.customer_id
                  GROUP BY a.staff_id) l ON l.staff_id = s.id
     WHERE s.active OR l.customers > 0
     ORDER BY s.active DESC, s.name_kana, s.id;
END $$;

-- The moves, newest first; drafts are their maker's alone and not among them.
CREATE OR REPLACE FUNCTION moves_made(most integer)
    RETURNS TABLE (move_id bigint, state text, made_by text, created_at timestamptz,
                   planned_on date, cover_until date, done_at timestamptz, undone_at timestamptz,
                   undone_by text, customers integer, left_out integer, kept integer,
                   hand_over_note text, criteria jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY
    SELECT m.id, m.state, s.name, m.created_at, m.planned_on, m.cover_until, m.done_at, m.undone_at,
           coalesce(u.name, ''), m.customers, m.left_out, m.kept, m.hand_over_note, m.criteria
      FROM customer_move m JOIN staff s ON s.id = m.made_by_id
      LEFT JOIN staff u ON u.id = m.undone_by_id
     WHERE m.state <> 'draft'
     ORDER BY m.id DESC LIMIT least(greatest(coalesce(most, 100), 0), 1000);
END $$;

ALTER TABLE customer_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_move_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE moved_task ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS floor ON customer_move;
CREATE POLICY floor ON customer_move TO crm_supervisor USING (true);
DROP POLICY IF EXISTS opened ON customer_move_item;
CREATE POLICY opened ON customer_move_item TO crm_operator, crm_supervisor
    USING (EXISTS (SELECT FROM customer c WHERE c.id = customer_move_item.customer_id OFFSET 0));
GRANT SELECT ON customer_move, customer_move_item TO crm_supervisor;
GRANT SELECT ON customer_move_item TO crm_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_filter TO crm_supervisor;
REVOKE EXECUTE ON FUNCTION move_now(customer_move, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION draft_move(uuid, jsonb, jsonb),
    draft_move_of(bigint, bigint[], bigint[], text[]), move_totals(bigint),
    move_customers(bigint, text, boolean, date, boolean),
    plan_move(bigint, text, boolean, date, date), drop_move(bigint), undo_move(bigint), staff_loads(),
    moves_made(integer)
    TO crm_supervisor;
GRANT EXECUTE ON FUNCTION do_due_move() TO crm_operator, crm_supervisor, crm_worker;
