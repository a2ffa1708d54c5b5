"""From the cart to an order: sums, payments, and all the ways in which it may not come about."""

import pytest

from harness.values import ADDRESS, amounts, eur, unique


def order_of(placed, vendor):
    return next(order for order in placed["orders"] if order["vendor"]["id"] == vendor.id)


# -- sums ----------------------------------------------------------------------------------------


def test_the_worked_example_to_the_cent(shop):
    a, b = shop.demo_vendor("a"), shop.demo_vendor("b")
    goods = [
        shop.client().get(f"/api/products/{slug}").ok(200)["id"]
        for slug in ("praustuvas-su-spintele-60-cm", "giluminis-gruntas-10-l")
    ]
    buyer = shop.given_buyer()
    for product, quantity in zip(goods, ("1", "2")):
        buyer.post("/api/cart/lines", {"product_id": product, "quantity": quantity}).ok(201)
    assert buyer.quoted(a, "delivery") == "12.10" and buyer.quoted(b, "pickup") == "0.00"

    placed = buyer.place(buyer.checkout({a.id: "delivery", b.id: "pickup"}, expected_total="181.50")).ok(201)

    assert placed["purchase"]["total"] == eur("181.50")
    assert placed["purchase"]["payment"]["status"] == "paid"
    first, second = order_of(placed, a), order_of(placed, b)
    assert amounts(first["totals"]) == {
        "items": "121.00",
        "discount": "0.00",
        "shipping": "12.10",
        "vat": "23.10",
        "grand": "133.10",
    }
    assert amounts(second["totals"]) == {
        "items": "48.40",
        "discount": "0.00",
        "shipping": "0.00",
        "vat": "8.40",
        "grand": "48.40",
    }
    assert [(line["quantity"], line["unit_price"], line["total"]) for line in second["lines"]] == [
        ("2", eur("24.20"), eur("48.40"))
    ]
    assert {(order["status"], order["payment_status"]) for order in placed["orders"]} == {("confirmed", "paid")}


def test_an_order_is_told_in_full(shop):
    product = shop.given_product(price="121.00", weight_kg="20", title="Katilas pilnai")
    buyer = shop.given_buyer()
    placed = buyer.order(product, method="delivery").ok(201)
    (order,) = placed["orders"]
    assert order["purchase_id"] == placed["purchase"]["id"] and order["user_id"] == buyer.user["id"]
    assert order["vendor"]["id"] == shop.vendor.id
    (line,) = order["lines"]
    assert (line["product_id"], line["title"], line["unit"]) == (product.id, "Katilas pilnai", "pcs")
    assert (line["discount"], line["vat_rate"], line["vat"]) == (eur("0.00"), "21.00", eur("21.00"))
    assert order["shipping"]["method"] == "delivery" and order["shipping"]["address"]["city"] == "Kaunas"
    assert order["shipping"]["tracking_number"] is None
    assert order["billing"]["email"] == buyer.email
    assert [step["status"] for step in order["history"]][-1] == "confirmed"
    assert buyer.get(f"/api/orders/{order['id']}").ok(200)["totals"] == order["totals"]
    assert [row["id"] for row in buyer.orders()] == [order["id"]]
    assert buyer.cart()["lines"] == []


VAT = {
    "goods": ("katilai", "100.00", "1", "21.00", "17.36"),
    "a fraction": ("katilai", "9.50", "14.5", "21.00", "23.91"),
    "books": ("knygos-ir-standartai", "21.00", "1", "5.00", "1.00"),
    "a cent": ("katilai", "0.01", "1", "21.00", "0.00"),
    "half a cent of tax": ("katilai", "0.03", "1", "21.00", "0.01"),
}


@pytest.mark.parametrize("category, price, quantity, rate, vat", VAT.values(), ids=VAT.keys())
def test_vat_of(shop, category, price, quantity, rate, vat):
    product = shop.given_product(category=category, price=price, quantity="20", unit="m2")
    (order,) = shop.given_guest().order((product, quantity)).ok(201)["orders"]
    assert (order["lines"][0]["vat_rate"], order["lines"][0]["vat"]) == (rate, eur(vat))
    assert order["totals"]["vat"] == eur(vat)


@pytest.mark.parametrize("kind, vat_payer", [("private", False), ("business", False)])
def test_who_pays_no_vat_charges_none_not_even_on_delivery(shop, kind, vat_payer):
    product = shop.given_product(shop.given_vendor(kind, vat_payer), price="100.00", weight_kg="2")
    (order,) = shop.given_guest().order(product, method="delivery").ok(201)["orders"]
    assert order["lines"][0]["vat_rate"] == "0.00"
    assert amounts(order["totals"]) == {
        "items": "100.00",
        "discount": "0.00",
        "shipping": "6.05",
        "vat": "0.00",
        "grand": "106.05",
    }


