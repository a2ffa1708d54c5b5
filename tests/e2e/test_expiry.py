"""What happens by itself: unpaid orders expire, handed-over ones complete, stock comes back and is announced."""

import pytest

from harness.marketplace import marketplace
from harness.values import eur
from harness.waiting import eventually

SOON = {
    "plugins/orders.yaml": {
        "order_lifetime": "1m",
        "order_lifetimes": [{"gateway": "test", "lifetime": "1m"}, {"gateway": "bank_transfer", "lifetime": "5d"}],
        "completion_after": "1h",
        "completion_interval": "1s",
    }
}


@pytest.fixture(scope="module")
def _hasty(databases, demo):
    with marketplace(databases, demo, SOON) as shop:
        yield shop


@pytest.fixture
def shop(_hasty, request):
    """A marketplace in which everything is over soon."""
    request.node.watched = (_hasty.server, _hasty.server.log_size())
    return _hasty


def made_older(shop, order, by="2 minutes"):
    """As if the order had been placed that long ago: nobody waits for it in a test."""
    server = shop.server
    server.database.sql(
        f"UPDATE orders.purchase SET created_at = created_at - interval '{by}', checked_at = NULL WHERE id = '{order['purchase_id']}'",
        server.name,
    )


def handed_over_long_ago(shop, order):
    server = shop.server
    server.database.sql(
        f"UPDATE orders.\"order\" SET handed_over_at = handed_over_at - interval '2 hours' WHERE id = '{order['id']}'", server.name
    )


def events_of(shop, topic, entity):
    server = shop.server
    return server.database.sql(
        f"SELECT payload FROM kernel.outbox WHERE topic = '{topic}' AND payload::text LIKE '%{entity}%'", server.name
    )


def seen(buyer, order):
    return buyer.get(f"/api/orders/{order['id']}").ok(200)


def test_an_unpaid_order_expires_once_and_its_goods_come_back(shop):
    product = shop.given_product(price="10.00", quantity="3")
    buyer = shop.given_buyer()
    order = buyer.order((product, "3"), token="tok_action_required").ok(201)["orders"][0]
    assert shop.product(product).status == "reserved"
    made_older(shop, order)
    eventually(lambda: seen(buyer, order)["status"] == "cancelled", "the order expires")
    assert [step["status"] for step in seen(buyer, order)["history"]] == ["pending", "cancelled"]
    back = shop.product(product)
    assert (back.status, back["quantity"]) == ("available", "3")
    assert len(events_of(shop, "catalog.product_back_in_stock.v1", product.id)) == 1


def test_an_order_that_waits_for_a_bank_transfer_waits_longer(shop):
    product, other = shop.given_product(price="10.00", quantity="3"), shop.given_product(price="10.00", quantity="3")
    patient, buyer = shop.given_buyer(), shop.given_buyer()
    body = patient.has_in_cart(product).checkout(patient.methods())
    body["payment"] = {"gateway": "bank_transfer"}
    order = patient.place(body).ok(202)["orders"][0]
    made_older(shop, order, by="4 days 23 hours")
    expired = buyer.order(other, token="tok_action_required").ok(201)["orders"][0]
    made_older(shop, expired, by="4 days 23 hours")
    eventually(lambda: seen(buyer, expired)["status"] == "cancelled", "the order by another gateway expires")
    assert seen(patient, order)["status"] == "pending" and shop.product(product)["quantity"] == "2"
    made_older(shop, order, by="2 hours")
    eventually(lambda: seen(patient, order)["status"] == "cancelled", "the order expires after five days")
    assert shop.product(product)["quantity"] == "3"


