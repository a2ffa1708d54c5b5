"""Codes that lower prices: from the cart to the order, the books, and back."""

import pytest

from harness.values import amounts, cents, eur, unique

ADMIN, OWN = "/api/admin/vouchers", "/api/vendors/vouchers"


def code_of(word="KODAS"):
    return unique(word).upper()


def given_voucher(shop, value="10.00", **changes):
    """The marketplace's, unless it says otherwise; `value` in percent, or euros for kind="fixed"."""
    kind = changes.get("kind", "percent")
    body = {"code": code_of(), "kind": kind, "value": eur(value) if kind == "fixed" else value, "funded_by": "marketplace"}
    return shop.admin.post(ADMIN, {**body, **changes}).ok(201).json


def given_own_voucher(vendor, value="10.00", **changes):
    kind = changes.get("kind", "percent")
    body = {"code": code_of(), "kind": kind, "value": eur(value) if kind == "fixed" else value}
    return vendor.post(OWN, {**body, **changes}).ok(201).json


def put(buyer, voucher):
    return buyer.put(f"/api/cart/vouchers/{voucher['code']}")


def used(shop, voucher):
    return shop.admin.get(f"{ADMIN}/{voucher['id']}").ok(200)["used"]


def in_cart(cart):
    return {row["code"]: row["discount"]["amount"] for row in cart["vouchers"]}


def order_of(placed, vendor):
    return next(order for order in placed["orders"] if order["vendor"]["id"] == vendor.id)


# -- the cart --------------------------------------------------------------------------------------


def test_a_voucher_lowers_the_cart(shop):
    product = shop.given_product(price="121.00")
    voucher = given_voucher(shop)
    guest = shop.given_guest().has_in_cart(product)
    cart = guest.put(f"/api/cart/vouchers/%20{voucher['code'].lower()}%20").ok(200)
    assert cart["vouchers"] == [
        {"code": voucher["code"], "funded_by": "marketplace", "vendor_id": None, "discount": eur("12.10")}
    ]
    assert amounts(cart["totals"]) == {
        "items": "121.00", "discount": "12.10", "shipping": "0.00", "vat": "18.90", "grand": "108.90"
    }
    assert in_cart(guest.delete(f"/api/cart/vouchers/{voucher['code']}").ok(200)) == {}
    assert guest.cart()["totals"]["grand"] == eur("121.00")
    assert used(shop, voucher) == 0


def test_vendors_vouchers_come_first_and_the_marketplaces_sees_what_they_leave(shop):
    a, b = shop.given_vendor(), shop.given_vendor()
    ours, of_a = given_voucher(shop), given_own_voucher(a, "21.00", kind="fixed")
    guest = shop.given_guest().has_in_cart(shop.given_product(a, price="121.00"), (shop.given_product(b, price="24.20"), "2"))
    put(guest, ours).ok(200)
    cart = put(guest, of_a).ok(200)
    assert in_cart(cart) == {ours["code"]: "14.84", of_a["code"]: "21.00"}
    assert cart["totals"]["grand"] == eur("133.56")


def test_one_of_the_marketplaces_and_one_of_each_vendors(shop):
    product = shop.given_product(price="100.00")
    first, second = given_voucher(shop, "10.00"), given_voucher(shop, "20.00")
    own, newer = given_own_voucher(shop.vendor, "30.00"), given_own_voucher(shop.vendor, "50.00")
    guest = shop.given_guest().has_in_cart(product)
    for voucher in (first, own, second, newer):
        put(guest, voucher).ok(200)
    assert in_cart(guest.cart()) == {second["code"]: "10.00", newer["code"]: "50.00"}


def test_a_code_is_refused_by_its_reason(shop):
    product = shop.given_product(price="49.99")
    stranger = shop.given_vendor()
    guest = shop.given_guest().has_in_cart(product)
    used_up = given_voucher(shop, limit_total=1)
    other = shop.given_guest().has_in_cart(product)
    put(other, used_up).ok(200)
    other.order().ok(201)
    refused = {
        "voucher_unknown": {"code": code_of()},
        "voucher_expired": given_voucher(shop, ends_at="2026-01-01T00:00:00Z"),
        "voucher_not_started": given_voucher(shop, starts_at="2099-01-01T00:00:00Z"),
        "voucher_used_up": used_up,
        "voucher_minimum_not_met": given_voucher(shop, minimum=eur("50.00")),
        "voucher_not_applicable": given_own_voucher(stranger),
    }
    for reason, voucher in refused.items():
        put(guest, voucher).refused(422, reason)
    assert guest.cart()["vouchers"] == []


def test_a_reason_is_told_in_the_buyers_language(shop):
    product = shop.given_product()
    told = {language: put(shop.given_guest(language).has_in_cart(product), {"code": "NERA"}).json["detail"] for language in ("lt", "en")}
    assert told == {"lt": "tokio nuolaidos kodo nėra", "en": "there is no such voucher"}


