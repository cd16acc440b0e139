-- Work to be done: who has which task, and notes that a supervisor has to agree with.
--
-- A task names its customer to whom it is for, to everybody where it is nobody's, and to
-- supervisors. Whoever takes one has it to themselves for a while; the others are told who.

-- Whether I may do something with a task, its customer's card open or not.
CREATE OR REPLACE FUNCTION task_is_mine(t task) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT i_may_work() AND (t.staff_id IS NULL OR t.staff_id = my_staff_id()
           OR pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE')
           OR (t.customer_id IS NOT NULL AND card_is_open(t.customer_id)))
    $$;

-- The open tasks of a list, the latest first: due (up to a day), mine, group (nobody's, of a group
-- or of any), call_backs, overdue, all (supervisors' only). Overdue is what is past its time, or its
-- day; for supervisors, who hear of everybody's, only after the office's hours. day_began is when
-- the day today began at the office. The caller is told where there is no customer.
CREATE OR REPLACE FUNCTION open_tasks(which text, of_group text, today date, day_began timestamptz,
    most integer)
    RETURNS TABLE (task_id bigint, kind text, title text, due_on date, staff_name text,
                   customer_id bigint, customer_name text, customer_kana text, due_at timestamptz,
                   priority integer, staff_id bigint, for_group text, caller text, taken_by text,
                   taken_until timestamptz, is_taken_here boolean, is_sent_back boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me bigint := my_staff_id();
    supervises boolean := pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE');
    late_at timestamptz := now() - CASE WHEN supervises THEN
        make_interval(hours => least(greatest(office_number('task_overdue_hours', 2), 0), 720))
        ELSE interval '0' END;
BEGIN
    RETURN QUERY
    SELECT t.id, t.kind, t.title, t.due_on, coalesce(s.name, ''), t.customer_id,
           coalesce(c.name, ''), coalesce(c.name_kana, ''), t.due_at, t.priority, t.staff_id,
           t.for_group, CASE WHEN t.customer_id IS NULL THEN coalesce(k.caller, '') ELSE '' END,
           coalesce(h.name, ''), CASE WHEN h.id IS NOT NULL THEN t.taken_until END,
           h.id IS NOT DISTINCT FROM me AND h.id IS NOT NULL,
           t.kind = 'other' AND coalesce(n.approval = 'sent_back', false)
      FROM task t
      LEFT JOIN staff s ON s.id = t.staff_id
      LEFT JOIN staff h ON h.id = t.taken_by_id AND t.taken_until > now()
      LEFT JOIN customer c ON c.id = t.customer_id
      LEFT JOIN call k ON k.id = t.call_id
      LEFT JOIN contact_note n ON n.id = t.note_id
     WHERE i_may_work() AND t.state = 'open'
       AND CASE which
           WHEN 'due' THEN t.due_on <= today AND (t.staff_id IS NULL OR t.staff_id = me)
           WHEN 'mine' THEN t.staff_id = me OR h.id = me
           WHEN 'group' THEN t.staff_id IS NULL AND (of_group = '' OR t.for_group = of_group)
           WHEN 'call_backs' THEN t.kind = 'call_back'
                AND (supervises OR t.staff_id IS NULL OR t.staff_id = me)
           WHEN 'overdue' THEN (supervises OR t.staff_id IS NULL OR t.staff_id = me)
                AND coalesce(t.due_at, day_began + (t.due_on + 1 - today) * interval '1 day')
                    < late_at
           WHEN 'all' THEN supervises
           ELSE false END
     ORDER BY t.due_on, t.priority DESC, t.due_at, t.id
     LIMIT least(greatest(coalesce(most, 200), 0), 500);
END $$;

-- What has become of the wish to do something with a task. outcome: done; held, by another person
-- until a time; closed, by whom; gone, where it is not there or not mine.
DO $$ BEGIN
    CREATE TYPE task_answer AS (outcome text, who text, until timestamptz);
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- Locks a task that I want to do something with and answers what stands against it: done, nothing.
CREATE OR REPLACE FUNCTION reach_for_task(wanted bigint) RETURNS task_answer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    t task;
BEGIN
    SELECT * INTO t FROM task WHERE id = wanted FOR UPDATE;
    IF NOT FOUND OR NOT task_is_mine(t) THEN
        RETURN ('gone', '', NULL)::task_answer;
    ELSIF t.state <> 'open' THEN
        RETURN ('closed', coalesce((SELECT name FROM staff WHERE id = t.done_by_id), ''),
                t.done_at)::task_answer;
    ELSIF t.taken_until > clock_timestamp() AND t.taken_by_id IS DISTINCT FROM my_staff_id() THEN
        RETURN ('held', (SELECT name FROM staff WHERE id = t.taken_by_id),
                t.taken_until)::task_answer;
    END IF;
    RETURN ('done', '', NULL)::task_answer;
END $$;

-- Takes a task, or renews my taking, for the minutes of the office.
CREATE OR REPLACE FUNCTION take_task(wanted bigint) RETURNS task_answer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    answer task_answer := reach_for_task(wanted);
    minutes integer := least(greatest(office_number('task_taken_minutes', 15), 1), 1440);
BEGIN
    IF my_staff_id() IS NULL THEN
        RAISE EXCEPTION 'nobody who works here' USING ERRCODE = 'insufficient_privilege';
    ELSIF answer.outcome = 'done' THEN
        answer.until := clock_timestamp() + make_interval(mins => minutes);
        UPDATE task SET taken_by_id = my_staff_id(), taken_until = answer.until,
               revision = revision + 1 WHERE id = wanted;
    END IF;
    RETURN answer;
END $$;

-- Lets the others have a task that I have taken, or, as a supervisor, that anybody has.
CREATE OR REPLACE FUNCTION give_task_back(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE task SET taken_by_id = NULL, taken_until = NULL, revision = revision + 1
     WHERE id = wanted AND taken_by_id IS NOT NULL AND i_may_work()
       AND (taken_by_id = my_staff_id() OR pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE'));
    RETURN FOUND;
END $$;

-- Closes a task: done, or dropped, with what came of it.
CREATE OR REPLACE FUNCTION close_task(wanted bigint, as_what text, words text) RETURNS task_answer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    answer task_answer := reach_for_task(wanted);
BEGIN
    IF as_what NOT IN ('done', 'dropped') THEN
        RAISE EXCEPTION 'no way to close a task' USING ERRCODE = 'invalid_parameter_value';
    ELSIF answer.outcome = 'done' THEN
        UPDATE task SET state = as_what, outcome = left(words, 2000), revision = revision + 1
         WHERE id = wanted;
    END IF;
    RETURN answer;
END $$;

-- Hands a task to a person, to a group or to everybody, and sets when it is due and how urgent.
CREATE OR REPLACE FUNCTION arrange_task(wanted bigint, to_staff bigint, to_group text, day date,
    at_time timestamptz, urgency integer) RETURNS task_answer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    answer task_answer := reach_for_task(wanted);
BEGIN
    IF to_staff IS NOT NULL AND NOT EXISTS (SELECT FROM staff WHERE id = to_staff AND active) THEN
        RETURN ('left', '', NULL)::task_answer;
    ELSIF answer.outcome = 'done' THEN
        UPDATE task SET staff_id = to_staff, due_on = day, due_at = at_time, priority = urgency,
               for_group = CASE WHEN to_staff IS NULL THEN to_group ELSE '' END,
               taken_by_id = NULL, taken_until = NULL, revision = revision + 1
         WHERE id = wanted;
    END IF;
    RETURN answer;
END $$;

-- Adds a task that came with a call, a letter or another task which I may see, for the customer that
-- I am told it is; their card need not be open. Again adds nothing. NULL: nothing was added,
-- for the letter is there no more; somebody may just be merging it with another.
CREATE OR REPLACE FUNCTION add_found_task(operation uuid, of_call bigint, of_letter bigint,
    after_task bigint, what text, words text, day date, at_time timestamptz, to_staff bigint, to_group text,
    urgency integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    supervises boolean := pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE');
    k call;
    l letter;
    t task;
    who bigint;
BEGIN
    IF NOT i_may_work() THEN
        RAISE EXCEPTION 'nobody who works here' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO k FROM call WHERE id = of_call
       AND (supervises OR call_is_mine(id) OR (direction = 'in' AND result = 'missed'));
    SELECT * INTO l FROM letter WHERE id = of_letter
       AND (supervises OR i_am('crm_scanner') OR card_is_open(customer_id)) FOR KEY SHARE;
    SELECT * INTO t FROM task WHERE id = after_task AND task_is_mine(task);
    IF k.id IS NULL AND l.id IS NULL AND t.id IS NULL THEN
        IF of_letter IS NOT NULL AND NOT EXISTS (SELECT FROM letter WHERE id = of_letter) THEN
            RETURN (SELECT id FROM task WHERE operation_id = operation);
        END IF;
        RAISE EXCEPTION 'no call, letter or task of mine' USING ERRCODE = 'insufficient_privilege';
    END IF;
    who := coalesce(t.customer_id, l.customer_id,
                    caller_to_name(k.direction, k.caller, k.customer_id, k.reported_by));
    INSERT INTO task (operation_id, customer_id, staff_id, call_id, letter_id, note_id, kind, title,
                      due_on, due_at, for_group, priority)
    VALUES (operation, who, to_staff, coalesce(k.id, t.call_id), coalesce(l.id, t.letter_id),
            t.note_id, what, words, day, at_time,
            CASE WHEN to_staff IS NULL THEN to_group ELSE '' END, urgency)
        ON CONFLICT (operation_id) DO NOTHING;
    RETURN (SELECT id FROM task WHERE operation_id = operation);
END $$;

-- Whoever closes a task, and with whichever program, it says who and when; what another person has
-- taken only supervisors close.
CREATE OR REPLACE FUNCTION tidy_task() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.taken_until > clock_timestamp() AND OLD.taken_by_id IS DISTINCT FROM my_staff_id()
       AND NOT pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE') THEN
        RAISE EXCEPTION 'the task is taken' USING ERRCODE = 'insufficient_privilege';
    END IF;
    NEW.done_at := CASE WHEN NEW.state <> 'open' THEN clock_timestamp() END;
    NEW.done_by_id := CASE WHEN NEW.state <> 'open' THEN my_staff_id() END;
    NEW.taken_by_id := NULL;
    NEW.taken_until := NULL;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER tidy_task BEFORE UPDATE OF state ON task
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tidy_task();

-- Tells "tasks_changed" of each task that changed, by its id; of more than a few at once, by "".
CREATE OR REPLACE FUNCTION tell_tasks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    changed bigint[] := ARRAY(SELECT id FROM touched LIMIT 9);
BEGIN
    IF cardinality(changed) > 8 THEN
        PERFORM pg_notify('tasks_changed', '');
    ELSE
        PERFORM pg_notify('tasks_changed', id::text) FROM unnest(changed) AS id;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tell_added AFTER INSERT ON task
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION tell_tasks();
CREATE OR REPLACE TRIGGER tell_changed AFTER UPDATE ON task
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION tell_tasks();
CREATE OR REPLACE TRIGGER tell_removed AFTER DELETE ON task
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION tell_tasks();

-- Notes of categories that need it are not done before a supervisor agrees: what an operator stores
-- as done, with whichever program, is asked for instead. Supervisors agree with their own at once.
-- What is agreed with is asked for again when it is changed. The owner loads what was.
CREATE OR REPLACE FUNCTION keep_approval() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.approval ELSE '' END;
    needed boolean := coalesce((SELECT needs_approval FROM note_category
                                 WHERE id = NEW.category_id), false);
BEGIN
    IF pg_has_role(SESSION_USER, 'crm_owner', 'USAGE') THEN
        RETURN NEW;
    ELSIF NOT needed THEN
        NEW.approval := CASE WHEN before = 'approved' THEN before ELSE '' END;
    ELSIF NEW.state = 'done' AND pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE') THEN
        NEW.approval := 'approved';
        NEW.approval_by_id := my_staff_id();
    ELSIF NEW.state = 'done' AND (before <> 'approved'
          OR (NEW.body, NEW.category_id) IS DISTINCT FROM (OLD.body, OLD.category_id)) THEN
        NEW.state := 'in_progress';
        NEW.approval := 'asked';
        NEW.approval_asked_at := CASE WHEN before = 'asked' THEN OLD.approval_asked_at
                                      ELSE clock_timestamp() END;
    END IF;
    IF before = 'sent_back' AND NEW.approval <> before THEN
        UPDATE task SET state = 'done', revision = revision + 1
         WHERE note_id = NEW.id AND kind = 'other' AND state = 'open'
           AND (taken_by_id IS NULL OR taken_by_id = my_staff_id() OR taken_until < clock_timestamp());
    END IF;
    IF before <> NEW.approval THEN
        PERFORM pg_notify('tasks_changed', '');
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_approval BEFORE INSERT OR UPDATE ON contact_note
    FOR EACH ROW EXECUTE FUNCTION keep_approval();

-- A moment that cannot be true of what is typed at a desk, by the server's clock, becomes now: the
-- desk's clock is wrong. The owner loads what was.
CREATE OR REPLACE FUNCTION date_note() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.happened_at NOT BETWEEN now() - interval '8 days' AND now()
       AND NOT pg_has_role(SESSION_USER, 'crm_owner', 'USAGE') THEN
        NEW.happened_at := now();
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER date_note BEFORE INSERT ON contact_note
    FOR EACH ROW EXECUTE FUNCTION date_note();

-- The notes that wait for a supervisor, the earliest first: to supervisors all, to others their own
-- and those of theirs that were sent back.
CREATE OR REPLACE FUNCTION asked_approvals(most integer)
    RETURNS TABLE (note_id bigint, revision integer, customer_id bigint, customer_name text,
                   customer_kana text, category_ja text, category_en text, body text,
                   staff_name text, happened_at timestamptz, asked_at timestamptz, approval text,
                   word text, is_mine boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
    SELECT n.id, n.revision, n.customer_id, c.name, c.name_kana, g.label_ja, g.label_en, n.body,
           coalesce(s.name, ''), n.happened_at, n.approval_asked_at, n.approval, n.approval_word,
           coalesce(n.staff_id = my_staff_id(), false)
      FROM contact_note n
      JOIN customer c ON c.id = n.customer_id
      JOIN note_category g ON g.id = n.category_id
      LEFT JOIN staff s ON s.id = n.staff_id
     WHERE (SELECT i_may_work())
       AND ((n.approval = 'asked' AND pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE'))
            OR (n.approval IN ('asked', 'sent_back') AND n.staff_id = my_staff_id()))
     ORDER BY n.approval = 'sent_back' DESC, n.approval_asked_at, n.id
     LIMIT least(greatest(coalesce(most, 200), 0), 500)
    $$;

-- A supervisor agrees with a note as it was at seen_revision, or sends it back with a word, which
-- becomes a task of its writer's, due on the day handed in. outcome: decided; changed, it is another
-- note by now; gone, nothing is asked (any more); no_word.
CREATE OR REPLACE FUNCTION decide_approval(which bigint, agrees boolean, words text,
    seen_revision integer, today date) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    n contact_note;
    given text := left(regexp_replace(coalesce(words, ''), '^\s+|\s+$', '', 'g'), 500);
BEGIN
    SELECT * INTO n FROM contact_note WHERE id = which FOR UPDATE;
    IF NOT i_may_work() OR NOT pg_has_role(SESSION_USER, 'crm_supervisor', 'USAGE') THEN
        RAISE EXCEPTION 'supervisors decide' USING ERRCODE = 'insufficient_privilege';
    ELSIF n.id IS NULL OR n.approval <> 'asked' THEN
        RETURN 'gone';
    ELSIF n.revision <> seen_revision THEN
        RETURN 'changed';
    ELSIF NOT agrees AND given = '' THEN
        RETURN 'no_word';
    END IF;
    UPDATE contact_note SET approval = CASE WHEN agrees THEN 'approved' ELSE 'sent_back' END,
           state = CASE WHEN agrees THEN 'done' ELSE 'in_progress' END, approval_word = given,
           approval_by_id = my_staff_id(), revision = revision + 1
     WHERE id = which;
    IF NOT agrees THEN
        INSERT INTO task (operation_id, customer_id, staff_id, note_id, kind, title, due_on, priority)
        VALUES (gen_random_uuid(), n.customer_id,
                (SELECT id FROM staff WHERE id = n.staff_id AND active), n.id, 'other', given,
                today, 1);
    END IF;
    RETURN 'decided';
END $$;

-- The writer asks again for a note that was sent back, with what is to be added to it.
CREATE OR REPLACE FUNCTION ask_approval(which bigint, words text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    given text := left(regexp_replace(coalesce(words, ''), '^\s+|\s+$', '', 'g'), 5000);
BEGIN
    UPDATE contact_note SET state = 'done', revision = revision + 1,
           body = CASE WHEN given = '' THEN body ELSE body || E'\n' || given END
     WHERE id = which AND approval = 'sent_back' AND staff_id = my_staff_id() AND i_may_work();
    RETURN FOUND;
END $$;

GRANT EXECUTE ON FUNCTION open_tasks(text, text, date, timestamptz, integer), take_task(bigint),
    give_task_back(bigint), close_task(bigint, text, text),
    arrange_task(bigint, bigint, text, date, timestamptz, integer),
    add_found_task(uuid, bigint, bigint, bigint, text, text, date, timestamptz, bigint, text,
        integer),
    asked_approvals(integer), ask_approval(bigint, text)
    TO crm_operator, crm_supervisor;
GRANT EXECUTE ON FUNCTION decide_approval(bigint, boolean, text, integer, date) TO crm_supervisor;
