"""Behind PgBouncer in transaction mode, where no connection is the same twice."""

import pytest

from harness.databases import Cluster
from harness.pooler import Pooler
from harness.server import Server
from harness.shop import Shop
from harness.values import eur
from harness.waiting import eventually


@pytest.fixture(scope="module")
def pooled():
    """Two nodes on one demo, all of their transactions over two connections of PostgreSQL."""
    cluster = Cluster()
    pooler = Pooler(cluster.folder)
    name = cluster.create()
    database = {
        "url": pooler.url_of(name),
        "direct_url": cluster.url_of(name),
        "prepared_statements": "false",
    }
    changes = {"marketplace.yaml": {"database": database, "server": {"cache": {"lifetime": "1h"}}}}
    first = Server(None, changes)
    servers = [first]
    try:
        first.command("demo", "load")
        servers.append(Server(None, changes, data=first.data))
        for server in servers:
            server.start()
        yield [Shop(server) for server in servers]
        for server in servers:
            server.stop()
    finally:
        for server in servers:
            server.remove()
        pooler.remove()
        cluster.remove()


def test_many_buyers_order_over_two_connections(pooled):
    shop, _ = pooled
    product = shop.given_product(quantity="5")
    answers = shop.together(lambda buyer: buyer.order(product), buyers=12)
    assert sorted(answer.status for answer in answers) == [201] * 5 + [409] * 7
    assert shop.product(product).status == "sold"


def test_mails_and_jobs_go_out(pooled):
    shop, _ = pooled
    buyer = shop.given_guest()
    number = buyer.order(shop.given_product()).ok(201)["orders"][0]["number"]
    eventually(lambda: [mail for node in pooled for mail in node.mail_to(buyer, number)], "the mail is sent")


def test_news_reach_the_other_node_past_the_pooler(pooled):
    here, there = pooled
    product = here.given_product(price="10.00")
    for _ in range(2):
        assert there.product(product)["original_price"] == eur("10.00")
    product.seller.patch(f"/api/products/{product.id}", {"original_price": eur("11.00")}).ok(200)
    eventually(lambda: there.product(product)["original_price"] == eur("11.00"), "the other node shows it", within=15)
