"""Many want what few can have."""

import pytest

from harness.values import eur
from harness.waiting import eventually


def place_own_cart(buyer):
    return buyer.place(buyer.ready)


def fill_cart(product, quantity="1", **changes):
    def prepare(buyer):
        buyer.has_in_cart((product, quantity))
        buyer.ready = buyer.checkout(buyer.methods(), **changes)

    return prepare


@pytest.mark.parametrize("attempt", range(20))
def test_fifty_orders_for_a_stock_of_five(shop, attempt):
    product = shop.given_product(price="10.00", quantity="5")
    guests = [shop.given_guest() for _ in range(50)]
    answers = shop.together(place_own_cart, guests, prepare=fill_cart(product))

    winners = [guest for guest, answer in zip(guests, answers) if answer.status == 201]
    losers = [(guest, answer) for guest, answer in zip(guests, answers) if answer.status != 201]
    assert len(winners) == 5 and len(losers) == 45
    for guest, answer in losers:
        problem = answer.refused(409, "insufficient_stock")
        assert [(line["product_id"], line["requested"]) for line in problem["lines"]] == [(product.id, "1")]
    assert (shop.product(product).status, shop.product(product)["quantity"]) == ("sold", "0")

    # Nothing is left of a loser's attempt: no order, no mail; the cart is as it was.
    orders = shop.vendor.orders_of(product)
    assert {order["billing"]["email"] for order in orders} == {guest.email for guest in winners}
    assert len(orders) == 5 and {order["payment_status"] for order in orders} == {"paid"}
    for order in orders:
        shop.awaited_mail(order["billing"]["email"], order["number"])
    assert [guest.email for guest, _ in losers if shop.mail_to(guest)] == []
    assert len(losers[0][0].cart()["lines"]) == 1


def test_the_last_unit_is_sold_once(shop):
    boiler = shop.given_product(price="890.00", quantity="1")
    answers = shop.together(lambda buyer: buyer.order(boiler), buyers=20)
    assert sorted(answer.status for answer in answers) == [201] + [409] * 19
    assert shop.product(boiler).status == "sold"


def test_fractions_are_shared_out_to_the_last_bit(shop):
    tiles = shop.given_product(unit="m2", price="9.50", quantity="14.5")
    answers = shop.together(place_own_cart, buyers=20, prepare=fill_cart(tiles, "1.45"))
    assert sorted(answer.status for answer in answers) == [201] * 10 + [409] * 10
    assert shop.product(tiles)["quantity"] == "0"


def test_declined_payments_give_the_stock_to_those_who_pay(shop):
    product = shop.given_product(quantity="5")
    broke, able = [shop.given_guest() for _ in range(10)], [shop.given_guest() for _ in range(10)]
    prepare = {id(guest): fill_cart(product, token="tok_declined") for guest in broke}

    def fill(buyer):
        prepare.get(id(buyer), fill_cart(product))(buyer)

    answers = shop.together(place_own_cart, broke + able, prepare=fill)
    assert {answer.status for answer in answers[:10]} <= {402, 409}
    sold = sum(answer.status == 201 for answer in answers[10:])
    assert sold <= 5 and shop.product(product)["quantity"] == str(5 - sold)
    # A payer who met a reservation that was then given back is served on the second try.
    waiting = [guest for guest, answer in zip(able, answers[10:]) if answer.status == 409]
    for guest in waiting[: 5 - sold]:
        guest.place(guest.ready).ok(201)
    assert len(shop.vendor.orders_of(product)) == 5 and shop.product(product).status == "sold"


def test_crossing_carts_do_not_wait_for_each_other(shop):
    one, two = shop.given_vendor(), shop.given_vendor()
    left, right = shop.given_product(one, quantity="100"), shop.given_product(two, quantity="100")
    guests = [shop.given_guest() for _ in range(30)]
    order_of_lines = {id(guest): (left, right) if index % 2 else (right, left) for index, guest in enumerate(guests)}

    def fill(buyer):
        buyer.has_in_cart(*order_of_lines[id(buyer)])
        buyer.ready = buyer.checkout(buyer.methods())

    answers = shop.together(place_own_cart, guests, prepare=fill)
    assert [answer.status for answer in answers] == [201] * 30
    assert {shop.product(product)["quantity"] for product in (left, right)} == {"70"}


def test_a_basket_that_lacks_one_product_takes_none_of_the_others(shop):
    plenty, scarce = shop.given_product(quantity="100"), shop.given_product(quantity="3")
    guests = [shop.given_guest() for _ in range(10)]

    def fill(buyer):
        buyer.has_in_cart((plenty, "2"), scarce)
        buyer.ready = buyer.checkout(buyer.methods())

    answers = shop.together(place_own_cart, guests, prepare=fill)
    assert sorted(answer.status for answer in answers) == [201] * 3 + [409] * 7
    assert shop.product(plenty)["quantity"] == "94"


def test_a_vendors_correction_and_orders_add_up(shop):
    product = shop.given_product(quantity="10")
    guests = [shop.given_guest() for _ in range(10)]

    def act(buyer):
        if buyer is guests[0]:
            return shop.vendor.change(product, quantity_change="5")
        return place_own_cart(buyer)

    answers = shop.together(act, guests, prepare=fill_cart(product))
    assert [answer.status for answer in answers] == [200] + [201] * 9
    assert shop.product(product)["quantity"] == "6"


def test_cancelled_goods_are_sold_again_exactly_once(shop):
    product = shop.given_product(price="20.00", quantity="1")
    buyer = shop.given_buyer()
    order = buyer.order(product, token="tok_action_required").ok(201)["orders"][0]
    cancels = shop.together(lambda _: buyer.move(order, "cancelled"), buyers=5)
    assert {answer.status for answer in cancels} == {200}
    eventually(lambda: shop.product(product)["quantity"] == "1", "the cancelled order's goods are back")
    answers = shop.together(lambda guest: guest.order(product), buyers=5)
    assert sorted(answer.status for answer in answers) == [201] + [409] * 4
    assert shop.product(product)["original_price"] == eur("20.00")
