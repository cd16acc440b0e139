-- Letters on the scanner's desk: whose they are, how their pages lie, who may have written them.

-- Supervisors do with letters what scanners do. Whose letters, the policy of letter says.
GRANT INSERT (received_on, way, source, code_read, document_id),
    UPDATE (customer_id, received_on, way) ON letter TO crm_supervisor;
DROP POLICY IF EXISTS new_paper ON letter;
CREATE POLICY new_paper ON letter AS RESTRICTIVE FOR INSERT TO crm_supervisor
    WITH CHECK (document_id IS NULL OR paper_is_free(document_id, id));

-- Tags hang on the letters one sees.
DROP POLICY IF EXISTS opened ON letter_tag;
CREATE POLICY opened ON letter_tag TO crm_operator, crm_supervisor, crm_scanner
    USING (EXISTS (SELECT FROM letter l WHERE l.id = letter_tag.letter_id OFFSET 0));
GRANT SELECT, INSERT, DELETE ON letter_tag TO crm_operator, crm_supervisor, crm_scanner;

CREATE OR REPLACE TRIGGER audit_insert AFTER INSERT ON letter_tag REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION audit_inserted('letter_id', 'tag_id');
CREATE OR REPLACE TRIGGER audit_delete AFTER DELETE ON letter_tag REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION audit_deleted('letter_id', 'tag_id');
CREATE OR REPLACE TRIGGER audit_truncate BEFORE TRUNCATE ON letter_tag
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

