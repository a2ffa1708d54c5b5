"""Goods that go back to their vendor: asked for, decided, received, paid back."""

import pytest

from harness.values import eur
from harness.waiting import eventually


def ask(person, order, quantity="1", **more):
    lines = [{"line_id": order["lines"][0]["id"], "quantity": quantity}]
    return person.post(f"/api/orders/{order['id']}/returns", {"lines": lines, "reason": "netinka spalva", **more})


def decide(person, made, status, **more):
    return person.post(f"/api/returns/{made['id']}/status", {"status": status, **more})


def walk(vendor, made, *statuses, **more):
    for status in statuses:
        answer = decide(vendor, made, status, **(more if status == statuses[-1] else {})).ok(200)
    return answer


@pytest.fixture
def sale(shop):
    """A buyer, a vendor, their goods (3 of 9), and the order, shipped."""
    buyer, vendor = shop.given_buyer(), shop.given_vendor()
    product = shop.given_product(vendor, price="24.20", quantity="9")
    order = buyer.order((product, "3")).ok(201)["orders"][0]
    vendor.move(order, "shipped").ok(200)
    return buyer, vendor, product, order


def test_from_the_wish_to_the_money(shop, sale):
    buyer, vendor, product, order = sale
    made = ask(buyer, order, "2").ok(201)
    assert (made["status"], made["order_id"], made["order_number"]) == ("requested", order["id"], order["number"])
    assert made["lines"] == [{"line_id": order["lines"][0]["id"], "quantity": "2"}] and made["refund_id"] is None
    decide(vendor, made, "accepted", note="siųskite").ok(200)
    decide(vendor, made, "received").ok(200)
    done = decide(vendor, made, "refunded", restock=True).ok(200)
    assert [(step["status"], step["by"], step["note"]) for step in done["history"]] == [
        ("requested", "buyer", None),
        ("accepted", "vendor", "siųskite"),
        ("received", "vendor", None),
        ("refunded", "vendor", None),
    ]
    [refund] = buyer.get(f"/api/orders/{order['id']}/refunds").ok(200)["items"]
    assert (refund["id"], refund["amount"], refund["vat"]) == (done["refund_id"], eur("48.40"), eur("8.40"))
    assert shop.product(product)["quantity"] == "8"
    paid = lambda: buyer.get(f"/api/orders/{order['id']}").ok(200)["payment_status"]  # noqa: E731
    eventually(lambda: paid() == "partially_refunded", "the money goes back")
    assert buyer.get(f"/api/returns/{made['id']}").ok(200).json == done.json
    assert buyer.get(f"/api/orders/{order['id']}/returns").ok(200)["items"] == [done.json]
    assert [one["id"] for one in vendor.items("/api/vendors/returns")] == [made["id"]]


def test_more_than_was_delivered_is_refused(shop, sale):
    buyer, vendor, product, order = sale
    problem = ask(buyer, order, "4").refused(409, "return_exceeds_delivered")
    assert problem["lines"] == [{"line_id": order["lines"][0]["id"], "requested": "4", "available": "3"}]
    ask(buyer, order, "2").ok(201)
    ask(buyer, order, "2").refused(409, "return_exceeds_delivered")
    ask(buyer, order, "1").ok(201)


def test_of_wishes_at_once_no_more_is_taken_than_was_delivered(shop, sale):
    buyer, vendor, product, order = sale
    answers = shop.together(lambda _: ask(buyer, order, "1"), list(range(6)))
    assert sorted(answer.status for answer in answers) == [201] * 3 + [409] * 3


def test_nothing_goes_back_before_it_was_shipped(shop):
    buyer, vendor = shop.given_buyer(), shop.given_vendor()
    order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
    ask(buyer, order).refused(409, "return_exceeds_delivered")
    vendor.move(order, "shipped").ok(200)
    vendor.move(order, "completed").ok(200)
    ask(buyer, order).ok(201)


def test_a_rejected_return_leaves_room_for_another(shop, sale):
    buyer, vendor, product, order = sale
    made = ask(buyer, order, "3").ok(201)
    assert decide(vendor, made, "rejected", note="naudota").ok(200)["status"] == "rejected"
    walk(vendor, ask(buyer, order, "3").ok(201), "accepted", "received", "refunded")
    assert shop.product(product)["quantity"] == "6", "without restock they stay off sale"


