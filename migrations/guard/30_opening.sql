-- A card is opened before it can be read, and that is recorded here.

-- Whether a call rang, or is talked in, at my telephone.
CREATE OR REPLACE FUNCTION call_is_mine(which_call bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM call_leg g JOIN staff s ON s.extension = g.extension
         WHERE g.call_id = which_call AND s.login = SESSION_USER::text COLLATE "default" AND s.active);
END;

-- Whether what a login wrote of a call is what the phone system said. What a desk reports of itself
-- proves nothing.
CREATE OR REPLACE FUNCTION reporter_is_trusted(reporter text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = reporter
                      AND (r.rolsuper OR pg_has_role(r.oid, 'crm_gateway', 'USAGE')));
END;

-- Whether a call from one of the customer's own numbers came to my telephone, now or within the
-- hour.
CREATE OR REPLACE FUNCTION call_brings(wanted bigint, which_call bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM call c
          JOIN customer_phone p ON p.number = c.caller AND p.customer_id = wanted
         WHERE c.id = which_call AND c.direction = 'in'
           AND (c.ended_at IS NULL OR c.ended_at > now() - interval '1 hour')
           AND reporter_is_trusted(c.reported_by)
           AND call_is_mine(c.id));
END;

-- Whether I may read a card. A card that this very transaction opened cannot be read in it: its
-- record could still be rolled back. (The policy of opened_card says the same.)
CREATE OR REPLACE FUNCTION card_is_open(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM opened_card o
         WHERE o.login = SESSION_USER::text COLLATE "default" AND o.customer_id = wanted
           AND o.expires_at > now()
           AND o.opened_in IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint);
END $$;

