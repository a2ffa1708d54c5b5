"""What an order comes to, at which VAT, and how an operator can follow every cent of it."""

import pytest

from harness.values import amounts, eur, unique


def summary(answer):
    return [{name: part if name == "rate" else part["amount"] for name, part in row.items()} for row in answer["vat_summary"]]


def explanation(shop, order):
    return shop.admin.get(f"/api/admin/orders/{order['id']}/explain").ok(200)


def test_the_worked_example_at_each_rate(shop):
    a, b, buyer = shop.given_vendor(), shop.given_vendor(), shop.given_buyer()
    boiler = shop.given_product(a, price="121.00", weight_kg="20")
    tiles = shop.given_product(b, price="24.20")
    buyer.has_in_cart(boiler, (tiles, "2"))
    assert summary(buyer.cart()) == [{"rate": "21.00", "net": "140.00", "vat": "29.40", "gross": "169.40"}]
    placed = buyer.place(buyer.checkout({a.id: "delivery", b.id: "pickup"}, expected_total="181.50")).ok(201)
    of_a, of_b = placed["orders"]
    assert summary(of_a) == [{"rate": "21.00", "net": "110.00", "vat": "23.10", "gross": "133.10"}]
    assert summary(of_b) == [{"rate": "21.00", "net": "40.00", "vat": "8.40", "gross": "48.40"}]
    assert (of_a["vat_rounding"], of_a["vat_treatment"]) == ("line", "standard")


def test_square_metres_to_the_cent(shop):
    tiles = shop.given_product(price="12.99", unit="m2", quantity="100", quantity_step="0.5")
    order = shop.given_buyer().order((tiles, "14.5")).ok(201)["orders"][0]
    assert amounts(order["totals"])["grand"] == "188.36"
    assert summary(order) == [{"rate": "21.00", "net": "155.67", "vat": "32.69", "gross": "188.36"}]


def test_two_rates_and_a_private_seller_in_one_cart(shop):
    book = shop.given_product(shop.given_vendor(), price="21.00", category="knygos-ir-standartai")
    boiler = shop.given_product(shop.given_vendor(), price="121.00")
    used = shop.given_product(shop.given_vendor("private"), price="50.00")
    cart = shop.given_guest().has_in_cart(book, boiler, used).cart()
    assert summary(cart) == [
        {"rate": "21.00", "net": "100.00", "vat": "21.00", "gross": "121.00"},
        {"rate": "5.00", "net": "20.00", "vat": "1.00", "gross": "21.00"},
        {"rate": "0.00", "net": "50.00", "vat": "0.00", "gross": "50.00"},
    ]


# -- VAT classes -----------------------------------------------------------------------------------


def test_the_operator_keeps_vat_classes(shop):
    listed = shop.admin.items("/api/admin/vat-classes")
    assert {row["code"]: row["rate"] for row in listed}.items() >= {"standard": "21.00", "reduced": "5.00", "zero": "0.00"}.items()
    body = {"code": unique("silumai"), "name_lt": "Šilumai", "name_en": "Heating", "rate": "9.00"}
    made = shop.admin.post("/api/admin/vat-classes", body).ok(201)
    path = f"/api/admin/vat-classes/{made['id']}"
    shop.admin.post("/api/admin/vat-classes", body).refused(409, "code_taken")
    assert shop.admin.get(path).ok(200).json == {"id": made["id"], **body}

    slug = unique("silumos-siurbliai")
    shop.admin.post("/api/admin/categories", {"slug": slug, "name_lt": "Siurbliai", "name_en": "Pumps", "vat_class": body["code"]}).ok(201)
    pump = shop.given_product(price="109.00", category=slug, quantity="10")
    assert shop.product(pump)["vat_rate"] == "9.00"
    before = shop.given_buyer().order(pump).ok(201)["orders"][0]
    assert before["lines"][0]["vat"] == eur("9.00")

    assert shop.admin.patch(path, {"rate": "12.00"}).ok(200)["rate"] == "12.00"
    assert shop.product(pump)["vat_rate"] == "12.00"
    after = shop.given_buyer().order(pump).ok(201)["orders"][0]
    assert after["lines"][0]["vat_rate"] == "12.00"
    assert shop.admin.get(f"/api/orders/{before['id']}").ok(200)["lines"][0]["vat_rate"] == "9.00"
    shop.admin.delete(path).refused(409, "vat_class_in_use")


