-- 0005 tax: by which rule an order is taxed, and the VAT in its delivery.
--
-- VAT is rounded on every line and on the delivery (`vat_rounding`), as rounding was when the order was placed.
-- Under reverse charge prices are net: `listed_…` hold what they were taken out of, else they are NULL. The
-- reference proves to a tax office that the buyer's VAT number was checked.
ALTER TABLE orders."order"
    ADD vat_rounding         text NOT NULL DEFAULT 'line' CHECK (vat_rounding IN ('line')),
    ADD vat_treatment        text NOT NULL DEFAULT 'standard'
                             CHECK (vat_treatment IN ('standard', 'not_payer', 'reverse_charge')),
    ADD shipping_vat_rate    numeric(5, 2) NOT NULL DEFAULT 0 CHECK (shipping_vat_rate >= 0),
    ADD shipping_vat         bigint NOT NULL DEFAULT 0 CHECK (shipping_vat BETWEEN 0 AND shipping),
    ADD listed_shipping      bigint,
    ADD listed_shipping_rate numeric(5, 2),
    ADD vat_number           text,
    ADD vat_number_reference text;
ALTER TABLE orders.line
    ADD listed_price bigint,
    ADD listed_rate  numeric(5, 2);

-- Orders from before: what is not in the lines is in the delivery.
UPDATE orders."order" o SET shipping_vat = l.rest, shipping_vat_rate = CASE WHEN l.rest > 0 THEN 21 ELSE 0 END,
       vat_treatment = CASE WHEN o.vat = 0 AND o.grand > 0 THEN 'not_payer' ELSE 'standard' END
  FROM (SELECT q.id, q.vat - coalesce(sum(n.vat), 0)::bigint AS rest
          FROM orders."order" q LEFT JOIN orders.line n ON n.order_id = q.id GROUP BY q.id) l
 WHERE l.id = o.id;

ALTER TABLE orders."order"
    ADD CHECK (vat_treatment = 'standard' OR vat = 0),
    ADD CHECK ((vat_treatment = 'reverse_charge') = (listed_shipping IS NOT NULL)),
    ADD CHECK (vat_treatment <> 'reverse_charge' OR vat_number IS NOT NULL);
