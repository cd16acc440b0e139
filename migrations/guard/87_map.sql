-- Homes on the map, and places to pay.

-- Whoever sees the address sees where it is. A machine writes what a machine has found, a person's
-- pin bears the name of whoever set it, and no machine touches it.
ALTER TABLE address_position ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS work ON address_position;
CREATE POLICY work ON address_position FOR SELECT TO crm_worker USING (true);
DROP POLICY IF EXISTS work_first ON address_position;
CREATE POLICY work_first ON address_position FOR INSERT TO crm_worker
    WITH CHECK (source <> 'person');
DROP POLICY IF EXISTS work_again ON address_position;
CREATE POLICY work_again ON address_position FOR UPDATE TO crm_worker
    USING (source <> 'person') WITH CHECK (source <> 'person');
GRANT SELECT, INSERT, UPDATE ON address_position TO crm_worker;

DROP POLICY IF EXISTS opened ON address_position;
CREATE POLICY opened ON address_position FOR SELECT TO crm_operator, crm_supervisor
    USING (EXISTS (SELECT FROM customer_address a WHERE a.id = address_position.address_id
                     OFFSET 0));
DROP POLICY IF EXISTS pin ON address_position;
CREATE POLICY pin ON address_position FOR INSERT TO crm_operator, crm_supervisor
    WITH CHECK ((source <> 'person' OR pinned_by_id = (SELECT my_staff_id()))
                AND EXISTS (SELECT FROM customer_address a
                             WHERE a.id = address_position.address_id OFFSET 0));
DROP POLICY IF EXISTS move ON address_position;
CREATE POLICY move ON address_position FOR UPDATE TO crm_operator, crm_supervisor
    USING (EXISTS (SELECT FROM customer_address a WHERE a.id = address_position.address_id
                     OFFSET 0))
    WITH CHECK (source <> 'person' OR pinned_by_id = (SELECT my_staff_id()));
DROP POLICY IF EXISTS release ON address_position;
CREATE POLICY release ON address_position FOR DELETE TO crm_operator, crm_supervisor
    USING (source = 'person'
           AND EXISTS (SELECT FROM customer_address a
                        WHERE a.id = address_position.address_id OFFSET 0));
GRANT SELECT, DELETE,
    INSERT (address_id, latitude, longitude, level, accuracy_m, source, found_as, pinned_by_id,
        online_asked_at),
    UPDATE (latitude, longitude, level, accuracy_m, source, found_as, located_at, pinned_by_id,
        address_changed_at, online_asked_at)
    ON address_position TO crm_operator, crm_supervisor;

-- Also whoever passes by the policies makes no machine's position of a person's pin.
CREATE OR REPLACE FUNCTION pin_is_kept() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a pin that a person has set is not overwritten by a machine'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER pin_is_kept BEFORE UPDATE ON address_position
    FOR EACH ROW WHEN (OLD.source = 'person' AND NEW.source <> 'person')
    EXECUTE FUNCTION pin_is_kept();

-- What people do with pins is recorded, with what was there before; what machines find is not.
CREATE OR REPLACE FUNCTION pin_recorded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    now jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    subject bigint := coalesce(now, was) ->> 'address_id';
BEGIN
    IF TG_OP = 'UPDATE' AND was = now THEN RETURN NULL; END IF;
    PERFORM audit_write(lower(TG_OP), 'address_position', subject::text,
        (SELECT a.customer_id FROM customer_address a WHERE a.id = subject), was, now);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER audit_insert AFTER INSERT ON address_position
    FOR EACH ROW WHEN (NEW.source = 'person') EXECUTE FUNCTION pin_recorded();
CREATE OR REPLACE TRIGGER audit_update AFTER UPDATE ON address_position
    FOR EACH ROW WHEN (NEW.source = 'person') EXECUTE FUNCTION pin_recorded();
CREATE OR REPLACE TRIGGER audit_delete AFTER DELETE ON address_position
    FOR EACH ROW WHEN (OLD.source = 'person') EXECUTE FUNCTION pin_recorded();
CREATE OR REPLACE TRIGGER audit_truncate BEFORE TRUNCATE ON address_position
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

-- The pin of an address that is deleted goes first: the record then knows whose it was.
CREATE OR REPLACE FUNCTION pin_goes_first() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM address_position p WHERE p.address_id = OLD.id;
    RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER pin_goes_first BEFORE DELETE ON customer_address
    FOR EACH ROW EXECUTE FUNCTION pin_goes_first();

