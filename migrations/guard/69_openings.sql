-- What somebody opened on a day, for supervisors, from the record of what was done. The figures of
-- a day name no customer. Whose cards somebody opened takes two steps, as in 60_history.sql:
-- openings_noted records that it is asked, what_was_opened answers. Days are Japan's.

-- Everybody who did something that is recorded, took or made a call or wrote a note on a day, by
-- name; login alone for whoever is no member of staff. cards: different ones; uncalled: those of
-- them that no call brought, be it a card that was counted or one without any call; reasons: how
-- often for which; refused: openings; answered, called, notes: as in floor_people; unproven: those
-- of the calls of which a desk alone reported.
CREATE OR REPLACE FUNCTION openings_of_day(of_day date)
    RETURNS TABLE (login text, staff_id bigint, name text, name_kana text, cards bigint,
                   uncalled bigint, reasons jsonb, refused bigint, searches bigint,
                   exports bigint, questions bigint, answered bigint, called bigint,
                   unproven bigint, notes bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off AS $$
#variable_conflict use_column
DECLARE
    since timestamptz := of_day::timestamp AT TIME ZONE 'Asia/Tokyo';
    until timestamptz := (of_day + 1)::timestamp AT TIME ZONE 'Asia/Tokyo';
BEGIN
    IF NOT (i_am('crm_supervisor') AND i_may_work()) THEN
        RAISE EXCEPTION 'no supervisor' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH done AS MATERIALIZED (
        SELECT l.login, e.action, e.customer_id, e.after ->> 'why' AS why,
               e.after -> 'counted' = 'true' AS counted, e.after ->> 'call_id' AS call_id
          FROM (SELECT DISTINCT c.login FROM audit_chain c) l
         CROSS JOIN LATERAL (
            SELECT a.* FROM audit_entry a
             WHERE a.login = l.login
               AND a.action IN ('open', 'refuse', 'search', 'export', 'history')
               AND a.happened_at >= since AND a.happened_at < until) e
    ), cards AS (
        SELECT d.login, count(*) AS cards, count(*) FILTER (WHERE d.uncalled) AS uncalled
          FROM (SELECT o.login, bool_or(o.counted) OR bool_and(o.call_id IS NULL) AS uncalled
                  FROM done o WHERE o.action = 'open' GROUP BY o.login, o.customer_id) d
         GROUP BY 1
    ), reasons AS (
        SELECT r.login, jsonb_object_agg(r.why, r.often) AS reasons
          FROM (SELECT o.login, coalesce(o.why, '') AS why, count(*) AS often
                  FROM done o WHERE o.action = 'open' GROUP BY 1, 2) r
         GROUP BY 1
    ), others AS (
        SELECT o.login,
               count(*) FILTER (WHERE o.action = 'refuse' AND o.customer_id IS NOT NULL
                                  AND o.why IS DISTINCT FROM 'history') AS refused,
               count(*) FILTER (WHERE o.action = 'search') AS searches,
               count(*) FILTER (WHERE o.action = 'export') AS exports,
               count(*) FILTER (WHERE o.action = 'history') AS questions
          FROM done o GROUP BY 1
    ), talked AS (
        SELECT g.staff_id, count(*) FILTER (WHERE c.direction = 'in') AS answered,
               count(*) FILTER (WHERE c.direction = 'out') AS called,
               count(*) FILTER (WHERE NOT r.trusted) AS unproven
          FROM call c
          JOIN call_leg g ON g.call_id = c.id
          JOIN (SELECT k.reported_by, reporter_is_trusted(k.reported_by) AS trusted
                  FROM (SELECT DISTINCT reported_by FROM call
                         WHERE began_at >= since AND began_at < until) k) r
            ON r.reported_by = c.reported_by
         WHERE c.began_at >= since AND c.began_at < until AND c.source <> 'doctor'
           AND c.direction IN ('in', 'out') AND g.staff_id IS NOT NULL
           AND g.answered_at >= since AND g.answered_at < until + interval '12 hours'
         GROUP BY 1
    ), wrote AS (
        SELECT n.staff_id, count(*) AS notes
          FROM contact_note n
         WHERE n.happened_at >= since AND n.happened_at < until AND n.staff_id IS NOT NULL
         GROUP BY 1
    )
    SELECT coalesce(s.login, o.login), s.id, coalesce(s.name, ''), coalesce(s.name_kana, ''),
           coalesce(k.cards, 0), coalesce(k.uncalled, 0), coalesce(r.reasons, '{}'),
           coalesce(o.refused, 0), coalesce(o.searches, 0), coalesce(o.exports, 0),
           coalesce(o.questions, 0), coalesce(t.answered, 0), coalesce(t.called, 0),
           coalesce(t.unproven, 0), coalesce(n.notes, 0)
      FROM others o
      FULL JOIN staff s ON s.login = o.login
      LEFT JOIN cards k ON k.login = o.login
      LEFT JOIN reasons r ON r.login = o.login
      LEFT JOIN talked t ON t.staff_id = s.id
      LEFT JOIN wrote n ON n.staff_id = s.id
     WHERE o.refused + o.searches + o.exports + o.questions + coalesce(k.cards, 0) > 0
        OR t.staff_id IS NOT NULL OR n.staff_id IS NOT NULL
     ORDER BY s.name_kana NULLS LAST, s.id, o.login;
END $$;

-- outcome: noted, not_allowed, not_staff, password_due; all but the first refuse.
CREATE OR REPLACE FUNCTION openings_noted(whose text, of_day date, OUT outcome text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me staff;
    asked text := left(coalesce(whose, ''), 63) || ' ' || coalesce(of_day::text, '');
BEGIN
    SELECT * INTO me FROM staff WHERE login = SESSION_USER::text COLLATE "default" AND active;
    outcome := CASE WHEN me.id IS NULL THEN 'not_staff'
                    WHEN me.password_due THEN 'password_due'
                    WHEN NOT i_am('crm_supervisor') THEN 'not_allowed'
                    ELSE 'noted' END;
    PERFORM audit_write(CASE outcome WHEN 'noted' THEN 'history' ELSE 'refuse' END,
        'openings', asked, NULL, NULL,
        CASE outcome WHEN 'noted' THEN NULL
                     ELSE jsonb_build_object('what', outcome, 'why', 'history') END);
END $$;

-- Whether I had just this question recorded within the last minute, for good.
CREATE OR REPLACE FUNCTION openings_are_noted(whose text, of_day date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT pg_current_xact_id_if_assigned() IS NULL AND EXISTS (
        SELECT FROM audit_entry e
         WHERE e.login = SESSION_USER::text COLLATE "default" AND e.action = 'history'
           AND e.subject = 'openings' AND e.subject_id = left(whose, 63) || ' ' || of_day
           AND e.happened_at > clock_timestamp() - interval '1 minute')
    $$;

-- The cards that a login opened on a day, or was refused, newest first, at most 1000; of those
-- before an entry only (null: from the newest on). what: of a refusal its outcome. code and name are
-- empty where there is no such customer.
CREATE OR REPLACE FUNCTION what_was_opened(whose text, of_day date, before_at timestamptz,
    before_entry bigint, most integer)
    RETURNS TABLE (entry_id bigint, happened_at timestamptz, action text, customer_id bigint,
                   code text, name text, why text, what text, counted boolean, call_id bigint,
                   call_began_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    since timestamptz := of_day::timestamp AT TIME ZONE 'Asia/Tokyo';
    until timestamptz := (of_day + 1)::timestamp AT TIME ZONE 'Asia/Tokyo';
    row_limit integer := least(greatest(coalesce(most, 500), 0), 1000);
BEGIN
    IF NOT i_am('crm_supervisor') OR NOT coalesce(openings_are_noted(whose, of_day), false) THEN
        RAISE EXCEPTION 'what is not on record is not told'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    SELECT e.id, e.happened_at, e.action, e.customer_id, coalesce(c.code, ''),
           coalesce(c.name, ''), coalesce(e.after ->> 'why', ''),
           coalesce(CASE e.action WHEN 'refuse' THEN e.after ->> 'what' END, ''),
           coalesce((e.after ->> 'counted')::boolean, false), (e.after ->> 'call_id')::bigint,
           k.began_at
      FROM (SELECT a.* FROM audit_entry a
             WHERE a.login = whose AND a.action IN ('open', 'refuse')
               AND a.happened_at >= since AND a.happened_at < until
               AND a.happened_at <= coalesce(before_at, 'infinity')
               AND (a.happened_at, a.id) < (coalesce(before_at, 'infinity'),
                                            coalesce(before_entry, 0))
               AND a.customer_id IS NOT NULL
               AND a.after ->> 'why' IS DISTINCT FROM 'history'
             ORDER BY a.happened_at DESC, a.id DESC
             LIMIT row_limit) e
      LEFT JOIN customer c ON c.id = e.customer_id
      LEFT JOIN call k ON k.id = (e.after ->> 'call_id')::bigint
     ORDER BY e.happened_at DESC, e.id DESC;
END $$;

GRANT EXECUTE ON FUNCTION openings_of_day(date) TO crm_supervisor;
GRANT EXECUTE ON FUNCTION openings_noted(text, date)
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin;
GRANT EXECUTE ON FUNCTION what_was_opened(text, date, timestamptz, bigint, integer)
    TO crm_supervisor;