@pytest.mark.parametrize("gateway", ["test", "bank_transfer"])
@pytest.mark.parametrize("kind", ["buyer", "guest"])
def test_whose_order_expires_is_told_once(shop, gateway, kind):
    person = shop.given_buyer("en") if kind == "buyer" else shop.given_guest("en")
    body = person.has_in_cart(shop.given_product(price="10.00")).checkout(person.methods(), token="tok_action_required")
    if gateway == "bank_transfer":
        body["payment"] = {"gateway": "bank_transfer"}
    placed = person.place(body).ok(201, 202)
    order = placed["orders"][0]
    made_older(shop, order, by="6 days")
    letter = shop.awaited_mail(person, "has expired")
    assert letter.subject == f"Order {order['number']} has expired"
    assert [step["status"] for step in seen(person.holding(placed), order)["history"]] == ["pending", "cancelled"]
    told = [one.subject for one in shop.mail_to(person, order["number"])]
    assert len(told) == (2 if gateway == "bank_transfer" else 1), told
    if kind == "buyer":
        events = [row["event"] for row in person.notifications()]
        assert events == ["order_expired"] + (["payment_awaited"] if gateway == "bank_transfer" else [])


def test_a_payment_after_the_expiry_goes_back_in_full(shop):
    product = shop.given_product(price="10.00", quantity="3")
    buyer = shop.given_buyer()
    placed = buyer.order(product, token="tok_action_required").ok(201)
    order = placed["orders"][0]
    made_older(shop, order)
    eventually(lambda: seen(buyer, order)["status"] == "cancelled", "the order expires")
    shop.webhook("payment.captured", placed["purchase"]["payment"]["id"], "10.00").ok(200)
    eventually(lambda: seen(buyer, order)["payment_status"] == "refunded", "the late payment goes back")
    assert shop.product(product)["quantity"] == "3"


def test_a_single_lot_is_reserved_then_sold(shop):
    boiler = shop.given_product(price="890.00", quantity="1")
    buyer = shop.given_buyer()
    placed = buyer.order(boiler, token="tok_action_required").ok(201)
    assert shop.product(boiler).status == "reserved"
    shop.webhook("payment.captured", placed["purchase"]["payment"]["id"], "890.00").ok(200)
    eventually(lambda: shop.product(boiler).status == "sold", "the lot is sold")
    boiler.seller.change(boiler, quantity_change="1").ok(200)
    assert shop.product(boiler).status == "available"
    assert len(events_of(shop, "catalog.product_back_in_stock.v1", boiler.id)) == 1
    boiler.seller.change(boiler, quantity_change="1").ok(200)
    assert len(events_of(shop, "catalog.product_back_in_stock.v1", boiler.id)) == 1, "it was in stock already"


@pytest.mark.parametrize("handed_over", ["shipped", "ready_for_pickup"])
def test_what_was_handed_over_completes_by_itself(shop, handed_over):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    order = buyer.order(shop.given_product(vendor, price="121.00")).ok(201)["orders"][0]
    vendor.move(order, handed_over).ok(200)
    handed_over_long_ago(shop, order)
    eventually(lambda: seen(buyer, order)["status"] == "completed", "the order completes")
    last = seen(buyer, order)["history"][-1]
    assert (last["status"], last["by"]) == ("completed", "system")
    assert vendor.get("/api/vendors/earnings").ok(200)["payable"] == eur("108.90")


def test_while_something_is_on_its_way_back_nothing_completes(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    watched, other = (buyer.order(shop.given_product(vendor)).ok(201)["orders"][0] for _ in range(2))
    vendor.move(watched, "shipped").ok(200)
    line = {"line_id": watched["lines"][0]["id"], "quantity": "1"}
    made = buyer.post(f"/api/orders/{watched['id']}/returns", {"lines": [line], "reason": "x"}).ok(201)
    vendor.move(other, "shipped").ok(200)
    for order in (watched, other):
        handed_over_long_ago(shop, order)
    eventually(lambda: seen(buyer, other)["status"] == "completed", "the later one completes")
    assert seen(buyer, watched)["status"] == "shipped"
    vendor.post(f"/api/returns/{made['id']}/status", {"status": "rejected"}).ok(200)
    eventually(lambda: seen(buyer, watched)["status"] == "completed", "the order completes")
