-- Whether no customer has a code yet: whoever registers one may not see the others.
CREATE OR REPLACE FUNCTION code_is_free(wanted text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$ SELECT NOT EXISTS (SELECT FROM customer WHERE code = wanted) $$;

GRANT EXECUTE ON FUNCTION code_is_free(text) TO crm_operator, crm_supervisor;
