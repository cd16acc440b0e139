"""Statements that must fail, by what they are after.

``{hidden.…}`` and ``{shown.…}`` are the facts of the two targets, ``{me}`` the attacker's login.
"""

from __future__ import annotations

# Refused to everybody who signs in, whatever the job.
REFUSED_TO_ALL = (
    # Files, programs, other servers.
    "COPY (SELECT 1) TO PROGRAM 'cat'",
    "COPY (SELECT 1) TO '/tmp/stolen'",
    "COPY customer FROM '/etc/passwd'",
    "COPY customer FROM PROGRAM 'id'",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT pg_read_binary_file('PG_VERSION')",
    "SELECT pg_ls_dir('.')",
    "SELECT pg_stat_file('PG_VERSION')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(1, '/tmp/stolen')",
    "CREATE EXTENSION dblink",
    "CREATE EXTENSION file_fdw",
    "CREATE FOREIGN DATA WRAPPER thief",
    "LOAD 'auto_explain'",
    # Objects of one's own, in which rows could be kept or code hidden.
    "CREATE TABLE mine (a int)",
    "CREATE TEMP TABLE mine (a int)",
    "CREATE TEMP VIEW mine AS SELECT 1 AS a",
    "CREATE VIEW mine AS SELECT 1 AS a",
    "CREATE MATERIALIZED VIEW mine AS SELECT 1 AS a",
    "SELECT 1 AS a INTO mine",
    "CREATE TABLE mine () INHERITS (customer)",
    "CREATE TABLE mine (LIKE customer)",
    "CREATE SCHEMA mine",
    "CREATE SEQUENCE mine",
    "CREATE TYPE mine AS (a int)",
    "CREATE DOMAIN mine AS text",
    "CREATE FUNCTION mine(a text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS"
    " 'BEGIN RAISE NOTICE ''%'', a; RETURN true; END'",
    "CREATE FUNCTION pg_temp.mine(a text) RETURNS boolean LANGUAGE sql LEAKPROOF AS 'SELECT true'",
    "CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
    "CREATE CAST (text AS int) WITH INOUT",
    "CREATE AGGREGATE mine(text) (SFUNC = textcat, STYPE = text)",
    "CREATE PUBLICATION mine FOR ALL TABLES",
    "CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION audit_refuse()",
    # Tables, policies and triggers of the office.
    "CREATE INDEX ON customer (name)",
    "CREATE STATISTICS mine ON name, email FROM customer",
    "CREATE RULE mine AS ON SELECT TO customer DO INSTEAD SELECT 1",
    "CREATE TRIGGER mine BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE POLICY mine ON customer USING (true)",
    "ALTER POLICY opened ON customer USING (true)",
    "DROP POLICY opened ON customer",
    "ALTER TABLE customer DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE customer DISABLE TRIGGER ALL",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "ALTER TABLE customer ADD COLUMN mine text",
    "ALTER TABLE customer OWNER TO CURRENT_USER",
    "ALTER FUNCTION open_card(bigint, text, bigint) SECURITY INVOKER",
    "ALTER FUNCTION open_card(bigint, text, bigint) SET search_path = pg_temp",
    "DROP FUNCTION audit_write(text, text, text, bigint, jsonb, jsonb)",
    "DROP TABLE audit_entry",
    "LOCK TABLE audit_entry IN EXCLUSIVE MODE",
    "TRUNCATE customer CASCADE",
    "TRUNCATE audit_entry",
    "COMMENT ON TABLE customer IS ''",
    "GRANT SELECT ON staff TO PUBLIC WITH GRANT OPTION; SELECT password_due FROM staff",
    # Being somebody else.
    "SET ROLE crm_owner",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "SET SESSION AUTHORIZATION crm_owner",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "ALTER ROLE CURRENT_USER CREATEROLE",
    "ALTER ROLE CURRENT_USER CREATEDB",
    "ALTER ROLE CURRENT_USER REPLICATION",
    "ALTER ROLE CURRENT_USER VALID UNTIL 'infinity'",
    "ALTER ROLE CURRENT_USER CONNECTION LIMIT -1",
    "ALTER ROLE crm_owner LOGIN PASSWORD 'x'",
    "ALTER ROLE postgres PASSWORD 'x'",
    "CREATE ROLE mine LOGIN",
    "DROP ROLE crm_operator",
    "GRANT crm_owner TO CURRENT_USER",
    "GRANT crm_supervisor TO {me}",
    "GRANT crm_exporter TO {me}",
    "GRANT crm_worker TO {me}",
    "GRANT crm_admin TO {me}",
    "GRANT pg_read_all_data TO CURRENT_USER",
    "GRANT pg_execute_server_program TO CURRENT_USER",
    "REASSIGN OWNED BY crm_owner TO CURRENT_USER",
    "ALTER DEFAULT PRIVILEGES FOR ROLE crm_owner GRANT ALL ON TABLES TO PUBLIC",
    "ALTER DATABASE {database} OWNER TO CURRENT_USER",
    "ALTER DATABASE {database} SET row_security = off",
    "ALTER ROLE ALL SET row_security = off",
    "SET session_replication_role = replica",
    "SET allow_system_table_mods = on",
    "SET log_statement = 'none'",
    "SET session_preload_libraries = 'auto_explain'",
    "SELECT pg_reload_conf()",
    "SELECT pg_promote()",
    "SELECT pg_switch_wal()",
    "SELECT * FROM pg_authid",
    "SELECT rolpassword FROM pg_authid",
    "SELECT * FROM pg_shadow",
    "SELECT * FROM pg_statistic",
    "SELECT * FROM pg_hba_file_rules",
    "SELECT * FROM pg_create_logical_replication_slot('mine', 'test_decoding')",
    "SELECT * FROM pg_get_backend_memory_contexts()",
    "SELECT setval('customer_id_seq', 1)",
    "SELECT nextval('customer_id_seq')",
    "SELECT last_value FROM customer_id_seq",
    # The record of what was done.
    "SELECT * FROM audit_entry",
    "SELECT * FROM audit_chain",
    "INSERT INTO audit_entry (chain, place, happened_at, login, action, subject, digest)"
    " VALUES ('x', 1, now(), 'x', 'open', 'customer', '')",
    "UPDATE audit_entry SET login = 'other'",
    "DELETE FROM audit_entry",
    "UPDATE audit_chain SET length = 0",
    "DELETE FROM audit_chain",
    "INSERT INTO audit_chain (chain, login) VALUES ('x', 'x')",
    "INSERT INTO opened_card (login, customer_id, expires_at)"
    " VALUES (SESSION_USER, {hidden.customer}, 'infinity')",
    "UPDATE opened_card SET expires_at = 'infinity', customer_id = {hidden.customer}",
    "DELETE FROM opened_card",
    # Functions that are the owner's own.
    "SELECT audit_write('open', 'customer', '1', 1, NULL, NULL)",
    "SELECT audit_append(NULL)",
    "SELECT audit_free_chain()",
    "SELECT audit_customer('customer', '{{}}')",
    "SELECT give_password('postgres', 'x')",
    "SELECT give_groups('{me}', ARRAY['crm_supervisor'])",
    "SELECT ensure_login('mine')",
    "SELECT end_sessions('postgres')",
    "SELECT free_extension('999', NULL, true)",
    "SELECT staff_facts(1)",
    "SELECT record_staff('add', 1, NULL)",
    "SELECT * FROM exports_with({hidden.customer}, 9)",
    "SELECT locate_later(1)",
    "SELECT call_brings({hidden.customer}, {hidden.call})",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
)

