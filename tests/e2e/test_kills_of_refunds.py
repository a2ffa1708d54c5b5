"""The process is killed at every step of giving money back: it goes back once."""

import pytest

from harness.gates import Step
from harness.kills import Persistent, kill_at, let_go_of_what_the_dead_held
from harness.values import eur, unique
from harness.waiting import eventually

pytestmark = pytest.mark.slow

STEPS = {
    "the order's refund is written down": Step("orders.refund"),
    "the payment's refund is written down": Step("payments.refund"),
    "what was asked for is committed": Step("payments.refund", at_commit=True),
    "the gateway is about to be asked": Step("payments.refund", "UPDATE", "OLD.asked_at IS NULL"),
    "the gateway takes it in": Step("payments.test_refund"),
    "the gateway gives the money back": Step("payments.test_charge", "UPDATE", "NEW.refunded > OLD.refunded"),
    "the gateway has given it": Step("payments.test_refund", at_commit=True),
    "the refund is settled": Step("payments.refund", "UPDATE", "NEW.status = 'succeeded'"),
    "the payment hears of it": Step("payments.payment_event", "INSERT", "NEW.kind = 'refunded'"),
    "the ledger has it": Step("payments.ledger_transaction", "INSERT", "NEW.kind = 'refund'"),
    "the order hears of it": Step("orders.refund", "UPDATE", "NEW.status = 'succeeded'"),
    "what is settled is committed": Step("payments.ledger_transaction", "INSERT", "NEW.kind = 'refund'", True),
    "the answer is kept for repetitions": Step("kernel.idempotency_key", "UPDATE", "NEW.status IS NOT NULL"),
}
FATES = {"the statement is carried out": False, "the statement is lost": True}


class Wish:
    """A vendor who wants 40.00 of an order of 100.00 to go back."""

    def __init__(self, shop, vendor):
        self.shop, self.vendor, self.buyer = shop, vendor, shop.given_buyer()
        self.placed = self.buyer.order(shop.given_product(vendor, price="100.00")).ok(201)
        self.order = self.placed["orders"][0]
        key = {"Idempotency-Key": unique("refund")}
        body = {"amount": eur("40.00"), "reason": "sudužo"}
        self.asked = Persistent(lambda: vendor.post(f"/api/orders/{self.order['id']}/refunds", body, headers=key))

    def settled(self):
        order = self.buyer.get(f"/api/orders/{self.order['id']}").ok(200)
        return order["payment_status"] == "partially_refunded"

    def check(self, own):
        """It went back once: for the vendor, the bank, the buyer's order and the books."""
        told = self.asked.finish()
        eventually(self.settled, "the money is back", within=90)
        refunds = self.vendor.get(f"/api/orders/{self.order['id']}/refunds").ok(200)["items"]
        assert [(one["id"], one["amount"], one["status"]) for one in refunds] == [(told["id"], eur("40.00"), "succeeded")]
        payment = self.placed["purchase"]["payment"]["id"]
        banked = f"SELECT captured, refunded FROM payments.test_charge WHERE reference = 'test_{payment}'"
        assert own.database.sql(banked, own.name) == ["10000|4000"]
        written = f"SELECT count(*) FROM payments.ledger_transaction WHERE kind = 'refund' AND reference_id = '{told['id']}'"
        assert own.database.sql(written, own.name) == ["1"]
        self.shop.check_nothing_was_said_twice(self.buyer)


@pytest.mark.parametrize("lost", FATES.values(), ids=FATES.keys())
def test_money_goes_back_once_after_a_kill_at_every_step(own_server, lost):
    vendor = own_server.shop.given_vendor()
    wishes = [Wish(own_server.shop, vendor) for _ in STEPS]
    for wish, step in zip(wishes, STEPS.values()):
        # Those of the earlier kills are on their way again, too: somebody is at the step in any case.
        kill_at(own_server, wish.asked.begin, step, lost)
        let_go_of_what_the_dead_held(own_server)
        own_server.server.start()
    for wish in wishes:
        wish.check(own_server)
    own_server.server.command("ledger", "verify")
    own_server.shop.check_nothing_was_said_twice(vendor)
