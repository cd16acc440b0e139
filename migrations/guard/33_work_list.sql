-- What waits on the home page. It names customers whose cards are not open: those of one's own
-- tasks and of nobody's, and those who called in vain. For whoever may not work yet it is empty.

-- The open tasks due up to a day that are mine or nobody's, the latest first. For programs from before
-- open_tasks of 67_tasks.sql.
CREATE OR REPLACE FUNCTION due_tasks(today date, most integer)
    RETURNS TABLE (task_id bigint, kind text, title text, due_on date, staff_name text,
                   customer_id bigint, customer_name text, customer_kana text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT t.id, t.kind, t.title, t.due_on, coalesce(s.name, ''), t.customer_id,
           coalesce(c.name, ''), coalesce(c.name_kana, '')
      FROM task t
      LEFT JOIN staff s ON s.id = t.staff_id
      LEFT JOIN customer c ON c.id = t.customer_id
     WHERE (SELECT i_may_work()) AND t.state = 'open' AND t.due_on <= today
       AND (t.staff_id IS NULL OR t.staff_id = my_staff_id())
     ORDER BY t.due_on, t.priority DESC, t.id
     LIMIT least(greatest(coalesce(most, 200), 0), 200)
    $$;

-- With whom a call was had, as lists of calls name them though the card is not open: who was chosen
-- for the call or the number, or the only one who has it. A restricted one is named to supervisors
-- only, and nobody for a call that a desk reported of itself: it could name any number. So could
-- whoever dials one: whom a call out only seems to go to is named where the card is open, and to
-- supervisors.
CREATE OR REPLACE FUNCTION caller_to_name(of_direction text, number text, chosen bigint,
    reporter text) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    supervises boolean := pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE');
    who bigint := chosen;
BEGIN
    IF NOT reporter_is_trusted(reporter) THEN
        RETURN NULL;
    END IF;
    IF who IS NULL AND number IS NOT NULL THEN
        who := coalesce(
            (SELECT h.customer_id FROM caller_choice h WHERE h.number = caller_to_name.number),
            (SELECT min(p.customer_id) FROM customer_phone p JOIN customer o ON o.id = p.customer_id
              WHERE p.number = caller_to_name.number AND o.merged_into_id IS NULL
             HAVING count(DISTINCT p.customer_id) = 1));
        IF of_direction = 'out' AND NOT supervises AND NOT card_is_open(who) THEN
            RETURN NULL;
        END IF;
    END IF;
    RETURN (SELECT c.id FROM customer c WHERE c.id = who AND (supervises OR NOT c.restricted));
END $$;

-- Who called since a moment (two weeks back at most), was not answered and was not spoken to later;
-- newest first. Calls in either direction with the same number that were answered take the caller
-- off, and so does settle_missed_calls. Whoever withheld the number stands alone with each call. The
-- customer is the one of caller_to_name.
CREATE OR REPLACE FUNCTION missed_callers(since timestamptz, most integer)
    RETURNS TABLE (call_id bigint, caller text, no_number_reason text, caller_raw text,
                   line_name text, queue text, times integer, first_at timestamptz,
                   last_at timestamptz, customer_id bigint, customer_name text, customer_kana text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    WITH missed AS (
        SELECT m.*, count(*) OVER who AS times, min(m.began_at) OVER who AS first_at,
               row_number() OVER (PARTITION BY coalesce(m.caller, m.id::text)
                                  ORDER BY m.began_at DESC, m.id DESC) AS newest
          FROM call m
         WHERE (SELECT i_may_work()) AND m.direction = 'in' AND m.result = 'missed'
           AND m.source <> 'doctor'
           AND m.began_at >= greatest(since, now() - interval '14 days')
           AND NOT EXISTS (SELECT FROM missed_call_done d JOIN call k ON k.id = d.call_id
                            WHERE d.done_at >= m.began_at
                              AND (k.id = m.id OR k.caller = m.caller))
        WINDOW who AS (PARTITION BY coalesce(m.caller, m.id::text))
    ), waiting AS (
        SELECT m.* FROM missed m
         WHERE m.newest = 1
           AND NOT EXISTS (SELECT FROM call later
                            WHERE later.caller = m.caller AND later.began_at > m.began_at
                              AND later.source <> 'doctor'
                              AND later.answered_at IS NOT NULL)
         ORDER BY m.began_at DESC, m.id DESC
         LIMIT least(greatest(coalesce(most, 200), 0), 200)
    )
    SELECT m.id, m.caller, m.no_number_reason, m.caller_raw, m.line_name, m.queue, m.times::integer,
           m.first_at, m.began_at, c.id, coalesce(c.name, ''), coalesce(c.name_kana, '')
      FROM waiting m
      LEFT JOIN customer c
             ON c.id = caller_to_name(m.direction, m.caller, m.customer_id, m.reported_by)
     ORDER BY m.began_at DESC, m.id DESC
    $$;

-- Takes missed calls, and the earlier ones of the same callers, off the list; again changes nothing.
-- Answers how many it took off.
CREATE OR REPLACE FUNCTION settle_missed_calls(calls bigint[], why text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE taken_off integer;
BEGIN
    IF NOT i_may_work() THEN
        RAISE EXCEPTION 'nobody who works here' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO missed_call_done (call_id, reason, staff_id)
    SELECT m.id, why, my_staff_id() FROM call m
     WHERE m.id = ANY (calls) AND m.direction = 'in' AND m.result = 'missed'
     ORDER BY m.id  -- others may settle the same ones just now
        ON CONFLICT (call_id) DO NOTHING;
    GET DIAGNOSTICS taken_off = ROW_COUNT;
    RETURN taken_off;
END $$;

-- Puts missed calls back on the list that I have just taken off it.
CREATE OR REPLACE FUNCTION unsettle_missed_calls(calls bigint[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE put_back integer;
BEGIN
    DELETE FROM missed_call_done d WHERE d.call_id = ANY (calls) AND d.staff_id = my_staff_id()
       AND d.done_at > now() - interval '1 day';
    GET DIAGNOSTICS put_back = ROW_COUNT;
    RETURN put_back;
END $$;

GRANT EXECUTE ON FUNCTION due_tasks(date, integer), missed_callers(timestamptz, integer),
    settle_missed_calls(bigint[], text), unsettle_missed_calls(bigint[])
    TO crm_operator, crm_supervisor;
