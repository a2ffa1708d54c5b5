"""The cart: of guests and users, its sums, and how the two become one."""

from decimal import Decimal

import pytest

from harness.people import Buyer, signed_in
from harness.values import amounts, eur


def quantities(cart):
    """{product id: quantity} of a cart."""
    return {line["product"]["id"]: Decimal(line["quantity"]) for line in cart["lines"]}


def test_a_new_cart_is_empty(shop):
    cart = shop.given_guest().cart()
    assert (cart["lines"], cart["vouchers"]) == ([], [])
    assert amounts(cart["totals"]) == dict.fromkeys(("items", "discount", "shipping", "vat", "grand"), "0.00")


def test_a_cart_adds_up_fractional_quantities(shop):
    tiles = shop.given_product(unit="m2", price="9.50", quantity="20")
    boiler = shop.given_product(price="890.00")
    cart = shop.given_guest().has_in_cart((tiles, "14.5"), boiler).cart()
    line = next(line for line in cart["lines"] if line["product"]["id"] == tiles.id)
    assert (line["quantity"], line["unit_price"], line["total"]) == ("14.5", eur("9.50"), eur("137.75"))
    assert amounts(cart["totals"]) == {
        "items": "1027.75",
        "discount": "0.00",
        "shipping": "0.00",
        "vat": "178.37",
        "grand": "1027.75",
    }


def test_a_third_of_a_cent_is_rounded_half_up(shop):
    gravel = shop.given_product(unit="t", price="0.01", quantity="10")
    guest = shop.given_guest().has_in_cart((gravel, "0.5"))
    assert guest.cart()["totals"]["grand"] == eur("0.01")
    wire = shop.given_product(unit="m", price="3.33", quantity="10")
    assert shop.given_guest().has_in_cart((wire, "0.333")).cart()["totals"]["grand"] == eur("1.11")


def test_the_discounted_price_is_what_counts(shop):
    product = shop.given_product(price="10.00", discounted_price="7.99")
    assert shop.given_guest().has_in_cart((product, "2")).cart()["totals"]["grand"] == eur("15.98")


def test_private_sellers_charge_no_vat(shop):
    product = shop.given_product(shop.given_vendor("private"), price="100.00")
    assert amounts(shop.given_guest().has_in_cart(product).cart()["totals"])["vat"] == "0.00"


def test_a_price_that_changes_changes_in_the_cart(shop):
    product = shop.given_product(price="10.00")
    guest = shop.given_guest().has_in_cart(product)
    shop.vendor.change(product, original_price=eur("12.00")).ok(200)
    assert guest.cart()["totals"]["grand"] == eur("12.00")


def test_one_product_is_one_line(shop):
    product = shop.given_product(quantity="5")
    guest = shop.given_guest().has_in_cart((product, "1"), (product, "2"))
    assert quantities(guest.cart()) == {product.id: 3}


def test_a_line_is_changed_and_removed(shop):
    one, two = shop.given_product(), shop.given_product()
    guest = shop.given_guest().has_in_cart(one, two)
    first, second = guest.cart()["lines"]
    guest.patch(f"/api/cart/lines/{first['id']}", {"quantity": "3"}).ok(200)
    assert quantities(guest.cart())[first["product"]["id"]] == 3
    guest.patch(f"/api/cart/lines/{first['id']}", {"quantity": "0"}).ok(200)
    assert quantities(guest.cart()) == {second["product"]["id"]: 1}
    guest.delete(f"/api/cart/lines/{second['id']}").ok()
    assert guest.cart()["lines"] == []


def test_a_cart_is_emptied(shop):
    guest = shop.given_guest().has_in_cart(shop.given_product(), shop.given_product())
    guest.delete("/api/cart").ok()
    assert guest.cart()["lines"] == []


def test_more_than_there_is_is_refused_with_the_numbers(shop):
    product = shop.given_product(quantity="5")
    guest = shop.given_guest()
    problem = guest.add_to_cart(product, "6").refused(409, "insufficient_stock")
    (line,) = problem["lines"]
    assert (line["product_id"], Decimal(line["requested"]), Decimal(line["available"])) == (product.id, 6, 5)
    guest.has_in_cart((product, "5"))
    guest.add_to_cart(product, "1").refused(409, "insufficient_stock")
    line = guest.cart()["lines"][0]
    guest.patch(f"/api/cart/lines/{line['id']}", {"quantity": "5.001"}).ok(409, 422)
    assert quantities(guest.cart()) == {product.id: 5}