# These work, if they do, outside transactions only.
REFUSED_TO_ALL_ALONE = (
    "CREATE DATABASE mine",
    "DROP DATABASE {database}",
    "CREATE TABLESPACE mine LOCATION '/tmp'",
    "ALTER SYSTEM SET log_statement = 'none'",
)

# Refused to whoever works at a desk (operators, supervisors).
REFUSED_AT_DESKS = (
    # Writing to, or as, somebody whose card is not open.
    "INSERT INTO contact_note (operation_id, customer_id, staff_id, body, happened_at)"
    " VALUES (gen_random_uuid(), {hidden.customer}, my_staff_id(), 'x', now())",
    "INSERT INTO contact_note (operation_id, customer_id, staff_id, body, happened_at)"
    " VALUES (gen_random_uuid(), {shown.customer}, 1, 'in another name', now())",
    "INSERT INTO customer_phone (customer_id, number) VALUES ({hidden.customer}, '+819055559999')",
    "UPDATE customer_phone SET customer_id = {hidden.customer}"
    " WHERE customer_id = {shown.customer}",
    "INSERT INTO customer_address (customer_id, position) VALUES ({hidden.customer}, 9)",
    "INSERT INTO customer_order (customer_id, number, channel, ordered_at, total_yen)"
    " VALUES ({hidden.customer}, 'X', 'phone', now(), 1)",
    "UPDATE customer_order SET customer_id = {hidden.customer} WHERE id = {shown.order}",
    "INSERT INTO order_line (order_id, position, product_name, quantity, unit_price_yen)"
    " VALUES ({hidden.order}, 9, 'x', 1, 1)",
    "UPDATE order_line SET order_id = {hidden.order}, position = 9 WHERE order_id = {shown.order}",
    "INSERT INTO task (customer_id, staff_id, title)"
    " VALUES ({hidden.customer}, my_staff_id(), 'x')",
    "INSERT INTO task (customer_id, title) VALUES ({hidden.customer}, 'x')",
    "UPDATE task SET customer_id = {hidden.customer} WHERE id = {shown.task}",
    "INSERT INTO customer_tag (customer_id, tag_id) SELECT {hidden.customer}, id FROM tag LIMIT 1",
    "INSERT INTO subscription (customer_id, product_id, interval_days, started_on)"
    " SELECT {hidden.customer}, id, 30, current_date FROM product LIMIT 1",
    "INSERT INTO address_position (address_id, source) VALUES ({hidden.address}, 'towns')",
    "UPDATE address_position SET address_id = {hidden.address}",
    "UPDATE address_position SET source = 'person', pinned_by_id = my_staff_id() + 1"
    " WHERE address_id = {shown.address}",
    # Conflicts must not become a way in.
    "INSERT INTO address_position (address_id, source) VALUES ({hidden.address}, 'towns')"
    " ON CONFLICT (address_id) DO UPDATE SET level = address_position.level RETURNING found_as",
    "INSERT INTO customer_phone (id, customer_id, number) VALUES ({hidden.phone},"
    " {shown.customer}, '+819055558888') ON CONFLICT (id) DO UPDATE SET label = 'work'",
    "INSERT INTO contact_note (id, operation_id, customer_id, staff_id, body, happened_at)"
    " VALUES ({hidden.note}, gen_random_uuid(), {shown.customer}, my_staff_id(), 'x', now())"
    " ON CONFLICT (id) DO UPDATE SET body = contact_note.body RETURNING body",
    "INSERT INTO customer_order (id, customer_id, number, channel, ordered_at, total_yen)"
    " VALUES ({hidden.order}, {shown.customer}, 'Y', 'phone', now(), 1)"
    " ON CONFLICT (id) DO UPDATE SET memo = customer_order.memo RETURNING memo",
    "INSERT INTO customer (id, code, name) VALUES (999999999, 'Z', 'of my own making')",
    # What is not theirs to change, even on an open card.
    "UPDATE customer SET merged_into_id = {hidden.customer} WHERE id = {shown.customer}",
    "UPDATE customer SET id = 999999998 WHERE id = {shown.customer}",
    "UPDATE customer SET code = 'X' WHERE id = {shown.customer}",
    "DELETE FROM customer WHERE id = {shown.customer}",
    "DELETE FROM contact_note WHERE customer_id = {shown.customer}",
    "DELETE FROM customer_order WHERE id = {shown.order}",
    "UPDATE payment SET paid_on = current_date",
    "UPDATE letter SET customer_id = {hidden.customer} WHERE id = {shown.letter}",
    "UPDATE letter SET document_id = {hidden.document} WHERE id = {shown.letter}",
    "INSERT INTO letter (received_on, document_id) VALUES (current_date, {hidden.document})",
    "UPDATE staff SET extension = '999'",
    "INSERT INTO staff (login, name) VALUES ('mine', 'x')",
    "UPDATE office_setting SET value = '9999'",
    "INSERT INTO office_setting VALUES ('openings_per_hour', '9999')",
    "SELECT password_due FROM staff",
    "SELECT * FROM imported_row",
    "SELECT * FROM customer_shop_account",
    # Calls as evidence.
    "UPDATE call SET customer_id = {hidden.customer}",
    "UPDATE call SET reported_by = 'postgres'",
    "INSERT INTO caller_choice VALUES ('{hidden.number}', {shown.customer}, now(), 1)",
    "SELECT customers_with_number('{hidden.number}')",
    # What others may do.
    "SELECT * FROM staff_list()",
    "SELECT add_staff('mine', 'x', '', '', 'x', ARRAY['crm_admin'])",
    "SELECT change_staff(my_staff_id(), 1, 'x', '', '', ARRAY['crm_admin'])",
    "SELECT reset_password(1, 'x')",
    "SELECT * FROM export_rows(gen_random_uuid())",
    "SELECT * FROM monthly_sales",
    # Answers without a question on record.
    'SELECT * FROM customers_searched(\'{{"name": "隠した印"}}\', 50)',
    "SELECT * FROM callers_found('{hidden.number}', NULL)",
    "SELECT * FROM callers_found('{hidden.number}', {hidden.call})",
    "SELECT * FROM who_looked({hidden.customer}, 9)",
    "SELECT * FROM what_was_opened(SESSION_USER::text, current_date, NULL, NULL, 9)",
    # Policies cannot be left aside.
    "SET row_security = off; SELECT * FROM customer",
    "SET row_security = off; COPY customer_phone TO STDOUT",
)