-- Whether I see the letters of a customer; those of nobody everybody sees who takes letters in.
CREATE OR REPLACE FUNCTION letters_are_seen(whose bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$ SELECT whose IS NULL OR i_am('crm_owner') OR card_is_open(whose) $$;

-- A letter like another, with a paper of its own that has no pages yet.
CREATE OR REPLACE FUNCTION letter_like(model bigint) RETURNS letter
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    made letter;
    paper bigint;
BEGIN
    INSERT INTO document DEFAULT VALUES RETURNING id INTO paper;
    INSERT INTO letter (customer_id, received_on, way, state, source, document_id)
    SELECT l.customer_id, l.received_on, l.way, l.state, l.source, paper
      FROM letter l WHERE l.id = model AND letters_are_seen(l.customer_id)
    RETURNING * INTO made;
    RETURN made;
END $$;

-- A letter that I emptied of its pages within twelve hours, as the record has it.
CREATE OR REPLACE FUNCTION letter_restored(emptied bigint) RETURNS letter
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE made letter;
BEGIN
    INSERT INTO letter
    SELECT (jsonb_populate_record(NULL::letter, e.before)).* FROM audit_entry e
     WHERE e.login = SESSION_USER::text COLLATE "default" AND e.action = 'delete'
       AND e.subject = 'letter' AND e.subject_id = emptied::text
       AND e.happened_at > now() - interval '12 hours'
     ORDER BY e.id DESC LIMIT 1
    RETURNING * INTO made;
    RETURN made;
END $$;

-- The pages of papers, in their order: [document, number, degrees turned, set aside].
CREATE OR REPLACE FUNCTION pages_lying(papers bigint[]) RETURNS TABLE (paper bigint, pages jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT wanted.id, coalesce(jsonb_agg(jsonb_build_array(
               p.document_id, p.page_number, p.rotation_degrees, p.set_aside)
               ORDER BY p.page_number) FILTER (WHERE p.document_id IS NOT NULL), '[]')
      FROM unnest(papers) AS wanted (id) LEFT JOIN document_page p ON p.document_id = wanted.id
     GROUP BY wanted.id
    $$;

-- Lays the pages of some letters anew: each page of theirs once, none more, none less. wanted holds
-- for each letter {letter | like | restore: id, pages: [[document, number, degrees, aside] …]},
-- pages as they lie now in the order they are to have. Letters without pages go. Returns the
-- letters' ids in the order of wanted. What is done is recorded with both orders.
CREATE OR REPLACE FUNCTION arrange_letters(wanted jsonb) RETURNS bigint[]
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    item jsonb;
    one letter;
    ids bigint[] := '{}';
    papers bigint[] := '{}';
    lay_before jsonb;
    place integer;
    lies jsonb;
BEGIN
    IF NOT (i_am('crm_scanner') OR i_am('crm_supervisor')) OR NOT i_may_work() THEN
        RAISE EXCEPTION 'letters are arranged by whoever takes them in'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM FROM letter l
      WHERE l.id IN (SELECT (w ->> 'letter')::bigint FROM jsonb_array_elements(wanted) w)
      ORDER BY l.id FOR NO KEY UPDATE;
    -- Whoever does a task locks it before the letter that it names.
    PERFORM FROM task t
      WHERE t.letter_id IN (SELECT (w ->> 'letter')::bigint FROM jsonb_array_elements(wanted) w
                             WHERE jsonb_array_length(w -> 'pages') = 0)
      ORDER BY t.id FOR UPDATE;
    FOR item IN SELECT w FROM jsonb_array_elements(wanted) w LOOP
        one := NULL;
        IF item ? 'like' THEN
            one := letter_like((item ->> 'like')::bigint);
        ELSIF item ? 'restore' THEN
            one := letter_restored((item ->> 'restore')::bigint);
        ELSE
            SELECT * INTO one FROM letter l WHERE l.id = (item ->> 'letter')::bigint;
        END IF;
        IF one.id IS NULL OR one.id = ANY(ids) OR NOT letters_are_seen(one.customer_id)
           OR one.document_id IS NULL OR NOT paper_is_free(one.document_id, one.id)
           OR (jsonb_array_length(item -> 'pages') = 0
               AND (one.state = 'answered' OR one.thanked_on IS NOT NULL))
        THEN
            RAISE EXCEPTION 'a letter that cannot be arranged'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        ids := ids || one.id;
        papers := papers || one.document_id;
    END LOOP;
    IF EXISTS (
        (SELECT p.document_id, p.page_number FROM document_page p WHERE p.document_id = ANY(papers)
         EXCEPT ALL
         SELECT (g ->> 0)::bigint, (g ->> 1)::integer
           FROM jsonb_array_elements(wanted) w, jsonb_array_elements(w -> 'pages') g)
        UNION ALL
        (SELECT (g ->> 0)::bigint, (g ->> 1)::integer
           FROM jsonb_array_elements(wanted) w, jsonb_array_elements(w -> 'pages') g
         EXCEPT ALL
         SELECT p.document_id, p.page_number FROM document_page p WHERE p.document_id = ANY(papers)))
    THEN
        RAISE EXCEPTION 'pages would be lost, or made' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT jsonb_object_agg(l.paper, l.pages) INTO lay_before FROM pages_lying(papers) l;
    UPDATE document_page SET page_number = -page_number WHERE document_id = ANY(papers);
    UPDATE document_page p
       SET document_id = papers[meant.letter_place], page_number = meant.number,
           rotation_degrees = mod(mod((g ->> 2)::integer, 360) + 360, 360),
           set_aside = (g ->> 3)::boolean
      FROM (SELECT w.place::integer AS letter_place, g.number, g.page AS g
              FROM jsonb_array_elements(wanted) WITH ORDINALITY AS w (item, place),
                   jsonb_array_elements(w.item -> 'pages') WITH ORDINALITY AS g (page, number)
           ) meant
     WHERE p.document_id = (g ->> 0)::bigint AND p.page_number = -(g ->> 1)::integer;
    FOR place IN 1 .. cardinality(ids) LOOP
        SELECT l.pages INTO lies FROM pages_lying(ARRAY[papers[place]]) l;
        CONTINUE WHEN wanted -> (place - 1) -> 'pages' = lies
                  AND lay_before -> papers[place]::text = lies;
        SELECT * INTO one FROM letter l WHERE l.id = ids[place];
        PERFORM audit_write('update', 'letter', one.id::text, one.customer_id,
            jsonb_build_object('pages', lay_before -> papers[place]::text),
            jsonb_build_object('pages', wanted -> (place - 1) -> 'pages'));
        UPDATE letter SET revision = revision + 1 WHERE id = one.id;
        IF lies = '[]' THEN
            DELETE FROM letter WHERE id = one.id;
        END IF;
    END LOOP;
    RETURN ids;
END $$;
GRANT EXECUTE ON FUNCTION arrange_letters(jsonb) TO crm_scanner, crm_supervisor;

-- Who may have written a letter, by clues that stand in it. Asking is recorded first, as a search
-- is, but counted by itself: whoever takes in 200 letters an hour asks once for each.

-- Clues as they are looked for: few of each kind, none empty.
CREATE OR REPLACE FUNCTION clues_meant(clues jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT coalesce(jsonb_object_agg(kind, few), '{}') FROM (
        SELECT k.kind, (SELECT jsonb_agg(left(c.clue, 40) ORDER BY c.place)
                          FROM jsonb_array_elements_text(k.listed) WITH ORDINALITY AS c (clue, place)
                         WHERE c.clue <> '' AND c.place <= 12) AS few
          FROM jsonb_each(coalesce(clues, '{}')) AS k (kind, listed)
         WHERE k.kind IN ('codes', 'phones', 'names', 'kanas', 'postals')) of_kinds
     WHERE few IS NOT NULL
    $$;

-- Records that I ask who wrote a letter. outcome: noted, too_many, gone, not_staff.
CREATE OR REPLACE FUNCTION letter_clues_noted(wanted bigint, clues jsonb,
    OUT outcome text, OUT hourly_limit integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE whose bigint;
BEGIN
    SELECT l.customer_id INTO whose FROM letter l WHERE l.id = wanted;
    hourly_limit := office_number('letters_asked_per_hour', 600);
    IF NOT i_may_work() THEN
        outcome := 'not_staff';
    ELSIF NOT FOUND OR NOT letters_are_seen(whose) THEN
        outcome := 'gone';
    ELSIF (SELECT count(*) FROM audit_entry e
            WHERE e.login = SESSION_USER::text COLLATE "default" AND e.action = 'search'
              AND e.subject = 'letter' AND e.happened_at > now() - interval '1 hour') >= hourly_limit
    THEN
        outcome := 'too_many';
    ELSE
        outcome := 'noted';
    END IF;
    PERFORM audit_write(CASE outcome WHEN 'noted' THEN 'search' ELSE 'refuse' END, 'letter',
        wanted::text, NULL, NULL, jsonb_build_object('clues', clues_meant(clues)) ||
        CASE outcome WHEN 'noted' THEN '{}' ELSE jsonb_build_object('what', outcome) END);
END $$;

-- Answers recorded clues, at most 20 people, those with the weightiest clues first. A restricted
-- customer is found by name and code only, as in a search, unless a supervisor asks.
CREATE OR REPLACE FUNCTION letter_candidates(wanted bigint, clues jsonb)
    RETURNS TABLE (customer_id bigint, code text, name text, name_kana text, postal_code text,
                   prefecture text, restricted boolean, matched text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET jit = off AS $$
#variable_conflict use_column
DECLARE
    meant jsonb := clues_meant(clues);
    supervises boolean := i_am('crm_supervisor');
BEGIN
    IF NOT i_am('crm_owner') AND (pg_current_xact_id_if_assigned() IS NOT NULL OR NOT EXISTS (
        SELECT FROM audit_entry e
         WHERE e.login = SESSION_USER::text COLLATE "default" AND e.action = 'search'
           AND e.subject = 'letter' AND e.subject_id = wanted::text
           AND e.happened_at > clock_timestamp() - interval '1 minute'
           AND e.after -> 'clues' = meant))
    THEN
        RAISE EXCEPTION 'what is not on record is not searched for'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    WITH clue AS MATERIALIZED (
        SELECT k.kind, t.word FROM jsonb_each(meant) AS k (kind, listed),
               jsonb_array_elements_text(k.listed) AS t (word)
    ), found AS (
        (SELECT c.id, 'code' AS how, 8 AS weight FROM clue JOIN customer c ON c.code = clue.word
          WHERE clue.kind = 'codes' LIMIT 12)
        UNION (SELECT p.customer_id, 'phone', 5 FROM clue JOIN customer_phone p
                   ON p.number = clue.word WHERE clue.kind = 'phones' LIMIT 100)
        UNION (SELECT c.id, 'name', 4 FROM clue JOIN customer c ON c.name_key = clue.word
                WHERE clue.kind = 'names' LIMIT 200)
        UNION (SELECT c.id, 'kana', 3 FROM clue JOIN customer c ON c.kana_key = clue.word
                WHERE clue.kind = 'kanas' LIMIT 200)
        UNION (SELECT a.customer_id, 'postal', 1 FROM clue JOIN customer_address a
                   ON a.postal_code = clue.word WHERE clue.kind = 'postals' LIMIT 500)
    ), people AS (
        SELECT c.id, array_agg(f.how ORDER BY f.weight DESC) AS how, sum(f.weight) AS weight
          FROM found f JOIN customer c ON c.id = f.id
         WHERE c.merged_into_id IS NULL
           AND (supervises OR NOT c.restricted OR f.how IN ('code', 'name', 'kana'))
         GROUP BY c.id
         ORDER BY sum(f.weight) DESC, c.id LIMIT 20
    )
    SELECT c.id, c.code, c.name, c.name_kana, coalesce(home.postal_code, ''),
           coalesce(home.prefecture, ''), c.restricted, people.how
      FROM people JOIN customer c ON c.id = people.id
      LEFT JOIN LATERAL (SELECT a.postal_code, a.prefecture FROM customer_address a
                          WHERE a.customer_id = c.id AND (supervises OR NOT c.restricted)
                          ORDER BY a.position LIMIT 1) home ON true
     ORDER BY people.weight DESC, c.kana_key USING ~<~, c.id;
END $$;
GRANT EXECUTE ON FUNCTION letter_clues_noted(bigint, jsonb), letter_candidates(bigint, jsonb)
    TO crm_scanner, crm_supervisor;
