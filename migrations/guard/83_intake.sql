-- Scanned pages become letters. Codes on sheets and cards are signed, and the key stays in here: who
-- prints them has them signed, who reads them has them checked, nobody is given the key.

ALTER TABLE office_secret ENABLE ROW LEVEL SECURITY;

-- The key for codes, 64 bytes, made when it is first needed.
CREATE OR REPLACE FUNCTION letter_code_key() RETURNS bytea
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM office_secret WHERE name = 'letter_codes') THEN
        INSERT INTO office_secret
        SELECT 'letter_codes', string_agg(sha256(uuid_send(gen_random_uuid())
                                                 || uuid_send(gen_random_uuid())), ''::bytea)
          FROM generate_series(1, 2)
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN (SELECT secret FROM office_secret WHERE name = 'letter_codes');
END $$;

-- key with every bit of pattern turned, as HMAC wants it.
CREATE OR REPLACE FUNCTION key_padded(key bytea, pattern integer) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    FOR at IN 0 .. length(key) - 1 LOOP
        key := set_byte(key, at, get_byte(key, at) # pattern);
    END LOOP;
    RETURN key;
END $$;

-- The first 10 bytes of HMAC-SHA-256 over what a code says; key has 64 bytes.
CREATE OR REPLACE FUNCTION letter_code_signature(key bytea, kind text, mailing bigint, code text)
    RETURNS bytea
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT substring(sha256(key_padded(key, 92) || sha256(key_padded(key, 54)
        || convert_to(jsonb_build_array(kind, mailing, code)::text, 'UTF8'))) FOR 10)
    $$;

-- The customer with a code, or whom they were merged into; no row where nobody has it.
CREATE OR REPLACE FUNCTION customer_with_code(wanted text)
    RETURNS TABLE (customer_id bigint, customer_code text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    WITH RECURSIVE line (id, code, merged_into_id, length) AS (
        SELECT c.id, c.code, c.merged_into_id, 1 FROM customer c WHERE c.code = wanted
        UNION ALL
        SELECT c.id, c.code, c.merged_into_id, l.length + 1
          FROM line l JOIN customer c ON c.id = l.merged_into_id WHERE l.length < 50
    )
    SELECT id, code FROM line WHERE merged_into_id IS NULL
    $$;

-- Signs codes for printing, in their order: the code of each customer as it is now, without those
-- that nobody has. A separator is signed without a code, once for each that is wanted.
CREATE OR REPLACE FUNCTION letter_codes_signed(kind text, mailing bigint, codes text[])
    RETURNS TABLE (wanted text, code text, signature bytea)
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    WITH key AS MATERIALIZED (SELECT letter_code_key() AS bytes), known AS (
        SELECT w.wanted, w.place, CASE WHEN kind = 'separator' THEN '' ELSE c.customer_code END
          FROM unnest(codes[1:20000]) WITH ORDINALITY AS w (wanted, place)
          LEFT JOIN LATERAL customer_with_code(w.wanted) c ON kind <> 'separator'
    )
    SELECT k.wanted, k.code, letter_code_signature(key.bytes, kind, mailing, k.code)
      FROM known k (wanted, place, code), key
     WHERE k.code IS NOT NULL AND kind IN ('separator', 'cover', 'card')
       AND (mailing IS NULL OR EXISTS (SELECT FROM mailing m WHERE m.id = mailing))
     ORDER BY k.place
    $$;

-- Why a code is not believed: signature, customer; empty when it is.
CREATE OR REPLACE FUNCTION letter_code_problem(kind text, mailing bigint, code text,
    signature bytea) RETURNS text
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT CASE
        WHEN signature IS DISTINCT FROM letter_code_signature(letter_code_key(), kind, mailing, code)
        THEN 'signature'
        WHEN kind <> 'separator' AND NOT EXISTS (SELECT FROM customer_with_code(code))
        THEN 'customer'
        ELSE '' END
    $$;

-- What is known of pages that are to be taken in, by their number (from 1) among wanted, which holds
-- {sha256, source_page, looks, code} of each: letters that hold the same page, and letters since a
-- day whose pages look the same and bear no other customer's code.
CREATE OR REPLACE FUNCTION pages_known(wanted jsonb, since date, most_different integer)
    RETURNS TABLE (number integer, letter_id bigint, same boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    WITH page AS MATERIALIZED (
        SELECT w.number::integer AS number, decode(w.item ->> 'sha256', 'hex') AS sha256,
               (w.item ->> 'source_page')::integer AS source_page,
               (w.item ->> 'looks')::bit(128) AS looks, coalesce(w.item ->> 'code', '') AS code
          FROM jsonb_array_elements(wanted) WITH ORDINALITY AS w (item, number)
    )
    SELECT p.number, l.id, true
      FROM page p
      JOIN document_page d ON d.sha256 = p.sha256 AND d.source_page = p.source_page
      JOIN letter l ON l.document_id = d.document_id
    UNION
    SELECT p.number, l.id, false
      FROM letter l
      JOIN document_page d ON d.document_id = l.document_id AND NOT d.set_aside
      JOIN page p ON bit_count(d.looks # p.looks) <= most_different
     WHERE l.created_at >= since AND since > current_date - 100
       AND (p.code = '' OR l.code_read IN ('', p.code))
     ORDER BY 1, 2, 3
    $$;

-- Takes one letter in. pages holds {sha256, source_page, set_aside, looks} in their order;
-- code {kind, mailing, code, signature} is the one that was read in it, or null. Whose letter it is
-- only a code says whose signature is right. problem says why it was not believed, or what was wrong
-- before it came to that. A letter whose pages are all in letters is not taken in again.
CREATE OR REPLACE FUNCTION letter_taken_in(pages jsonb, received date, by_way text,
    from_source text, code jsonb, problem text, alike bigint,
    OUT letter_id bigint, OUT added boolean, OUT code_problem text, OUT assigned boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    owner bigint;
    paper bigint;
    card_of bigint := (code ->> 'mailing')::bigint;
BEGIN
    IF NOT i_am('crm_worker') AND NOT i_may_work() THEN
        RAISE EXCEPTION 'nobody takes letters in so' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(pages -> 0 ->> 'sha256', 83));
    SELECT min(k.letter_id) FILTER (WHERE k.number = 1) INTO letter_id
      FROM pages_known((SELECT jsonb_agg(p - 'looks') FROM jsonb_array_elements(pages) p),
                       current_date, 0) k
     WHERE k.same HAVING count(DISTINCT k.number) = jsonb_array_length(pages);
    added := letter_id IS NULL;
    code_problem := problem;
    assigned := false;
    IF NOT added THEN RETURN; END IF;
    IF code_problem = '' AND code IS NOT NULL THEN
        code_problem := letter_code_problem(code ->> 'kind', card_of, code ->> 'code',
                                            decode(code ->> 'signature', 'hex'));
    END IF;
    IF code_problem = '' AND code IS NOT NULL THEN
        owner := (SELECT c.customer_id FROM customer_with_code(code ->> 'code') c);
    END IF;
    assigned := owner IS NOT NULL;
    INSERT INTO document DEFAULT VALUES RETURNING id INTO paper;
    INSERT INTO document_page (document_id, page_number, sha256, source_page, set_aside,
                               looks)
    SELECT paper, p.number, decode(p.item ->> 'sha256', 'hex'), (p.item ->> 'source_page')::integer,
           (p.item ->> 'set_aside')::boolean, (p.item ->> 'looks')::bit(128)
      FROM jsonb_array_elements(pages) WITH ORDINALITY AS p (item, number);
    INSERT INTO letter (customer_id, received_on, way, document_id, source, code_read, code_problem,
                        mailing_id, looks_like_id)
    VALUES (owner, received, by_way, paper, left(from_source, 200),
            left(coalesce(code ->> 'code', ''), 100), code_problem,
            (SELECT m.id FROM mailing m WHERE m.id = card_of AND assigned),
            (SELECT l.id FROM letter l WHERE l.id = alike))
    RETURNING id INTO letter_id;
END $$;

GRANT EXECUTE ON FUNCTION letter_codes_signed(text, bigint, text[])
    TO crm_supervisor, crm_scanner, crm_worker;
GRANT EXECUTE ON FUNCTION letter_code_problem(text, bigint, text, bytea),
    pages_known(jsonb, date, integer),
    letter_taken_in(jsonb, date, text, text, jsonb, text, bigint)
    TO crm_supervisor, crm_scanner, crm_worker;