# Refused to operators, though supervisors may.
REFUSED_TO_OPERATORS = (
    "UPDATE customer_assignment SET staff_id = my_staff_id() WHERE customer_id = {shown.customer}",
    "UPDATE customer SET restricted = false WHERE id = {shown.customer}",
    "UPDATE customer SET restricted = false",
    "UPDATE customer SET rank = 'best' WHERE id = {shown.customer}",
    "INSERT INTO note_category (label_ja) VALUES ('x')",
    "INSERT INTO tag (label) VALUES ('x')",
)

REFUSED_TO_SCANNERS = (
    "SELECT * FROM customer",
    "SELECT birthday FROM customer",
    "SELECT email FROM customer",
    "SELECT * FROM customer_address",
    "SELECT city FROM customer_address",
    "SELECT latitude FROM address_position",
    "SELECT * FROM customer_phone",
    "SELECT * FROM customer_order",
    "SELECT * FROM order_line",
    "SELECT * FROM payment",
    "SELECT * FROM contact_note",
    "SELECT * FROM task",
    "SELECT * FROM call",
    "SELECT * FROM open_caller('{hidden.number}', NULL)",
    "UPDATE customer SET name = 'x'",
    "INSERT INTO customer (id, code, name) VALUES (1, 'x', 'x')",
    "UPDATE letter SET customer_id = {hidden.customer} WHERE id = {shown.letter}",
    "UPDATE letter SET document_id = {hidden.document} WHERE id = {shown.letter}",
    "INSERT INTO letter (received_on, document_id) VALUES (current_date, {hidden.document})",
    "INSERT INTO letter (received_on, customer_id) VALUES (current_date, {hidden.customer})",
    "INSERT INTO document_page (document_id, page_number, sha256)"
    " VALUES ({hidden.document}, 2, decode('{shown.sha256}', 'hex'))",
    "INSERT INTO image_rendition (sha256, rendition, media_type, content)"
    " VALUES (decode('{hidden.sha256}', 'hex'), 'full', 'image/png', 'forged')",
    "INSERT INTO page_text (document_id, page_number, transcript, corrected, corrected_by_id)"
    " VALUES ({hidden.document}, 1, 'x', true, my_staff_id())",
    "UPDATE quarantined_file SET content = 'x'",
)

