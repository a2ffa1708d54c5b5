"""Money that goes back: what may, by whom, with which VAT, and never more than came."""

import pytest

from harness.values import amounts, cents, eur, unique
from harness.waiting import eventually


def refund(person, order, **fields):
    return person.post(f"/api/orders/{order['id']}/refunds", {"reason": "sudužo", **fields})


def line(order, quantity, place=0):
    return {"line_id": order["lines"][place]["id"], "quantity": quantity}


def seen(shop, order):
    return shop.admin.get(f"/api/orders/{order['id']}").ok(200)


def bought(shop, *products, vendor=None, method="pickup"):
    return shop.given_buyer().order(*products, method=method).ok(201)["orders"][0]


def earning_of(vendor, order):
    entries = vendor.get("/api/vendors/earnings").ok(200)["entries"]
    entry = next(entry for entry in entries if entry["order_id"] == order["id"])
    return {name: entry[name]["amount"] for name in ("gross", "refunded", "commission", "commission_vat", "net")}


def settled(shop, order, status):
    eventually(lambda: seen(shop, order)["payment_status"] == status, f"the order is {status}")


@pytest.mark.parametrize("parts", [[("4.5", "58.46", "10.15"), ("10", "129.90", "22.54")], [("10", "129.90", "22.54"), ("4.5", "58.46", "10.15")]])
def test_square_metres_go_back_to_the_cent_in_either_order(shop, parts):
    vendor = shop.given_vendor()
    order = bought(shop, (shop.given_product(vendor, price="12.99", unit="m2", quantity="100", quantity_step="0.5"), "14.5"))
    for quantity, amount, vat in parts:
        made = refund(vendor, order, lines=[line(order, quantity)]).ok(201)
        assert (made["amount"], made["vat"]) == (eur(amount), eur(vat))
        assert made["lines"] == [{"line_id": order["lines"][0]["id"], "quantity": quantity, "amount": eur(amount), "vat": eur(vat)}]
        assert (made["order_id"], made["reason"]) == (order["id"], "sudužo") and made["status"] in ("pending", "succeeded")
    refund(vendor, order, lines=[line(order, "0.001")]).refused(409, "refund_exceeds_captured")
    settled(shop, order, "refunded")
    assert (seen(shop, order)["refunded"], earning_of(vendor, order)["net"]) == (eur("188.36"), "0.00")


def test_the_worked_example_after_one_unit_and_after_everything(shop):
    a, b, buyer = shop.given_vendor(), shop.given_vendor(), shop.given_buyer()
    buyer.has_in_cart(shop.given_product(a, price="121.00", weight_kg="20"), (shop.given_product(b, price="24.20"), "2"))
    placed = buyer.place(buyer.checkout({a.id: "delivery", b.id: "pickup"})).ok(201)
    of_a, of_b = placed["orders"]
    made = refund(b, of_b, lines=[line(of_b, "1")]).ok(201)
    assert (made["amount"], made["vat"]) == (eur("24.20"), eur("4.20"))
    settled(shop, of_b, "partially_refunded")
    half = {"gross": "48.40", "refunded": "24.20", "commission": "2.00", "commission_vat": "0.42", "net": "21.78"}
    assert earning_of(b, of_b) == half
    second = refund(b, of_b).ok(201)
    assert (second["amount"], second["vat"]) == (eur("24.20"), eur("4.20"))
    rest = refund(shop.admin, of_a).ok(201)
    assert (rest["amount"], rest["vat"], rest["shipping"]) == (eur("133.10"), eur("23.10"), eur("12.10"))
    for vendor, order, gross in ((a, of_a, "133.10"), (b, of_b, "48.40")):
        settled(shop, order, "refunded")
        assert earning_of(vendor, order) == {"gross": gross, "refunded": gross, "commission": "0.00", "commission_vat": "0.00", "net": "0.00"}
    listed = buyer.get(f"/api/orders/{of_b['id']}/refunds").ok(200)["items"]
    assert [(one["amount"], one["vat"], one["status"]) for one in listed] == [(eur("24.20"), eur("4.20"), "succeeded")] * 2
    for account in (f"vendor:{a.id}:pending", f"vendor:{b.id}:pending"):
        postings = shop.admin.items("/api/admin/ledger", account=account)
        entries = [cents(one["amount"]) for posting in postings for one in posting["entries"] if one["account"] == account]
        assert len(entries) >= 2 and sum(entries) == 0


def test_an_amount_falls_on_goods_and_delivery_alike(shop):
    vendor = shop.given_vendor()
    order = bought(shop, shop.given_product(vendor, price="108.90", weight_kg="20"), method="delivery")
    made = refund(vendor, order, amount=eur("12.10")).ok(201)
    assert (made["amount"], made["vat"], made["shipping"]) == (eur("12.10"), eur("2.10"), eur("1.21"))
    assert made["lines"][0]["quantity"] == "0"
    refund(vendor, order, amount=eur("108.91")).refused(409, "refund_exceeds_captured")
    assert refund(vendor, order, amount=eur("108.90")).ok(201)["vat"] == eur("18.90")


def test_goods_return_to_stock_only_when_it_is_said(shop):
    vendor = shop.given_vendor()
    product = shop.given_product(vendor, price="10.00", quantity="5")
    order = bought(shop, (product, "4"))
    refund(vendor, order, lines=[line(order, "1")]).ok(201)
    assert shop.product(product)["quantity"] == "1"
    assert refund(vendor, order, lines=[line(order, "2")], restock=True).ok(201)["restocked"]
    assert shop.product(product)["quantity"] == "3"
    vendor.move(order, "cancelled").ok(200)
    assert shop.product(product)["quantity"] == "5"
    settled(shop, order, "refunded")
    assert seen(shop, order)["refunded"] == eur("40.00")


