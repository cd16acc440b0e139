-- Who is asking. It is always session_user: whoever signed in, whatever role they set since.

CREATE OR REPLACE FUNCTION my_staff_id() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT id FROM staff WHERE login = SESSION_USER::text AND active;
END;

-- Empty when no telephone belongs to me.
CREATE OR REPLACE FUNCTION my_extension() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT coalesce((SELECT extension FROM staff WHERE login = SESSION_USER::text AND active), '');
END;

CREATE OR REPLACE FUNCTION i_am(group_name text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT pg_has_role(SESSION_USER, group_name, 'USAGE');
END;

-- The office's setting, or fallback where none is set or it is no number.
CREATE OR REPLACE FUNCTION office_number(setting text, fallback integer) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT coalesce((SELECT (value #>> '{}')::integer FROM office_setting
                      WHERE key = setting AND jsonb_typeof(value) = 'number'), fallback);
END;

-- How many cards whose opening counts I may open in an hour: the most that any of my groups may.
CREATE OR REPLACE FUNCTION my_hourly_limit() RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    SELECT coalesce(max(coalesce((chosen.value ->> usual.group_name)::integer, usual.openings)), 0)
      FROM (VALUES ('crm_operator', 90), ('crm_scanner', 120), ('crm_supervisor', 300))
           AS usual (group_name, openings)
      LEFT JOIN office_setting chosen ON chosen.key = 'openings_per_hour'
     WHERE pg_has_role(SESSION_USER, usual.group_name, 'USAGE');
END;

-- Names behind the numbers, for everybody who signs in; more of staff is the admins'.
GRANT SELECT (id, login, name, name_kana, extension, active) ON staff
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_analyst;
GRANT EXECUTE ON FUNCTION my_staff_id(), my_extension()
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_gateway;
GRANT EXECUTE ON FUNCTION i_am(text), my_hourly_limit() TO crm_operator, crm_supervisor, crm_scanner;
