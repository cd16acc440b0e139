-- What is done is recorded here, by the database, whoever does it and with whatever program.
--
-- Entries stand in chains: each one's digest is over itself and the digest before it. A login has
-- as many chains as it has transactions at one time, so that nobody ever waits for another to
-- finish, and no two can block each other.

CREATE OR REPLACE FUNCTION audit_link(state bytea, content bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
    RETURN sha256(state || content);

DO $$ BEGIN
    IF to_regprocedure('public.audit_linked(bytea)') IS NULL THEN
        CREATE AGGREGATE public.audit_linked(bytea)
            (SFUNC = public.audit_link, STYPE = bytea, INITCOND = '');
    END IF;
    IF to_regtype('public.audit_fact') IS NULL THEN
        CREATE TYPE public.audit_fact AS (
            action text, subject text, subject_id text, customer_id bigint,
            before jsonb, after jsonb);
    END IF;
END $$;

-- Takes a chain that no other transaction is writing, a new one when all are in use.
CREATE OR REPLACE FUNCTION audit_free_chain() RETURNS audit_chain
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE free audit_chain;
BEGIN
    LOOP
        SELECT * INTO free FROM audit_chain
         WHERE login = SESSION_USER::text COLLATE "default" ORDER BY chain LIMIT 1 FOR UPDATE SKIP LOCKED;
        IF FOUND THEN RETURN free; END IF;
        INSERT INTO audit_chain (chain, login)
        VALUES (SESSION_USER::text || '#' || left(gen_random_uuid()::text, 8), SESSION_USER::text)
        ON CONFLICT DO NOTHING;
    END LOOP;
END $$;

-- Appends the facts in their order.
CREATE OR REPLACE FUNCTION audit_append(facts audit_fact[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    link audit_chain;
    at timestamptz := clock_timestamp();
    from_program text := left(coalesce(current_setting('application_name', true), ''), 64);
BEGIN
    IF coalesce(cardinality(facts), 0) = 0 THEN RETURN; END IF;
    link := audit_free_chain();
    WITH told AS (
        SELECT f.*, number + link.length AS place FROM unnest(facts) WITH ORDINALITY
            AS f (action, subject, subject_id, customer_id, before, after, number)
    ), written AS (
        SELECT told.*, convert_to(jsonb_build_array(
                   link.chain, place, extract(epoch FROM at), link.login, from_program, action,
                   subject, subject_id, customer_id, before, after)::text, 'UTF8') AS content
          FROM told
    ), added AS (
        INSERT INTO audit_entry (chain, place, happened_at, login, program, action, subject,
                                 subject_id, customer_id, before, after, digest)
        SELECT link.chain, place, at, link.login, from_program, action, subject,
               subject_id, customer_id, before, after,
               audit_linked(CASE number WHEN 1 THEN link.digest || content ELSE content END)
                   OVER (ORDER BY number)
          FROM written
        RETURNING place, digest
    )
    UPDATE audit_chain SET (length, digest) =
        (SELECT added.place, added.digest FROM added ORDER BY added.place DESC LIMIT 1)
     WHERE chain = link.chain;
END $$;

-- Appends one fact: the same as audit_append in a third of the time, for what every card costs.
CREATE OR REPLACE FUNCTION audit_write(action text, subject text, subject_id text,
                                       customer_id bigint, before jsonb, after jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    link audit_chain := audit_free_chain();
    at timestamptz := clock_timestamp();
    from_program text := left(coalesce(current_setting('application_name', true), ''), 64);
    new_digest bytea := sha256(link.digest || convert_to(jsonb_build_array(
        link.chain, link.length + 1, extract(epoch FROM at), link.login, from_program, action,
        subject, coalesce(subject_id, ''), customer_id, before, after)::text, 'UTF8'));
BEGIN
    INSERT INTO audit_entry (chain, place, happened_at, login, program, action, subject,
                             subject_id, customer_id, before, after, digest)
    VALUES (link.chain, link.length + 1, at, link.login, from_program, action, subject,
            coalesce(subject_id, ''), customer_id, before, after, new_digest);
    UPDATE audit_chain c SET length = link.length + 1, digest = new_digest
     WHERE c.chain = link.chain;
END $$;

-- The values of a row's key columns, by which before and after are paired.
CREATE OR REPLACE FUNCTION audit_key(stored jsonb, columns text[]) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
    RETURN (SELECT string_agg(stored ->> name, ' ' ORDER BY number)
              FROM unnest(columns) WITH ORDINALITY AS key (name, number));

-- Whose row it is: null where it is nobody's.
CREATE OR REPLACE FUNCTION audit_customer(subject text, stored jsonb) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    RETURN CASE
        WHEN subject = 'customer' THEN (stored ->> 'id')::bigint
        WHEN stored ? 'customer_id' THEN (stored ->> 'customer_id')::bigint
        WHEN stored ? 'order_id' THEN
            (SELECT o.customer_id FROM customer_order o WHERE o.id = (stored ->> 'order_id')::bigint)
    END;

-- What differs from other, column by column; null where nothing does.
CREATE OR REPLACE FUNCTION audit_difference(stored jsonb, other jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
    RETURN (SELECT jsonb_object_agg(key, value) FROM jsonb_each(stored)
             WHERE value IS DISTINCT FROM other -> key);

CREATE OR REPLACE FUNCTION audit_inserted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM audit_append((SELECT array_agg(ROW(
            'insert', TG_TABLE_NAME, coalesce(audit_key(stored, TG_ARGV), ''),
            audit_customer(TG_TABLE_NAME, stored),
            NULL, stored)::audit_fact)
        FROM (SELECT to_jsonb(n) AS stored FROM added n) rows));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit_deleted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM audit_append((SELECT array_agg(ROW(
            'delete', TG_TABLE_NAME, coalesce(audit_key(stored, TG_ARGV), ''),
            audit_customer(TG_TABLE_NAME, stored),
            stored, NULL)::audit_fact)
        FROM (SELECT to_jsonb(o) AS stored FROM removed o) rows));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit_updated() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM audit_append((SELECT array_agg(ROW(
            'update', TG_TABLE_NAME, coalesce(key, ''), audit_customer(TG_TABLE_NAME, coalesce(now, past)),
            audit_difference(past, now), audit_difference(now, past))::audit_fact)
        FROM (SELECT audit_key(to_jsonb(o), TG_ARGV) AS key, to_jsonb(o) AS past FROM removed o) was
        FULL JOIN (SELECT audit_key(to_jsonb(n), TG_ARGV) AS key, to_jsonb(n) AS now FROM added n) new
            USING (key)
       WHERE past IS DISTINCT FROM now));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the record of what was done only grows: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
DECLARE
    audited record;
BEGIN
    FOR audited IN SELECT * FROM (VALUES
        ('customer', '''id'''), ('customer_phone', '''id'''), ('customer_address', '''id'''),
        ('customer_tag', '''customer_id'', ''tag_id'''),
        ('customer_shop_account', '''shop'', ''shop_customer_number'''),
        ('customer_order', '''id'''), ('order_line', '''order_id'', ''position'''),
        ('subscription', '''id'''), ('payment', '''id'''), ('shipment', '''id'''),
        ('contact_note', '''id'''), ('task', '''id'''), ('letter', '''id'''),
        ('staff', '''id'''), ('office_setting', '''key'''), ('missed_call_done', '''call_id'''),
        ('unwanted_caller', '''id'''), ('talk_script', '''id'''),
        ('mailing', '''id'''), ('enclosure', '''id'''), ('enclosure_rule', '''id''')
    ) AS listed (name, key_columns) LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER audit_insert AFTER INSERT ON public.%I
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT
            EXECUTE FUNCTION public.audit_inserted(%s)', audited.name, audited.key_columns);
        EXECUTE format('CREATE OR REPLACE TRIGGER audit_update AFTER UPDATE ON public.%I
            REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT
            EXECUTE FUNCTION public.audit_updated(%s)', audited.name, audited.key_columns);
        EXECUTE format('CREATE OR REPLACE TRIGGER audit_delete AFTER DELETE ON public.%I
            REFERENCING OLD TABLE AS removed FOR EACH STATEMENT
            EXECUTE FUNCTION public.audit_deleted(%s)', audited.name, audited.key_columns);
        EXECUTE format('CREATE OR REPLACE TRIGGER audit_truncate BEFORE TRUNCATE ON public.%I
            FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse()', audited.name);
    END LOOP;
END $$;

CREATE OR REPLACE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_only_grows BEFORE DELETE OR TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM crm_owner;
REVOKE DELETE, TRUNCATE ON audit_chain FROM crm_owner;
