"""Payments through Stripe: its protocol by a stand-in, its signatures and calls by the real package."""

import json
import re
import time
from urllib.parse import parse_qsl

import pytest

from harness import stripe_package
from harness.marketplace import marketplace, with_plugin
from harness.stripe_company import DECLINES, INTENT_PARAMETERS, REFUND_PARAMETERS, SECRET_KEY, StripeCompany
from harness.values import unique
from harness.waiting import eventually

OLD, NEW = "whsec_the_old_one", "whsec_the_new_one"


@pytest.fixture(scope="module")
def stripe():
    company = StripeCompany()
    yield company
    company.remove()


@pytest.fixture(scope="module")
def _shop_with_stripe(databases, demo, stripe):
    changes = with_plugin("payments_stripe", {
        "secret_key": SECRET_KEY, "webhook_secrets": [OLD, NEW], "url": stripe.url, "timeout": "2s"})
    with marketplace(databases, demo, changes) as shop:
        yield shop


@pytest.fixture
def shop(_shop_with_stripe, request):
    request.node.watched = (_shop_with_stripe.server, _shop_with_stripe.server.log_size())
    return _shop_with_stripe


def buys(shop, token="pm_card_visa", price="50.00"):
    """A buyer and the answer to their order."""
    product, buyer = shop.given_product(price=price, quantity="1"), shop.given_buyer()
    buyer.has_in_cart(product)
    body = buyer.checkout(buyer.methods(), token)
    body["payment"]["gateway"] = "stripe"
    return product, buyer, buyer.place(body)


def tell(shop, stripe, kind, thing, identifier=None, secret=NEW, **signed):
    """Delivers an event that the real package signed."""
    body = stripe.event(kind, thing, identifier or unique("evt"))
    header = signed.get("header") or stripe_package.signature(body, secret, signed.get("at"))
    return shop.client().post("/api/payments/webhooks/stripe", data=body.encode(),
                              headers={"Content-Type": "application/json", "Stripe-Signature": header})


def intent_of(stripe, placed):
    return stripe.intent_of(placed["purchase"]["payment"]["id"])


def now(buyer, placed):
    return buyer.get(f"/api/orders/{placed['orders'][0]['id']}").ok(200)


# -- paying ------------------------------------------------------------------------------------------


def test_a_card_is_charged_once_and_refunded(shop, stripe):
    product, buyer, answer = buys(shop)
    placed = answer.ok(201)
    intent = intent_of(stripe, placed)
    assert (placed["orders"][0]["payment_status"], stripe.taken(intent)) == ("paid", 5000)
    assert intent["description"] == placed["purchase"]["number"]

    product.seller.move(placed["orders"][0], "cancelled").ok(200)
    eventually(lambda: stripe.taken(intent) == 0, "Stripe gives it back")
    eventually(lambda: now(buyer, placed)["payment_status"] == "refunded", "the order knows")
    # Stripe tells of it as well: the same refund, however often it is told.
    (made,) = [one for one in stripe.refunds.values() if one["payment_intent"] == intent["id"]]
    for kind in ("refund.created", "refund.updated", "refund.updated", "charge.refund.updated", "refund.created"):
        tell(shop, stripe, kind, made).ok(200)
    payment = buyer.payment(placed)
    assert (payment["refunded"]["amount"], payment["status"]) == ("50.00", "refunded")


def test_a_refund_that_stripe_tells_of_before_its_answer_counts_once(shop, stripe):
    product, buyer, answer = buys(shop)
    placed = answer.ok(201)
    intent = intent_of(stripe, placed)
    stripe.lose_answers_to("/refunds")
    product.seller.move(placed["orders"][0], "cancelled").ok(200)
    made = eventually(lambda: [one for one in stripe.refunds.values() if one["payment_intent"] == intent["id"]], "Stripe has refunded")
    for _ in range(5):
        tell(shop, stripe, "refund.created", made[0]).ok(200)
    stripe.answer_again()
    eventually(lambda: now(buyer, placed)["payment_status"] == "refunded", "the order is refunded")
    assert buyer.payment(placed)["refunded"]["amount"] == "50.00"
    assert (stripe.taken(intent), len([one for one in stripe.refunds.values() if one["payment_intent"] == intent["id"]])) == (0, 1)


def test_a_refund_made_by_hand_at_stripe_is_counted_beside_ours(shop, stripe):
    _, buyer, answer = buys(shop)
    placed = answer.ok(201)
    intent = intent_of(stripe, placed)
    (done,) = stripe_package.call(stripe.url, SECRET_KEY, [{"make": "refunds.create", "arguments": [{"payment_intent": intent["id"], "amount": 700}]}])
    tell(shop, stripe, "refund.created", done["answer"]).ok(200)
    tell(shop, stripe, "refund.updated", done["answer"]).ok(200)
    assert buyer.payment(placed)["refunded"]["amount"] == "7.00"


