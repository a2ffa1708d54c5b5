"""SIGHUP: a new configuration takes over without a dropped request, or changes nothing."""

import threading

import pytest

from harness.operator import core_plugins, only, plugin, reload, rewrite
from harness.server import Server
from harness.shop import Shop

CHAIN = ["test.ten", "test.double"]


def counted():
    """A number that two decorators change, so that their order shows: (1 + 10) · 2, or 1 · 2 + 10."""
    names = ("counter", "ten", "double", "reader")
    return [plugin(f"test.{name}", f"fixture_{name}") for name in names]


def overridden(*chain):
    return {"test.counter": {"chain": list(chain)}}


@pytest.fixture
def server(databases, demo, request):
    """The whole marketplace with the counted number beside it."""
    name = databases.create(demo.name)
    changes = only(*core_plugins(), *counted(), overrides=overridden(*CHAIN))
    server = Server(databases.url_of(name), changes, data=demo.data)
    request.node.watched = (server, 0)
    try:
        yield server.start()
        if server.process:
            server.stop()
    finally:
        server.remove()
        databases.drop(name)


class Load:
    """Clients that keep asking; every answer is judged."""

    def __init__(self, shop, **paths):
        """@param paths  by path: what an answer may be, as (status, body or None)"""
        self.wrong, self.answered, self._stop = [], 0, threading.Event()
        self.threads = [
            threading.Thread(target=self._ask, args=(shop, path, allowed))
            for path, allowed in paths.items()
            for _ in range(2)
        ]

    def _ask(self, shop, path, allowed):
        client = shop.client()
        while not self._stop.is_set():
            try:
                answer = client.get(path)
            except OSError as broken:
                self.wrong.append(broken)
                return
            self.answered += 1
            if not any(answer.status == status and body in (None, answer.body) for status, body in allowed):
                self.wrong.append(answer)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self.threads:
            thread.join()


def value(shop):
    return shop.client().get("/test.reader").ok(200).body


def test_settings_plugins_and_overrides_change_under_load_without_a_dropped_request(server):
    shop = Shop(server)
    assert value(shop) == b"22"
    asked = {
        "/api/products/?limit=5": [(200, None)],
        "/test.reader": [(200, b"22"), (200, b"12")],
        "/api/notifications": [(401, None), (404, None)],
    }
    with Load(shop, **asked) as load:
        rewrite(server, overrides=overridden(*reversed(CHAIN)))
        assert "reloaded;" in reload(server)
        assert value(shop) == b"12"

        without = [entry for entry in core_plugins() if entry["id"] != "statybos.notifications"]
        rewrite(server, plugins=without + counted())
        assert "reloaded;" in reload(server)
        shop.client().get("/api/notifications").refused(404, "not_found")
        shop.client().get("/api/products/?limit=1").ok(200)

        rewrite(server, plugins=core_plugins() + counted())
        assert "reloaded;" in reload(server)
        shop.client().get("/api/notifications").refused(401, "unauthenticated")
    assert load.wrong == [] and load.answered > 50
    shop.given_guest().order(shop.given_product()).ok(201)


def test_a_plugins_settings_change_while_orders_are_placed(server):
    shop = Shop(server)
    product = shop.given_product(quantity="100000")
    placed, stop = [], threading.Event()

    def keep_ordering():
        while not stop.is_set():
            placed.append(shop.given_guest().order(product))

    threads = [threading.Thread(target=keep_ordering) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for size in ("8MiB", "16MiB", "8MiB"):
            rewrite(server, "plugins/users.yaml", password_hash_memory=size)
            assert "reloaded;" in reload(server)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert [answer for answer in placed if answer.status != 201] == []
    assert shop.product(product)["quantity"] == str(100000 - len(placed))


@pytest.mark.parametrize(
    "name, change, said",
    [
        ("marketplace.yaml", {"plugins": [{"id": "statybos.catalgo"}]}, "statybos.catalgo"),
        ("marketplace.yaml", {"overrides": {"test.countr": {"chain": CHAIN}}}, 'did you mean \\"test.counter\\"?'),
        ("marketplace.yaml", {"overrides": {}}, "chain: [test.ten, test.double]"),
        ("plugins/orders.yaml", {"recovery_intervall": "1s"}, 'did you mean \\"recovery_interval\\"?'),
        ("plugins/catalog.yaml", {"currency": "euros"}, "catalog.yaml:"),
    ],
)
def test_a_broken_configuration_leaves_the_running_one_and_says_why(server, name, change, said):
    shop = Shop(server)
    before = shop.client().get("/api/products/?limit=3").ok(200).json
    rewrite(server, name, **change)
    log = reload(server)
    assert "not reloaded, all goes on as before" in log and said in log
    assert value(shop) == b"22"
    assert shop.client().get("/api/products/?limit=3").ok(200).json == before
    shop.client().get("/health/ready").ok(200)


def test_a_plugin_that_does_not_start_leaves_the_running_ones(server):
    rewrite(server, plugins=core_plugins() + counted() + [plugin("test.throwing", "fixture_throws_create")])
    log = reload(server)
    assert "test.throwing failed in create(): cannot read the price list" in log
    shop = Shop(server)
    assert value(shop) == b"22"
    shop.client().get("/health/ready").ok(200)
