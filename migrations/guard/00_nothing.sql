-- Takes every right away: the files after this one give back what is meant, and nothing else.

ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC;

REVOKE ALL ON ALL TABLES IN SCHEMA public
    FROM crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_exporter, crm_analyst,
         crm_gateway, crm_worker;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public
    FROM crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_exporter, crm_analyst,
         crm_gateway, crm_worker;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public
    FROM crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_exporter, crm_analyst,
         crm_gateway, crm_worker;

-- Whether a program fits the database is everybody's to ask.
GRANT SELECT ON alembic_version, schema_compatibility
    TO crm_operator, crm_supervisor, crm_scanner, crm_admin, crm_exporter, crm_analyst,
       crm_gateway, crm_worker;