@pytest.mark.parametrize("card", sorted(DECLINES))
def test_a_declined_card_leaves_nothing_behind(shop, stripe, card):
    product, buyer, answer = buys(shop, card)
    answer.refused(402, "payment_declined")
    shop.took_nothing_of(product, "1")
    assert buyer.orders() == []


def test_an_answer_that_was_lost_is_found_out_by_the_key(shop, stripe):
    stripe.lose_answers_to("/confirm")
    product, buyer, answer = buys(shop)
    placed = answer.ok(202)
    stripe.answer_again()
    assert placed["purchase"]["payment"]["status"] == "pending"
    eventually(lambda: now(buyer, placed)["payment_status"] == "paid", "recovery asks Stripe", within=60)
    intent = intent_of(stripe, placed)
    assert (stripe.taken(intent), shop.product(product).status) == (5000, "sold")
    confirmations = [one for one in stripe.asked if one["path"].endswith(f"{intent['id']}/confirm")]
    assert len({one["key"] for one in confirmations}) == 1


def test_the_buyer_agrees_on_the_banks_page(shop, stripe):
    _, buyer, answer = buys(shop, "pm_card_threeDSecure2Required")
    placed = answer.ok(201)
    payment = placed["purchase"]["payment"]
    intent = intent_of(stripe, placed)
    assert payment["redirect_url"] == f"https://hooks.stripe.com/redirect/{intent['id']}"
    assert intent["next_action"]["redirect_to_url"]["return_url"] == "http://127.0.0.1/back"
    stripe.approve(intent)
    assert buyer.post(f"/api/payments/{payment['id']}/confirm", {}).ok(200)["status"] == "paid"
    assert now(buyer, placed)["status"] == "confirmed"


# -- webhooks, signed by the real package --------------------------------------------------------------


def waiting(shop, stripe):
    _, buyer, answer = buys(shop, "pm_card_threeDSecure2Required")
    placed = answer.ok(201)
    intent = intent_of(stripe, placed)
    stripe.approve(intent)
    return buyer, placed, intent


def test_a_webhook_comes_before_the_clients_answer_and_five_times(shop, stripe):
    buyer, placed, intent = waiting(shop, stripe)
    identifier = unique("evt")
    for _ in range(5):
        tell(shop, stripe, "payment_intent.succeeded", intent, identifier).ok(200)
    order = now(buyer, placed)
    assert (order["status"], order["payment_status"]) == ("confirmed", "paid")
    buyer.post(f"/api/payments/{placed['purchase']['payment']['id']}/confirm", {}).ok(200)
    order = now(buyer, placed)
    assert [step["status"] for step in order["history"]].count("confirmed") == 1
    assert buyer.payment(placed)["captured"]["amount"] == "50.00"


def test_a_webhook_is_believed_under_either_secret_while_they_change(shop, stripe):
    buyer, placed, intent = waiting(shop, stripe)
    body = stripe.event("payment_intent.succeeded", intent, unique("evt"))
    at = int(time.time())
    both = stripe_package.signature(body, "whsec_of_another_endpoint", at) + "," + stripe_package.signature(body, OLD, at).split(",")[1]
    answer = shop.client().post("/api/payments/webhooks/stripe", data=body.encode(), headers={"Stripe-Signature": both})
    assert answer.ok(200)["events"] == 1
    assert now(buyer, placed)["payment_status"] == "paid"


def test_a_forged_or_old_webhook_is_refused(shop, stripe):
    _, buyer, answer = buys(shop, "pm_card_threeDSecure2Required")
    placed = answer.ok(201)
    # Stripe itself has no money yet, so that recovery cannot find any either.
    intent = {**intent_of(stripe, placed), "status": "succeeded", "amount_received": 5000}
    refused = {
        "another secret": {"secret": "whsec_guess"},
        "old": {"at": 1_700_000_000},
        "of the future": {"at": 4_000_000_000},
        "none": {"header": "t=1"},
        "of no scheme": {"header": "v1=abc"},
    }
    for name, signed in refused.items():
        assert (name, tell(shop, stripe, "payment_intent.succeeded", intent, **signed).status) == (name, 401)
    body = stripe.event("payment_intent.succeeded", intent, "evt_forged")
    header = stripe_package.signature(body, NEW)
    changed = body.replace('"amount_received": 5000', '"amount_received": 4999')
    assert changed != body
    answer = shop.client().post("/api/payments/webhooks/stripe", data=changed.encode(), headers={"Stripe-Signature": header})
    assert answer.status == 401
    assert now(buyer, placed)["status"] == "pending"