def test_each_vendor_gets_an_order_and_the_buyer_one_payment(shop):
    vendors = [shop.given_vendor() for _ in range(3)]
    goods = [shop.given_product(vendor, price="10.00") for vendor in vendors]
    placed = shop.given_guest().order(*goods).ok(201)
    assert placed["purchase"]["total"] == eur("30.00") and len(placed["orders"]) == 3
    assert len({order["number"] for order in placed["orders"]} | {placed["purchase"]["number"]}) >= 3
    for vendor, product in zip(vendors, goods):
        (order,) = vendor.orders()
        assert [line["product_id"] for line in order["lines"]] == [product.id]


def test_order_numbers_do_not_count_sales(shop):
    numbers = [shop.given_guest().order(shop.given_product()).ok(201)["orders"][0]["number"] for _ in range(5)]
    tails = [int("".join(c for c in number if c.isdigit())[-9:] or 0) for number in numbers]
    assert len(set(numbers)) == 5
    assert not any(abs(later - earlier) == 1 for earlier, later in zip(tails, tails[1:])), numbers


def test_an_order_keeps_the_price_it_was_placed_at(shop):
    product = shop.given_product(price="10.00")
    guest = shop.given_guest()
    placed = guest.order(product).ok(201)
    shop.vendor.change(product, original_price=eur("99.00"), title="Kitaip").ok(200)
    line = guest.holding(placed).get(f"/api/orders/{placed['orders'][0]['id']}").ok(200)["lines"][0]
    assert (line["unit_price"], line["title"]) == (eur("10.00"), product["title"])


# -- delivery ------------------------------------------------------------------------------------

BANDS = [
    ("5", "1", "6.05"),
    ("5.001", "1", "12.10"),
    ("15", "2", "12.10"),
    ("30.001", "1", "36.30"),
    ("300", "1", "36.30"),
    ("300.001", "1", "36.40"),
    ("301", "1", "36.40"),
    ("301.5", "1", "36.50"),
    ("1000", "2", "206.30"),
    (None, "5", "6.05"),
    (None, "6", "12.10"),
]


@pytest.mark.parametrize("weight, quantity, price", BANDS)
def test_delivery_costs_by_weight(shop, weight, quantity, price):
    product = shop.given_product(quantity="10", **({"weight_kg": weight} if weight else {}))
    assert shop.given_guest().has_in_cart((product, quantity)).quoted(shop.vendor, "delivery") == price


@pytest.mark.parametrize("country", ["LV", "EE", "PL"])
def test_neighbours_pay_twice(shop, country):
    guest = shop.given_guest().has_in_cart(shop.given_product(weight_kg="20"))
    address = {**ADDRESS, "country": country, "postal_code": "1010"}
    assert guest.quoted(shop.vendor, "delivery", address) == "24.20"


def test_nobody_drives_further(shop):
    guest = shop.given_guest().has_in_cart(shop.given_product())
    (item,) = guest.quotes({**ADDRESS, "country": "PT"}).ok(200)["items"]
    assert [option["method"] for option in item["options"]] == ["pickup"]


def test_weights_of_a_vendors_lines_are_summed(shop):
    goods = [shop.given_product(weight_kg="3") for _ in range(2)]
    assert shop.given_guest().has_in_cart(*goods).quoted(shop.vendor, "delivery") == "12.10"


def test_a_product_that_must_be_fetched_is_not_delivered(shop):
    guest = shop.given_guest().has_in_cart(shop.given_product(shipping=["pickup"]))
    (item,) = guest.quotes().ok(200)["items"]
    assert [option["method"] for option in item["options"]] == ["pickup"]
    guest.place(guest.checkout({shop.vendor.id: "delivery"})).refused(422, "validation_failed")


# -- what is missing -----------------------------------------------------------------------------


def test_all_that_a_checkout_lacks_is_told_at_once(shop):
    chosen, silent = shop.given_vendor(), shop.given_vendor()
    guest = shop.given_guest().has_in_cart(shop.given_product(chosen), shop.given_product(silent))
    body = {
        "shipping": [{"vendor_id": chosen.id, "method": "delivery"}],
        "billing": {"name": "Petras"},
        "payment": {"gateway": "test", "token": "tok_ok"},
    }
    answer = guest.place(body)
    answer.refused(422, "validation_failed")
    pointers = set(answer.input_errors())
    assert "/billing/email" in pointers and "/shipping/0/address" in pointers
    assert any(pointer.startswith("/shipping") and pointer != "/shipping/0/address" for pointer in pointers)
    assert len(guest.cart()["lines"]) == 2 and chosen.orders() == silent.orders() == []


def test_an_empty_cart_is_not_ordered(shop):
    guest = shop.given_guest()
    guest.cart()
    answer = guest.place(
        {"shipping": [], "billing": {"name": "Petras"}, "payment": {"gateway": "test", "token": "tok_ok"}}
    )
    answer.refused(422, "validation_failed")
    assert "/billing/email" in answer.input_errors() and len(answer.input_errors()) >= 2


