-- 0009 whole_cart: a purchase takes all the lines of the cart that it was made of, or none.
--
-- Whoever makes one has read the cart before. Lines that another request has ordered or changed
-- meanwhile are not taken, and then the purchase is refused.
ALTER TABLE orders.purchase
    ADD COLUMN cart_lines  integer NOT NULL DEFAULT 0,
    ADD COLUMN taken_lines integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT purchase_takes_whole_cart CHECK (taken_lines = cart_lines);
