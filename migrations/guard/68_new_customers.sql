-- What a person is told of the customers that a move brought them, until they have worked them
-- through. They are named as tasks name theirs; the cards open and are recorded as any.

-- The customers that moves brought me and I have not worked through, the newest move first and in it
-- who needs me most: unpaid_yen what is to be paid, overdue_days behind the purchase cycle (null:
-- no cycle, or not behind), thanks_due: a letter nobody has thanked for. Restricted ones have no name.
CREATE OR REPLACE FUNCTION my_new_customers(most integer)
    RETURNS TABLE (move_id bigint, customer_id bigint, code text, name text, name_kana text,
                   moved_at timestamptz, from_name text, move_note text, note text,
                   cover_until date, unpaid_yen bigint, overdue_days integer, thanks_due boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off AS $$
#variable_conflict use_column
DECLARE
    me bigint := my_staff_id();
    today date := (now() AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
    IF me IS NULL OR NOT i_may_work() THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH mine AS MATERIALIZED (
        SELECT i.move_id, i.customer_id, i.from_staff_id, i.note, m.done_at, m.hand_over_note,
               m.cover_until
          FROM customer_move_item i
          JOIN customer_move m ON m.id = i.move_id AND m.state = 'done'
          JOIN customer_assignment a ON a.customer_id = i.customer_id
           AND CASE WHEN m.cover_until IS NULL THEN a.move_id ELSE a.cover_move_id END = m.id
         WHERE i.to_staff_id = me AND i.worked_at IS NULL AND i.outcome = ''
           AND (m.cover_until IS NULL OR m.cover_until >= today)
         ORDER BY i.move_id DESC, i.customer_id LIMIT 500
    )
    SELECT n.move_id, n.customer_id, c.code,
           CASE WHEN c.restricted THEN '' ELSE c.name END,
           CASE WHEN c.restricted THEN '' ELSE c.name_kana END,
           n.done_at, coalesce(s.name, ''), n.hand_over_note, n.note, n.cover_until,
           coalesce(owed.yen, 0)::bigint,
           CASE WHEN cycle.every_days IS NOT NULL AND today > cycle.last_on + cycle.every_days
                THEN today - cycle.last_on - cycle.every_days END,
           EXISTS (SELECT FROM letter l WHERE l.customer_id = n.customer_id
                      AND l.thanked_on IS NULL AND l.state <> 'scanned' OFFSET 0)
      FROM mine n JOIN customer c ON c.id = n.customer_id
      LEFT JOIN staff s ON s.id = n.from_staff_id
      LEFT JOIN LATERAL (SELECT sum(y.amount_yen) AS yen
                           FROM customer_order o JOIN payment y ON y.order_id = o.id
                          WHERE o.customer_id = n.customer_id AND y.paid_on IS NULL
                            AND y.method <> 'free'
                            AND o.status NOT IN ('cancelled', 'returned')) owed ON true
      LEFT JOIN LATERAL (
            SELECT greatest(1, floor(percentile_cont(0.5) WITHIN GROUP (ORDER BY d.gap) + 0.5))::integer
                       AS every_days, max(d.bought_on) AS last_on
              FROM (SELECT b.bought_on, b.bought_on - lag(b.bought_on) OVER (ORDER BY b.bought_on) AS gap
                      FROM (SELECT DISTINCT (o.ordered_at AT TIME ZONE 'Asia/Tokyo')::date AS bought_on
                              FROM customer_order o WHERE o.customer_id = n.customer_id
                               AND o.status NOT IN ('cancelled', 'returned')) b) d) cycle ON true
     ORDER BY n.move_id DESC, coalesce(owed.yen, 0) > 0 DESC,
              today - cycle.last_on - cycle.every_days DESC NULLS LAST, n.customer_id
     LIMIT least(greatest(coalesce(most, 200), 0), 500);
END $$;

-- I know these customers now, or after all not yet; how many of mine that is.
CREATE OR REPLACE FUNCTION new_customers_worked(customers bigint[], worked boolean) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    changed bigint;
BEGIN
    UPDATE customer_move_item i SET worked_at = CASE WHEN worked THEN now() END
      FROM customer_move m
     WHERE m.id = i.move_id AND m.state = 'done' AND i.to_staff_id = my_staff_id()
       AND i.customer_id = ANY (new_customers_worked.customers)
       AND (i.worked_at IS NULL) = worked;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END $$;

-- Whose the customer of an open card was, move by move, newest first.
CREATE OR REPLACE FUNCTION moves_of(wanted bigint)
    RETURNS TABLE (move_id bigint, moved_at timestamptz, from_name text, to_name text,
                   made_by text, cover_until date, move_note text, note text, undone boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT card_is_open(wanted) AND NOT i_am('crm_owner') THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT m.id, m.done_at, coalesce(f.name, ''), t.name, b.name, m.cover_until, m.hand_over_note,
           i.note, m.state = 'undone' AND i.outcome <> 'kept'
      FROM customer_move_item i
      JOIN customer_move m ON m.id = i.move_id AND m.state IN ('done', 'undone')
      JOIN staff t ON t.id = i.to_staff_id
      JOIN staff b ON b.id = m.made_by_id
      LEFT JOIN staff f ON f.id = i.from_staff_id
     WHERE i.customer_id = wanted AND i.outcome <> 'changed'
     ORDER BY m.done_at DESC, m.id DESC LIMIT 100;
END $$;

-- Who looks after the customer of an open card today, for whom ("": for nobody, they are their own),
-- and the move that brought them to me while I have not worked them through (null: none did).
CREATE OR REPLACE FUNCTION holder_of(wanted bigint)
    RETURNS TABLE (staff_name text, covered_for text, moved_at timestamptz, from_name text,
                   move_note text, note text, cover_until date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT card_is_open(wanted) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT coalesce(s.name, ''), CASE WHEN s.id <> a.staff_id THEN own.name ELSE '' END,
           h.done_at, h.from_name, h.hand_over_note, h.note, h.cover_until
      FROM (VALUES (wanted)) AS c (id)
      LEFT JOIN customer_assignment a ON a.customer_id = c.id
      LEFT JOIN staff s ON s.id = staff_today(a)
      LEFT JOIN staff own ON own.id = a.staff_id
      LEFT JOIN LATERAL (
            SELECT m.done_at, coalesce(f.name, '') AS from_name, m.hand_over_note, i.note,
                   m.cover_until
              FROM customer_move_item i
              JOIN customer_move m ON m.id = i.move_id AND m.state = 'done'
              LEFT JOIN staff f ON f.id = i.from_staff_id
             WHERE i.customer_id = c.id AND i.to_staff_id = my_staff_id()
               AND i.worked_at IS NULL AND i.outcome = ''
               AND CASE WHEN m.cover_until IS NULL THEN a.move_id ELSE a.cover_move_id END = m.id
               AND (m.cover_until IS NULL
                    OR m.cover_until >= (now() AT TIME ZONE 'Asia/Tokyo')::date)
             ORDER BY m.id DESC LIMIT 1) h ON true;
END $$;

-- Plans of mine that wait for nothing but me: somebody who was to get customers has left. How many
-- customers were to go to those who left, and who they are.
CREATE OR REPLACE FUNCTION my_stuck_plans()
    RETURNS TABLE (move_id bigint, planned_on date, customers bigint, who_left text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY
    SELECT m.id, m.planned_on, sum(gone.customers)::bigint, string_agg(gone.name, '、' ORDER BY gone.id)
      FROM customer_move m
      JOIN LATERAL (SELECT s.id, s.name, count(*) AS customers
                      FROM customer_move_item i JOIN staff s ON s.id = i.to_staff_id AND NOT s.active
                     WHERE i.move_id = m.id GROUP BY s.id, s.name) gone ON true
     WHERE m.state = 'planned' AND m.made_by_id = my_staff_id()
     GROUP BY m.id, m.planned_on
     ORDER BY m.planned_on, m.id LIMIT 20;
END $$;

GRANT EXECUTE ON FUNCTION my_new_customers(integer), new_customers_worked(bigint[], boolean),
    moves_of(bigint), holder_of(bigint) TO crm_operator, crm_supervisor;
GRANT EXECUTE ON FUNCTION my_stuck_plans() TO crm_supervisor;