-- Puts the finding of all addresses from an id on into the queue. The task: crm_desktop.worker.
--
-- One task does for all who write at one time, but whoever relies on another's holds it until they
-- have committed: done before, it would not see what they wrote. A task of somebody who has not
-- committed yet is not waited for: this one gets its own, for which there is little left to do.
CREATE OR REPLACE FUNCTION locate_later(first bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF first IS NULL THEN RETURN false; END IF;
    PERFORM FROM procrastinate.procrastinate_jobs j
      WHERE j.queue_name = 'locating' AND j.task_name = 'locate_addresses' AND j.status = 'todo'
        AND (j.args ->> 'first_id')::bigint <= first
      LIMIT 1 FOR SHARE SKIP LOCKED;
    IF FOUND THEN RETURN false; END IF;
    -- Before letters, which take their time.
    INSERT INTO procrastinate.procrastinate_jobs (queue_name, task_name, priority, lock, args)
    VALUES ('locating', 'locate_addresses', 10, 'locate addresses',
            jsonb_build_object('first_id', first));
    RETURN true;
END $$;

-- The same for addresses nobody has looked for, where there are any; false where none is or a task
-- waits already. What failed within ten minutes is let alone; before that, it makes room.
CREATE OR REPLACE FUNCTION locate_forgotten() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM procrastinate.procrastinate_jobs j
                 JOIN procrastinate.procrastinate_events v ON v.job_id = j.id AND v.type = 'failed'
                WHERE j.queue_name = 'locating' AND j.status = 'failed'
                  AND v.at > now() - interval '10 minutes')
    THEN
        RETURN false;
    END IF;
    DELETE FROM procrastinate.procrastinate_jobs j
     WHERE j.queue_name = 'locating' AND j.status = 'failed';
    RETURN locate_later((
        SELECT a.id FROM customer_address a
         WHERE NOT EXISTS (SELECT FROM address_position p WHERE p.address_id = a.id)
         ORDER BY a.id LIMIT 1));
END $$;
GRANT EXECUTE ON FUNCTION locate_forgotten() TO crm_worker, crm_supervisor, crm_admin;

CREATE OR REPLACE FUNCTION address_to_locate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM locate_later((SELECT min(n.id) FROM added n));
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER locate_new AFTER INSERT ON customer_address
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION address_to_locate();

-- An address that has become another is to be found anew. A person's pin stays as long as the town
-- does, and says that the rest has changed; it stays also where the same words are only parted in
-- another way. A building moves nothing.
CREATE OR REPLACE FUNCTION address_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    changed bigint[];
    moved bigint[];
    gone bigint[];
BEGIN
    SELECT array_agg(n.id),
           array_agg(n.id) FILTER (WHERE NOT same_words),
           array_agg(n.id) FILTER (WHERE NOT same_words AND (o.prefecture, o.city, o.town)
                                         IS DISTINCT FROM (n.prefecture, n.city, n.town))
      INTO changed, moved, gone
      FROM removed o JOIN added n USING (id),
           LATERAL (SELECT translate(concat(o.prefecture, o.city, o.town, o.block), ' 　', '')
                         = translate(concat(n.prefecture, n.city, n.town, n.block), ' 　', '')
                       AND o.postal_code = n.postal_code AS same_words) words
     WHERE (o.prefecture, o.city, o.town, o.block, o.postal_code)
        IS DISTINCT FROM (n.prefecture, n.city, n.town, n.block, n.postal_code);
    IF changed IS NULL THEN RETURN NULL; END IF;
    DELETE FROM address_position p
     WHERE p.address_id = ANY (changed) AND (p.source <> 'person' OR p.address_id = ANY (gone));
    UPDATE address_position p SET address_changed_at = now()
     WHERE p.address_id = ANY (moved) AND p.source = 'person';
    PERFORM locate_later((SELECT min(id) FROM unnest(changed) AS of_changed (id)));
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER locate_again AFTER UPDATE ON customer_address
    REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION address_changed();

GRANT SELECT ON place, place_source, town_file TO crm_operator, crm_supervisor, crm_worker;
GRANT INSERT, UPDATE, DELETE ON place, place_source, town_file TO crm_worker;
