"""Several nodes on one database: what one changes, the others show; one may go while the others serve."""

import threading
from contextlib import contextmanager

import pytest
import requests

from harness.operator import only, plugin, run
from harness.server import Server
from harness.shop import Shop
from harness.values import eur
from harness.waiting import eventually

# Nothing in a cache grows old in time, so what is new came as news.
FOREVER = {"marketplace.yaml": {"server": {"cache": {"lifetime": "1h"}}}}
NOTES = only(plugin("test.shop", "fixture_shop"), server={"cache": {"lifetime": "1h"}})


@contextmanager
def nodes(databases, *changes, template=None):
    """Running servers on one new database, a changed configuration each."""
    name = databases.create(template and template.name)
    servers = []
    try:
        for change in changes:
            servers.append(Server(databases.url_of(name), change, data=template and template.data))
            servers[-1].start()
        yield name, *servers
        for server in servers:
            if server.process:
                server.stop()
    finally:
        for server in servers:
            server.remove()
        databases.drop(name)


@pytest.fixture
def marketplaces(databases, demo):
    with nodes(databases, FOREVER, FOREVER, template=demo) as (name, here, there):
        yield name, Shop(here), Shop(there)


@pytest.fixture
def notebooks(databases):
    with nodes(databases, NOTES, NOTES) as (name, here, there):
        yield name, Shop(here).client(), Shop(there).client()


def price_at(shop, product):
    return shop.product(product)["original_price"]["amount"]


def cached(shop, path):
    """The answer that the cache has; what was changed just before may be news yet, and void it."""

    def hits():
        text = shop.client().get("/metrics").ok(200).body.decode()
        return float(text.split('statybos_http_cache_total{result="hit"} ')[1].split("\n")[0])

    def kept():
        before = hits()
        answer = shop.client().get(path).ok(200)
        return answer if hits() == before + 1 else None

    return eventually(kept, f"{path} is cached", within=10)


# -- news ----------------------------------------------------------------------------------------


def test_a_product_edited_on_one_node_is_shown_anew_by_the_other(marketplaces):
    _, here, there = marketplaces
    product = here.given_product(price="10.00")
    path = f"/api/products/{product.id}"
    assert cached(there, path)["original_price"] == eur("10.00")
    cached(there, "/api/products/?limit=5")

    product.seller.patch(path, {"original_price": eur("12.50")}).ok(200)
    eventually(lambda: price_at(there, product) == "12.50", "the other node shows the new price", within=15)
    cards = there.client().get("/api/products/?limit=5").ok(200)["items"]
    assert [card["original_price"] for card in cards if card["id"] == product.id] == [eur("12.50")]


def test_goods_that_are_ordered_on_one_node_are_gone_on_the_other(marketplaces):
    _, here, there = marketplaces
    product = here.given_product(quantity="1")
    assert cached(there, f"/api/products/{product.id}")["status"] == "available"
    here.given_guest().order(product).ok(201)
    eventually(lambda: there.product(product).status == "sold", "the other node knows that it is sold", within=15)
    line = {"product_id": product.id, "quantity": "1"}
    there.client().post("/api/cart/lines", line).refused(409, "insufficient_stock")


def test_a_live_event_reaches_both_nodes_once(notebooks):
    _, here, there = notebooks
    here.post("/notes", {"text": "one"}).ok(200)
    there.post("/notes", {"text": "two"}).ok(200)
    for node in (here, there):
        heard = eventually(
            lambda node=node: sorted(node.get("/shown").ok(200)["text"].strip("[]").split("][")) == ["one", "two"],
            "both nodes heard both events",
        )
        assert heard


def test_a_large_live_event_crosses_too(notebooks):
    _, here, there = notebooks
    text = "š" * 9000  # more bytes than a NOTIFY takes
    here.post("/notes", {"text": text}).ok(200)
    eventually(lambda: there.get("/shown").ok(200)["text"] == f"[{text}]", "the whole text is heard")


def test_a_command_tells_the_running_server(marketplaces):
    """What works beside a server is a node as well."""
    _, here, there = marketplaces
    before = cached(there, "/api/products/categories")
    here.admin.post(
        "/api/admin/categories", {"slug": "naujiena", "name_lt": "Naujiena", "name_en": "Novelty"}
    ).ok(201)
    eventually(
        lambda: there.client().get("/api/products/categories").ok(200).body != before.body,
        "the other node shows the new category",
        within=15,
    )


