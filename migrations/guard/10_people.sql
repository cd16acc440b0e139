-- Who is asking. It is always session_user: whoever signed in, whatever role they set since.
--
-- SESSION_USER is a "name" and collates as names do; without COLLATE "default" no index on a login
-- would be used.

CREATE OR REPLACE FUNCTION my_staff_id() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT id FROM staff WHERE login = SESSION_USER::text COLLATE "default" AND active;
END;

-- Empty when no telephone belongs to me.
CREATE OR REPLACE FUNCTION my_extension() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT coalesce((SELECT extension FROM staff
                      WHERE login = SESSION_USER::text COLLATE "default" AND active), '');
END;

CREATE OR REPLACE FUNCTION i_am(group_name text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT pg_has_role(SESSION_USER, group_name, 'USAGE');
END;

-- A number among settings, or fallback where none is set or it is no number.
CREATE OR REPLACE FUNCTION number_in(settings jsonb, name text, fallback integer) RETURNS integer
    LANGUAGE sql IMMUTABLE
    RETURN CASE jsonb_typeof(settings -> name)
        WHEN 'number' THEN (settings ->> name)::numeric::integer ELSE fallback END;

-- The office's setting, read as number_in does.
CREATE OR REPLACE FUNCTION office_number(setting text, fallback integer) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT number_in((SELECT jsonb_build_object(key, value) FROM office_setting
                       WHERE key = setting), setting, fallback);
END;

-- Names behind the numbers, for everybody who signs in; more of staff is the admins'.
GRANT SELECT (id, login, name, name_kana, extension, active) ON staff
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin;
GRANT EXECUTE ON FUNCTION my_staff_id(), my_extension()
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_gateway;
GRANT EXECUTE ON FUNCTION i_am(text) TO crm_operator, crm_supervisor, crm_scanner;
