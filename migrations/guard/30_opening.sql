-- A card is opened before it can be read, and that is recorded here.

-- Whether a call rang, or is talked in, at my telephone.
CREATE OR REPLACE FUNCTION call_is_mine(which_call bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM call_leg g JOIN staff s ON s.extension = g.extension
         WHERE g.call_id = which_call AND s.login = SESSION_USER::text AND s.active);
END;

-- Whether a call from one of the customer's own numbers came to my telephone, now or within the
-- hour. What a desk reported of itself proves nothing.
CREATE OR REPLACE FUNCTION call_brings(wanted bigint, which_call bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM call c
          JOIN customer_phone p ON p.number = c.caller AND p.customer_id = wanted
          JOIN pg_roles r ON r.rolname = c.reported_by
         WHERE c.id = which_call AND c.direction = 'in'
           AND (c.ended_at IS NULL OR c.ended_at > now() - interval '1 hour')
           AND (r.rolsuper OR pg_has_role(r.oid, 'crm_gateway', 'USAGE'))
           AND call_is_mine(c.id));
END;

-- Lets me read a card until the office's hours are over; writes down nothing.
CREATE OR REPLACE FUNCTION keep_open(wanted bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    INSERT INTO opened_card (login, customer_id, expires_at)
    VALUES (SESSION_USER::text, wanted,
            now() + make_interval(hours => office_number('open_card_hours', 12)))
    ON CONFLICT (login, customer_id)
    DO UPDATE SET opened_at = now(), expires_at = excluded.expires_at;
END;

-- Opens one card. outcome: opened, gone, restricted, too_many, not_staff, password_due; all but
-- the first refuse, and are recorded too. An opening counts towards the hourly limit unless the
-- customer's own call brought it or the card is open already.
CREATE OR REPLACE FUNCTION open_card(wanted bigint, why text, which_call bigint DEFAULT NULL,
    OUT outcome text, OUT opened_in_hour integer, OUT hourly_limit integer, OUT warned_at integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me staff;
    is_restricted boolean;
    by_call boolean;
    counts boolean;
BEGIN
    IF why NOT IN ('call', 'search', 'task', 'missed_call', 'letter', 'list', 'attach') THEN
        RAISE EXCEPTION 'no reason to open a card: %', why USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT * INTO me FROM staff WHERE login = SESSION_USER::text AND active;
    hourly_limit := my_hourly_limit();
    warned_at := office_number('openings_warned_at', 60);
    opened_in_hour := 0;
    SELECT restricted INTO is_restricted FROM customer WHERE id = wanted;
    by_call := which_call IS NOT NULL AND call_brings(wanted, which_call);
    IF me.id IS NULL OR hourly_limit = 0 THEN
        outcome := 'not_staff';
    ELSIF me.password_due THEN
        outcome := 'password_due';
    ELSIF is_restricted IS NULL THEN
        outcome := 'gone';
    ELSIF is_restricted AND NOT by_call AND NOT i_am('crm_supervisor') THEN
        outcome := 'restricted';
    ELSE
        counts := NOT by_call AND NOT EXISTS (
            SELECT FROM opened_card o WHERE o.login = me.login AND o.customer_id = wanted
               AND o.expires_at > now());
        IF counts THEN
            -- Two connections of one person must not pass the limit side by side.
            PERFORM pg_advisory_xact_lock(1667329893, me.id::integer);
        END IF;
        SELECT count(*) INTO opened_in_hour FROM audit_entry e
         WHERE e.login = me.login AND e.action = 'open' AND e.happened_at > now() - interval '1 hour'
           AND (e.after -> 'counted') = 'true';
        IF counts AND opened_in_hour >= hourly_limit THEN
            outcome := 'too_many';
        ELSE
            outcome := 'opened';
            opened_in_hour := opened_in_hour + counts::integer;
            PERFORM keep_open(wanted);
        END IF;
    END IF;
    PERFORM audit_write(
        CASE outcome WHEN 'opened' THEN 'open' ELSE 'refuse' END, 'customer', wanted::text, wanted,
        NULL, CASE outcome
            WHEN 'opened' THEN jsonb_build_object('why', why, 'call_id', which_call, 'counted', counts)
            ELSE jsonb_build_object('what', outcome, 'why', why, 'call_id', which_call) END);
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
    IF my_staff_id() IS NULL THEN
        RAISE EXCEPTION 'nobody who works here' USING ERRCODE = 'insufficient_privilege';
    END IF;
    fresh := nextval(pg_get_serial_sequence('public.customer', 'id'));
    PERFORM keep_open(fresh);
    RETURN fresh;
END $$;

GRANT EXECUTE ON FUNCTION open_card(bigint, text, bigint), open_caller(text, bigint)
    TO crm_operator, crm_supervisor, crm_scanner;
GRANT EXECUTE ON FUNCTION call_is_mine(bigint) TO crm_operator, crm_supervisor;
GRANT EXECUTE ON FUNCTION new_customer_id() TO crm_operator, crm_supervisor;
