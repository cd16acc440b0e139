-- Staff: who signs in, who sits at which telephone, who manages the list and hands out the groups.
-- Passwords come as SCRAM verifiers only. The owner has ADMIN OPTION on the groups and on each
-- login, but none of their rights; every role statement stands in this file.
--
-- People are locked FOR NO KEY UPDATE: nobody waits for a call or a task that names them.

CREATE OR REPLACE FUNCTION staff_group_names() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ARRAY['crm_admin', 'crm_analyst', 'crm_exporter', 'crm_operator', 'crm_scanner',
                 'crm_supervisor']
$$;

-- The groups a person was put into, in the order of their names.
CREATE OR REPLACE FUNCTION staff_groups(whose text) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT g.rolname::text ORDER BY g.rolname::text), '{}')
      FROM pg_auth_members m
      JOIN pg_roles g ON g.oid = m.roleid
      JOIN pg_roles p ON p.oid = m.member
     WHERE p.rolname = whose AND g.rolname = ANY (staff_group_names())
$$;

-- What is recorded of a member of staff before and after a change.
CREATE OR REPLACE FUNCTION staff_facts(whose bigint) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_object(
               'login', s.login, 'name', s.name, 'name_kana', s.name_kana,
               'extension', coalesce(s.extension, ''), 'active', s.active,
               'groups', staff_groups(s.login))
      FROM staff s WHERE s.id = whose
$$;

