-- 0006 voucher: the codes in a cart, and what each took off an order.
--
-- A code is only a wish: whether it takes something off is judged whenever the cart is shown, and for good when
-- it is ordered. An order keeps [{voucher_id, code, funded_by, vendor_id, discount, lines: [{line_id, amount}]}],
-- amounts in minor units.
ALTER TABLE orders.cart ADD vouchers text[] NOT NULL DEFAULT '{}' CHECK (cardinality(vouchers) <= 100);
ALTER TABLE orders."order" ADD vouchers jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(vouchers) = 'array');
