-- Homes on the map, and places to pay.

ALTER TABLE address_position ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS work ON address_position;
DROP POLICY IF EXISTS opened ON address_position;
CREATE POLICY work ON address_position TO crm_worker USING (true);
-- Whoever sees the address sees where it is.
CREATE POLICY opened ON address_position TO crm_operator, crm_supervisor
    USING (EXISTS (SELECT FROM customer_address a WHERE a.id = address_position.address_id
                     OFFSET 0));

GRANT SELECT, INSERT, UPDATE, DELETE ON address_position
    TO crm_operator, crm_supervisor, crm_worker;
GRANT SELECT ON place, place_source, town_file TO crm_operator, crm_supervisor, crm_worker;
GRANT INSERT, UPDATE, DELETE ON place, place_source, town_file TO crm_worker;
