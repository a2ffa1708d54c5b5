"""Rows about placing orders: the marketplace, and the very statements of it in pgbench."""

import json
import pathlib

import requests
from carts import PRODUCTS, Goods
from load import WARM_UP, Failed, interleaved, pgbench, wrk
from recording import recorded
from replay import Replay, number_of
from rows import Row

SCRIPT = pathlib.Path(__file__).with_name("orders.lua")
SPREAD = Goods(products=PRODUCTS, lines=2)
HOT = Goods(products=1, lines=1)
LEAST_RATIO = 0.60
MOST_ROUND_TRIPS = 12


def post(server, path, body, headers):
    answer = requests.post(f"{server.url}{path}", data=body.encode(), timeout=30,
                           headers={"Content-Type": "application/json", **headers})
    if answer.status_code not in (200, 201):
        raise Failed(f"{path} was answered {answer.status_code}: {answer.text}")
    return answer


def body_of_order(bench):
    """What POST /api/orders takes for each of the bench's carts."""
    return json.dumps({
        "shipping": [{"vendor_id": bench.vendor, "method": "pickup"}],
        "billing": {"name": "Petras Pirkėjas", "email": "petras@demo.test"},
        "payment": {"gateway": "test", "token": "tok_ok"},
    })


def round_trips(server):
    """How often the server's pool has asked PostgreSQL and waited."""
    text = requests.get(f"{server.url}/metrics", timeout=10).text
    for line in text.splitlines():
        if line.startswith("statybos_database_round_trips_total "):
            return int(float(line.split()[1]))
    raise Failed("/metrics does not count the round trips to the database")


class Orders:
    """Orders of carts with such goods: by HTTP, and the statements of one repeated by pgbench."""

    def __init__(self, bench, server, goods, clients):
        self.bench, self.server, self.goods, self.clients = bench, server, goods, clients
        self.body = body_of_order(bench)
        self.place(bench.carts.to_record(goods))
        others = self._record(bench.carts.to_record(goods))
        cart = bench.carts.to_record(goods)
        self.statements = self._record(cart)
        known = {**cart.known(), f"key-{cart.token}": "('key-' || :n::text)"}
        self.replay = Replay(self.statements, others, known, goods.head(), bench.types_of)
        self.script = bench.file(f"order-{cart.number}.sql", self.replay.script)
        # Roughly, for how many of them a measurement needs.
        self.rate, _ = self.replayed(most=WARM_UP + 5)

    def place(self, cart):
        """The answer to an order of that cart."""
        return post(self.server, "/api/orders", self.body,
                    {"X-Cart-Token": cart.token, "Idempotency-Key": f"key-{cart.token}"})

    def _record(self, cart):
        """The statements of an order; the order, and its round trips."""
        answers = []
        before = round_trips(self.server)
        statements = recorded(self.bench.database, lambda: answers.append(self.place(cart)))
        self.placed = answers[0].json()
        self.trips = int(answers[0].headers["X-Debug-Round-Trips"])
        self.trips_of_the_key = round_trips(self.server) - before - self.trips
        return statements

    def ours(self, seconds):
        """Orders a second by HTTP."""
        tokens = self.bench.carts.of_visitors(self.goods, self._enough_for(seconds))
        arguments = (self.bench.file("carts", "\n".join(tokens)), self.bench.file("order.json", self.body))
        return wrk(self.server.url, self.clients, seconds, SCRIPT, arguments)

    def theirs(self, seconds):
        """Orders a second by pgbench."""
        most = self._enough_for(seconds) // self.clients + 2 * WARM_UP
        return self.replayed(most, seconds + WARM_UP * self.clients / self.rate)[0]

    def replayed(self, most, seconds=None):
        """Orders a second by pgbench, and which replays they were.

        @param most     that each client can make; it makes all of them where there is no time limit
        @param seconds  the time limit
        """
        extent = self.bench.carts.of_replays(self.goods, self.clients, most)
        variables = {**self.replay.variables, **extent}
        done = pgbench(self.bench.url, self.script, self.clients, variables, seconds, None if seconds else most)
        paid = self.ids(extent, "paid")
        if len(paid) != done.count:
            raise Failed(f"{done.count} replays of an order left {len(paid)} paid orders")
        return done.rate, extent

    def _enough_for(self, seconds):
        return int(self.rate * 3 * seconds) + 20 * self.clients

    def ids(self, extent, payment_status):
        """Orders that these replays of each client have made, of which the money is where it says."""
        order = self.replay.known[self.placed["orders"][0]["id"]]
        first, last = (order.replace(":n", number_of(i, client))
                       for i, client in ((extent["i"] + 1, 0), (extent["last"], self.clients - 1)))
        return self.bench.sql(f'SELECT id FROM orders."order" WHERE id BETWEEN {first}::uuid AND {last}::uuid'
                              f" AND payment_status = '{payment_status}' ORDER BY id")

    def line_of_trips(self):
        return (f"an order of {self.goods.lines_in_words}: {self.trips} SQL round trips (aim: <= {MOST_ROUND_TRIPS}),"
                f" and {self.trips_of_the_key} for its Idempotency-Key; {len(self.statements)} statements")


def compared(bench, plan, goods, clients, name, what):
    server = bench.quiet_server(cache="64MiB").start()
    sold = Orders(bench, server, goods, clients)
    ours, theirs = interleaved(plan.rounds, lambda: sold.ours(plan.seconds), lambda: sold.theirs(plan.seconds))
    server.stop()
    return Row.of_rates(name, ours, theirs, "pgbench, same statements", LEAST_RATIO, [what, sold.line_of_trips()])


def orders(bench, plan):
    return compared(bench, plan, SPREAD, plan.clients, f"placing an order, {plan.clients} clients",
                    f"POST /api/orders of guests' carts of two lines, {PRODUCTS:,} products, paid at the test gateway")


def lone_orders(bench, plan):
    return compared(bench, plan, SPREAD, 1, "placing an order, 1 client",
                    "the same by a single client: what an order costs where nobody else is waited for")


def hot_orders(bench, plan):
    return compared(bench, plan, HOT, plan.clients, f"one hot product, {plan.clients} clients",
                    "the same, but each cart holds one line of the same product: all wait for its row")
