"""What the operator, the monitoring and other programs see of a running marketplace."""

import re

import pytest

from harness.server import Server
from harness.shop import Shop
from harness.values import unique
from harness.waiting import eventually

PLUGINS = ("users", "catalog", "orders", "payments", "shipping", "vouchers", "notifications")


# -- health and metrics --------------------------------------------------------------------------


def test_health_is_told(shop):
    shop.client().get("/health/live").ok(200)
    shop.client().get("/health/ready").ok(200)


SAMPLE = re.compile(
    r'^[a-zA-Z_:][\w:]*(\{[a-zA-Z_]\w*="(\\.|[^"\\])*"(,[a-zA-Z_]\w*="(\\.|[^"\\])*")*,?\})? '
    r"[-+]?(\d+(\.\d+)?([eE][-+]?\d+)?|Inf|NaN)( \d+)?$"
)


def samples(shop):
    answer = shop.client().get("/metrics").ok(200)
    assert answer.headers["Content-Type"].startswith("text/plain")
    return [line for line in answer.body.decode().splitlines() if line and not line.startswith("#")]


def test_metrics_are_prometheus_text(shop):
    lines = samples(shop)
    assert [line for line in lines if not SAMPLE.match(line)] == []
    assert len(lines) == len({line.rsplit(" ", 1)[0] for line in lines}), "a series appears twice"


@pytest.mark.parametrize("word", ["http_request", "_bucket", "pool", "worker", "outbox", "cache"])
def test_metrics_tell_of(shop, word):
    assert any(word in line.split(" ")[0] for line in samples(shop))


def test_requests_are_counted_by_route_not_by_address(shop):
    shop.given_product()
    for _ in range(20):
        shop.client().get(f"/api/products/{unique('nera')}")
        shop.client().get(f"/{unique('visai-nera')}")
    assert not any("nera-" in line for line in samples(shop))


# -- the contract ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def openapi(_shop):
    return _shop.client().get("/api/openapi.json").ok(200).json


def every(node):
    yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from every(child)


def test_the_description_is_openapi_3_1_and_whole(openapi):
    assert openapi["openapi"].startswith("3.1") and openapi["info"]["title"] and openapi["info"]["version"]
    operations = [
        operation for path in openapi["paths"].values() for method, operation in path.items() if method != "parameters"
    ]
    identifiers = [operation["operationId"] for operation in operations]
    assert len(identifiers) == len(set(identifiers))
    assert all(operation["responses"] and operation["summary"] for operation in operations)
    for node in every(openapi):
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            target = openapi
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]


def test_path_parameters_are_described(openapi):
    for path, methods in openapi["paths"].items():
        wanted = set(re.findall(r"\{(\w+)\}", path))
        for method, operation in methods.items():
            if method != "parameters":
                given = {
                    p["name"]
                    for p in operation.get("parameters", []) + methods.get("parameters", [])
                    if p.get("in") == "path"
                }
                assert given == wanted, (method, path)


CONTRACT = """
    post /api/auth/register   post /api/auth/verify        post /api/auth/login         post /api/auth/refresh
    post /api/auth/logout     get /api/auth/me             patch /api/auth/me           get /.well-known/jwks.json
    post /api/vendors         get /api/vendors             get /api/vendors/{id}        patch /api/vendors/{id}
    get /api/vendors/{id}/products  get /api/vendors/products  get /api/vendors/orders  post /api/admin/vendors/{id}/verification
    get /api/products         get /api/products/search     get /api/products/{id}       get /api/products/categories
    post /api/products        patch /api/products/{id}     delete /api/products/{id}    post /api/products/{id}/images
    get /api/cart             post /api/cart/lines         patch /api/cart/lines/{id}   delete /api/cart/lines/{id}
    delete /api/cart          post /api/shipping/quotes    post /api/orders             get /api/orders
    get /api/orders/{id}      get /api/orders/status       post /api/orders/{id}/status get /api/payments/methods
    get /api/payments/{id}    post /api/payments/{id}/confirm  post /api/payments/webhooks/{id}  get /api/notifications
    post /api/notifications/{id}/read  get /api/notifications/preferences  put /api/notifications/preferences  get /api/stream
""".split()


@pytest.mark.parametrize("method, path", zip(CONTRACT[::2], CONTRACT[1::2]))
def test_the_contract_is_served(openapi, method, path):
    described = {re.sub(r"\{\w+\}", "{id}", p).rstrip("/"): methods for p, methods in openapi["paths"].items()}
    assert method in described[path]


# -- manners of every answer -----------------------------------------------------------------------