def test_events_of_other_sales_of_the_account_are_passed_over(shop, stripe):
    (made,) = stripe_package.call(stripe.url, SECRET_KEY, [
        {"make": "paymentIntents.create", "arguments": [{"amount": 900, "currency": "eur", "metadata": {"payment_id": "of-another-shop"}}]}])
    assert tell(shop, stripe, "payment_intent.succeeded", made["answer"]).ok(200)["events"] == 0
    assert tell(shop, stripe, "customer.created", {"id": "cus_1", "object": "customer"}).ok(200)["events"] == 0


def test_no_secret_reaches_the_log(shop, stripe):
    buys(shop)
    buys(shop, "pm_unknown")[2].refused(402, "payment_declined")
    log = shop.server.tail(0)
    assert not re.search("|".join((SECRET_KEY, OLD, NEW)), log)


# -- the shape of our calls ----------------------------------------------------------------------------


def form(call):
    return sorted(parse_qsl(call["body"], keep_blank_values=True))


def test_our_calls_are_what_the_real_package_sends(shop, stripe):
    """The same calls through the package arrive as the same form bodies, keys and paths."""
    product, _, answer = buys(shop)
    placed = answer.ok(201)
    intent = intent_of(stripe, placed)
    product.seller.move(placed["orders"][0], "cancelled").ok(200)
    eventually(lambda: stripe.taken(intent) == 0, "the refund is made")
    ours = [one for one in stripe.asked if one["method"] == "POST" and (
        intent["id"] in one["path"] + one["body"] or placed["purchase"]["payment"]["id"] in one["body"])]
    create, confirm, refund = ours
    since = len(stripe.asked)
    payment = placed["purchase"]["payment"]["id"]
    metadata = dict(form(refund))
    stripe_package.call(stripe.url, SECRET_KEY, [
        {"make": "paymentIntents.create", "key": "k1", "arguments": [{
            "amount": 5000, "currency": "eur", "capture_method": "automatic", "automatic_payment_methods": {"enabled": True},
            "description": placed["purchase"]["number"], "receipt_email": intent["receipt_email"],
            "metadata": {"payment_id": payment, "idempotency_key": payment}}]},
        {"make": "paymentIntents.confirm", "key": "k2", "arguments": [
            intent["id"], {"payment_method": "pm_card_visa", "return_url": "http://127.0.0.1/back"}]},
        {"make": "refunds.create", "key": "k3", "arguments": [{
            "payment_intent": intent["id"], "amount": 5000,
            "metadata": {"refund_key": metadata["metadata[refund_key]"], "reason": metadata["metadata[reason]"]}}]},
    ])
    theirs = [one for one in stripe.asked[since:] if one["method"] == "POST"]
    assert [form(one) for one in theirs] == [form(create), form(confirm), form(refund)]
    assert [one["path"] for one in theirs] == [one["path"] for one in ours]
    assert {one["version"] for one in theirs} == {one["version"] for one in ours}
    assert (create["key"], confirm["key"]) == (payment, f"{payment}:confirm")


def test_the_stand_in_takes_no_parameter_that_the_real_package_does_not_know(stripe):
    for verb, interface in (("create", "PaymentIntentCreateParams"), ("confirm", "PaymentIntentConfirmParams"),
                            ("capture", "PaymentIntentCaptureParams"), ("cancel", "PaymentIntentCancelParams")):
        known = stripe_package.parameters("PaymentIntents", interface)
        assert INTENT_PARAMETERS[verb] <= known, (verb, INTENT_PARAMETERS[verb] - known)
    assert REFUND_PARAMETERS <= stripe_package.parameters("Refunds", "RefundCreateParams")


def test_the_stand_in_refuses_as_the_real_package_understands(stripe):
    made, declined, other, unknown = stripe_package.call(stripe.url, SECRET_KEY, [
        {"make": "paymentIntents.create", "arguments": [{"amount": 900, "currency": "eur"}], "key": "same"},
        {"make": "paymentIntents.create", "arguments": [{"amount": 10, "currency": "eur"}]},
        {"make": "paymentIntents.create", "arguments": [{"amount": 901, "currency": "eur"}], "key": "same"},
        {"make": "paymentIntents.retrieve", "arguments": ["pi_unknown"]},
    ])
    assert made["answer"]["status"] == "requires_payment_method"
    assert declined["error"] == {"type": "StripeInvalidRequestError", "code": "amount_too_small", "status": 400}
    assert other["error"]["type"] == "StripeIdempotencyError"
    assert unknown["error"] == {"type": "StripeInvalidRequestError", "code": "resource_missing", "status": 404}
    assert json.dumps(made)