@pytest.mark.parametrize(
    "change",
    [
        {"payment": {"gateway": "nobody", "token": "tok_ok"}},
        {"payment": {"gateway": "test", "token": "tok_free"}},
        {"payment": {"gateway": "test"}},
        {"shipping": "pickup"},
        {"surprise": True},
        {"expected_total": {"amount": "1", "currency": "euro"}},
    ],
    ids=str,
)
def test_a_checkout_that_makes_no_sense_takes_nothing(shop, change):
    product = shop.given_product(quantity="3")
    guest = shop.given_guest().has_in_cart(product)
    assert guest.place({**guest.checkout(guest.methods()), **change}).status == 422
    shop.took_nothing_of(product, "3")


def test_a_method_for_somebody_elses_goods_is_refused(shop):
    stranger = shop.given_vendor()
    product = shop.given_product(quantity="3")
    guest = shop.given_guest().has_in_cart(product)
    body = guest.checkout({shop.vendor.id: "pickup", stranger.id: "pickup"})
    guest.place(body).refused(422, "validation_failed")
    shop.took_nothing_of(product, "3")


# -- totals that moved ---------------------------------------------------------------------------


def test_a_total_that_moved_stops_the_order_and_tells_the_new_one(shop):
    product = shop.given_product(price="10.00", quantity="3")
    buyer = shop.given_buyer().has_in_cart(product)
    body = buyer.checkout(buyer.methods(), expected_total="10.00")
    shop.vendor.change(product, original_price=eur("12.00")).ok(200)
    assert buyer.place(body).refused(409, "cart_changed")["total"] == eur("12.00")
    shop.took_nothing_of(product, "3")
    buyer.place({**body, "expected_total": eur("12.00")}).ok(201)


# -- guests --------------------------------------------------------------------------------------


def test_a_guest_follows_the_order_with_the_purchases_token(shop):
    guest = shop.given_guest()
    placed = guest.order(shop.given_product()).ok(201)
    order = placed["orders"][0]
    path = f"/api/orders/{order['id']}"
    assert order["user_id"] is None and placed["purchase"]["guest_token"]
    assert shop.client().get(path).status in (401, 404)
    assert shop.client().get(path, headers={"X-Purchase-Token": "A" * 43}).status in (401, 404)
    assert guest.holding(placed).get(path).ok(200)["number"] == order["number"]
    assert guest.payment(placed)["status"] == "paid"


def test_a_guest_looks_an_order_up_by_number_and_address(shop):
    guest = shop.given_guest()
    order = guest.order(shop.given_product()).ok(201)["orders"][0]
    found = shop.client().get("/api/orders/status", params={"number": order["number"], "email": guest.email}).ok(200)
    assert set(found.json) == {"number", "status", "payment_status", "shipping", "history"}
    assert (found["status"], found["payment_status"]) == ("confirmed", "paid")
    for wrong in ({"number": order["number"], "email": "x@e2e.test"}, {"number": "0", "email": guest.email}):
        assert shop.client().get("/api/orders/status", params=wrong).status == 404


def test_orders_of_others_are_not_there(shop):
    placed = shop.given_buyer().order(shop.given_product()).ok(201)
    path = f"/api/orders/{placed['orders'][0]['id']}"
    assert shop.given_buyer().get(path).status == 404
    assert shop.given_vendor().get(path).status == 404
    for person in (shop.vendor, shop.admin, shop.support):
        person.get(path).ok(200)


# -- repeating oneself ---------------------------------------------------------------------------


def test_ten_equal_requests_at_once_are_one_order(shop):
    product, key = shop.given_product(quantity="10"), unique("key")
    buyer = shop.given_buyer().has_in_cart(product)
    body = buyer.checkout(buyer.methods())
    answers = shop.together(lambda _: buyer.place(body, key), buyers=10)
    assert [answer.status for answer in answers] == [201] * 10
    assert len({answer["purchase"]["id"] for answer in answers}) == 1
    assert len(buyer.orders()) == 1 and shop.product(product)["quantity"] == "9"
    assert buyer.place(body, key).ok(201)["purchase"]["id"] == answers[0]["purchase"]["id"]


def test_ten_requests_without_a_key_order_one_cart_once(shop):
    product = shop.given_product(quantity="10")
    buyer = shop.given_buyer().has_in_cart(product)
    body = buyer.checkout(buyer.methods())
    answers = shop.together(lambda _: buyer.place(body), buyers=10)
    assert sorted(answer.status for answer in answers)[0] == 201
    assert [answer.status for answer in answers].count(201) == 1, answers
    assert len(buyer.orders()) == 1 and shop.product(product)["quantity"] == "9"


def test_a_key_belongs_to_one_body_and_one_buyer(shop):
    key = unique("key")
    buyer, other = shop.given_buyer(), shop.given_buyer()
    first = buyer.order(shop.given_product(), key=key).ok(201)
    buyer.has_in_cart(shop.given_product())
    buyer.place(buyer.checkout(buyer.methods(), token="tok_declined"), key).refused(409, "idempotency_mismatch")
    assert other.order(shop.given_product(), key=key).ok(201)["purchase"]["id"] != first["purchase"]["id"]
