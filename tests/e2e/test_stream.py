"""GET /api/stream: what one is told, as it happens."""

from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest

from harness.marketplace import marketplace
from harness.server import Server
from harness.shop import Shop
from harness.stream import Follower, Stream
from harness.waiting import eventually


def told(person, count):
    """What the application shows, the oldest first, once it is so many."""
    eventually(lambda: len(person.notifications()) >= count, f"{count} notifications")
    return person.notifications()[::-1]


def test_an_order_is_on_the_stream_as_the_application_shows_it(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    with Stream(buyer) as stream:
        assert stream.answer.headers["Content-Type"] == "text/event-stream"
        assert stream.answer.headers["Cache-Control"] == "no-store"
        order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
        vendor.move(order, "shipped").ok(200)
        events = stream.awaited(2)
        assert [event.name for event in events] == ["order_placed", "order_shipped"]
        shown = told(buyer, 2)
        assert [event.data for event in events] == shown
        assert [event.id for event in events] == [row["id"] for row in shown]


def test_a_stream_is_its_readers_alone(shop):
    vendor, buyer, stranger = shop.given_vendor(), shop.given_buyer(), shop.given_buyer()
    told(vendor, 1)  # of the verification
    with Stream(stranger) as strangers, Stream(vendor) as vendors:
        buyer.order(shop.given_product(vendor)).ok(201)
        stranger.order(shop.given_product(vendor)).ok(201)
        shown = [row["id"] for row in told(vendor, 3)[1:]]
        assert [event.id for event in vendors.awaited(2)] == shown
        assert vendors.names() == ["order_received"] * 2
        assert [event.data["id"] for event in strangers.awaited(1)] == [told(stranger, 1)[0]["id"]]


def test_all_of_ones_devices_hear_it(shop):
    buyer = shop.given_buyer()
    with Stream(buyer) as here, Stream(buyer) as there:
        buyer.order(shop.given_product()).ok(201)
        assert here.awaited(1)[0] == there.awaited(1)[0]


def test_who_comes_back_gets_what_was_missed_and_then_what_is_new(shop):
    buyer = shop.given_buyer()
    with Stream(buyer) as stream:
        buyer.order(shop.given_product()).ok(201)
        last = stream.awaited(1)[0].id
    for _ in range(3):
        buyer.order(shop.given_product()).ok(201)
    missed = told(buyer, 4)[1:]
    with Stream(buyer, last) as stream:
        assert [event.data for event in stream.awaited(3)] == missed
        buyer.order(shop.given_product()).ok(201)
        assert [event.id for event in stream.awaited(4)] == [row["id"] for row in told(buyer, 5)[1:]]
    with Stream(buyer) as stream:
        buyer.order(shop.given_product()).ok(201)
        assert stream.awaited(1)[0].id == told(buyer, 6)[-1]["id"], "without an id it begins with what is new"


def test_nothing_is_lost_or_doubled_between_reading_and_following(shop):
    """Streams are opened while orders are placed: each gets every later one once."""
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    product = shop.given_product(vendor, quantity="1000")
    buyer.order(product).ok(201)
    first = told(buyer, 1)[0]["id"]
    streams = []
    for _ in range(6):
        buyer.order(product).ok(201)
        streams.append(Stream(buyer, first))
    expected = [row["id"] for row in told(buyer, 7)[1:]]
    for stream in streams:
        with stream:
            assert [event.id for event in stream.awaited(6)] == expected


def test_an_unknown_last_id_begins_with_what_is_new(shop):
    buyer = shop.given_buyer()
    buyer.order(shop.given_product()).ok(201)
    told(buyer, 1)
    for unknown in ("0199aaaa-0000-7000-8000-000000000000", "no id"):
        with Stream(buyer, unknown) as stream:
            buyer.order(shop.given_product()).ok(201)
            assert stream.awaited(1)[0].id == eventually(lambda: buyer.notifications()[0]["id"], "it is shown")


def test_what_is_switched_off_is_not_on_the_stream(shop):
    buyer = shop.given_buyer()
    buyer.put("/api/notifications/preferences", {"in_app": {"order_placed": False}}).ok(200)
    vendor = shop.given_vendor()
    with Stream(buyer) as stream:
        order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
        vendor.move(order, "shipped").ok(200)
        stream.awaited(1)
        assert stream.names() == ["order_shipped"]


def test_only_who_is_signed_in_has_one(shop):
    shop.client().get("/api/stream").refused(401, "unauthenticated")
    assert shop.given_buyer().ask("HEAD", "/api/stream").ok(200).headers["Content-Type"] == "text/event-stream"


def test_more_streams_of_one_user_than_allowed_are_refused(shop):
    buyer = shop.given_buyer()
    streams = [Stream(buyer) for _ in range(8)]
    buyer.get("/api/stream").refused(429, "too_many_streams")
    streams[0].close()
    eventually(lambda: Stream(buyer).close() or True, "another one is free")
    for stream in streams:
        stream.close()


def test_the_api_describes_it(shop):
    operation = shop.client().get("/api/openapi.json").ok(200)["paths"]["/api/stream"]["get"]
    assert list(operation["responses"]["200"]["content"]) == ["text/event-stream"]


def test_a_stopping_server_ends_streams_and_a_killed_one_loses_nothing(own_server):
    shop = own_server.shop
    buyer = shop.given_buyer()
    with Stream(buyer) as stream:
        buyer.order(shop.given_product()).ok(201)
        last = stream.awaited(1)[0].id
        own_server.server.kill()
        stream.awaits_end()
    own_server.server.start()
    buyer.order(shop.given_product()).ok(201)
    with Stream(buyer, last) as stream:
        assert [event.id for event in stream.awaited(1)] == [told(buyer, 2)[1]["id"]]
        own_server.server.stop()
        stream.awaits_end()


@pytest.fixture
def old_soon(databases, demo):
    changes = {"marketplace.yaml": {"server": {"streams": {"max_age": "1s", "heartbeat": "100ms"}}}}
    with marketplace(databases, demo, changes) as shop:
        yield shop


def test_a_stream_ends_at_its_age_and_its_client_must_show_its_credentials_again(old_soon):
    buyer = old_soon.given_buyer()
    with Stream(buyer) as stream:
        stream.awaits_end()
    with Stream(buyer) as stream:
        buyer.post("/api/auth/logout").ok(204)
        stream.awaits_end()
    buyer.get("/api/stream").refused(401, "invalid_token")


@pytest.fixture
def two_nodes(databases, demo):
    """They hear each other over connections of a role of their own, `ear_<database>`."""
    name = databases.create(demo.name)
    ear = f"ear_{name}"
    databases.sql(f"CREATE ROLE {ear} SUPERUSER LOGIN PASSWORD 'ear'")
    parts = urlsplit(databases.url_of(name))
    direct = urlunsplit(parts._replace(netloc=f"{ear}:ear@{parts.netloc.rpartition('@')[2]}"))
    servers = []
    try:
        for _ in range(2):
            changes = {"marketplace.yaml": {"database": {"direct_url": direct}}}
            servers.append(Server(databases.url_of(name), changes, demo.data).start())
        yield name, Shop(servers[0]), Shop(servers[1])
        for server in servers:
            server.stop()
    finally:
        for server in servers:
            server.remove()
        databases.drop(name)
        databases.sql(f"DROP ROLE {ear}")


def at(shop, person):
    """The same person, as a client of that shop's node."""
    client = shop.client()
    client.use_token(person.http.headers["Authorization"].removeprefix("Bearer "))
    return client


def test_what_happens_on_one_node_is_told_on_the_other(two_nodes):
    _, here, there = two_nodes
    buyer = here.given_buyer()
    with Stream(at(there, buyer)) as stream, Stream(buyer) as own:
        for _ in range(3):
            buyer.order(here.given_product()).ok(201)
        shown = [row["id"] for row in told(buyer, 3)]
        assert [event.id for event in stream.awaited(3)] == shown
        assert [event.id for event in own.awaited(3)] == shown


@contextmanager
def deaf(databases, name):
    """The nodes' connections to each other are broken, and cannot be made again."""
    try:
        databases.sql(f"ALTER ROLE ear_{name} NOLOGIN")
        gone = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query = 'LISTEN kernel_live'"
        assert databases.sql(f"{gone} AND usename = 'ear_{name}'") == ["2"]
        yield
    finally:
        databases.sql(f"ALTER ROLE ear_{name} LOGIN")


def test_what_a_node_could_not_hear_is_told_once_it_hears_again(databases, two_nodes):
    """Either node may carry a message to the application: the other one's streams miss it."""
    name, here, there = two_nodes
    vendor, buyer, newcomer = here.given_vendor(), here.given_buyer(), here.given_buyer()
    product = here.given_product(vendor, quantity="100")
    buyer.order(product).ok(201)
    told(buyer, 1)
    with Follower(buyer) as own, Follower(at(there, buyer)) as others, Follower(at(there, newcomer)) as new, Follower(newcomer) as new_own:
        with deaf(databases, name):
            for number in range(4):
                for person in (buyer, newcomer):
                    order = person.order(product).ok(201)["orders"][0]
                    vendor.move(order, "shipped").ok(200)
                told(buyer, 3 + 2 * number)
        expected = [row["id"] for row in told(buyer, 9)[1:]]
        for follower in (own, others):
            eventually(lambda follower=follower: len(follower.ids()) >= 8, "all of it is on the stream", within=15)
            assert follower.ids() == expected
        expected = [row["id"] for row in told(newcomer, 8)]
        for follower in (new, new_own):
            eventually(lambda follower=follower: len(follower.ids()) >= 8, "a newcomer misses nothing", within=15)
            assert follower.ids() == expected
        buyer.order(product).ok(201)
        last = told(buyer, 10)[-1]["id"]
        for follower in (own, others):
            eventually(lambda follower=follower: follower.ids()[-1] == last, "and news come as before")
            assert len(follower.ids()) == 9


def test_who_was_told_nothing_yet_misses_nothing_while_away(shop):
    buyer = shop.given_buyer()
    with Stream(buyer) as stream:
        eventually(lambda: stream.last_id, "there is an id to come back with")
    buyer.order(shop.given_product()).ok(201)
    (first,) = told(buyer, 1)
    with Stream(buyer, stream.last_id) as back:
        assert [event.data for event in back.awaited(1)] == [first]
    with Stream(buyer) as later:
        assert eventually(lambda: later.last_id, "there is one later, too") == first["id"]
        assert later.events == [], "what was told before it began is not new"
