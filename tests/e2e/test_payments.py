"""Payments: declined, delayed, confirmed by the buyer or by the gateway's own call."""

from harness import webhooks
from harness.gates import Step, gate
from harness.kills import Persistent
from harness.values import eur, unique
from harness.waiting import eventually


# -- at the checkout --------------------------------------------------------------------------------


def test_a_declined_payment_leaves_everything_as_it_was(shop):
    product = shop.given_product(price="50.00", quantity="3")
    buyer = shop.given_buyer().has_in_cart((product, "2"))
    before = buyer.cart().json
    buyer.place(buyer.checkout(buyer.methods(), token="tok_declined")).refused(402, "payment_declined")
    assert buyer.cart().json["lines"] == before["lines"]
    assert buyer.orders() == []
    shop.took_nothing_of(product, "3")
    placed = buyer.place(buyer.checkout(buyer.methods())).ok(201)
    number = placed["orders"][0]["number"]
    shop.awaited_mail(buyer, number)
    assert shop.product(product)["quantity"] == "1"
    assert [row["number"] for row in buyer.orders()] == [number]


def test_a_key_whose_attempt_was_declined_may_be_tried_again(shop):
    product, key = shop.given_product(), unique("key")
    buyer = shop.given_buyer().has_in_cart(product)
    buyer.place(buyer.checkout(buyer.methods(), token="tok_declined"), key).refused(402, "payment_declined")
    buyer.place(buyer.checkout(buyer.methods(), token="tok_declined"), key).refused(402, "payment_declined")
    shop.took_nothing_of(product, "10")


def test_an_answer_that_never_came_is_found_out(shop):
    product = shop.given_product(price="50.00", quantity="1")
    buyer = shop.given_buyer()
    placed = buyer.order(product, token="tok_timeout").ok(202)
    (order,) = placed["orders"]
    assert placed["purchase"]["payment"]["status"] == "pending"
    assert (order["status"], order["payment_status"]) == ("pending", "pending")
    assert shop.product(product)["quantity"] == "0"

    def settled():
        now = buyer.get(f"/api/orders/{order['id']}").ok(200)
        return now["status"] == "confirmed" and now

    now = eventually(settled, "recovery asks the gateway", within=60)
    assert now["payment_status"] == "paid" and shop.product(product).status == "sold"
    shop.awaited_mail(buyer, order["number"])


def test_a_payment_that_needs_the_buyer_waits_for_them(shop):
    product = shop.given_product(price="50.00", quantity="1")
    buyer = shop.given_buyer()
    placed = buyer.order(product, token="tok_action_required").ok(201)
    (order,) = placed["orders"]
    payment = placed["purchase"]["payment"]
    assert payment["redirect_url"] and order["status"] == "pending"
    assert (shop.product(product).status, shop.product(product)["quantity"]) == ("reserved", "0")

    buyer.post(f"/api/payments/{payment['id']}/confirm", {}).ok(200)
    now = buyer.get(f"/api/orders/{order['id']}").ok(200)
    assert (now["status"], now["payment_status"]) == ("confirmed", "paid")
    assert shop.product(product).status == "sold"
    buyer.post(f"/api/payments/{payment['id']}/confirm", {}).ok(200, 409)
    assert len(buyer.get(f"/api/orders/{order['id']}").ok(200)["history"]) == len(now["history"])


def test_a_payment_is_its_buyers_business(shop):
    placed = shop.given_buyer().order(shop.given_product(), token="tok_action_required").ok(201)
    path = f"/api/payments/{placed['purchase']['payment']['id']}"
    stranger = shop.given_buyer()
    assert stranger.get(path).status == 404
    assert stranger.post(f"{path}/confirm", {}).status == 404
    assert shop.client().get(path).status in (401, 404)


def test_the_ways_to_pay_are_listed(shop):
    items = shop.client().get("/api/payments/methods").ok(200)["items"]
    assert "test" in {item.get("gateway", item.get("name")) for item in items}


# -- webhooks ------------------------------------------------------------------------------------


def waiting_order(shop, buyer):
    placed = buyer.order(shop.given_product(price="50.00"), token="tok_action_required").ok(201)
    return placed["orders"][0], placed["purchase"]["payment"]["id"]