def test_a_category_reaches_its_descendants(shop):
    boiler, tiles = shop.given_product(price="50.00"), shop.given_product(price="50.00", category="grindu-plyteles")
    guest = shop.given_guest().has_in_cart(boiler, tiles)
    cart = put(guest, given_voucher(shop, category="plyteles-ir-grindys")).ok(200)
    assert {line["product"]["id"]: line["discount"]["amount"] for line in cart["lines"]} == {boiler.id: "0.00", tiles.id: "5.00"}


# -- ordering --------------------------------------------------------------------------------------


def test_an_order_keeps_what_its_voucher_took_off(shop):
    product = shop.given_product(price="0.35", quantity="10")
    voucher = given_own_voucher(shop.vendor, "1.00", kind="fixed", limit_total=5)
    buyer = shop.given_buyer().has_in_cart((product, "3"), shop.given_product(price="2.00"))
    put(buyer, voucher).ok(200)
    order = buyer.order().ok(201)["orders"][0]
    # 1.00 over 1.05 and 2.00: 34.4 and 65.6 cents.
    assert [line["discount"]["amount"] for line in order["lines"]] == ["0.34", "0.66"]
    assert amounts(order["totals"])["grand"] == "2.05"
    assert [(row["code"], row["discount"]["amount"]) for row in order["vouchers"]] == [(voucher["code"], "1.00")]
    assert used(shop, voucher) == 1
    assert buyer.cart()["vouchers"] == []
    shop.vendor.delete(f"{OWN}/{voucher['id']}").ok(204)
    assert buyer.get(f"/api/orders/{order['id']}").ok(200)["vouchers"][0]["code"] == voucher["code"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"ends_at": "2026-01-01T00:00:00Z"}, "voucher_expired"), ({"starts_at": "2099-01-01T00:00:00Z"}, "voucher_not_started"), (None, "voucher_unknown")],
)
def test_what_ended_between_cart_and_order_is_named(shop, change, reason):
    product = shop.given_product(price="100.00", quantity="3")
    voucher = given_voucher(shop)
    buyer = shop.given_buyer().has_in_cart(product)
    put(buyer, voucher).ok(200)
    path = f"{ADMIN}/{voucher['id']}"
    (shop.admin.patch(path, change) if change else shop.admin.delete(path)).ok()
    problem = buyer.order().refused(409, reason)
    assert problem["voucher"] == voucher["code"] and voucher["code"] in problem["detail"]
    shop.took_nothing_of(product, "3")
    buyer.delete(f"/api/cart/vouchers/{voucher['code']}").ok(200)
    assert buyer.order().ok(201)["purchase"]["total"] == eur("100.00")


def test_the_last_use_is_taken_once(shop):
    product = shop.given_product(price="100.00", quantity="50")
    voucher = given_voucher(shop, limit_total=1)

    def fill(buyer):
        buyer.has_in_cart(product)
        put(buyer, voucher).ok(200)
        buyer.body = buyer.checkout(buyer.methods())

    answers = shop.together(lambda buyer: buyer.place(buyer.body), buyers=10, prepare=fill)
    assert sorted(answer.status for answer in answers) == [201] + [409] * 9
    for answer in answers:
        if answer.status == 409:
            assert answer.refused(409, "voucher_used_up")["voucher"] == voucher["code"]
    assert used(shop, voucher) == 1
    assert len(shop.vendor.orders_of(product)) == 1
    assert shop.product(product)["quantity"] == "49"


def test_a_customer_has_its_uses_under_every_address_and_as_a_guest(shop):
    product = shop.given_product(price="100.00", quantity="50")
    voucher = given_voucher(shop, limit_per_customer=1)
    buyer = shop.given_buyer().has_in_cart(product)
    put(buyer, voucher).ok(200)
    buyer.order().ok(201)
    put(buyer.has_in_cart(product), voucher).refused(422, "voucher_used_up")
    guest = shop.given_guest().has_in_cart(product)
    put(guest, voucher).ok(200)
    guest.email = buyer.email.upper()
    guest.order().refused(409, "voucher_used_up")
    guest.email = f"kitas-{buyer.email}"
    guest.order().ok(201)
    assert used(shop, voucher) == 2


def test_a_declined_payment_takes_no_use(shop):
    voucher = given_voucher(shop, limit_total=1)
    buyer = shop.given_buyer().has_in_cart(shop.given_product(price="100.00"))
    put(buyer, voucher).ok(200)
    buyer.order(token="tok_declined").refused(402, "payment_declined")
    assert used(shop, voucher) == 0
    assert buyer.order().ok(201)["purchase"]["total"] == eur("90.00")
    assert used(shop, voucher) == 1