def test_cancelling_gives_back_what_is_left_and_no_more(shop):
    vendor = shop.given_vendor()
    order = bought(shop, (shop.given_product(vendor, price="30.00"), "2"))
    refund(vendor, order, amount=eur("10.00")).ok(201)
    vendor.move(order, "cancelled").ok(200)
    listed = vendor.get(f"/api/orders/{order['id']}/refunds").ok(200)["items"]
    assert [one["amount"] for one in listed] == [eur("10.00"), eur("50.00")]
    settled(shop, order, "refunded")
    refund(vendor, order).refused(409, "refund_exceeds_captured")


def test_what_the_gateway_gave_back_of_its_own_accord_is_not_given_twice(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    placed = buyer.order((shop.given_product(vendor, price="50.00"), "2")).ok(201)
    order = placed["orders"][0]
    shop.webhook("payment.refunded", placed["purchase"]["payment"]["id"], "70.00").ok(200)
    refund(vendor, order, amount=eur("30.01")).refused(409, "refund_exceeds_captured")
    assert refund(vendor, order).ok(201)["amount"] == eur("30.00")
    settled(shop, order, "refunded")


def test_of_two_refunds_at_once_that_exceed_the_order_one_wins(shop):
    vendor = shop.given_vendor()
    for _ in range(20):
        order = bought(shop, shop.given_product(vendor, price="100.00"))
        answers = shop.together(lambda _: refund(vendor, order, amount=eur("60.00")), list(range(2)))
        assert sorted(answer.status for answer in answers) == [201, 409]
        [loser] = [answer for answer in answers if answer.status == 409]
        loser.refused(409, "refund_exceeds_captured")
        assert seen(shop, order)["refunded"] == eur("60.00")


def test_of_many_refunds_of_one_unit_as_many_win_as_there_are_units(shop):
    vendor = shop.given_vendor()
    order = bought(shop, (shop.given_product(vendor, price="7.77"), "3"))
    answers = shop.together(lambda _: refund(vendor, order, lines=[line(order, "1")]), list(range(8)))
    assert sorted(answer.status for answer in answers) == [201] * 3 + [409] * 5
    assert seen(shop, order)["refunded"] == eur("23.31")
    assert seen(shop, order)["lines"][0]["refunded_quantity"] == "3"
    settled(shop, order, "refunded")  # though they are carried out at the same time, too


def test_a_refund_and_a_cancel_at_once_give_the_money_back_once(shop):
    vendor = shop.given_vendor()
    for _ in range(5):
        order = bought(shop, shop.given_product(vendor, price="100.00", quantity="9"))
        shop.together(lambda act: act(), [lambda: refund(vendor, order), lambda: vendor.move(order, "cancelled")] * 2)
        settled(shop, order, "refunded")
        now = seen(shop, order)
        assert (now["refunded"], now["status"]) == (eur("100.00"), "cancelled")


def test_a_refund_asked_for_twice_with_one_key_is_one(shop):
    vendor = shop.given_vendor()
    order = bought(shop, shop.given_product(vendor, price="100.00"))
    path, key = f"/api/orders/{order['id']}/refunds", {"Idempotency-Key": unique("refund")}
    first = vendor.post(path, {"reason": "x", "amount": eur("40.00")}, headers=key).ok(201)
    assert vendor.post(path, {"reason": "x", "amount": eur("40.00")}, headers=key).ok(201)["id"] == first["id"]
    vendor.post(path, {"reason": "x", "amount": eur("41.00")}, headers=key).refused(409, "idempotency_mismatch")
    assert seen(shop, order)["refunded"] == eur("40.00")


def test_who_may_give_money_back(shop):
    buyer, vendor = shop.given_buyer(), shop.given_vendor()
    order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
    refund(buyer, order).refused(403, "forbidden")
    refund(shop.support, order).refused(403, "forbidden")
    for stranger in (shop.given_buyer(), shop.given_vendor()):
        refund(stranger, order).refused(404, "not_found")
        assert stranger.get(f"/api/orders/{order['id']}/refunds").status == 404
    assert refund(shop.client(), order).status == 401
    assert seen(shop, order)["refunded"] == eur("0.00")


def test_nothing_goes_back_of_what_was_never_captured(shop):
    vendor = shop.given_vendor()
    order = shop.given_buyer().order(shop.given_product(vendor), token="tok_action_required").ok(201)["orders"][0]
    refund(vendor, order).refused(409, "refund_exceeds_captured")


@pytest.mark.parametrize(
    "fields, pointer",
    [
        ({"amount": eur("0.00")}, "/amount"),
        ({"amount": eur("-1.00")}, "/amount/amount"),
        ({"amount": {"amount": "1.00", "currency": "USD"}}, "/amount/currency"),
        ({"lines": []}, "/lines"),
        ({"lines": [{"line_id": "01890a5d-ac96-774b-bcce-b302099a8057", "quantity": "1"}]}, "/lines/0/line_id"),
        ({"reason": ""}, "/reason"),
        ({"amount": eur("1.00"), "restock": True}, "/restock"),
    ],
)
def test_a_refund_that_cannot_be_is_refused(shop, fields, pointer):
    order = bought(shop, shop.given_product())
    answer = refund(shop.vendor, order, **fields)
    answer.refused(422, "validation_failed")
    assert pointer in answer.input_errors()
    answer = refund(shop.vendor, order, amount=eur("1.00"), lines=[line(order, "1")])
    answer.refused(422, "validation_failed")
    assert seen(shop, order)["refunded"] == eur("0.00")