def test_a_class_that_nobody_is_in_can_go_and_the_default_stays(shop):
    made = shop.admin.post("/api/admin/vat-classes", {"code": unique("a"), "name_lt": "A", "name_en": "A", "rate": "1.00"}).ok(201)
    path = f"/api/admin/vat-classes/{made['id']}"
    shop.admin.delete(path).ok(204)
    shop.admin.get(path).refused(404, "not_found")
    default = next(row for row in shop.admin.items("/api/admin/vat-classes") if row["code"] == "standard")
    path = f"/api/admin/vat-classes/{default['id']}"
    shop.admin.delete(path).refused(409, "default_vat_class")
    shop.admin.patch(path, {"code": "other"}).refused(409, "default_vat_class")


@pytest.mark.parametrize("fields, pointer", [({"rate": "100.01"}, "/rate"), ({"rate": "-1"}, "/rate"), ({"code": "Two Words"}, "/code"), ({"name_lt": ""}, "/name_lt")])
def test_a_class_that_cannot_be_is_refused(shop, fields, pointer):
    body = {"code": unique("x"), "name_lt": "X", "name_en": "X", "rate": "1.00", **fields}
    answer = shop.admin.post("/api/admin/vat-classes", body)
    answer.refused(422, "validation_failed")
    assert pointer in answer.input_errors()
    answer = shop.admin.post("/api/admin/categories", {"slug": unique("c"), "name_lt": "C", "name_en": "C", "vat_class": "none"})
    answer.refused(422, "validation_failed")
    assert answer.input_errors() == {"/vat_class": "not_in_list"}


def test_vat_classes_are_the_operators(shop):
    assert shop.client().get("/api/admin/vat-classes").status == 401
    assert shop.vendor.get("/api/admin/vat-classes").status == 403
    shop.support.get("/api/admin/vat-classes").ok(200)
    assert shop.support.post("/api/admin/vat-classes", {}).status == 403


# -- explain ---------------------------------------------------------------------------------------


def test_every_total_is_derived_step_by_step(shop):
    vendor = shop.given_vendor()
    tiles = shop.given_product(vendor, price="12.99", unit="m2", quantity="100", quantity_step="0.5", weight_kg="1")
    order = shop.given_buyer().order((tiles, "14.5"), method="delivery").ok(201)["orders"][0]
    vendor.post(f"/api/orders/{order['id']}/refunds", {"lines": [{"line_id": order["lines"][0]["id"], "quantity": "4.5"}], "reason": "broken"}).ok(201)
    explained = explanation(shop, order)
    assert explained["agrees"] and all(step["agrees"] for step in explained["steps"])
    derived = {step["total"]: step["amount"]["amount"] for step in explained["steps"]}
    totals = amounts(order["totals"])
    assert {name: derived[f"totals/{name}"] for name in totals} == totals
    assert (derived["lines/0/gross"], derived["lines/0/vat"]) == ("188.36", "32.69")
    assert (derived["refunds/0/amount"], derived["refunds/0/vat"]) == ("58.46", "10.15")
    gross = next(step for step in explained["steps"] if step["total"] == "lines/0/gross")
    assert [(term["name"], term["value"]) for term in gross["terms"]] == [("unit_price", "12.99"), ("quantity", "14.5")]


def test_only_operators_ask_for_the_derivation(shop):
    order = shop.given_buyer().order(shop.given_product()).ok(201)["orders"][0]
    path = f"/api/admin/orders/{order['id']}/explain"
    assert shop.client().get(path).status == 401
    assert shop.vendor.get(path).status == 403
    shop.support.get(path).ok(200)
    shop.admin.get("/api/admin/orders/01890a5d-ac96-774b-bcce-b302099a8057/explain").refused(404, "not_found")


# -- vouchers, where nobody keeps any --------------------------------------------------------------


def test_without_a_plugin_for_vouchers_no_code_is_known(shop):
    guest = shop.given_guest().has_in_cart(shop.given_product())
    if guest.put("/api/cart/vouchers/%20ruduo%20").status == 422:
        guest.put("/api/cart/vouchers/%20ruduo%20").refused(422, "voucher_unknown")
    assert guest.cart()["vouchers"] == []
    guest.delete("/api/cart/vouchers/RUDUO").refused(404, "not_found")
