-- Numbers that desks ask to be dialled. Who rings up whom is personal data: a desk sees what it
-- asked for itself and what was dialled from cards it has opened, supervisors what was asked today
-- and yesterday. A desk dials for its own telephone only, and for no customer whose card is shut.

-- Asks for a number to be dialled, once for each operation, and answers with the request's id.
CREATE OR REPLACE FUNCTION ask_to_dial(operation uuid, wanted text, shown text,
    from_card bigint, by_what text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me bigint := my_staff_id();
    request bigint;
BEGIN
    IF me IS NULL OR by_what NOT IN ('exchange', 'url', 'link')
        OR (by_what = 'exchange' AND my_extension() = '') THEN
        RAISE EXCEPTION 'nobody dials for you' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF from_card IS NOT NULL AND NOT card_is_open(from_card) THEN
        RAISE EXCEPTION 'the card is not open' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO dial_request (operation_id, staff_id, extension, number, number_shown, customer_id,
                              dialler)
    VALUES (operation, me, my_extension(), wanted, shown, from_card, by_what)
    ON CONFLICT (operation_id) DO NOTHING RETURNING id INTO request;
    IF request IS NOT NULL AND by_what = 'exchange' THEN
        PERFORM pg_notify('dial_request', request::text);
    END IF;
    RETURN coalesce(request,
        (SELECT d.id FROM dial_request d WHERE d.operation_id = operation AND d.staff_id = me));
END $$;

-- Notes what came of a request of mine: why it was not dialled or, empty, that it was. What an
-- exchange has taken is not taken back. Answers with how it stands now.
CREATE OR REPLACE FUNCTION settle_dial_request(request bigint, why text,
    OUT state text, OUT problem text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    UPDATE dial_request d
       SET state = CASE WHEN why = '' THEN 'placed' ELSE 'failed' END, problem = left(why, 40)
     WHERE d.id = request AND d.staff_id = my_staff_id() AND d.state = 'asked'
       AND (d.dialler <> 'exchange' OR why <> '');
    SELECT d.state, d.problem INTO settle_dial_request.state, settle_dial_request.problem
      FROM dial_request d WHERE d.id = request AND d.staff_id = my_staff_id();
END $$;

-- Whether a gateway listens that has an exchange dial. Any login may call its connection so; it
-- counts only from one that may be a gateway.
CREATE OR REPLACE FUNCTION exchange_dials() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT EXISTS (
        SELECT FROM pg_stat_activity a
         WHERE a.datname = current_database() AND a.application_name = 'crm-desktop dialling'
           AND pg_has_role(a.usesysid, 'crm_gateway', 'USAGE'))
    $$;

-- A call out is noted with the customer from whose card it was dialled, when it begins within two
-- minutes, from the same telephone where the phone system says from which. What a desk reports of
-- itself can only be what that desk dialled. Calls that come in never get here.
CREATE OR REPLACE FUNCTION note_dialled_call() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    dialled record;
BEGIN
    SELECT d.id, d.customer_id INTO dialled FROM dial_request d
     WHERE d.number = NEW.caller AND d.asked_at > now() - interval '2 minutes'
       AND d.call_id IS NULL
       AND (reporter_is_trusted(NEW.reported_by) OR d.staff_id = my_staff_id())
       AND (d.extension = ''
            OR EXISTS (SELECT FROM call_leg g
                        WHERE g.call_id = NEW.id AND g.extension = d.extension)
            OR NOT EXISTS (SELECT FROM call_leg g
                            WHERE g.call_id = NEW.id AND g.extension <> ''))
     ORDER BY d.asked_at DESC, d.id DESC LIMIT 1;
    IF FOUND THEN
        UPDATE dial_request SET call_id = NEW.id WHERE id = dialled.id;
        UPDATE call SET customer_id = dialled.customer_id
         WHERE id = NEW.id AND dialled.customer_id IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER dialled_call_begun AFTER INSERT ON call
    FOR EACH ROW WHEN (NEW.direction = 'out' AND NEW.caller IS NOT NULL AND NEW.customer_id IS NULL)
    EXECUTE FUNCTION note_dialled_call();
CREATE OR REPLACE TRIGGER dialled_call_known AFTER UPDATE OF direction, caller ON call
    FOR EACH ROW WHEN (NEW.direction = 'out' AND NEW.caller IS NOT NULL AND NEW.customer_id IS NULL
                       AND (OLD.caller IS DISTINCT FROM NEW.caller
                            OR OLD.direction IS DISTINCT FROM NEW.direction))
    EXECUTE FUNCTION note_dialled_call();

ALTER TABLE dial_request ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS gateway ON dial_request;
DROP POLICY IF EXISTS shown ON dial_request;
CREATE POLICY gateway ON dial_request TO crm_gateway USING (true);
CREATE POLICY shown ON dial_request FOR SELECT TO crm_operator, crm_supervisor
    USING (staff_id = (SELECT my_staff_id())
           OR (asked_at > now() - interval '2 days'
               AND pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE'))
           OR (customer_id IS NOT NULL AND EXISTS (
                SELECT FROM opened_card o
                 WHERE o.login = SESSION_USER::text COLLATE "default" AND o.expires_at > now()
                   AND o.customer_id = dial_request.customer_id OFFSET 0)));

GRANT SELECT ON dial_request TO crm_operator, crm_supervisor, crm_gateway;
GRANT UPDATE (state, problem, dialler) ON dial_request TO crm_gateway;
GRANT EXECUTE ON FUNCTION ask_to_dial(uuid, text, text, bigint, text),
    settle_dial_request(bigint, text), exchange_dials() TO crm_operator, crm_supervisor;
