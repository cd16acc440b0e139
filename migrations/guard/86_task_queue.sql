-- The queue of tasks, procrastinate's own tables: only the worker goes about with them. Whatever
-- else puts tasks there does so by the functions and triggers here.

REVOKE ALL ON SCHEMA procrastinate FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA procrastinate FROM PUBLIC, crm_worker;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA procrastinate FROM PUBLIC, crm_worker;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA procrastinate FROM PUBLIC, crm_worker;
GRANT USAGE ON SCHEMA procrastinate TO crm_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA procrastinate TO crm_worker;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA procrastinate TO crm_worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA procrastinate TO crm_worker;

-- Its functions look their names up among their own, whoever calls them from where.
DO $$
DECLARE
    theirs regprocedure;
BEGIN
    FOR theirs IN SELECT oid FROM pg_proc
                   WHERE pronamespace = 'procrastinate'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = procrastinate, pg_catalog, pg_temp',
                       theirs);
    END LOOP;
END $$;

-- A task that goes back into the queue, after a failure or from a worker that died, while the same
-- work waits there already, asked for meanwhile: it waits beside it. Refused, it would be "doing"
-- for ever, and its lock would hold up the one that waits. It goes back without its queueing lock,
-- which it is given again where nobody has it: that waits for whoever asks at this moment.
CREATE OR REPLACE FUNCTION wait_beside_the_same() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_WHEN = 'BEFORE' THEN
        NEW.queueing_lock := NULL;
        RETURN NEW;
    END IF;
    BEGIN
        UPDATE procrastinate.procrastinate_jobs SET queueing_lock = OLD.queueing_lock
         WHERE id = NEW.id;
    EXCEPTION WHEN unique_violation THEN
        NULL;
    END;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER wait_beside_the_same
    BEFORE UPDATE OF status ON procrastinate.procrastinate_jobs
    FOR EACH ROW WHEN (NEW.status = 'todo' AND OLD.status <> 'todo'
                       AND NEW.queueing_lock IS NOT NULL)
    EXECUTE FUNCTION wait_beside_the_same();
CREATE OR REPLACE TRIGGER wait_alone AFTER UPDATE OF status ON procrastinate.procrastinate_jobs
    FOR EACH ROW WHEN (NEW.status = 'todo' AND OLD.status <> 'todo'
                       AND OLD.queueing_lock IS NOT NULL)
    EXECUTE FUNCTION wait_beside_the_same();