def test_what_is_on_its_way_back_is_not_refunded_besides(shop, sale):
    buyer, vendor, product, order = sale
    made = ask(buyer, order, "2").ok(201)
    line = {"line_id": order["lines"][0]["id"], "quantity": "2"}
    vendor.post(f"/api/orders/{order['id']}/refunds", {"lines": [line], "reason": "x"}).refused(409, "refund_exceeds_captured")
    vendor.post(f"/api/orders/{order['id']}/refunds", {"lines": [{**line, "quantity": "1"}], "reason": "x"}).ok(201)
    walk(vendor, made, "accepted", "received", "refunded")
    refunds = buyer.get(f"/api/orders/{order['id']}/refunds").ok(200)["items"]
    assert [refund["amount"] for refund in refunds] == [eur("24.20"), eur("48.40")]


def test_a_return_whose_money_has_gone_back_already_is_not_paid_again(shop, sale):
    buyer, vendor, product, order = sale
    made = ask(buyer, order, "3").ok(201)
    walk(vendor, made, "accepted", "received")
    vendor.post(f"/api/orders/{order['id']}/refunds", {"amount": eur("72.60"), "reason": "x"}).ok(201)
    decide(vendor, made, "refunded").refused(409, "refund_exceeds_captured")
    assert buyer.get(f"/api/returns/{made['id']}").ok(200)["status"] == "received"


def test_two_refunds_of_one_return_at_once_are_one(shop, sale):
    buyer, vendor, product, order = sale
    made = ask(buyer, order, "3").ok(201)
    walk(vendor, made, "accepted", "received")
    answers = shop.together(lambda _: decide(vendor, made, "refunded", restock=True), list(range(4)))
    assert [answer.status for answer in answers] == [200] * 4
    assert len(buyer.get(f"/api/orders/{order['id']}/refunds").ok(200)["items"]) == 1
    assert shop.product(product)["quantity"] == "9"


@pytest.mark.parametrize("way, goal, allowed", [([], "received", {"accepted", "rejected"}), ([], "refunded", {"accepted", "rejected"}), (["rejected"], "accepted", set()), (["accepted"], "requested", {"received", "rejected"})])
def test_what_the_state_does_not_allow(shop, sale, way, goal, allowed):
    buyer, vendor, product, order = sale
    made = ask(buyer, order).ok(201)
    for status in way:
        decide(vendor, made, status).ok(200)
    assert set(decide(vendor, made, goal).refused(409, "invalid_transition")["allowed"]) == allowed


def test_who_may_ask_and_who_decides(shop, sale):
    buyer, vendor, product, order = sale
    for other in (vendor, shop.admin, shop.support):
        ask(other, order).refused(403, "forbidden")
    made = ask(buyer, order).ok(201)
    for other in (buyer, shop.support):
        decide(other, made, "accepted").refused(403, "forbidden_transition")
    for stranger in (shop.given_buyer(), shop.given_vendor()):
        ask(stranger, order).refused(404, "not_found")
        decide(stranger, made, "accepted").refused(404, "not_found")
        stranger.get(f"/api/returns/{made['id']}").refused(404, "not_found")
    assert decide(shop.client(), made, "accepted").status == 401
    decide(shop.admin, made, "accepted").ok(200)


def test_a_guest_sends_back_by_the_purchases_token(shop):
    guest, vendor = shop.given_guest(), shop.given_vendor()
    placed = guest.order((shop.given_product(vendor, price="10.00"), "2")).ok(201)
    order = placed["orders"][0]
    vendor.move(order, "shipped").ok(200)
    ask(guest, order).refused(404, "not_found")
    made = ask(guest.holding(placed), order).ok(201)
    assert guest.get(f"/api/returns/{made['id']}").ok(200)["status"] == "requested"


@pytest.mark.parametrize("body", [{"lines": [], "reason": "x"}, {"reason": "x"}, {"lines": [{"line_id": "x", "quantity": "1"}], "reason": "x"}, {"lines": [{"quantity": "0"}], "reason": ""}])
def test_a_wish_that_cannot_be_is_refused(shop, sale, body):
    buyer, vendor, product, order = sale
    buyer.post(f"/api/orders/{order['id']}/returns", body).refused(422, "validation_failed")
