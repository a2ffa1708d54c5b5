"""The database fails and the process is told to end; orders and stock still agree afterwards."""

import random
import threading
import time

import pytest
import requests

from harness.crowd import STOCK, Crowd
from harness.waiting import eventually

pytestmark = pytest.mark.slow

# -- the database is away ------------------------------------------------------------------------


def refused_for_now(answer):
    return answer.status == 503 and answer.refused(503, answer["code"])


def test_without_the_database_the_answer_is_503_until_it_is_back(own_database):
    shop, product = own_database.shop, own_database.shop.given_product()
    guest = shop.given_guest().has_in_cart(product)
    body = guest.checkout(guest.methods())
    own_database.database.stop()
    try:
        assert refused_for_now(eventually(lambda: (a := guest.place(body)).status == 503 and a, "orders are refused"))
        assert refused_for_now(shop.client().get(f"/api/products/?max_price={random.randint(1, 10**6)}"))
        assert shop.client().get("/health/ready").status == 503
        shop.client().get("/health/live").ok(200)
    finally:
        own_database.database.start()
    own_database.server.wait_until_ready()
    eventually(lambda: guest.place(body).status == 201, "the same cart is ordered")
    assert shop.product(product)["quantity"] == "9"


def test_the_database_stops_and_returns_under_load(own_database):
    crowd = Crowd(own_database, 16).begin()
    for _ in range(3):
        crowd.moving.wait(60)
        time.sleep(0.05)
        own_database.database.stop()
        crowd.moving.clear()
        crowd.moving.wait(30)
        own_database.database.start()
    own_database.server.wait_until_ready()
    crowd.finish().check_books()
    assert crowd.statuses() <= {201, 202, 503, 409}, crowd.statuses()


def test_a_server_that_starts_before_its_database_waits_for_it(own_database):
    own_database.server.stop()
    own_database.database.stop()
    own_database.server.start(ready=False)
    try:
        time.sleep(1)
        alive = own_database.server.process.poll() is None
    finally:
        own_database.database.start()
    if alive:
        own_database.server.wait_until_ready()
    else:
        # To refuse to start, with a message, is the other honest answer.
        assert own_database.server.process.returncode not in (0, -11, -6)
        assert "database" in own_database.server.tail().lower()
        own_database.server.process = None
        own_database.server.start()
    own_database.shop.client().get("/api/products/?limit=1").ok(200)


def test_a_connection_that_the_database_ends_is_replaced(own_database):
    shop = own_database.shop
    product = shop.given_product(quantity="50")
    for _ in range(5):
        own_database.database.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{own_database.name}' AND pid <> pg_backend_pid()"
        )
        eventually(lambda: shop.given_guest().order(product).status == 201, "orders go on")


# -- the end of a process ------------------------------------------------------------------------


def test_a_stop_under_load_finishes_what_was_begun(own_server):
    shop = own_server.shop
    product = shop.given_product(shop.given_vendor(), quantity=str(STOCK))
    told, odd, stopping = [], [], threading.Event()

    def keep_ordering():
        while not stopping.is_set():
            guest = shop.given_guest()
            try:
                answer = guest.order(product)
            except (requests.ConnectionError, requests.Timeout):
                return
            (told if answer.status == 201 else odd).append(answer)

    threads = [threading.Thread(target=keep_ordering, daemon=True) for _ in range(6)]
    for thread in threads:
        thread.start()
    eventually(lambda: len(told) >= 12, "orders are under way")
    own_server.server.stop()
    stopping.set()
    for thread in threads:
        thread.join(60)
    assert {answer.status for answer in odd} <= {503}, odd
    own_server.server.start()
    there = {order["number"] for order in product.seller.orders_of(product)}
    assert {answer["orders"][0]["number"] for answer in told} <= there
