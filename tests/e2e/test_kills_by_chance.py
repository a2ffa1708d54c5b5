"""The process is killed when nobody expects it; orders, stock and mails still agree afterwards."""

import random
import time

import pytest

from harness.crowd import Crowd
from harness.kills import let_go_of_what_the_dead_held

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(2))
def test_kills_in_the_middle_of_orders_neither_lose_nor_double_one(own_server, seed):
    moment = random.Random(seed)
    crowds = []
    for _ in range(12):
        # Those of the earlier kills are on their way again, too.
        crowds.append(Crowd(own_server, 8).begin())
        # The first answer says that orders are under way; the rest of the way is chance.
        crowds[-1].moving.wait(60)
        time.sleep(moment.uniform(0, 0.1))
        own_server.server.kill()
        let_go_of_what_the_dead_held(own_server)
        own_server.server.start()
    for crowd in crowds:
        crowd.finish().check_books()


def test_a_kill_while_the_gateways_answer_is_awaited_is_recovered(own_server):
    crowd = Crowd(own_server, 5, token="tok_timeout").begin()
    crowd.moving.wait(60)
    own_server.server.kill()
    own_server.server.start()
    crowd.finish().check_books()


def test_a_kill_after_the_answer_changes_nothing(own_server):
    shop = own_server.shop
    buyer, product = shop.given_buyer(), shop.given_product(quantity="1")
    order = buyer.order(product).ok(201)["orders"][0]
    own_server.server.kill()
    own_server.server.start()
    now = buyer.get(f"/api/orders/{order['id']}").ok(200)
    assert (now["status"], now["payment_status"]) == ("confirmed", "paid")
    assert shop.product(product).status == "sold"
    shop.awaited_mail(buyer, order["number"])


def test_a_kill_while_the_buyer_is_at_the_bank_is_survived(own_server):
    shop = own_server.shop
    buyer, product = shop.given_buyer(), shop.given_product(price="50.00", quantity="1")
    placed = buyer.order(product, token="tok_action_required").ok(201)
    own_server.server.kill()
    own_server.server.start()
    payment = placed["purchase"]["payment"]["id"]
    assert shop.product(product).status == "reserved"
    shop.webhook("payment.captured", payment, "50.00").ok(200)
    now = buyer.get(f"/api/orders/{placed['orders'][0]['id']}").ok(200)
    assert (now["status"], now["payment_status"]) == ("confirmed", "paid")
    assert shop.product(product).status == "sold"


def test_mails_that_a_kill_interrupted_are_sent_after_the_start(own_server):
    shop = own_server.shop
    vendor = shop.given_vendor()
    orders = []
    for _ in range(5):
        guest = shop.given_guest()
        orders.append((guest, guest.order(shop.given_product(vendor)).ok(201)["orders"][0]["number"]))
    own_server.server.kill()
    own_server.server.start()
    for guest, number in orders:
        shop.awaited_mail(guest, number)