@pytest.mark.parametrize("quantity", ["0", "-1", "", "x", "1.0001", "1e3", "0.5", "NaN", "9" * 40, 1, None, True])
def test_a_quantity_that_makes_no_sense_is_refused(shop, quantity):
    product, guest = shop.given_product(quantity="5"), shop.given_guest()
    answer = guest.add_to_cart(product, quantity)
    answer.refused(422, "validation_failed")
    assert list(answer.input_errors()) == ["/quantity"]
    assert guest.cart()["lines"] == []


def test_goods_sold_by_the_step_are_bought_by_the_step(shop):
    tiles = shop.given_product(unit="m2", quantity="14.4", quantity_step="1.44")
    guest = shop.given_guest()
    guest.add_to_cart(tiles, "2").refused(422, "validation_failed")
    guest.has_in_cart((tiles, "2.88"))


def test_a_cart_takes_only_goods_on_sale(shop):
    guest = shop.given_guest()
    hidden = shop.given_product(shop.applicant())
    assert guest.add_to_cart(hidden).status in (404, 422)
    body = {"product_id": "01890000-0000-7000-8000-000000000000", "quantity": "1"}
    assert guest.post("/api/cart/lines", body).status in (404, 422)
    guest.post("/api/cart/lines", {**body, "product_id": "x"}).refused(422, "validation_failed")
    assert guest.cart()["lines"] == []


# -- whose cart ----------------------------------------------------------------------------------


def test_the_token_opens_the_cart_on_another_device(shop):
    product = shop.given_product()
    phone = shop.given_guest().has_in_cart(product)
    laptop = Buyer(shop.server.url, phone.email)
    laptop.http.headers["X-Cart-Token"] = phone.http.headers["X-Cart-Token"]
    assert quantities(laptop.cart()) == {product.id: 1}


@pytest.mark.parametrize("token", ["guess", "A" * 43, "", "'; DROP TABLE cart", "x" * 4000])
def test_a_guessed_token_opens_nobodys_cart(shop, token):
    stranger = shop.client()
    cart = stranger.get("/api/cart", headers={"X-Cart-Token": token})
    assert cart.status in (200, 422) and not cart.json.get("lines")


def test_a_cart_line_is_reached_by_its_owner_only(shop):
    guest, stranger = shop.given_guest().has_in_cart(shop.given_product()), shop.given_guest()
    line = guest.cart()["lines"][0]["id"]
    stranger.cart()
    assert stranger.patch(f"/api/cart/lines/{line}", {"quantity": "2"}).status == 404
    assert stranger.delete(f"/api/cart/lines/{line}").status == 404
    assert len(guest.cart()["lines"]) == 1


def test_signing_in_joins_the_carts(shop):
    boiler, tiles, paint = (shop.given_product(quantity="5") for _ in range(3))
    owner = shop.given_buyer().has_in_cart((boiler, "1"), (tiles, "3"))
    visitor = Buyer(shop.server.url, owner.email).has_in_cart((boiler, "4"), (tiles, "1"), (paint, "2"))
    signed_in(visitor)
    assert quantities(visitor.cart()) == {boiler.id: 4, tiles.id: 3, paint.id: 2}
    assert quantities(owner.cart()) == quantities(visitor.cart())


def test_joined_carts_stay_within_the_stock(shop):
    boiler = shop.given_product(quantity="5")
    owner = shop.given_buyer()
    visitor = Buyer(shop.server.url, owner.email).has_in_cart((boiler, "5"))
    shop.given_guest().order((boiler, "3")).ok(201)
    signed_in(visitor)
    assert quantities(visitor.cart()) == {boiler.id: 2}


def test_adding_from_many_windows_loses_nothing(shop):
    product, buyer = shop.given_product(quantity="50"), shop.given_buyer()
    shop.together(lambda _: buyer.add_to_cart(product).ok(201), buyers=10)
    assert quantities(buyer.cart()) == {product.id: 10}
