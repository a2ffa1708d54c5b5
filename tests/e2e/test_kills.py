"""The process is killed at every step of placing an order: it is there once or not at all."""

import pytest

from harness.crowd import Crowd
from harness.gates import Step
from harness.kills import kill_at, let_go_of_what_the_dead_held

pytestmark = pytest.mark.slow

STEPS = {
    "the purchase is written down": Step("orders.purchase"),
    "the payment is opened": Step("payments.payment"),
    "the goods are reserved": Step("catalog.product", "UPDATE", "NEW.reserved > OLD.reserved"),
    "what is prepared is committed": Step("orders.purchase", at_commit=True),
    "the gateway takes the money": Step("payments.test_charge"),
    "the gateway has answered": Step("payments.payment_event"),
    "the orders are confirmed": Step('orders."order"', "UPDATE", "NEW.status = 'confirmed'"),
    "the goods are consumed": Step("catalog.product", "UPDATE", "NEW.on_hand < OLD.on_hand"),
    "what is finalised is committed": Step("payments.payment_event", at_commit=True),
    "the answer is kept for repetitions": Step("kernel.idempotency_key", "UPDATE", "NEW.status IS NOT NULL"),
}
FATES = {"the statement is carried out": False, "the statement is lost": True}


def let_recovery_look(own, when):
    """At what is open now: `when` as SQL."""
    own.database.sql(
        f"UPDATE orders.purchase SET checked_at = {when} WHERE status IN ('placing', 'waiting')", own.name
    )


@pytest.mark.parametrize("lost", FATES.values(), ids=FATES.keys())
def test_buyers_who_ask_again_have_one_order_each_after_a_kill_at_every_step(own_server, lost):
    crowds = [Crowd(own_server, 1) for _ in STEPS]
    for crowd, step in zip(crowds, STEPS.values()):
        # Those of the earlier kills are on their way again, too: somebody is at the step in any case.
        kill_at(own_server, crowd.begin, step, lost)
        let_go_of_what_the_dead_held(own_server)
        own_server.server.start()
    for crowd in crowds:
        crowd.finish().check_books()
        crowd.check_mails()


@pytest.mark.parametrize("lost", FATES.values(), ids=FATES.keys())
def test_of_buyers_who_never_ask_again_all_books_agree(own_server, lost):
    crowds = {name: Crowd(own_server, 1) for name in STEPS}
    for name, step in STEPS.items():
        kill_at(own_server, lambda: crowds[name].begin(tries=1), step, lost)
        crowds[name].finish()
        # Recovery comes to the same steps: it must not be taken for the next buyer.
        let_recovery_look(own_server, "now() + interval '1 hour'")
        own_server.server.start()
    let_recovery_look(own_server, "NULL")

    stood = set()
    for name, crowd in crowds.items():
        orders = crowd.settled_orders()
        assert len(orders) <= 1, name
        crowd.check_agreement(orders)
        stood |= {name} if orders else set()
    # What the gateway has taken becomes an order; what it has never heard of becomes none.
    taken = list(STEPS)[list(STEPS).index("the gateway has answered") :]
    assert stood == set(taken) | (set() if lost else {"the gateway takes the money"})
