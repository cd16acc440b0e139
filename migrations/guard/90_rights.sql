-- What each group may do with which table; which rows, the policies say. Calls: 40_calls.sql.

-- Masters: everybody who works with customers reads them.
GRANT SELECT ON product, note_category, tag, mailing, enclosure, office_setting
    TO crm_operator, crm_supervisor, crm_scanner, crm_worker;
GRANT SELECT ON opened_card TO crm_operator, crm_supervisor, crm_scanner;

-- Operators: the whole card; who it belongs to and whether it is restricted is not theirs to change.
GRANT SELECT ON customer, customer_phone, customer_address, customer_tag, customer_order,
    order_line, subscription, payment, shipment, shipment_enclosure, mailing_recipient, letter,
    contact_note, task, document, document_page, stored_image, image_rendition
    TO crm_operator, crm_supervisor;
GRANT INSERT (id, code, name, name_kana, name_key, kana_key, given_name_key, given_kana_key,
        birthday, sex, email, attention_memo, customer_since, revision),
    UPDATE (name, name_kana, name_key, kana_key, given_name_key, given_kana_key, birthday, sex,
        email, attention_memo, updated_at, revision)
    ON customer TO crm_operator, crm_supervisor;
GRANT INSERT, UPDATE, DELETE ON customer_phone, customer_tag TO crm_operator, crm_supervisor;
-- An address that is not used any more is put away, never deleted.
GRANT INSERT, UPDATE ON customer_address TO crm_operator, crm_supervisor;
-- Orders are taken by the function of 73_orders.sql, which sees to their sums.
GRANT INSERT, UPDATE ON subscription TO crm_operator, crm_supervisor;
-- Who agrees with a note, and who has taken or done a task, the functions of 67_tasks.sql say.
GRANT INSERT (id, operation_id, customer_id, call_id, staff_id, category_id, body, state,
        happened_at, revision),
    UPDATE (call_id, category_id, body, state, happened_at, revision)
    ON contact_note TO crm_operator, crm_supervisor;
GRANT INSERT (id, operation_id, customer_id, staff_id, note_id, call_id, kind, title, due_on,
        priority, state, outcome, for_group, letter_id, due_at, revision),
    UPDATE (note_id, call_id, staff_id, kind, title, due_on, priority, state, outcome, for_group,
        due_at, revision)
    ON task TO crm_operator, crm_supervisor;
GRANT DELETE ON task TO crm_operator, crm_supervisor;
GRANT UPDATE (state, thanked_on, thanked_how, thanked_by_id, summary, revision) ON letter
    TO crm_operator, crm_supervisor;

-- Supervisors mark customers that not everybody may open; moving them: 64_moving.sql.
GRANT UPDATE (restricted, rank) ON customer TO crm_supervisor;
GRANT INSERT, UPDATE, DELETE ON note_category, tag TO crm_supervisor;

-- Scanners: enough to know whose letter it is; letters and their pages.
GRANT SELECT (id, code, name, name_kana, restricted, merged_into_id) ON customer TO crm_scanner;
GRANT SELECT (id, customer_id, position, postal_code, prefecture) ON customer_address TO crm_scanner;
GRANT SELECT, INSERT, UPDATE ON letter TO crm_scanner;
GRANT SELECT ON document, document_page, stored_image, image_rendition TO crm_scanner;
GRANT INSERT (sha256, media_type, width_px, height_px, content, byte_size, page_count)
    ON stored_image TO crm_scanner, crm_supervisor;
GRANT INSERT ON document_page, image_rendition TO crm_scanner, crm_supervisor;

-- Admins: the office's settings. Staff only by the functions of 50_staff.sql.
GRANT SELECT, INSERT, UPDATE, DELETE ON office_setting TO crm_admin;

-- The worker imports, finds addresses on the map and reads letters; it reads no notes.
GRANT SELECT, INSERT, UPDATE ON customer, customer_phone, customer_address, customer_tag,
    customer_shop_account, customer_order, order_line, subscription, payment, shipment,
    shipment_enclosure, mailing_recipient, product, tag, mailing, enclosure, letter, document,
    document_page, stored_image, image_rendition, imported_row, task TO crm_worker;
GRANT DELETE ON order_line, customer_tag, imported_row, document_page TO crm_worker;
GRANT EXECUTE ON FUNCTION name_pairs(text, text) TO crm_operator, crm_supervisor, crm_worker;

