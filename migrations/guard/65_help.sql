-- Help while talking: an operator asks with the card that is open, a supervisor whispers a word that
-- appears on that card and nowhere else. Both end with the card. Nobody reads or writes these tables
-- but through the functions here. Notified: help_asked (a request began or ended), and
-- whisper_<staff id> (a word for that person); never any words.

-- Asks for help with the card I have open; the same operation again only adds the word. A call that
-- is not mine is left out; without one it is the call at my telephone. null: the card is not open;
-- 0: what was asked with this operation has ended, and nobody would read the word.
CREATE OR REPLACE FUNCTION ask_for_help(operation uuid, wanted bigint, which_call bigint, words text)
    RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me bigint := my_staff_id();
    at_call bigint := CASE WHEN call_is_mine(which_call) THEN which_call ELSE (
        SELECT g.call_id FROM call_leg g
         WHERE g.extension = my_extension() AND g.ended_at IS NULL AND g.answered_at IS NOT NULL
         ORDER BY g.id DESC LIMIT 1) END;
    request bigint;
BEGIN
    IF me IS NULL OR NOT i_may_work() OR NOT card_is_open(wanted) THEN
        RETURN NULL;
    END IF;
    UPDATE help_request h SET ended_at = now()
     WHERE h.staff_id = me AND h.ended_at IS NULL AND h.operation_id <> operation;
    INSERT INTO help_request AS h (operation_id, staff_id, customer_id, call_id, word)
    VALUES (operation, me, wanted, at_call, left(coalesce(words, ''), 200))
    ON CONFLICT (operation_id) DO UPDATE SET word = excluded.word
     WHERE h.staff_id = me AND h.ended_at IS NULL AND excluded.word <> ''
    RETURNING h.id INTO request;
    PERFORM pg_notify('help_asked', coalesce(request::text, ''));
    RETURN coalesce(request, (SELECT h.id FROM help_request h
                               WHERE h.operation_id = operation AND h.staff_id = me
                                 AND h.ended_at IS NULL), 0);
END $$;

-- I need no help any more; how many requests that ended.
CREATE OR REPLACE FUNCTION end_help(operation uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ended bigint;
BEGIN
    UPDATE help_request h SET ended_at = now()
     WHERE h.operation_id = operation AND h.staff_id = my_staff_id() AND h.ended_at IS NULL;
    GET DIAGNOSTICS ended = ROW_COUNT;
    IF ended > 0 THEN
        PERFORM pg_notify('help_asked', '');
    END IF;
    RETURN ended;
END $$;

-- I have closed the card: what I asked with it has ended, and what was whispered there is gone.
CREATE OR REPLACE FUNCTION help_over(wanted bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me bigint := my_staff_id();
BEGIN
    PERFORM end_help(h.operation_id) FROM help_request h
      WHERE h.staff_id = me AND h.customer_id = wanted AND h.ended_at IS NULL;
    UPDATE whisper_note w SET seen_at = now()
     WHERE w.to_staff_id = me AND w.customer_id = wanted AND w.seen_at IS NULL;
END $$;

-- Who waits for help, the longest wait first; a desk that broke down waits no longer. The customer is
-- named to whoever has the card open.
CREATE OR REPLACE FUNCTION help_asked()
    RETURNS TABLE (operation_id uuid, staff_id bigint, staff_name text, asked_at timestamptz,
                   customer_id bigint, customer_name text, line_name text, word text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY
    SELECT h.operation_id, s.id, s.name, h.asked_at, h.customer_id,
           CASE WHEN card_is_open(h.customer_id) THEN c.name ELSE '' END,
           coalesce(queue_of(k.queue, k.line_name, k.called_raw), ''), h.word
      FROM help_request h
      JOIN staff s ON s.id = h.staff_id AND s.active
      JOIN customer c ON c.id = h.customer_id
      LEFT JOIN call k ON k.id = h.call_id
     WHERE h.ended_at IS NULL AND h.asked_at > now() - interval '2 hours'
       AND s.login IN (SELECT p.usename::text FROM pg_stat_activity p
                        WHERE p.datname = current_database() AND p.usename IS NOT NULL)
     ORDER BY h.asked_at, h.id LIMIT 100;
END $$;

-- Whispers a word to somebody who asked for help with a customer; the same operation again is the
-- same word. false: they have closed the card, or left. What was whispered goes after a day.
CREATE OR REPLACE FUNCTION whisper(operation uuid, to_staff bigint, wanted bigint, words text)
    RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me bigint := my_staff_id();
    fresh bigint;
BEGIN
    PERFORM only_supervisors();
    DELETE FROM whisper_note w
     WHERE w.from_staff_id = me AND w.written_at < now() - interval '1 day';
    IF EXISTS (SELECT FROM whisper_note w
                WHERE w.operation_id = operation AND w.from_staff_id = me) THEN
        RETURN true;
    END IF;
    IF btrim(coalesce(words, '')) = '' OR NOT EXISTS (
        SELECT FROM help_request h JOIN staff s ON s.id = h.staff_id AND s.active
         WHERE h.staff_id = to_staff AND h.customer_id = wanted AND h.ended_at IS NULL) THEN
        RETURN false;
    END IF;
    INSERT INTO whisper_note (operation_id, from_staff_id, to_staff_id, customer_id, body)
    VALUES (operation, me, to_staff, wanted, left(btrim(words), 500))
    ON CONFLICT (operation_id) DO NOTHING RETURNING id INTO fresh;
    IF fresh IS NOT NULL THEN
        PERFORM pg_notify('whisper_' || to_staff, fresh::text);
    END IF;
    RETURN fresh IS NOT NULL;
END $$;

-- What was whispered to me within the hour and I have not put away, the oldest first.
CREATE OR REPLACE FUNCTION whispers_for_me()
    RETURNS TABLE (whisper_id bigint, from_name text, customer_id bigint, body text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT w.id, s.name, w.customer_id, w.body
      FROM whisper_note w JOIN staff s ON s.id = w.from_staff_id
     WHERE w.to_staff_id = my_staff_id() AND w.seen_at IS NULL AND i_may_work()
       AND w.written_at > now() - interval '1 hour'
     ORDER BY w.id LIMIT 20
    $$;

-- I have read these.
CREATE OR REPLACE FUNCTION whispers_seen(which bigint[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE whisper_note w SET seen_at = now()
     WHERE w.id = ANY (which) AND w.to_staff_id = my_staff_id() AND w.seen_at IS NULL
    $$;

ALTER TABLE help_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE whisper_note ENABLE ROW LEVEL SECURITY;
GRANT EXECUTE ON FUNCTION ask_for_help(uuid, bigint, bigint, text), end_help(uuid),
    help_over(bigint), whispers_for_me(), whispers_seen(bigint[]) TO crm_operator;
GRANT EXECUTE ON FUNCTION help_asked(), whisper(uuid, bigint, bigint, text) TO crm_supervisor;
