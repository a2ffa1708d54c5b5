"""A source fork stands in for a core plugin: one class decides otherwise, everything else goes on."""

import pytest

from harness.operator import core_plugins, only, plugin, reload, rewrite, run
from harness.server import Server
from harness.shop import Shop
from harness.waiting import eventually

FORK = plugin("acme.catalog", "forked_catalog", config="config/plugins/catalog.yaml")
APPLIED = "SELECT plugin, number, checksum FROM kernel.migration ORDER BY plugin, number"
SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' ORDER BY nspname"


@pytest.fixture
def forked(databases, demo, request):
    """The demo's marketplace under the forked catalog."""
    name = databases.create(demo.name)
    server = Server(databases.url_of(name), only(*core_plugins(), FORK), data=demo.data)
    server.sql = lambda statement: databases.sql(statement, name)
    server.demo_sql = lambda statement: databases.sql(statement, demo.name)
    request.node.watched = (server, 0)
    try:
        yield server.start()
        if server.process:
            server.stop()
    finally:
        server.remove()
        databases.drop(name)


def test_the_forks_class_decides_and_everything_else_is_the_catalogs(forked):
    shop = Shop(forked)
    product = shop.given_product(price="10.00")
    product.seller.delete(f"/api/products/{product.id}").refused(403, "products_stay")
    assert shop.product(product).status == "available"
    shop.given_guest().order(product).ok(201)
    shop.admin.delete(f"/api/products/{product.id}").ok(204)
    assert shop.client().get(f"/api/products/{product.id}").status == 404


def test_the_fork_keeps_the_catalogs_tables_pictures_and_listeners(forked):
    shop = Shop(forked)
    cards = shop.client().get("/api/products/?limit=20").ok(200)["items"]
    pictures = [picture["url"] for card in cards for picture in card["images"]]
    assert pictures, "the demo has pictures"
    picture = shop.client().get(pictures[0][pictures[0].index("/media/") :]).ok(200)
    assert picture.headers["Content-Type"].startswith("image/")
    # A listener in the transaction: a vendor's new name reaches the catalog's read model.
    vendor = shop.given_vendor()
    product = shop.given_product(vendor)
    vendor.patch(f"/api/vendors/{vendor.id}", {"display_name": "Nauja lentynėlė"}).ok(200)
    eventually(
        lambda: shop.product(product)["vendor"]["display_name"] == "Nauja lentynėlė", "the card shows the new name"
    )


def test_the_fork_migrates_nothing(forked):
    assert forked.sql(APPLIED) == forked.demo_sql(APPLIED)
    assert forked.sql(SCHEMAS) == forked.demo_sql(SCHEMAS)
    assert not [line for line in forked.sql(APPLIED) if line.startswith("acme.")]


def test_the_fork_is_put_in_and_taken_out_by_a_reload(forked):
    shop = Shop(forked)
    product = shop.given_product()
    rewrite(forked, plugins=core_plugins())
    assert "reloaded;" in reload(forked)
    product.seller.delete(f"/api/products/{product.id}").ok(204)
    other = shop.given_product()
    rewrite(forked, plugins=core_plugins() + [FORK])
    assert "reloaded;" in reload(forked)
    other.seller.delete(f"/api/products/{other.id}").refused(403, "products_stay")


def test_the_graph_shows_the_fork_in_the_catalogs_place(forked):
    done = run(forked, "plugins", "graph")
    assert done.code == 0
    assert "  statybos.catalog.stock v1: acme.catalog 1.0.0" in done.out
    assert "statybos.orders -> statybos.catalog.stock of acme.catalog" in done.out
    assert " statybos.catalog 0.1.0" not in done.out


def test_a_fork_without_its_module_is_refused(forked):
    without = [entry for entry in core_plugins() if entry["id"] != "statybos.catalog"]
    rewrite(forked, plugins=without + [FORK])
    done = run(forked, "config", "check")
    assert (done.code, done.out) == (2, "")
    assert "acme.catalog stands in for statybos.catalog, which is not enabled: enable it as well" in done.err
