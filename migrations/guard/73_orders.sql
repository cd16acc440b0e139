-- Orders taken at a desk: whole, with their lines and their payment, or not at all.

-- Takes an order for a customer whose card is open, and gives its id. The same operation again
-- gives the same order and changes nothing; when two come at once, the second waits for the first.
-- lines: [{"product_code", "product_name", "quantity", "unit_price_yen"}, …] in their order. A moment
-- that cannot be true, by the server's clock, becomes now.
CREATE OR REPLACE FUNCTION take_order(operation uuid, wanted bigint, taken_by bigint,
    taken_at timestamptz, lines jsonb, shipping_yen integer, off_yen integer, sum_yen integer,
    way_to_pay text, words text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    owns boolean := pg_has_role(SESSION_USER, 'crm_owner', 'USAGE');
    me bigint := CASE WHEN owns THEN taken_by ELSE my_staff_id() END;
    at timestamptz := CASE WHEN taken_at BETWEEN now() - interval '8 days' AND now()
                           THEN taken_at ELSE now() END;
    day date := (at AT TIME ZONE 'Asia/Tokyo')::date;
    goods_yen bigint := (SELECT CASE WHEN bool_and(l.quantity BETWEEN 1 AND 999
                                                   AND l.unit_price_yen >= 0)
                                     THEN sum(l.quantity::bigint * l.unit_price_yen) END
        FROM jsonb_to_recordset(lines) AS l (quantity integer, unit_price_yen integer));
    fresh bigint;
    known record;
BEGIN
    -- The lock is written to the log: this commit, too, waits until the standby has the order.
    SELECT o.id, o.staff_id INTO known FROM customer_order o WHERE o.operation_id = operation
       FOR UPDATE;
    IF NOT FOUND THEN
        IF NOT owns AND (NOT i_may_work() OR me IS DISTINCT FROM taken_by
                         OR NOT card_is_open(wanted)) THEN
            RAISE EXCEPTION 'the card is not open' USING ERRCODE = 'insufficient_privilege';
        ELSIF goods_yen IS NULL OR goods_yen + shipping_yen - off_yen IS DISTINCT FROM sum_yen
              OR least(shipping_yen, off_yen, sum_yen) < 0 THEN
            RAISE EXCEPTION 'the sums of the order do not add up' USING ERRCODE = 'check_violation';
        END IF;
        INSERT INTO customer_order (id, customer_id, number, channel, ordered_at, subtotal_yen,
                                    shipping_fee_yen, discount_yen, total_yen, staff_id, memo,
                                    operation_id)
        SELECT n.id, wanted, n.number, 'phone', at, goods_yen, shipping_yen, off_yen, sum_yen, me,
               words, operation
          FROM new_order_number(day) n
        ON CONFLICT (operation_id) DO NOTHING RETURNING id INTO fresh;
        IF fresh IS NOT NULL THEN
            PERFORM add_order_parts(fresh, lines, sum_yen, way_to_pay, day);
            RETURN fresh;
        END IF;
        SELECT o.id, o.staff_id INTO known FROM customer_order o WHERE o.operation_id = operation
           FOR UPDATE;
    END IF;
    IF known.staff_id IS DISTINCT FROM me THEN
        RAISE EXCEPTION 'the order is somebody else''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN known.id;
END $$;

-- The id and the number of the next order: the office's day and the id, such as J261120-0042.
CREATE OR REPLACE FUNCTION new_order_number(day date, OUT id bigint, OUT number text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    LOOP
        id := nextval(pg_get_serial_sequence('public.customer_order', 'id'));
        number := to_char(day, '"J"YYMMDD-') || lpad(id::text, greatest(length(id::text), 4), '0');
        -- An import may have brought numbers of the same look.
        EXIT WHEN NOT EXISTS (SELECT FROM customer_order o
                               WHERE o.number = new_order_number.number);
    END LOOP;
END $$;

-- Adds the lines of an order and what is to be paid for it; nothing is left to pay where it is free.
CREATE OR REPLACE FUNCTION add_order_parts(of_order bigint, lines jsonb, sum_yen integer,
    way_to_pay text, day date) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO order_line (order_id, position, product_id, product_code, product_name, quantity,
                            unit_price_yen)
    SELECT of_order, l.place, p.id, l.product_code, l.product_name, l.quantity, l.unit_price_yen
      FROM ROWS FROM (jsonb_to_recordset(lines) AS (product_code text, product_name text,
                      quantity integer, unit_price_yen integer)) WITH ORDINALITY
           AS l (product_code, product_name, quantity, unit_price_yen, place)
      LEFT JOIN product p ON p.code = l.product_code;
    INSERT INTO payment (order_id, method, amount_yen, paid_on)
    VALUES (of_order, way_to_pay, sum_yen, CASE WHEN sum_yen = 0 THEN day END);
$$;

GRANT EXECUTE ON FUNCTION take_order(uuid, bigint, bigint, timestamptz, jsonb, integer, integer,
    integer, text, text) TO crm_operator, crm_supervisor;
