-- What a supervisor sees of a move beyond its sums. Customers are told by their code, never by name:
-- names are for who opens a card, or asks for a sample that is recorded.

-- The codes of these customers, at most a thousand.
CREATE OR REPLACE FUNCTION codes_of_customers(wanted bigint[])
    RETURNS TABLE (customer_id bigint, code text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY SELECT c.id, c.code FROM customer c WHERE c.id = ANY (wanted[1:1000]);
END $$;

-- The customer with this code, in capitals or not; null when there is none.
CREATE OR REPLACE FUNCTION chosen_with_code(wanted text) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN (SELECT c.id FROM customer c
             WHERE c.code IN (wanted, upper(wanted)) AND c.merged_into_id IS NULL
             ORDER BY c.code = wanted DESC LIMIT 1);
END $$;

-- A word about one customer of my draft for whoever gets them; who that is, null when none of those
-- who go has this code.
CREATE OR REPLACE FUNCTION draft_note_by_code(which bigint, wanted text, words text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    meant bigint := chosen_with_code(wanted);
BEGIN
    PERFORM own_draft(which);
    UPDATE customer_move_item i SET note = coalesce(words, '')
     WHERE i.move_id = which AND i.customer_id = meant;
    RETURN CASE WHEN FOUND THEN meant END;
END $$;

-- Who does not go with the whole of a move, and whose they are now ("" is nobody's): of a draft of
-- mine those whom others have moved since; of a finished move who was left out; of one that was
-- taken back who stayed. By code.
CREATE OR REPLACE FUNCTION move_exceptions(which bigint, most integer)
    RETURNS TABLE (code text, now_with text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    today date := (now() AT TIME ZONE 'Asia/Tokyo')::date;
    moving customer_move;
BEGIN
    PERFORM only_supervisors();
    SELECT * INTO moving FROM customer_move m
     WHERE m.id = which AND (m.state <> 'draft' OR m.made_by_id = my_staff_id());
    RETURN QUERY
    SELECT c.code, coalesce(s.name, '')
      FROM customer_move_item i
      JOIN customer c ON c.id = i.customer_id
      LEFT JOIN customer_assignment a ON a.customer_id = i.customer_id
      LEFT JOIN staff s ON s.id = a.staff_id
     WHERE i.move_id = moving.id
       AND CASE WHEN moving.state IN ('draft', 'planned') THEN
                    a.staff_id IS DISTINCT FROM i.from_staff_id
                    OR a.move_id IS DISTINCT FROM i.from_move_id
                    OR moving.cover_until IS NOT NULL AND a.cover_until >= today
                WHEN moving.state = 'done' THEN i.outcome = 'changed'
                ELSE i.outcome IN ('changed', 'kept') END
     ORDER BY c.code LIMIT least(greatest(coalesce(most, 200), 0), 1000);
END $$;

-- How many go from whom to whom, by name ("" is nobody), the most first.
CREATE OR REPLACE FUNCTION move_people(which bigint, most integer)
    RETURNS TABLE (from_name text, to_name text, customers bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY
    SELECT coalesce(f.name, ''), t.name, n.customers
      FROM (SELECT i.from_staff_id, i.to_staff_id, count(*) AS customers
              FROM customer_move_item i
             WHERE i.move_id = which AND i.outcome <> 'changed' GROUP BY 1, 2) n
      JOIN staff t ON t.id = n.to_staff_id
      LEFT JOIN staff f ON f.id = n.from_staff_id
     ORDER BY n.customers DESC, 1, 2, t.id LIMIT least(greatest(coalesce(most, 200), 0), 1000);
END $$;

-- The prefectures and cities in which somebody lives.
CREATE OR REPLACE FUNCTION cities_of_customers() RETURNS TABLE (prefecture text, city text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off AS $$
BEGIN
    PERFORM only_supervisors();
    RETURN QUERY
    SELECT h.prefecture, h.city FROM customer_address h
     WHERE h.position = 0 AND h.prefecture <> '' GROUP BY 1, 2 ORDER BY min(h.postal_code), 1, 2;
END $$;

GRANT EXECUTE ON FUNCTION codes_of_customers(bigint[]), chosen_with_code(text),
    draft_note_by_code(bigint, text, text), move_exceptions(bigint, integer), move_people(bigint, integer), cities_of_customers()
    TO crm_supervisor;
