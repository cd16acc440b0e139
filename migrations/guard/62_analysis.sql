-- Figures without names, for analysts, who read nothing else. A group of fewer than five customers
-- is left out: whoever knows one of them could read the others off. No view adds up another's
-- groups, and none has a grand total, so that no suppressed group is the rest of a subtraction.
-- Months end before the present one, so that nobody sees by how much one order raised a sum.
-- Days and hours are Japan's; cancelled and returned orders do not count.

DROP VIEW IF EXISTS monthly_sales, monthly_product_sales, customers_by_prefecture,
    customers_by_orders, calls_by_hour, inquiries_by_month;

CREATE VIEW monthly_sales WITH (security_barrier) AS
    SELECT date_trunc('month', o.ordered_at AT TIME ZONE 'Asia/Tokyo')::date AS month,
           o.channel, count(*) AS orders, count(DISTINCT o.customer_id) AS customers,
           sum(o.total_yen)::bigint AS sales_yen
      FROM customer_order o
     WHERE o.status NOT IN ('cancelled', 'returned')
       AND o.ordered_at < date_trunc('month', now(), 'Asia/Tokyo')
     GROUP BY 1, 2
    HAVING count(DISTINCT o.customer_id) >= 5;

CREATE VIEW monthly_product_sales WITH (security_barrier) AS
    SELECT date_trunc('month', o.ordered_at AT TIME ZONE 'Asia/Tokyo')::date AS month,
           p.code AS product_code, p.name AS product_name, sum(l.quantity)::bigint AS pieces,
           count(DISTINCT o.customer_id) AS customers
      FROM order_line l
      JOIN customer_order o ON o.id = l.order_id
      JOIN product p ON p.id = l.product_id
     WHERE o.status NOT IN ('cancelled', 'returned')
       AND o.ordered_at < date_trunc('month', now(), 'Asia/Tokyo')
     GROUP BY 1, 2, 3
    HAVING count(DISTINCT o.customer_id) >= 5;

CREATE VIEW customers_by_prefecture WITH (security_barrier) AS
    SELECT a.prefecture, count(*) AS customers
      FROM customer c
      JOIN customer_address a ON a.customer_id = c.id AND a.position = 0
     WHERE c.merged_into_id IS NULL AND a.prefecture <> ''
     GROUP BY 1
    HAVING count(*) >= 5;

-- How many customers have ordered how often; ten stands for ten and more.
CREATE VIEW customers_by_orders WITH (security_barrier) AS
    SELECT least(bought.orders, 10) AS orders, count(*) AS customers
      FROM (SELECT count(*) AS orders FROM customer_order o
             WHERE o.status NOT IN ('cancelled', 'returned') GROUP BY o.customer_id) bought
     GROUP BY 1
    HAVING count(*) >= 5;

-- Calls in each hour of the day, by month. Whoever withheld the number counts as one caller more.
CREATE VIEW calls_by_hour WITH (security_barrier) AS
    SELECT date_trunc('month', c.began_at AT TIME ZONE 'Asia/Tokyo')::date AS month,
           extract(hour FROM c.began_at AT TIME ZONE 'Asia/Tokyo')::integer AS hour,
           c.direction, count(*) AS calls,
           count(*) FILTER (WHERE c.result = 'answered') AS answered,
           count(*) FILTER (WHERE c.result = 'missed') AS missed,
           round(avg(extract(epoch FROM c.ended_at - c.answered_at))
                 FILTER (WHERE c.result = 'answered'))::integer AS mean_talk_seconds
      FROM call c
     WHERE c.direction IN ('in', 'out') AND c.source <> 'doctor'
       AND c.began_at < date_trunc('month', now(), 'Asia/Tokyo')
     GROUP BY 1, 2, 3
    HAVING count(DISTINCT coalesce(c.caller, c.id::text)) >= 5;

CREATE VIEW inquiries_by_month WITH (security_barrier) AS
    SELECT date_trunc('month', n.happened_at AT TIME ZONE 'Asia/Tokyo')::date AS month,
           g.label_ja AS category, count(*) AS notes, count(DISTINCT n.customer_id) AS customers
      FROM contact_note n
      JOIN note_category g ON g.id = n.category_id
     WHERE n.happened_at < date_trunc('month', now(), 'Asia/Tokyo')
     GROUP BY 1, 2
    HAVING count(DISTINCT n.customer_id) >= 5;

GRANT SELECT ON monthly_sales, monthly_product_sales, customers_by_prefecture,
    customers_by_orders, calls_by_hour, inquiries_by_month TO crm_analyst;