REFUSED_TO_THE_REST = (
    "SELECT name FROM customer",
    "SELECT count(*) FROM customer",
    "SELECT number FROM customer_phone",
    "SELECT body FROM contact_note",
    "SELECT latitude FROM address_position",
    "SELECT * FROM open_card({hidden.customer}, 'search')",
    "SELECT * FROM open_caller('{hidden.number}', NULL)",
    "SELECT * FROM export_rows(gen_random_uuid())",
    'SELECT * FROM customers_searched(\'{{"name": "隠した印"}}\', 50)',
    "SELECT * FROM due_tasks(current_date, 200)",
    "SELECT new_customer_id()",
    "COPY customer TO STDOUT",
    "SELECT * FROM letter",
    "SELECT content FROM stored_image",
    "SELECT transcript FROM page_text",
)

# Not refused, but without rows, and nothing is changed by them.
FRUITLESS_AT_DESKS = (
    "SELECT * FROM customer WHERE id = {hidden.customer}",
    "TABLE customer",
    "SELECT * FROM ONLY customer WHERE id = {hidden.customer}",
    "SELECT customer FROM customer WHERE id = {hidden.customer}",
    "SELECT to_jsonb(c) FROM customer c WHERE id = {hidden.customer}",
    "SELECT o.* FROM customer_order o JOIN customer c ON c.id = o.customer_id"
    " WHERE c.id = {hidden.customer}",
    "SELECT c.* FROM (VALUES ({hidden.customer})) v (id) LEFT JOIN customer c ON c.id = v.id",
    "SELECT c.name FROM staff s LEFT JOIN LATERAL (SELECT * FROM customer c"
    " WHERE c.id = {hidden.customer}) c ON true",
    "SELECT name FROM customer UNION ALL SELECT body FROM contact_note",
    "WITH RECURSIVE r AS (SELECT {hidden.customer}::bigint AS id UNION"
    " SELECT merged_into_id FROM customer JOIN r USING (id)) SELECT c.* FROM r JOIN customer c"
    " USING (id)",
    "SELECT max(name), string_agg(email, ''), count(*) FROM customer",
    "SELECT * FROM customer TABLESAMPLE SYSTEM (100)",
    "SELECT * FROM customer WHERE ctid = ANY (ARRAY(SELECT format('(0,%s)', n)::tid"
    " FROM generate_series(1, 50) n))",
    "SELECT * FROM customer WHERE id = {hidden.customer} FOR KEY SHARE",
    "SELECT query_to_xml('SELECT * FROM customer', true, true, '')",
    "SELECT table_to_xml('customer_phone', true, true, '')",
    "SELECT schema_to_xml('public', true, true, '')",
    "SELECT * FROM ts_stat('SELECT to_tsvector(name) FROM customer')",
    "COPY customer TO STDOUT",
    "COPY (SELECT * FROM contact_note) TO STDOUT",
    "UPDATE customer SET email = 'x' WHERE id = {hidden.customer} RETURNING *",
    "UPDATE contact_note SET body = 'x' WHERE id = {hidden.note} RETURNING *",
    "UPDATE customer_address a SET city = c.name FROM customer c"
    " WHERE c.id = {hidden.customer} AND a.customer_id = {shown.customer} RETURNING *",
    "DELETE FROM customer_phone WHERE id = {hidden.phone} RETURNING *",
    "SELECT * FROM address_position WHERE address_id = {hidden.address}",
    "UPDATE address_position SET latitude = 35 WHERE address_id = {hidden.address} RETURNING *",
    "DELETE FROM address_position WHERE address_id = {hidden.address} RETURNING *",
    "DELETE FROM task WHERE id = {hidden.task} RETURNING *",
    "INSERT INTO contact_note (operation_id, customer_id, staff_id, body, happened_at)"
    " SELECT gen_random_uuid(), {shown.customer}, my_staff_id(), name, now() FROM customer"
    " WHERE id = {hidden.customer} RETURNING body",
    "MERGE INTO customer_phone p USING (VALUES ({hidden.phone})) v (id) ON p.id = v.id"
    " WHEN MATCHED THEN UPDATE SET label = 'work' WHEN NOT MATCHED THEN DO NOTHING",
    "MERGE INTO task t USING contact_note n ON n.id = {hidden.note} AND t.id = {shown.task}"
    " WHEN MATCHED THEN UPDATE SET title = n.body",
    "DECLARE thief CURSOR FOR SELECT * FROM customer WHERE id = {hidden.customer};"
    " FETCH ALL FROM thief",
    "PREPARE thief AS SELECT * FROM customer WHERE id = $1; EXECUTE thief({hidden.customer})",
    # Whatever could fail on a hidden row is not asked before the policy.
    "SELECT * FROM customer WHERE id = {hidden.customer} AND 1 / (length(name) - length(name)) = 0",
    "SELECT * FROM customer WHERE id = {hidden.customer} AND cast(name AS int) = 1",
    "SELECT * FROM customer WHERE id = {hidden.customer} AND name::date IS NULL",
    "SELECT * FROM customer_phone WHERE id = {hidden.phone} AND number::xml IS NOT NULL",
    "SELECT * FROM contact_note WHERE id = {hidden.note} AND body::regclass IS NULL",
    "SELECT * FROM contact_note WHERE id = {hidden.note} AND set_config('a.b', body, false) = ''",
    "SELECT * FROM contact_note WHERE id = {hidden.note} AND pg_notify('x', body) IS NULL",
    "SELECT * FROM contact_note WHERE id = {hidden.note} AND pg_sleep(length(body)) IS NULL",
    "SELECT * FROM contact_note WHERE id = {hidden.note} AND query_to_xml(body, true, true, '')"
    " IS NULL",
    "SELECT * FROM customer_order WHERE id = {hidden.order}"
    " AND pg_advisory_lock(total_yen) IS NULL",
    "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM customer LOOP"
    " RAISE NOTICE '%', r.name; END LOOP; END $$",
)