def test_a_webhook_confirms_once_however_often_it_comes(shop):
    buyer, event = shop.given_buyer(), unique("evt")
    order, payment = waiting_order(shop, buyer)
    answers = shop.together(lambda _: shop.webhook("payment.captured", payment, "50.00", event), buyers=10)
    assert {answer.status for answer in answers} == {200}
    now = buyer.get(f"/api/orders/{order['id']}").ok(200)
    assert (now["status"], now["payment_status"]) == ("confirmed", "paid")
    shop.webhook("payment.authorized", payment, "50.00").ok(200)
    assert buyer.get(f"/api/orders/{order['id']}").ok(200)["payment_status"] == "paid"
    assert [step["status"] for step in now["history"]].count("confirmed") == 1


def test_a_webhook_that_is_faster_than_the_gateways_answer_counts_once_with_it(own_server):
    shop, event = own_server.shop, unique("evt")
    buyer, product = shop.given_buyer(), shop.given_product(price="50.00", quantity="3")
    buyer.has_in_cart(product)
    asked = Persistent(lambda body=buyer.checkout(buyer.methods()): buyer.place(body))
    with gate(own_server.database, own_server.name, Step("payments.test_charge", at_commit=True)) as closed:
        asked.begin()
        closed.wait_for_somebody()
        (payment,) = own_server.database.sql("SELECT payment_id FROM orders.purchase", own_server.name)
        for _ in range(5):
            shop.webhook("payment.captured", payment, "50.00", event).ok(200)
        (seen,) = shop.vendor.orders_of(product)
        assert (seen["status"], seen["payment_status"]) == ("confirmed", "paid")
        closed.open()
    placed = asked.finish()
    assert [(order["id"], order["payment_status"]) for order in placed["orders"]] == [(seen["id"], "paid")]
    assert placed["purchase"]["payment"]["status"] == "paid"
    assert [step["status"] for step in placed["orders"][0]["history"]] == ["pending", "confirmed"]
    captures = [one["kind"] for one in shop.admin.items("/api/admin/ledger", account="gateway:test")]
    assert captures == ["capture"] and shop.product(product)["quantity"] == "2"
    shop.awaited_mail(buyer, seen["number"])
    shop.check_nothing_was_said_twice(buyer)


def test_a_webhook_with_another_amount_changes_nothing(shop):
    buyer = shop.given_buyer()
    order, payment = waiting_order(shop, buyer)
    since = shop.server.log_size()
    redirect = buyer.get(f"/api/payments/{payment}").ok(200)["redirect_url"]
    for kind, amount in (("captured", "49.99"), ("captured", "50.01"), ("authorized", "0.01"), ("refunded", "50.01")):
        shop.webhook(f"payment.{kind}", payment, amount).ok(200)
    now = buyer.get(f"/api/orders/{order['id']}").ok(200)
    assert (now["status"], now["payment_status"]) == ("pending", "pending")
    assert buyer.get(f"/api/payments/{payment}").ok(200)["redirect_url"] == redirect
    assert "another amount than the payment's" in shop.server.tail(since)
    # The right one still counts.
    shop.webhook("payment.captured", payment, "50.00").ok(200)
    assert buyer.get(f"/api/orders/{order['id']}").ok(200)["payment_status"] == "paid"


def test_a_webhook_of_somebody_else_is_refused(shop):
    buyer = shop.given_buyer()
    order, payment = waiting_order(shop, buyer)
    body = webhooks.event(unique("evt"), "payment.captured", payment, eur("50.00"))
    wrong = {
        "another secret": webhooks.signature(body, "guess"),
        "old": webhooks.signature(body, at=1_700_000_000),
        "of another body": webhooks.signature(body + b" "),
        "malformed": "v1=abc",
        "empty": "",
        "long": "t=1,v1=" + "a" * 5000,
    }
    for name, signature in wrong.items():
        assert (name, shop.deliver(body, signature).status) == (name, 401)
    assert buyer.get(f"/api/orders/{order['id']}").ok(200)["status"] == "pending"


def test_a_webhook_about_no_payment_of_ours_answers_404(shop):
    shop.webhook("payment.captured", "01890000-0000-7000-8000-000000000000", "1.00").refused(404, "unknown_payment")
