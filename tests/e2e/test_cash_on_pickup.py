"""Cash on pickup: promised at the checkout, paid at the counter, the commission owed afterwards."""

from harness.waiting import eventually


def buys(shop, *products):
    buyer = shop.given_buyer().has_in_cart(*products)
    body = buyer.checkout(buyer.methods())
    body["payment"] = {"gateway": "cash_on_pickup"}
    return buyer, buyer.place(body).ok(201)


def paid_at_the_counter(vendor, order):
    return vendor.post(f"/api/vendors/orders/{order['id']}/cash")


def state(buyer, order):
    now = buyer.get(f"/api/orders/{order['id']}").ok(200)
    return now["status"], now["payment_status"]


def test_the_vendor_takes_the_money_and_owes_the_commission(shop):
    vendor = shop.given_vendor()
    product = shop.given_product(vendor, price="121.00", quantity="1")
    buyer, placed = buys(shop, product)
    (order,) = placed["orders"]
    assert (order["status"], order["payment_status"]) == ("confirmed", "authorized")
    vendor.move(order, "ready_for_pickup").ok(200)
    for _ in range(2):
        paid = paid_at_the_counter(vendor, order).ok(200)
        assert paid["amount"]["amount"] == "121.00"
    assert state(buyer, order) == ("ready_for_pickup", "paid")
    vendor.move(order, "completed").ok(200)
    (payout,) = shop.admin.items("/api/admin/payouts", vendor=vendor.id)
    assert (payout["status"], payout["amount"]["amount"]) == ("sent", "121.00")
    # 10 % of 100.00 net, and 21 % VAT on that.
    assert vendor.get("/api/vendors/earnings").ok(200)["entries"][0]["net"]["amount"] == "108.90"
    shop.admin.post("/api/admin/payouts", {"vendor_id": vendor.id}).refused(409, "nothing_payable")
    done = shop.server.command("ledger", "verify")
    assert "sum to zero" in done


def test_two_vendors_are_paid_at_two_counters(shop):
    one, two = shop.given_vendor(), shop.given_vendor()
    buyer, placed = buys(shop, shop.given_product(one, price="30.00"), shop.given_product(two, price="20.00"))
    orders = {order["vendor"]["id"]: order for order in placed["orders"]}
    assert paid_at_the_counter(two, orders[one.id]).status == 404
    paid_at_the_counter(one, orders[one.id]).ok(200)
    assert state(buyer, orders[one.id])[1] == "authorized"
    paid_at_the_counter(two, orders[two.id]).ok(200)
    assert [state(buyer, order)[1] for order in placed["orders"]] == ["paid", "paid"]


def test_an_order_that_is_called_off_is_not_waited_for(shop):
    one, two = shop.given_vendor(), shop.given_vendor()
    buyer, placed = buys(shop, shop.given_product(one, price="30.00"), shop.given_product(two, price="20.00"))
    orders = {order["vendor"]["id"]: order for order in placed["orders"]}
    paid_at_the_counter(one, orders[one.id]).ok(200)
    two.move(orders[two.id], "cancelled").ok(200)
    eventually(lambda: state(buyer, orders[one.id])[1] == "paid", "the rest is paid")
    eventually(lambda: buyer.payment(placed)["refunded"]["amount"] == "20.00", "nobody paid for the other")
    paid_at_the_counter(two, orders[two.id]).refused(409, "order_cancelled")


def test_a_promise_that_nobody_keeps_is_let_go(shop):
    product = shop.given_product(price="50.00", quantity="1")
    buyer, placed = buys(shop, product)
    product.seller.move(placed["orders"][0], "cancelled").ok(200)
    eventually(lambda: buyer.payment(placed)["status"] == "voided", "the promise is let go")
    paid_at_the_counter(product.seller, placed["orders"][0]).refused(409, "not_paid_in_cash")


def test_more_than_the_law_allows_is_not_taken(shop):
    buyer = shop.given_buyer().has_in_cart(shop.given_product(price="5000.01"))
    body = buyer.checkout(buyer.methods())
    body["payment"] = {"gateway": "cash_on_pickup"}
    answer = buyer.place(body)
    assert (answer.status, answer.input_errors()) == (422, {"/payment/gateway": "amount_too_large"})