def test_a_request_is_followed_by_its_id(shop):
    answer = shop.client().get(
        "/api/products/?limit=1",
        headers={"X-Request-Id": "abc-123", "traceparent": ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")},
    )
    assert answer.headers["X-Request-Id"] == "abc-123"
    assert "0af7651916cd43dd8448eb211c80319c" in answer.headers["traceparent"]
    first, second = (shop.client().get("/api/products/?limit=1").headers["X-Request-Id"] for _ in range(2))
    assert first and second and first != second


def test_answers_carry_what_protects_browsers(shop):
    for path in ("/api/products/?limit=1", "/api/products/nera", "/health/live"):
        headers = shop.client().get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Server" not in headers or not re.search(r"\d", headers["Server"])


def test_other_sites_may_not_read_answers(shop):
    headers = shop.client().get("/api/products/?limit=1", headers={"Origin": "https://evil.test"}).headers
    assert headers.get("Access-Control-Allow-Origin") not in ("*", "https://evil.test")


def test_a_slash_at_the_end_is_ignored(shop):
    for path in ("/api/products/categories", "/api/vendors"):
        assert shop.client().get(path).ok(200).json == shop.client().get(path + "/").ok(200).json


def test_head_is_get_without_the_body(shop):
    path = f"/api/products/{shop.given_product().id}"
    get, head = shop.client().get(path), shop.client().ask("HEAD", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"] and head.headers["Content-Length"] == str(len(get.body))


def test_private_answers_are_not_kept_by_others(shop):
    buyer = shop.given_buyer()
    for path in ("/api/auth/me", "/api/orders/", "/api/cart"):
        assert re.search("no-store|private", buyer.get(path).ok(200).headers["Cache-Control"])


def test_a_cached_answer_does_not_reach_another_reader(shop):
    vendor = shop.given_vendor()
    draft = shop.given_product(vendor, status="draft")
    for _ in range(3):
        vendor.get(f"/api/products/{draft.id}").ok(200)
        assert shop.client().get(f"/api/products/{draft.id}").status == 404


# -- cost ------------------------------------------------------------------------------------------


def queries(client, path, **params):
    """SQL round trips of one uncached answer: nobody asked for this price before."""
    if path.startswith("/api/products"):
        params["max_price"] = str(100_000 + int(unique("").rsplit("-", 1)[1]))
    answer = client.get(path, params=params, headers={"Cache-Control": "no-cache"}).ok(200)
    return int(answer.headers["X-Debug-Queries"]), len(answer["items"])


@pytest.mark.parametrize("path", ["/api/products/", "/api/products/search"])
def test_a_list_costs_the_same_whatever_its_length(shop, path):
    one, twenty, hundred = (queries(shop.client(), path, limit=limit) for limit in (1, 20, 100))
    assert (one[1], twenty[1], hundred[1]) == (1, 20, 100)
    assert one[0] == twenty[0] == hundred[0] <= 5


def test_own_lists_cost_the_same_whatever_their_length(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    goods = [shop.given_product(vendor) for _ in range(12)]
    for product in goods:
        buyer.order(product).ok(201)
    for person, path in ((vendor, "/api/vendors/products"), (vendor, "/api/vendors/orders"), (buyer, "/api/orders/")):
        few, many = queries(person, path, limit=2), queries(person, path, limit=12)
        assert (few[1], many[1]) == (2, 12) and few[0] == many[0] <= 6, path


def test_a_long_cart_costs_what_a_short_one_does(shop):
    def cost(length):
        guest = shop.given_guest().has_in_cart(*(shop.given_product() for _ in range(length)))
        return int(guest.get("/api/cart").ok(200).headers["X-Debug-Queries"])

    assert cost(2) == cost(12) <= 6


def test_quotes_cost_the_same_for_any_number_of_vendors(shop):
    def cost(vendors):
        guest = shop.given_guest().has_in_cart(*(shop.given_product(shop.given_vendor()) for _ in range(vendors)))
        answer = guest.quotes().ok(200)
        assert [len(item["options"]) for item in answer["items"]] == [3] * vendors
        return int(answer.headers["X-Debug-Queries"])

    assert cost(1) == cost(6) <= 8


def test_an_order_takes_few_round_trips(shop):
    guest = shop.given_guest().has_in_cart(shop.given_product())
    answer = guest.place(guest.checkout(guest.methods())).ok(201)
    assert int(answer.headers["X-Debug-Round-Trips"]) <= 12


# -- commands --------------------------------------------------------------------------------------


def test_the_shipped_configuration_is_judged_sound(shop):
    shop.server.command("config", "check")


@pytest.mark.parametrize("plugin", PLUGINS)
def test_the_plugins_are_listed(shop, plugin):
    assert f"statybos.{plugin}" in shop.server.command("plugins", "list")


def test_the_demo_is_loaded_once(own_server):
    def total():
        return own_server.shop.client().get("/api/products/search?limit=1").ok(200)["total"]

    before = total()
    own_server.server.stop()
    own_server.server.command("demo", "load")
    own_server.server.start()
    assert total() == before >= 200


def test_an_empty_folder_is_enough_to_start():
    server = Server(None)
    try:
        server.command("demo", "load")
        server.start()
        shop = Shop(server)
        assert shop.client().get("/api/products/search?limit=1").ok(200)["total"] >= 200
        buyer = shop.given_guest()
        order = buyer.order(shop.given_product()).ok(201)["orders"][0]
        shop.awaited_mail(buyer, order["number"])
        server.stop()
        server.start()
        assert buyer.get("/api/orders/status", params={"number": order["number"], "email": buyer.email}).status == 200
        server.stop()
    finally:
        server.remove()


def test_a_reload_drops_no_request(own_server):
    import signal
    import threading

    shop, failed, stop = own_server.shop, [], threading.Event()

    def keep_asking():
        client = shop.client()
        while not stop.is_set():
            answer = client.get("/api/products/?limit=5")
            if answer.status != 200:
                failed.append(answer)

    threads = [threading.Thread(target=keep_asking) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(3):
            size = own_server.server.log_size()
            own_server.server.process.send_signal(signal.SIGHUP)
            eventually(lambda: own_server.server.log_size() > size, "the reload is logged")
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failed == []
    shop.given_guest().order(shop.given_product()).ok(201)
