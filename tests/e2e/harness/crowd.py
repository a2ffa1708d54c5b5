"""Buyers who order while the machine fails, and the books that must be right afterwards."""

import threading
import time

import requests

from .values import unique
from .waiting import PATIENCE, eventually

STOCK = 500


class Crowd:
    """Buyers who each want one order of one product and try again, with one key, until they know.

    What a buyer is told is what counts: an order it was promised must be there, once.
    """

    def __init__(self, own, size, token="tok_ok"):
        """@param own  as the fixtures own_server and own_database"""
        self.own, self.shop = own, own.shop
        self.product = self.shop.given_product(self.shop.given_vendor(), price="10.00", quantity=str(STOCK))
        self.buyers = [self.shop.given_guest() for _ in range(size)]
        for buyer in self.buyers:
            buyer.has_in_cart(self.product)
            buyer.body, buyer.key = buyer.checkout(buyer.methods(), token=token), unique("key")
            buyer.answers = []
        self.threads = []
        self.moving = threading.Event()

    def begin(self, tries=None):
        """@param tries  how often a buyer asks at most; None: until it knows"""
        self.threads = [
            threading.Thread(target=self._persist, args=(buyer, tries), daemon=True) for buyer in self.buyers
        ]
        for thread in self.threads:
            thread.start()
        return self

    def _persist(self, buyer, tries):
        deadline = time.monotonic() + 180 * PATIENCE
        while time.monotonic() < deadline and tries != 0:
            tries = tries and tries - 1
            try:
                answer = buyer.place(buyer.body, buyer.key)
            except requests.RequestException:
                answer = None
            self.moving.set()
            if answer is not None:
                buyer.answers.append(answer)
                if answer.status in (201, 202):
                    return
            time.sleep(0.05)

    def finish(self):
        for thread in self.threads:
            thread.join(240 * PATIENCE)
        assert not any(thread.is_alive() for thread in self.threads), "some buyer still waits for an answer"
        return self

    def statuses(self):
        return {answer.status for buyer in self.buyers for answer in buyer.answers}

    def settled_orders(self):
        """The vendor's orders that stand, once none waits for anything any more."""

        def settled():
            open_purchases = self.own.database.sql(
                "SELECT count(*) FROM orders.purchase WHERE status IN ('placing', 'waiting')", self.own.name
            )
            return open_purchases == ["0"]

        eventually(settled, "recovery settles what was open", within=90)
        orders = self.product.seller.orders_of(self.product)
        return [order for order in orders if order["status"] != "cancelled"]

    def banked(self):
        """Cents that the test bank holds for this product's orders."""
        (cents,) = self.own.database.sql(
            "SELECT coalesce(sum(c.captured - c.refunded), 0) FROM payments.test_charge c"
            " WHERE c.reference IN (SELECT 'test_' || p.payment_id FROM orders.purchase p"
            ' JOIN orders."order" o ON o.purchase_id = p.id JOIN orders.line l ON l.order_id = o.id'
            f" WHERE l.product_id = '{self.product.id}')",
            self.own.name,
        )
        return int(cents)

    def check_agreement(self, orders):
        """Orders that stand are paid; stock and money are what these orders say."""
        assert {(order["status"], order["payment_status"]) for order in orders} <= {("confirmed", "paid")}
        assert self.shop.product(self.product)["quantity"] == str(STOCK - len(orders))
        assert self.banked() == 1000 * len(orders)

    def check_books(self):
        """Each buyer has exactly one order, the one it was told of, and the books agree."""
        orders = self.settled_orders()
        assert sorted(order["billing"]["email"] for order in orders) == sorted(buyer.email for buyer in self.buyers)
        self.check_agreement(orders)
        promised = {order["number"] for buyer in self.buyers for order in buyer.answers[-1]["orders"]}
        assert {order["number"] for order in orders} == promised

    def check_mails(self):
        """Each buyer was written to about the order, and nobody twice the same."""
        for buyer in self.buyers:
            for order in buyer.answers[-1]["orders"]:
                self.shop.awaited_mail(buyer, order["number"])
            self.shop.check_nothing_was_said_twice(buyer)