-- Opens one card. outcome: opened, gone, restricted, too_many, not_staff, password_due; all but
-- the first refuse, and are recorded too. An opening counts towards the hourly limit unless the
-- customer's own call brought it or the card is open already.
CREATE OR REPLACE FUNCTION open_card(wanted bigint, why text, which_call bigint DEFAULT NULL,
    OUT outcome text, OUT opened_in_hour integer, OUT hourly_limit integer, OUT warned_at integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me record;
    supervises boolean := pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE');
    by_call boolean := which_call IS NOT NULL AND call_brings(wanted, which_call);
    counts boolean;
BEGIN
    IF why NOT IN ('call', 'search', 'task', 'missed_call', 'letter', 'list', 'attach',
                   'help') THEN
        RAISE EXCEPTION 'no reason to open a card: %', why USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT asking.login, s.id AS staff_id, s.password_due, c.restricted,
           o.login IS NOT NULL AS open_already,
           coalesce((SELECT jsonb_object_agg(f.key, f.value) FROM office_setting f
                      WHERE f.key IN ('openings_per_hour', 'openings_warned_at',
                                      'open_card_hours')), '{}') AS settings
      INTO me
      FROM (VALUES (SESSION_USER::text COLLATE "default")) AS asking (login)
      LEFT JOIN staff s ON s.login = asking.login AND s.active
      LEFT JOIN customer c ON c.id = wanted
      LEFT JOIN opened_card o ON o.login = asking.login AND o.customer_id = wanted
                             AND o.expires_at > now();
    -- Whoever is in several groups may open what the most generous of them may.
    hourly_limit := greatest(
        CASE WHEN supervises
             THEN number_in(me.settings -> 'openings_per_hour', 'crm_supervisor', 300) END,
        CASE WHEN pg_has_role(SESSION_USER, 'crm_operator', 'USAGE')
             THEN number_in(me.settings -> 'openings_per_hour', 'crm_operator', 90) END,
        CASE WHEN pg_has_role(SESSION_USER, 'crm_scanner', 'USAGE')
             THEN number_in(me.settings -> 'openings_per_hour', 'crm_scanner', 120) END);
    warned_at := number_in(me.settings, 'openings_warned_at', 60);
    opened_in_hour := 0;
    IF me.staff_id IS NULL OR hourly_limit IS NULL THEN
        outcome := 'not_staff';
    ELSIF me.password_due THEN
        outcome := 'password_due';
    ELSIF me.restricted IS NULL THEN
        outcome := 'gone';
    ELSIF me.restricted AND NOT by_call AND NOT supervises THEN
        outcome := 'restricted';
    ELSE
        counts := NOT by_call AND NOT me.open_already;
        IF counts THEN
            -- Two connections of one person must not pass the limit side by side.
            PERFORM pg_advisory_xact_lock(1667329893, me.staff_id::integer);
        END IF;
        opened_in_hour := counts::integer + (
            SELECT count(*) FROM audit_entry e
             WHERE e.login = me.login AND e.action = 'open'
               AND e.happened_at > clock_timestamp() - interval '1 hour'
               AND (e.after -> 'counted') = 'true');
        outcome := CASE WHEN counts AND opened_in_hour > hourly_limit THEN 'too_many' ELSE 'opened' END;
    END IF;
    IF outcome = 'opened' THEN
        INSERT INTO opened_card AS o (login, customer_id, expires_at, opened_in)
        VALUES (me.login, wanted,
                now() + make_interval(hours => number_in(me.settings, 'open_card_hours', 12)),
                pg_current_xact_id()::text::bigint)
        ON CONFLICT (login, customer_id) DO UPDATE SET
            opened_at = now(), expires_at = excluded.expires_at,
            opened_in = CASE WHEN o.expires_at > now() THEN o.opened_in ELSE excluded.opened_in END;
        PERFORM audit_write('open', 'customer', wanted::text, wanted, NULL,
            jsonb_build_object('why', why, 'call_id', which_call, 'counted', counts));
    ELSE
        PERFORM audit_write('refuse', 'customer', wanted::text, wanted, NULL,
            jsonb_build_object('what', outcome, 'why', why, 'call_id', which_call));
    END IF;
END $$;

-- Opens the card of whoever has a number, when that is one person: customer_id. With nobody or
-- several people nothing is opened.
CREATE OR REPLACE FUNCTION open_caller(number text, which_call bigint,
    OUT people integer, OUT customer_id bigint, OUT outcome text, OUT opened_in_hour integer,
    OUT hourly_limit integer, OUT warned_at integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    SELECT count(*), min(those.id) INTO people, open_caller.customer_id FROM (
        SELECT DISTINCT c.id FROM (
            SELECT p.customer_id FROM customer_phone p WHERE p.number = open_caller.number LIMIT 200
        ) any_of JOIN customer c ON c.id = any_of.customer_id
         WHERE c.merged_into_id IS NULL LIMIT 20) those;
    IF people <> 1 THEN
        open_caller.customer_id := NULL;
        -- How many people have a number is told of one that calls here; else it is a search.
        IF which_call IS NULL OR NOT EXISTS (
            SELECT FROM call c WHERE c.id = which_call AND c.caller = open_caller.number
               AND call_is_mine(c.id))
        THEN
            PERFORM audit_write('search', 'customer', '', NULL, NULL,
                                jsonb_build_object('words', open_caller.number));
        END IF;
        RETURN;
    END IF;
    SELECT o.outcome, o.opened_in_hour, o.hourly_limit, o.warned_at
      INTO open_caller.outcome, open_caller.opened_in_hour, open_caller.hourly_limit,
           open_caller.warned_at
      FROM open_card(open_caller.customer_id, 'call', which_call) o;
END $$;

-- The id of a customer to be added: whoever asked may add and read that one.
CREATE OR REPLACE FUNCTION new_customer_id() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE fresh bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM staff s WHERE s.login = SESSION_USER::text COLLATE "default"
                      AND s.active AND NOT s.password_due)
    THEN
        RAISE EXCEPTION 'nobody who works here' USING ERRCODE = 'insufficient_privilege';
    END IF;
    fresh := nextval(pg_get_serial_sequence('public.customer', 'id'));
    -- Nobody's data yet: whoever adds the customer may read it at once.
    INSERT INTO opened_card (login, customer_id, expires_at)
    VALUES (SESSION_USER::text, fresh,
            now() + make_interval(hours => office_number('open_card_hours', 12)));
    RETURN fresh;
END $$;

-- Whoever was marked as not everybody's to open is closed again to those who opened them before.
CREATE OR REPLACE FUNCTION close_restricted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM opened_card o WHERE o.customer_id = NEW.id AND o.login <> SESSION_USER::text;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER close_restricted AFTER UPDATE OF restricted ON customer FOR EACH ROW
    WHEN (NEW.restricted AND NOT OLD.restricted) EXECUTE FUNCTION close_restricted();

GRANT EXECUTE ON FUNCTION open_card(bigint, text, bigint)
    TO crm_operator, crm_supervisor, crm_scanner;
GRANT EXECUTE ON FUNCTION open_caller(text, bigint) TO crm_operator, crm_supervisor;
GRANT EXECUTE ON FUNCTION card_is_open(bigint) TO crm_operator, crm_supervisor, crm_scanner;
GRANT EXECUTE ON FUNCTION call_is_mine(bigint) TO crm_operator, crm_supervisor;
GRANT EXECUTE ON FUNCTION new_customer_id() TO crm_operator, crm_supervisor;