def test_a_cancelled_order_gives_its_use_back_once(shop):
    a, b = shop.given_vendor(), shop.given_vendor()
    voucher = given_voucher(shop, limit_total=1)
    buyer = shop.given_buyer().has_in_cart(shop.given_product(a, price="50.00"), shop.given_product(b, price="50.00"))
    put(buyer, voucher).ok(200)
    placed = buyer.order().ok(201)
    a.move(order_of(placed, a), "cancelled").ok(200)
    assert used(shop, voucher) == 1
    for _ in range(2):
        b.move(order_of(placed, b), "cancelled").ok(200)
        assert used(shop, voucher) == 0
    other = shop.given_buyer().has_in_cart(shop.given_product(a, price="50.00"))
    put(other, voucher).ok(200)
    other.order().ok(201)
    assert used(shop, voucher) == 1


# -- the books -------------------------------------------------------------------------------------


def earning_of(vendor, order):
    return next(e for e in vendor.get("/api/vendors/earnings").ok(200)["entries"] if e["order_id"] == order["id"])


def entries_of(shop, placed, account):
    """Cents by account of the ledger transaction that captured this payment."""
    payment = placed["purchase"]["payment"]["id"]
    captures = [t for t in shop.admin.items("/api/admin/ledger", account=account) if t["reference"]["id"] == payment]
    sums = {}
    for entry in captures[0]["entries"]:
        sums[entry["account"]] = sums.get(entry["account"], 0) + cents(entry["amount"])
    return sums


def test_the_marketplaces_voucher_lowers_neither_commission_nor_earning(shop):
    vendor = shop.given_vendor()
    buyer = shop.given_buyer().has_in_cart(shop.given_product(vendor, price="121.00"))
    put(buyer, given_voucher(shop)).ok(200)
    placed = buyer.order().ok(201)
    assert placed["purchase"]["total"] == eur("108.90")
    earning = earning_of(vendor, placed["orders"][0])
    assert (earning["commission"], earning["commission_vat"]) == (eur("10.00"), eur("2.10"))
    assert earning["net"] == eur("108.90")
    assert entries_of(shop, placed, f"vendor:{vendor.id}:pending") == {
        "gateway:test": 10890,
        "vouchers": 1210,
        f"vendor:{vendor.id}:pending": -10890,
        "commission": -1000,
        "vat_payable": -210,
    }


def test_a_vendors_voucher_lowers_what_commission_is_taken_of(shop):
    vendor = shop.given_vendor()
    buyer = shop.given_buyer().has_in_cart(shop.given_product(vendor, price="121.00"))
    put(buyer, given_own_voucher(vendor, "12.10", kind="fixed")).ok(200)
    placed = buyer.order().ok(201)
    assert placed["purchase"]["total"] == eur("108.90")
    earning = earning_of(vendor, placed["orders"][0])
    assert (earning["commission"], earning["commission_vat"]) == (eur("9.00"), eur("1.89"))
    assert earning["net"] == eur("98.01")
    assert entries_of(shop, placed, f"vendor:{vendor.id}:pending") == {
        "gateway:test": 10890,
        f"vendor:{vendor.id}:pending": -9801,
        "commission": -900,
        "vat_payable": -189,
    }


# -- orders of 0.00 --------------------------------------------------------------------------------


@pytest.mark.parametrize("gateway", ["test", "bank_transfer", "cash_on_pickup"])
def test_what_a_voucher_pays_for_whole_is_placed_without_asking_a_gateway(shop, gateway):
    vendor = shop.given_vendor()
    product = shop.given_product(vendor, price="121.00", quantity="3")
    buyer = shop.given_buyer().has_in_cart(product)
    put(buyer, given_voucher(shop, "100.00")).ok(200)
    body = buyer.checkout(buyer.methods())
    body["payment"] = {"gateway": gateway}
    placed = buyer.place(body).ok(201)
    order = placed["orders"][0]
    assert (placed["purchase"]["total"], placed["purchase"]["payment"]["status"]) == (eur("0.00"), "paid")
    assert (order["status"], order["payment_status"]) == ("confirmed", "paid")
    shop.awaited_mail(buyer, order["number"])
    assert shop.product(product)["quantity"] == "2"
    earning = earning_of(vendor, order)
    assert (earning["gross"], earning["net"]) == (eur("121.00"), eur("108.90"))
    assert entries_of(shop, placed, f"vendor:{vendor.id}:pending") == {
        "vouchers": 12100,
        f"vendor:{vendor.id}:pending": -10890,
        "commission": -1000,
        "vat_payable": -210,
    }


def test_an_order_of_nothing_can_be_cancelled(shop):
    vendor = shop.given_vendor()
    product = shop.given_product(vendor, price="121.00", quantity="3")
    voucher = given_voucher(shop, "100.00", limit_total=1)
    buyer = shop.given_buyer().has_in_cart(product)
    put(buyer, voucher).ok(200)
    order = buyer.order().ok(201)["orders"][0]
    vendor.move(order, "cancelled").ok(200)
    assert shop.product(product)["quantity"] == "3"
    assert used(shop, voucher) == 0
    earning = earning_of(vendor, order)
    assert (earning["gross"], earning["refunded"], earning["net"]) == (eur("121.00"), eur("121.00"), eur("0.00"))
    assert vendor.get("/api/vendors/earnings").ok(200)["pending"] == eur("0.00")