# -- news that are missed ------------------------------------------------------------------------


def test_a_node_that_lost_its_ear_forgets_what_it_kept(databases, notebooks):
    name, here, there = notebooks
    here.post("/notes", {"text": "one"}).ok(200)
    eventually(lambda: there.get("/notes").ok(200)["text"] == "1", "the other node counts it")
    there.get("/notes").ok(200)
    try:
        # From here on nobody can connect; what is connected works on.
        databases.sql(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        gone = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query = 'LISTEN kernel_live'"
        assert databases.sql(f"{gone} AND datname = '{name}'") == ["2"]
        here.post("/notes", {"text": "two"}).ok(200)
        assert there.get("/notes").ok(200)["text"] == "1"  # it cannot know
    finally:
        databases.sql(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    eventually(lambda: there.get("/notes").ok(200)["text"] == "2", "it asks anew once it listens again", within=15)
    here.post("/notes", {"text": "three"}).ok(200)
    eventually(lambda: there.get("/notes").ok(200)["text"] == "3", "and hears news as before", within=15)


def test_a_node_that_is_alone_tells_nobody(databases):
    alone = only(
        plugin("test.shop", "fixture_shop"), server={"debug_headers": "true"}, database={"shared": "false"}
    )
    among_others = only(plugin("test.shop", "fixture_shop"), server={"debug_headers": "true"})
    with nodes(databases, alone, among_others) as (_, one, other):
        costs = [
            int(Shop(node).client().post("/notes", {"text": "x"}).ok(200).headers["X-Debug-Queries"])
            for node in (one, other)
        ]
        assert costs[1] == costs[0] + 1  # the one NOTIFY


# -- coming and going ----------------------------------------------------------------------------


def test_a_node_stops_under_load_and_cuts_no_request(databases):
    """Whatever a node did, it told; the other serves on."""
    with nodes(databases, NOTES, NOTES) as (name, going, staying):
        told, going_on = {going: set(), staying: set()}, threading.Event()
        refused = []

        def keep_writing(server, number):
            client, count = Shop(server).client(), 0
            while not going_on.is_set():
                count += 1
                text = f"{server.port}-{number}-{count}"
                try:
                    answer = client.post("/notes", {"text": text})
                except requests.ConnectionError:
                    if server is staying:
                        refused.append(text)
                    return
                if answer.status == 200:
                    told[server].add(text)
                elif server is staying:
                    refused.append(answer)

        threads = [
            threading.Thread(target=keep_writing, args=(server, number))
            for server in (going, staying)
            for number in range(6)
        ]
        for thread in threads:
            thread.start()
        eventually(lambda: len(told[going]) > 60 and len(told[staying]) > 60, "both write")
        going.stop()  # asserts that it ended with 0
        reached = len(told[staying])
        eventually(lambda: len(told[staying]) > reached + 60, "the other writes on")
        going_on.set()
        for thread in threads:
            thread.join()
        assert refused == []
        written = set(databases.sql("SELECT text FROM test_shop.note", name))
        assert written == told[going] | told[staying]


def test_durable_events_of_a_node_that_was_killed_are_delivered_by_the_other(databases):
    with nodes(databases, NOTES, NOTES) as (_, killed, other):
        client = Shop(killed).client()
        for number in range(30):
            client.post("/notes", {"text": str(number)}).ok(200)
        killed.kill()
        eventually(
            lambda: Shop(other).client().get("/heard").ok(200)["text"] == "30", "the other node delivers", within=90
        )


def test_two_nodes_that_start_at_once_migrate_once(databases):
    name = databases.create()
    servers = [Server(databases.url_of(name), NOTES) for _ in range(2)]
    try:
        for server in servers:
            server.start(ready=False)
        for server in servers:
            server.wait_until_ready()
        assert databases.sql("SELECT count(*) FROM kernel.migration WHERE plugin = 'test.shop'", name) == ["1"]
        assert run(servers[0], "migrate").out == "The database is up to date.\n"
        for server in servers:
            server.stop()
    finally:
        for server in servers:
            server.remove()
        databases.drop(name)
