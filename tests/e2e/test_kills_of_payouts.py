"""The process is killed at every step of paying vendors: each is paid once."""

import pytest

from harness.gates import Step
from harness.kills import Persistent, kill_at, let_go_of_what_the_dead_held
from harness.values import eur, unique

pytestmark = pytest.mark.slow

MAKING = {
    "the payout is written down": Step("payments.payout"),
    "it takes its earnings": Step("payments.payout_entry"),
    "the ledger has it": Step("payments.ledger_transaction", "INSERT", "NEW.kind = 'payout'"),
    "what was made is committed": Step("payments.payout", at_commit=True),
    "the answer is kept for repetitions": Step("kernel.idempotency_key", "UPDATE", "NEW.status IS NOT NULL"),
}
SENDING = {
    "it is said to be sent": Step("payments.payout", "UPDATE", "NEW.status = 'sent'"),
    "the ledger has that": Step("payments.ledger_transaction", "INSERT", "NEW.kind = 'payout_sent'"),
    "that is committed": Step("payments.payout", "UPDATE", "NEW.status = 'sent'", True),
}
FATES = {"the statement is carried out": False, "the statement is lost": True}


def given_payable(shop):
    """A vendor to whom 108.90 is payable."""
    vendor = shop.given_vendor()
    order = shop.given_buyer().order(shop.given_product(vendor, price="121.00")).ok(201)["orders"][0]
    vendor.move(order, "shipped").ok(200)
    vendor.move(order, "completed").ok(200)
    return vendor


def payouts_of(shop, vendor):
    return shop.admin.items("/api/admin/payouts", vendor=vendor.id)


def postings_of(shop, vendor):
    return [one["kind"] for one in shop.admin.items("/api/admin/ledger", account=f"payouts:{vendor.id}")]


def kill_and_start(own, begin, step, lost):
    kill_at(own, begin, step, lost)
    let_go_of_what_the_dead_held(own)
    own.server.start()


@pytest.mark.parametrize("lost", FATES.values(), ids=FATES.keys())
def test_a_vendor_is_paid_once_after_a_kill_at_every_step(own_server, lost):
    shop = own_server.shop
    vendors = [given_payable(shop) for _ in MAKING]
    wishes = []
    for vendor, step in zip(vendors, MAKING.values()):
        # Twice as much would be payable, too.
        body, key = {"vendor_id": vendor.id, "amount": eur("50.00")}, {"Idempotency-Key": unique("payout")}
        wishes.append(Persistent(lambda b=body, k=key: shop.admin.post("/api/admin/payouts", b, headers=k)))
        kill_and_start(own_server, wishes[-1].begin, step, lost)
    for vendor, wish in zip(vendors, wishes):
        told = wish.finish()
        made = [(one["id"], one["amount"], one["status"]) for one in payouts_of(shop, vendor)]
        assert made == [(told["id"], eur("50.00"), "pending")]
        assert vendor.get("/api/vendors/earnings").ok(200)["payable"] == eur("58.90")
        assert postings_of(shop, vendor) == ["payout"]

    for wish, step in zip(wishes, SENDING.values()):
        path = f"/api/admin/payouts/{wish.answer['id']}/status"
        sent = Persistent(lambda p=path: shop.admin.post(p, {"status": "sent", "reference": "A-1"}))
        kill_and_start(own_server, sent.begin, step, lost)
        assert sent.finish()["status"] == "sent"
    for vendor in vendors[: len(SENDING)]:
        assert [one["status"] for one in payouts_of(shop, vendor)] == ["sent"]
        assert postings_of(shop, vendor) == ["payout_sent", "payout"]
        assert vendor.get("/api/vendors/earnings").ok(200)["paid"] == eur("50.00")
    own_server.server.command("ledger", "verify")


@pytest.mark.parametrize("lost", FATES.values(), ids=FATES.keys())
def test_a_sweep_that_was_killed_half_way_pays_the_rest_when_it_is_repeated(own_server, lost):
    shop = own_server.shop
    vendors = sorted((given_payable(shop) for _ in range(3)), key=lambda vendor: vendor.id)
    key = {"Idempotency-Key": unique("sweep")}
    swept = Persistent(lambda: shop.admin.post("/api/admin/payouts/sweep", headers=key))
    kill_and_start(own_server, swept.begin, Step("payments.payout", "INSERT", f"NEW.vendor_id = '{vendors[1].id}'"), lost)
    swept.finish()
    for vendor in vendors:
        assert [one["amount"] for one in payouts_of(shop, vendor)] == [eur("108.90")]
        assert vendor.get("/api/vendors/earnings").ok(200)["payable"] == eur("0.00")
    own_server.server.command("ledger", "verify")