CREATE OR REPLACE FUNCTION record_staff(did text, whose bigint, before jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT audit_write('staff', 'staff', whose::text, NULL, before,
                       staff_facts(whose) || jsonb_build_object('did', did))
$$;

-- Records a refusal and returns its reason, which becomes the outcome.
CREATE OR REPLACE FUNCTION staff_refused(what text, whose text, why text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM audit_write('refuse', 'staff', whose, NULL, NULL,
                        jsonb_build_object('what', what, 'why', why));
    RETURN why;
END
$$;

-- Desks ask without waiting for the disk; what an administrator was told is done must last.
CREATE OR REPLACE FUNCTION wait_for_disk() RETURNS text
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT set_config('synchronous_commit', 'on', true)
$$;

-- Lets one change of the list happen at a time; refuses whoever may not change it.
-- The owner of the database may as well: somebody must make the first administrator.
CREATE OR REPLACE FUNCTION begin_staff_change() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM wait_for_disk();
    PERFORM pg_advisory_xact_lock(4842301779);
    IF NOT may_manage_staff() THEN
        RAISE EXCEPTION 'only an administrator may manage staff'
              USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION may_manage_staff() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT pg_has_role(session_user, 'crm_owner', 'MEMBER')
        OR (pg_has_role(session_user, 'crm_admin', 'MEMBER')
            AND EXISTS (SELECT FROM staff s
                         WHERE s.login = session_user AND s.active AND NOT s.password_due))
$$;

-- What is wrong with a login: bad_login, login_taken, or '' for nothing.
CREATE OR REPLACE FUNCTION login_fault(wanted text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN wanted IS NULL OR wanted !~ '^[a-z][a-z0-9_]{0,62}$'
          OR wanted ~ '^(crm|pg)_' OR wanted ~ '^(current|session)_'
          OR wanted IN ('postgres', 'public', 'none', 'user', 'gateway', 'worker')
        THEN 'bad_login'
        WHEN EXISTS (SELECT FROM staff s WHERE s.login = wanted)
          OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname = wanted)
        THEN 'login_taken'
        ELSE ''
    END
$$;

-- What is wrong with the rest of the form: bad_name, bad_extension, bad_groups, or ''.
CREATE OR REPLACE FUNCTION staff_form_fault(
    wanted_name text, wanted_extension text, wanted_groups text[]
) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN coalesce(btrim(wanted_name), '') = '' THEN 'bad_name'
        WHEN coalesce(wanted_extension, '') !~ '^[0-9]{0,10}$' THEN 'bad_extension'
        WHEN wanted_groups IS NULL OR cardinality(wanted_groups) = 0
          OR array_position(wanted_groups, NULL) IS NOT NULL
          OR NOT wanted_groups <@ staff_group_names() THEN 'bad_groups'
        ELSE ''
    END
$$;

-- Refuses what is no SCRAM verifier, or one that is cheap to guess against. Never says it.
CREATE OR REPLACE FUNCTION check_verifier(verifier text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    iterations text := substring(verifier FROM
        '^SCRAM-SHA-256\$([1-9][0-9]{3,6}):[A-Za-z0-9+/]{22,88}={0,2}'
        '\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$');
BEGIN
    IF iterations IS NULL OR iterations::integer < 4096 THEN
        RAISE EXCEPTION 'not a SCRAM-SHA-256 verifier'
              USING ERRCODE = 'invalid_parameter_value';
    END IF;
END
$$;

-- Makes the login when the server has none of that name (it was restored from elsewhere, say).
CREATE OR REPLACE FUNCTION ensure_login(whose text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF login_fault(whose) = 'bad_login' THEN
        RAISE EXCEPTION 'the login % is reserved', whose USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = whose) THEN
        EXECUTE format('CREATE ROLE %I LOGIN', whose);
    END IF;
END
$$;

-- Whatever goes wrong, the error names neither the statement nor the verifier in it.
CREATE OR REPLACE FUNCTION give_password(whose text, verifier text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM check_verifier(verifier);
    BEGIN
        EXECUTE format('ALTER ROLE %I PASSWORD %L', whose, verifier);
    EXCEPTION WHEN OTHERS THEN
        RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM;
    END;
END
$$;

CREATE OR REPLACE FUNCTION give_groups(whose text, wanted text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    had text[] := staff_groups(whose);
    group_name text;
BEGIN
    FOREACH group_name IN ARRAY staff_group_names() LOOP
        IF group_name = ANY (wanted) AND NOT group_name = ANY (had) THEN
            EXECUTE format('GRANT %I TO %I', group_name, whose);
        ELSIF group_name = ANY (had) AND NOT group_name = ANY (wanted) THEN
            EXECUTE format('REVOKE %I FROM %I', group_name, whose);
        END IF;
    END LOOP;
    -- PostgreSQL 16 and newer: what another role has granted only that role takes back.
    IF NOT (staff_groups(whose) <@ wanted AND staff_groups(whose) @> wanted) THEN
        RAISE EXCEPTION 'a group of % was given by another role', whose
              USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION has_session(whose text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM pg_stat_activity a
                    WHERE a.usename = whose AND a.datname = current_database())
$$;

-- Ends all sessions of a login. Only who has a role's rights may; the owner takes them for that.
CREATE OR REPLACE FUNCTION end_sessions(whose text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    borrows boolean := NOT pg_has_role(current_user, whose, 'USAGE');
BEGIN
    IF borrows THEN
        EXECUTE format('GRANT %I TO %I', whose, current_user);
    END IF;
    PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity a
      WHERE a.usename = whose AND a.pid <> pg_backend_pid();
    IF borrows THEN
        EXECUTE format('REVOKE %I FROM %I', whose, current_user);
    END IF;
EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN
    -- Without the right the sessions stay, but nothing opens for them any more.
    RAISE WARNING 'the sessions of % could not be ended', whose;
END
$$;

-- Sees that nobody but `heir` has the extension. Returns the name of the one who keeps it, else ''.
-- It is taken from whoever has left, and, where `from_absent`, from whoever is not signed in.
CREATE OR REPLACE FUNCTION free_extension(wanted text, heir bigint, from_absent boolean)
RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    holder staff%ROWTYPE;
    facts jsonb;
BEGIN
    SELECT s.* INTO holder FROM staff s
     WHERE s.extension = wanted AND s.id IS DISTINCT FROM heir FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN '';
    END IF;
    IF holder.active AND (NOT from_absent OR has_session(holder.login)) THEN
        RETURN holder.name;
    END IF;
    facts := staff_facts(holder.id);
    UPDATE staff s SET extension = NULL, revision = s.revision + 1 WHERE s.id = holder.id;
    PERFORM record_staff('lose_extension', holder.id, facts);
    RETURN '';
END
$$;

-- Whether nobody else could manage staff without this login.
CREATE OR REPLACE FUNCTION is_last_admin(whose text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT 'crm_admin' = ANY (staff_groups(whose))
       AND NOT EXISTS (
               SELECT FROM staff s JOIN pg_roles r ON r.rolname = s.login AND r.rolcanlogin
                WHERE s.active AND s.login <> whose AND 'crm_admin' = ANY (staff_groups(s.login)))
$$;

-- Who I am, once at the start of a program. No row: nobody active has this login.
CREATE OR REPLACE FUNCTION sign_in(program text)
RETURNS TABLE (
    staff_id bigint, login text, name text, extension text, groups text[],
    password_due boolean, idle_lock_minutes integer
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me staff%ROWTYPE;
    days integer := office_number('password_days', 0);
BEGIN
    UPDATE staff s
       SET last_signed_in_at = now(),
           password_due = s.password_due OR (days > 0 AND now() >
               coalesce(s.password_changed_at, s.created_at) + make_interval(days => days))
     WHERE s.login = session_user AND s.active
    RETURNING s.* INTO me;
    IF NOT FOUND THEN
        PERFORM staff_refused('sign_in', '', 'not_staff');
        RETURN;
    END IF;
    PERFORM audit_write('sign_in', 'staff', me.id::text, NULL, NULL,
                        jsonb_build_object('program', left(sign_in.program, 100)));
    RETURN QUERY SELECT me.id, me.login, me.name, coalesce(me.extension, ''),
                        staff_groups(me.login), me.password_due,
                        office_number('idle_lock_minutes', 10);
END
$$;
GRANT EXECUTE ON FUNCTION sign_in(text)
   TO crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_exporter, crm_analyst;

-- The telephone `wanted` stands at my desk now; '' when none does.
-- outcome: sits | in_use (then `holder` is who has it) | bad_extension | not_staff
CREATE OR REPLACE FUNCTION sit_at(wanted text, OUT outcome text, OUT holder text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me staff%ROWTYPE;
    facts jsonb;
BEGIN
    holder := '';
    IF coalesce(wanted, '') !~ '^[0-9]{0,10}$' THEN
        outcome := 'bad_extension';
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(4842301779);
    SELECT s.* INTO me FROM staff s WHERE s.login = session_user AND s.active FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        outcome := staff_refused('sit_at', '', 'not_staff');
        RETURN;
    END IF;
    outcome := 'sits';
    IF coalesce(me.extension, '') = coalesce(wanted, '') THEN
        RETURN;
    END IF;
    holder := free_extension(wanted, me.id, true);
    IF holder <> '' THEN
        outcome := staff_refused('sit_at', me.id::text, 'in_use');
        RETURN;
    END IF;
    facts := staff_facts(me.id);
    UPDATE staff s SET extension = nullif(wanted, ''), revision = s.revision + 1
     WHERE s.id = me.id;
    PERFORM record_staff('sit_at', me.id, facts);
END
$$;
GRANT EXECUTE ON FUNCTION sit_at(text)
   TO crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_exporter, crm_analyst;

-- outcome: changed | not_staff
CREATE OR REPLACE FUNCTION change_own_password(verifier text, OUT outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me bigint;
    facts jsonb;
BEGIN
    SELECT s.id INTO me FROM staff s WHERE s.login = session_user AND s.active FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        outcome := staff_refused('change_own_password', '', 'not_staff');
        RETURN;
    END IF;
    PERFORM wait_for_disk();
    facts := staff_facts(me);
    PERFORM give_password(session_user::text, verifier);
    UPDATE staff s SET password_due = false, password_changed_at = now() WHERE s.id = me;
    PERFORM record_staff('change_own_password', me, facts);
    outcome := 'changed';
END
$$;
GRANT EXECUTE ON FUNCTION change_own_password(text)
   TO crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_exporter, crm_analyst;

-- outcome: added | bad_login | login_taken | bad_name | bad_extension | bad_groups | in_use
CREATE OR REPLACE FUNCTION add_staff(
    wanted_login text, wanted_name text, wanted_kana text, wanted_extension text,
    verifier text, wanted_groups text[],
    OUT outcome text, OUT staff_id bigint, OUT holder text
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    fault text;
BEGIN
    PERFORM begin_staff_change();
    holder := '';
    fault := coalesce(nullif(login_fault(wanted_login), ''),
                      staff_form_fault(wanted_name, wanted_extension, wanted_groups));
    IF fault <> '' THEN
        outcome := staff_refused('add_staff', '', fault);
        RETURN;
    END IF;
    holder := free_extension(wanted_extension, NULL, false);
    IF holder <> '' THEN
        outcome := 'in_use';
        RETURN;
    END IF;
    INSERT INTO staff (login, name, name_kana, extension, password_due, password_changed_at)
    VALUES (wanted_login, wanted_name, coalesce(wanted_kana, ''), nullif(wanted_extension, ''),
            true, now())
    RETURNING id INTO staff_id;
    PERFORM ensure_login(wanted_login);
    PERFORM give_password(wanted_login, verifier);
    PERFORM give_groups(wanted_login, wanted_groups);
    PERFORM record_staff('add', add_staff.staff_id, NULL);
    outcome := 'added';
END
$$;
GRANT EXECUTE ON FUNCTION add_staff(text, text, text, text, text, text[]) TO crm_admin;

-- outcome: changed | gone | changed_meanwhile | own_rights | last_admin | in_use
--          | bad_name | bad_extension | bad_groups
CREATE OR REPLACE FUNCTION change_staff(
    whose bigint, seen_revision integer, wanted_name text, wanted_kana text,
    wanted_extension text, wanted_groups text[],
    OUT outcome text, OUT holder text
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    person staff%ROWTYPE;
    facts jsonb;
    had text[];
    fault text;
BEGIN
    PERFORM begin_staff_change();
    holder := '';
    SELECT s.* INTO person FROM staff s WHERE s.id = whose FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        outcome := 'gone';
        RETURN;
    END IF;
    facts := staff_facts(whose);
    had := staff_groups(person.login);
    fault := staff_form_fault(wanted_name, wanted_extension, wanted_groups);
    IF fault = '' AND NOT (had <@ wanted_groups AND had @> wanted_groups) THEN
        IF person.login = session_user THEN
            fault := 'own_rights';
        ELSIF NOT 'crm_admin' = ANY (wanted_groups) AND is_last_admin(person.login) THEN
            fault := 'last_admin';
        END IF;
    END IF;
    IF fault <> '' THEN
        outcome := staff_refused('change_staff', whose::text, fault);
        RETURN;
    END IF;
    IF person.revision <> seen_revision THEN
        outcome := 'changed_meanwhile';
        RETURN;
    END IF;
    holder := free_extension(wanted_extension, whose, false);
    IF holder <> '' THEN
        outcome := 'in_use';
        RETURN;
    END IF;
    UPDATE staff s
       SET name = wanted_name, name_kana = coalesce(wanted_kana, ''),
           extension = nullif(wanted_extension, ''), revision = s.revision + 1
     WHERE s.id = whose;
    IF NOT (had <@ wanted_groups AND had @> wanted_groups) THEN
        PERFORM ensure_login(person.login);
        PERFORM give_groups(person.login, wanted_groups);
    END IF;
    PERFORM record_staff('change', whose, facts);
    outcome := 'changed';
END
$$;
GRANT EXECUTE ON FUNCTION change_staff(bigint, integer, text, text, text, text[]) TO crm_admin;

-- Begins a change of one person that nobody may do to themselves.
-- fault: gone | own_rights, or null for nothing.
CREATE OR REPLACE FUNCTION begin_change_of_other(
    what text, whose bigint, OUT whose_login text, OUT fault text
)
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM begin_staff_change();
    SELECT s.login INTO whose_login FROM staff s WHERE s.id = whose FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        fault := 'gone';
    ELSIF whose_login = session_user THEN
        fault := staff_refused(what, whose::text, 'own_rights');
    END IF;
END
$$;

-- Nobody signs in with this login any more. `customers` stay assigned to them.
-- outcome: deactivated | gone | own_rights | last_admin
CREATE OR REPLACE FUNCTION deactivate_staff(
    whose bigint, OUT outcome text, OUT customers bigint
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    person_login text;
    facts jsonb;
BEGIN
    SELECT b.whose_login, b.fault INTO person_login, outcome
      FROM begin_change_of_other('deactivate_staff', whose) b;
    IF outcome IS NOT NULL THEN
        RETURN;
    END IF;
    IF is_last_admin(person_login) THEN
        outcome := staff_refused('deactivate_staff', whose::text, 'last_admin');
        RETURN;
    END IF;
    facts := staff_facts(whose);
    UPDATE staff s SET active = false, extension = NULL, revision = s.revision + 1
     WHERE s.id = whose;
    DELETE FROM opened_card o WHERE o.login = person_login;
    SELECT count(*) INTO customers FROM customer_assignment a WHERE a.staff_id = whose;
    PERFORM record_staff('deactivate', whose, facts);
    IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = person_login) THEN
        EXECUTE format('ALTER ROLE %I NOLOGIN', person_login);
        PERFORM end_sessions(person_login);
    END IF;
    outcome := 'deactivated';
END
$$;
GRANT EXECUTE ON FUNCTION deactivate_staff(bigint) TO crm_admin;

-- The groups are those of before; the password must be changed at the next sign-in.
-- outcome: reactivated | gone | own_rights
CREATE OR REPLACE FUNCTION reactivate_staff(whose bigint, OUT outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    person_login text;
    facts jsonb;
BEGIN
    SELECT b.whose_login, b.fault INTO person_login, outcome
      FROM begin_change_of_other('reactivate_staff', whose) b;
    IF outcome IS NOT NULL THEN
        RETURN;
    END IF;
    facts := staff_facts(whose);
    PERFORM ensure_login(person_login);
    EXECUTE format('ALTER ROLE %I LOGIN', person_login);
    UPDATE staff s SET active = true, password_due = true, revision = s.revision + 1
     WHERE s.id = whose;
    PERFORM record_staff('reactivate', whose, facts);
    outcome := 'reactivated';
END
$$;
GRANT EXECUTE ON FUNCTION reactivate_staff(bigint) TO crm_admin;

-- A password that somebody else knows: it must be changed before anything opens.
-- outcome: reset | gone | own_rights
CREATE OR REPLACE FUNCTION reset_password(whose bigint, verifier text, OUT outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    person_login text;
    facts jsonb;
BEGIN
    SELECT b.whose_login, b.fault INTO person_login, outcome
      FROM begin_change_of_other('reset_password', whose) b;
    IF outcome IS NOT NULL THEN
        RETURN;
    END IF;
    facts := staff_facts(whose);
    PERFORM ensure_login(person_login);
    PERFORM give_password(person_login, verifier);
    UPDATE staff s
       SET password_due = true, password_changed_at = now(), revision = s.revision + 1
     WHERE s.id = whose;
    PERFORM record_staff('reset_password', whose, facts);
    PERFORM end_sessions(person_login);
    outcome := 'reset';
END
$$;
GRANT EXECUTE ON FUNCTION reset_password(bigint, text) TO crm_admin;

-- Everybody on the list, also who has left, by reading; `customers` are assigned to them.
CREATE OR REPLACE FUNCTION staff_list()
RETURNS TABLE (
    staff_id bigint, revision integer, login text, name text, name_kana text, extension text,
    groups text[], active boolean, can_sign_in boolean, password_due boolean,
    last_signed_in_at timestamptz, customers bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT may_manage_staff() THEN
        RAISE EXCEPTION 'only an administrator may see the list of staff'
              USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
        SELECT s.id, s.revision, s.login, s.name, s.name_kana, coalesce(s.extension, ''),
               staff_groups(s.login), s.active, coalesce(r.rolcanlogin, false), s.password_due,
               s.last_signed_in_at,
               (SELECT count(*) FROM customer_assignment a WHERE a.staff_id = s.id)
          FROM staff s
          LEFT JOIN pg_roles r ON r.rolname = s.login
         ORDER BY s.name_kana, s.name, s.id;
END
$$;
GRANT EXECUTE ON FUNCTION staff_list() TO crm_admin;
