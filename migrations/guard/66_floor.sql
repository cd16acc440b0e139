-- The floor, for supervisors: who does what, what waits, the figures of a day and of each person. It
-- tells of calls by their number alone, never of customers. Days are Japan's. Calls of the desk's
-- own test count nowhere.

-- Everybody who is at work, by name: what the telephone does comes before what they said last.
-- direction and queue are those of the call that is ringing or talked. Whoever has signed out, or
-- whose desk broke down, is "gone"; but for a call at the telephone of theirs.
CREATE OR REPLACE FUNCTION floor_now()
    RETURNS TABLE (staff_id bigint, name text, name_kana text, extension text, phase text,
                   reason text, direction text, queue text, since timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH busy AS MATERIALIZED (
        SELECT DISTINCT ON (s.id) s.id,
               CASE WHEN g.answered_at IS NULL THEN 'ringing' ELSE 'talking' END AS phase,
               c.direction::text, queue_of(c.queue, c.line_name, c.called_raw) AS queue,
               coalesce(g.answered_at, g.rang_at, c.began_at) AS since
          FROM call_leg g
          JOIN call c ON c.id = g.call_id AND c.ended_at IS NULL AND c.source <> 'doctor'
          LEFT JOIN staff e ON g.staff_id IS NULL AND e.extension = g.extension
          JOIN staff s ON s.id = coalesce(g.staff_id, e.id) AND s.active
         WHERE g.ended_at IS NULL
         ORDER BY s.id, g.answered_at, g.rang_at, g.id
    )
    SELECT s.id, s.name, s.name_kana, coalesce(s.extension, ''),
           coalesce(b.phase, CASE WHEN a.state = 'signed_out' OR NOT a.has_session THEN 'gone'
                                  ELSE a.state END),
           CASE WHEN b.phase IS NULL THEN a.reason ELSE '' END,
           coalesce(b.direction, ''), coalesce(b.queue, ''), coalesce(b.since, a.changed_at)
      FROM staff s
      LEFT JOIN availability_now() a ON a.staff_id = s.id
      LEFT JOIN busy b ON b.id = s.id
     WHERE i_am('crm_supervisor') AND i_may_work() AND (a.staff_id IS NOT NULL OR b.id IS NOT NULL)
     ORDER BY s.name_kana, s.id
    $$;

-- How many callers of the last day wait to be called back: those that missed_callers lists.
CREATE OR REPLACE FUNCTION floor_missed() RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(DISTINCT coalesce(m.caller, m.id::text))::integer
      FROM call m
     WHERE i_am('crm_supervisor') AND i_may_work()
       AND m.direction = 'in' AND m.result = 'missed' AND m.source <> 'doctor'
       AND m.began_at >= now() - interval '1 day'
       AND NOT EXISTS (SELECT FROM missed_call_done d JOIN call k ON k.id = d.call_id
                        WHERE d.done_at >= m.began_at
                          AND (k.id = m.id OR k.caller = m.caller))
       AND NOT EXISTS (SELECT FROM call later
                        WHERE later.caller = m.caller AND later.began_at > m.began_at
                          AND later.source <> 'doctor' AND later.answered_at IS NOT NULL)
    $$;

-- The beginning of the day in Japan, which has no summer time: ten times as fast as by its zone.
CREATE OR REPLACE FUNCTION japans_day(at timestamptz) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE
    RETURN date_bin('1 day', at, '2020-01-01 00:00:00+09');

CREATE OR REPLACE FUNCTION seconds_of(span interval) RETURNS double precision
    LANGUAGE sql IMMUTABLE
    RETURN coalesce(extract(epoch FROM span), 0)::double precision;

-- After-call work and absence that began in a span: each change of everybody to the next. It ends
-- with the day it began on (in the evening many a desk is switched off without a word), after-call
-- work after an hour. Not SECURITY DEFINER, so that it becomes part of who asks.
CREATE OR REPLACE FUNCTION work_spans(since timestamptz, until timestamptz)
    RETURNS TABLE (staff_id bigint, day_began timestamptz, state text, call_id bigint,
                   spent interval)
    LANGUAGE sql STABLE AS $$
    SELECT w.staff_id, japans_day(w.changed_at), w.state, w.call_id,
           greatest(interval '0', least(
               coalesce(w.next_at, now()), now(), japans_day(w.changed_at) + interval '1 day',
               CASE WHEN w.state = 'after_call' THEN w.changed_at + interval '1 hour' END)
               - w.changed_at)
      FROM (SELECT a.staff_id, a.state, a.call_id, a.changed_at,
                   lead(a.changed_at) OVER (PARTITION BY a.staff_id ORDER BY a.id) AS next_at
              FROM availability_change a
             WHERE a.changed_at >= since AND a.changed_at < until + interval '1 day') w
     WHERE w.changed_at < until AND w.state IN ('after_call', 'away')
    $$;

-- The calls that began on a day and are answered or over, added up by direction and, those from
-- outside, by queue. Seconds: waited of the answered, longest_wait of any; talked (while at least one
-- telephone talks) and worked (after-call work about them) of the handled: answered and over. A
-- call is answered in time within the office's service_level_s.
CREATE OR REPLACE FUNCTION floor_today(of_day date)
    RETURNS TABLE (direction text, queue text, calls bigint, answered bigint, in_time bigint,
                   missed bigint, abandoned bigint, waited double precision,
                   longest_wait double precision, handled bigint, talked double precision,
                   worked double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off AS $$
#variable_conflict use_column
DECLARE
    since timestamptz := of_day::timestamp AT TIME ZONE 'Asia/Tokyo';
    until timestamptz := (of_day + 1)::timestamp AT TIME ZONE 'Asia/Tokyo';
    level interval := make_interval(secs => office_number('service_level_s', 20));
BEGIN
    IF NOT (i_am('crm_supervisor') AND i_may_work()) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH counted AS MATERIALIZED (
        SELECT c.id, c.direction::text AS direction,
               CASE WHEN c.direction = 'in' THEN queue_of(c.queue, c.line_name, c.called_raw)
                    ELSE '' END AS queue,
               c.answered_at, c.ended_at, c.result::text AS result, c.ended_by::text AS ended_by,
               greatest(interval '0', coalesce(c.answered_at, c.ended_at) - c.began_at) AS wait
          FROM call c
         WHERE c.began_at >= since AND c.began_at < until AND c.source <> 'doctor'
           AND (c.answered_at IS NOT NULL OR c.ended_at IS NOT NULL)
    ), legs AS (
        SELECT g.call_id, c.ended_at, count(*) AS answers, min(g.answered_at) AS from_at,
               max(greatest(g.answered_at, coalesce(g.ended_at, c.ended_at))) AS to_at
          FROM counted c JOIN call_leg g ON g.call_id = c.id
         WHERE c.answered_at IS NOT NULL AND c.ended_at IS NOT NULL
           AND g.answered_at >= since AND g.answered_at < until + interval '12 hours'
         GROUP BY g.call_id, c.ended_at
    ), talks AS (
        SELECT l.call_id, CASE WHEN l.answers = 1 THEN l.to_at - l.from_at ELSE (
                   SELECT sum(upper(span) - lower(span))
                     FROM unnest((
                         SELECT range_agg(tstzrange(g.answered_at, greatest(
                                    g.answered_at, coalesce(g.ended_at, l.ended_at))))
                           FROM call_leg g
                          WHERE g.call_id = l.call_id AND g.answered_at IS NOT NULL)) AS span
               ) END AS spent
          FROM legs l
    ), work AS (
        SELECT w.call_id, sum(w.spent) AS spent
          FROM work_spans(since, until + interval '1 hour') w
         WHERE w.state = 'after_call' AND w.call_id IS NOT NULL
         GROUP BY w.call_id
    )
    SELECT c.direction, c.queue, count(*), count(c.answered_at),
           count(*) FILTER (WHERE c.answered_at IS NOT NULL AND c.wait <= level),
           count(*) FILTER (WHERE c.result = 'missed' AND c.answered_at IS NULL),
           count(*) FILTER (WHERE c.result = 'missed' AND c.answered_at IS NULL
                              AND c.ended_by = 'caller'),
           seconds_of(sum(c.wait) FILTER (WHERE c.answered_at IS NOT NULL)),
           seconds_of(max(c.wait)),
           count(*) FILTER (WHERE c.answered_at IS NOT NULL AND c.ended_at IS NOT NULL),
           seconds_of(sum(coalesce(t.spent, c.ended_at - c.answered_at))
                      FILTER (WHERE c.answered_at IS NOT NULL AND c.ended_at IS NOT NULL)),
           seconds_of(sum(w.spent)
                      FILTER (WHERE c.answered_at IS NOT NULL AND c.ended_at IS NOT NULL))
      FROM counted c
      LEFT JOIN talks t ON t.call_id = c.id
      LEFT JOIN work w ON w.call_id = c.id
     GROUP BY 1, 2
     ORDER BY 1, 2;
END $$;

-- Each person's days, by name and day, 93 days at most: calls from outside answered at their
-- telephone (again each time one comes back to it), calls to the outside that were answered,
-- seconds of talk, after-call work and absence, notes written. Whoever did nothing on a day has no row of it. Also those who have left since.
CREATE OR REPLACE FUNCTION floor_people(first_day date, last_day date)
    RETURNS TABLE (staff_id bigint, name text, name_kana text, day date, answered bigint,
                   called bigint, talked double precision, worked double precision,
                   away double precision, notes bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off AS $$
#variable_conflict use_column
DECLARE
    since timestamptz := first_day::timestamp AT TIME ZONE 'Asia/Tokyo';
    until timestamptz := (least(last_day, first_day + 92) + 1)::timestamp AT TIME ZONE 'Asia/Tokyo';
BEGIN
    IF NOT (i_am('crm_supervisor') AND i_may_work()) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH talk AS (
        SELECT g.staff_id, japans_day(c.began_at) AS day,
               count(*) FILTER (WHERE c.direction = 'in') AS answered,
               count(*) FILTER (WHERE c.direction = 'out') AS called,
               sum(greatest(interval '0',
                            coalesce(g.ended_at, c.ended_at, now()) - g.answered_at)) AS talked
          FROM call c JOIN call_leg g ON g.call_id = c.id
         WHERE c.began_at >= since AND c.began_at < until AND c.source <> 'doctor'
           AND c.direction IN ('in', 'out')
           AND g.answered_at >= since AND g.answered_at < until + interval '12 hours'
           AND g.staff_id IS NOT NULL
         GROUP BY 1, 2
    ), work AS (
        SELECT w.staff_id, w.day_began AS day,
               sum(w.spent) FILTER (WHERE w.state = 'after_call') AS worked,
               sum(w.spent) FILTER (WHERE w.state = 'away') AS away
          FROM work_spans(since, until) w
         GROUP BY 1, 2
    ), wrote AS (
        SELECT n.staff_id, japans_day(n.happened_at) AS day, count(*) AS notes
          FROM contact_note n
         WHERE n.happened_at >= since AND n.happened_at < until AND n.staff_id IS NOT NULL
         GROUP BY 1, 2
    ), days AS (
        SELECT staff_id, day FROM talk UNION SELECT staff_id, day FROM work
         UNION SELECT staff_id, day FROM wrote
    )
    SELECT s.id, s.name, s.name_kana, (d.day AT TIME ZONE 'Asia/Tokyo')::date,
           coalesce(t.answered, 0), coalesce(t.called, 0),
           seconds_of(t.talked), seconds_of(w.worked), seconds_of(w.away), coalesce(n.notes, 0)
      FROM days d
      JOIN staff s ON s.id = d.staff_id
      LEFT JOIN talk t ON t.staff_id = d.staff_id AND t.day = d.day
      LEFT JOIN work w ON w.staff_id = d.staff_id AND w.day = d.day
      LEFT JOIN wrote n ON n.staff_id = d.staff_id AND n.day = d.day
     ORDER BY s.name_kana, s.id, d.day;
END $$;

-- Records that somebody takes the figures of people out, with the days, the reason and the count of
-- rows, in a transaction before they are read. outcome as of begin_export in 61_export.sql.
CREATE OR REPLACE FUNCTION begin_floor_export(why text, first_day date, last_day date,
    OUT outcome text, OUT person_days bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me staff;
    given text := left(regexp_replace(coalesce(why, ''), '^\s+|\s+$', '', 'g'), 500);
    days text := first_day || '/' || last_day;
BEGIN
    SELECT * INTO me FROM staff WHERE login = SESSION_USER::text COLLATE "default" AND active;
    outcome := CASE WHEN me.id IS NULL THEN 'not_staff'
                    WHEN me.password_due THEN 'password_due'
                    WHEN NOT (i_am('crm_supervisor') AND i_am('crm_exporter')) THEN 'not_allowed'
                    WHEN length(given) < 5 THEN 'no_reason'
                    ELSE 'begun' END;
    IF outcome = 'begun' THEN
        SELECT count(*) INTO person_days FROM floor_people(first_day, last_day);
        PERFORM audit_write('export', 'floor', days, NULL, NULL,
            jsonb_build_object('reason', given, 'rows', person_days));
    ELSIF outcome <> 'no_reason' THEN
        PERFORM audit_write('refuse', 'floor', days, NULL, NULL,
            jsonb_build_object('what', outcome, 'why', 'export', 'reason', given));
    END IF;
END $$;

-- Tells "floor" of what changes its figures but is no call and nobody's availability.
CREATE OR REPLACE FUNCTION tell_floor() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_notify('floor', '');
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tell_floor AFTER INSERT OR DELETE ON missed_call_done
    FOR EACH STATEMENT EXECUTE FUNCTION tell_floor();
CREATE OR REPLACE TRIGGER tell_floor AFTER INSERT OR UPDATE OR DELETE ON office_setting
    FOR EACH STATEMENT EXECUTE FUNCTION tell_floor();

GRANT EXECUTE ON FUNCTION floor_now(), floor_missed(), floor_today(date), floor_people(date, date)
    TO crm_supervisor;
GRANT EXECUTE ON FUNCTION begin_floor_export(text, date, date)
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_exporter, crm_analyst;
