"""/metrics: what monitoring lives on is there, well-formed, and counts what happened."""

import re

import pytest

from harness import exposition, settings
from harness.values import unique
from harness.waiting import eventually


def scrape(client):
    answer = client.get("/metrics").ok(200)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return exposition.read(answer.body.decode())


@pytest.fixture
def client(own_server):
    """Of a server that nobody else asks."""
    return own_server.shop.client()


def test_every_family_is_well_formed(shop):
    families = scrape(shop.client())
    assert len(families) > 20
    assert all(name.startswith(("statybos_", "process_")) for name in families)


def test_what_the_operators_guide_watches_is_there(shop):
    guide = (settings.ROOT / "docs" / "operators-guide.md").read_text(encoding="utf-8")
    watched = set(re.findall(r"statybos_(?:http|database|outbox|jobs|plugin)_\w+", guide))
    shop.given_product()  # so that every kind of request was made
    watched.discard("statybos_http_client_seconds")  # seen once a plugin has called somebody
    assert len(watched) > 5 and watched <= set(scrape(shop.client()))


def test_requests_are_counted_by_route_and_status_with_their_times(client):
    client.get("/api/products/?limit=1").ok(200)
    product = client.get("/api/products/?limit=1").ok(200)["items"][0]

    def counts(families, operation, status):
        return (
            families["statybos_http_requests_total"].value(operation=operation, status=status) or 0,
            families["statybos_http_request_seconds"].value("_count", operation=operation) or 0,
        )

    before = scrape(client)
    for _ in range(3):
        client.get(f"/api/products/{product['id']}").ok(200)
    client.get(f"/api/products/{unique('nera')}").refused(404, "not_found")
    client.get(f"/{unique('nera')}").refused(404, "not_found")
    after = scrape(client)
    (operation,) = [
        dict(labels)["operation"]
        for (_, labels), value in after["statybos_http_requests_total"].samples.items()
        if dict(labels)["status"] == "404" and dict(labels)["operation"] != "not_found"
    ]
    for status, requests, observed in (("200", 3, 4), ("404", 1, 4)):
        was, now = counts(before, operation, status), counts(after, operation, status)
        assert (now[0] - was[0], now[1] - was[1]) == (requests, observed), (operation, status)
    assert counts(after, "not_found", "404")[0] == 1


def test_cache_pool_and_workers_tell_their_figures(client):
    # What the demo left to tell voids what is cached.
    eventually(lambda: scrape(client)["statybos_outbox_waiting"].value() == 0, "events are delivered", within=60)
    before = scrape(client)
    for _ in range(4):
        client.get("/api/products/?limit=7").ok(200)
    after = scrape(client)

    def grown(name, **labels):
        return (after[name].value(**labels) or 0) - (before[name].value(**labels) or 0)

    assert grown("statybos_http_cache_total", result="hit") == 3
    assert grown("statybos_http_cache_total", result="miss") == 1
    assert after["statybos_http_workers"].value() == 16
    assert after["statybos_http_workers_busy"].value() <= 16 and after["statybos_http_workers_waiting"].value() == 0
    assert after["statybos_database_pool_size"].value() == 10
    assert 1 <= after["statybos_database_pool_open"].value() <= 10
    assert after["statybos_database_pool_in_use"].value() <= after["statybos_database_pool_open"].value()
    assert after["statybos_database_pool_waiting"].value() == 0
    assert after["statybos_generations"].value() == 1


def test_the_outbox_tells_its_lag(own_server):
    shop, client = own_server.shop, own_server.shop.client()
    shop.given_guest().order(shop.given_product()).ok(201)

    def idle():
        families = scrape(client)
        return families["statybos_outbox_waiting"].value() == 0 and families["statybos_outbox_lag_seconds"].value() == 0

    eventually(idle, "everything is delivered", within=60)
    families = scrape(client)
    assert families["statybos_outbox_dead"].value() == families["statybos_jobs_dead"].value() == 0
