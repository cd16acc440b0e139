-- When the office was backed up. Whoever makes a backup reads all of the database: its owner or a
-- superuser, who write here; supervisors and administrators are told whether it goes well.

CREATE OR REPLACE FUNCTION begin_backup(folder text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO backup (folder_name) VALUES (left(folder, 200)) RETURNING id
    $$;

-- problem: the name of an error, '' for a backup that went well. Those of two years are kept.
CREATE OR REPLACE FUNCTION end_backup(which bigint, bytes bigint, proved timestamptz, what text)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE backup SET ended_at = now(), size_bytes = bytes, verified_at = proved,
                      problem = left(what, 200)
     WHERE id = which;
    DELETE FROM backup WHERE began_at < now() - interval '2 years';
END $$;

-- The last backup that went well, and the last one of all; no row where there was none. One that
-- began six hours ago and has not ended was broken off, as by a power cut.
CREATE OR REPLACE FUNCTION backups_told(OUT good_at timestamptz, OUT good_verified_at timestamptz,
    OUT good_bytes bigint, OUT last_at timestamptz, OUT last_problem text, OUT running boolean)
    RETURNS SETOF record
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT good.began_at, good.verified_at, good.size_bytes, tried.began_at,
           CASE WHEN tried.ended_at IS NULL AND tried.began_at <= now() - interval '6 hours'
                THEN 'WorkStopped' ELSE tried.problem END,
           tried.ended_at IS NULL AND tried.began_at > now() - interval '6 hours'
      FROM (SELECT * FROM backup b ORDER BY b.began_at DESC, b.id DESC LIMIT 1) tried
      LEFT JOIN LATERAL (SELECT * FROM backup b WHERE b.ended_at IS NOT NULL AND b.problem = ''
                          ORDER BY b.began_at DESC, b.id DESC LIMIT 1) good ON true
    $$;
GRANT EXECUTE ON FUNCTION backups_told() TO crm_supervisor, crm_admin;