-- Puts the reading of one page into the queue, unless it waits there already. The task and its
-- arguments: crm_desktop.worker.tasks.
CREATE OR REPLACE FUNCTION read_page_later(paper bigint, page integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    put integer;
BEGIN
    INSERT INTO procrastinate.procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
    VALUES ('reading', 'read_page', format('page %s %s', paper, page),
            format('read page %s %s', paper, page),
            jsonb_build_object('document_id', paper, 'page_number', page))
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING;
    GET DIAGNOSTICS put = ROW_COUNT;
    RETURN put;
END $$;

-- A page of a letter that came in, was turned, or is not blank after all.
CREATE OR REPLACE FUNCTION page_to_be_read() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.page_number > 0 AND NOT NEW.set_aside AND EXISTS (
        SELECT FROM letter l WHERE l.document_id = NEW.document_id AND l.state = 'scanned')
    THEN
        PERFORM read_page_later(NEW.document_id, NEW.page_number);
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER read_new AFTER INSERT ON document_page
    FOR EACH ROW EXECUTE FUNCTION page_to_be_read();
CREATE OR REPLACE TRIGGER read_again AFTER UPDATE ON document_page
    FOR EACH ROW WHEN (OLD.rotation_degrees IS DISTINCT FROM NEW.rotation_degrees
                       OR OLD.sha256 IS DISTINCT FROM NEW.sha256
                       OR OLD.source_page IS DISTINCT FROM NEW.source_page
                       OR OLD.set_aside AND NOT NEW.set_aside)
    EXECUTE FUNCTION page_to_be_read();

-- Pages are mostly stored before their letter.
CREATE OR REPLACE FUNCTION letter_to_be_read() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM read_page_later(p.document_id, p.page_number)
       FROM document_page p
      WHERE p.document_id = NEW.document_id AND NOT p.set_aside AND p.page_number > 0
        AND NOT EXISTS (SELECT FROM page_text t WHERE t.document_id = p.document_id
                           AND t.page_number = p.page_number)
      ORDER BY p.page_number;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER read_new AFTER INSERT OR UPDATE OF document_id ON letter
    FOR EACH ROW WHEN (NEW.document_id IS NOT NULL AND NEW.state = 'scanned')
    EXECUTE FUNCTION letter_to_be_read();

-- Puts pages of letters into the queue and returns how many were not there yet. which: 'unread',
-- those without a text; 'forgotten', those of them that have not failed; 'all' but what a person
-- has corrected. Whoever puts many tasks there at once takes turns with others who do.
CREATE OR REPLACE FUNCTION read_letters_later(which text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT pg_advisory_xact_lock(1667329896);
    SELECT coalesce(sum(read_page_later(page.document_id, page.page_number)), 0) FROM (
        SELECT p.document_id, p.page_number
          FROM document_page p
          LEFT JOIN page_text t USING (document_id, page_number)
         WHERE which IN ('unread', 'forgotten', 'all')
           AND NOT p.set_aside AND p.page_number > 0 AND NOT coalesce(t.corrected, false)
           AND (which = 'all' OR t.document_id IS NULL)
           AND (which <> 'forgotten' OR NOT EXISTS (
               SELECT FROM procrastinate.procrastinate_jobs j
                WHERE j.queueing_lock = format('read page %s %s', p.document_id, p.page_number)))
           AND EXISTS (SELECT FROM letter l WHERE l.document_id = p.document_id
                          AND (which <> 'forgotten' OR l.state = 'scanned'))
         ORDER BY p.document_id DESC, p.page_number) page
    $$;
GRANT EXECUTE ON FUNCTION read_letters_later(text) TO crm_worker, crm_supervisor, crm_admin;

-- Tasks that were given up, the latest first. Arguments are ids, never what stands in a paper.
CREATE OR REPLACE FUNCTION failed_tasks(most integer)
    RETURNS TABLE (id bigint, task_name text, args jsonb, attempts integer,
                   failed_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT j.id, j.task_name::text, j.args, j.attempts, e.at
      FROM procrastinate.procrastinate_jobs j
      LEFT JOIN LATERAL (SELECT max(v.at) AS at FROM procrastinate.procrastinate_events v
                          WHERE v.job_id = j.id AND v.type = 'failed') e ON true
     WHERE j.status = 'failed'
     ORDER BY e.at DESC NULLS LAST, j.id DESC
     LIMIT least(greatest(most, 0), 500)
    $$;

-- Puts tasks that were given up back into the queue, as if they had never been tried, and returns
-- how many there were: one, or with NULL all.
CREATE OR REPLACE FUNCTION try_tasks_again(task bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    again bigint;
    put bigint := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(1667329896);
    -- One by one: two of the same work must see each other.
    FOR again IN SELECT j.id FROM procrastinate.procrastinate_jobs j
                  WHERE j.status = 'failed' AND (task IS NULL OR j.id = task)
                  ORDER BY j.id FOR UPDATE SKIP LOCKED LOOP
        UPDATE procrastinate.procrastinate_jobs
           SET status = 'todo', attempts = 0, scheduled_at = NULL WHERE id = again;
        put := put + 1;
    END LOOP;
    RETURN put;
END $$;
GRANT EXECUTE ON FUNCTION try_tasks_again(bigint) TO crm_supervisor, crm_admin;

-- Tasks that were given up 90 days ago, when nobody tries them again: how many are gone now.
CREATE OR REPLACE FUNCTION forget_failed_tasks() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM procrastinate.procrastinate_jobs j
     WHERE j.status IN ('failed', 'cancelled', 'aborted')
       AND (SELECT max(v.at) FROM procrastinate.procrastinate_events v WHERE v.job_id = j.id)
           < surely_past() - interval '90 days';
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;
GRANT EXECUTE ON FUNCTION forget_failed_tasks() TO crm_worker;

-- How many tasks wait or are being done, how many were given up, since when the oldest waits, when
-- a worker was last there.
CREATE OR REPLACE FUNCTION tasks_told(OUT waiting bigint, OUT doing bigint, OUT failed bigint,
    OUT oldest_at timestamptz, OUT worker_seen_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*) FILTER (WHERE j.status = 'todo'), count(*) FILTER (WHERE j.status = 'doing'),
           count(*) FILTER (WHERE j.status = 'failed'),
           (SELECT min(v.at) FROM procrastinate.procrastinate_jobs w
              JOIN procrastinate.procrastinate_events v ON v.job_id = w.id AND v.type = 'deferred'
             WHERE w.status = 'todo'),
           (SELECT max(w.last_heartbeat) FROM procrastinate.procrastinate_workers w)
      FROM procrastinate.procrastinate_jobs j
    $$;
GRANT EXECUTE ON FUNCTION failed_tasks(integer), tasks_told()
    TO crm_worker, crm_supervisor, crm_admin;
