"""The row about refunds: the marketplace and its jobs, and the very statements of both in pgbench."""

import json
import pathlib

from harness.values import PASSWORD
from harness.waiting import eventually
from load import WARM_UP, Failed, interleaved, pgbench, wrk
from orders import SPREAD, Orders, post
from recording import recorded
from replay import Replay
from rows import Row

SCRIPT = pathlib.Path(__file__).with_name("refunds.lua")
PENDING = "SELECT count(*) FROM orders.refund WHERE status = 'pending'"


def without_job_queue(statements):
    """The kernel's jobs are numbered by the database, and the server would run those of a replay."""
    return [one for one in statements if "kernel.job" not in one.sql and "kernel.schedule" not in one.sql]


class Refunds:
    """Whole orders that go back: asked for by HTTP and carried out by jobs, or the statements of that."""

    def __init__(self, bench, server, clients):
        self.bench, self.server, self.clients = bench, server, clients
        self.sold = Orders(bench, server, SPREAD, clients)
        login = {"email": "admin@demo.test", "password": PASSWORD}
        session = post(server, "/api/auth/login", json.dumps(login), {}).json()
        self.token = session["access_token"]
        self.body = json.dumps({"reason": "sudužo"})
        others = self._record(self.sold.place(bench.carts.to_record(SPREAD)).json())
        self.statements = self._record(self.sold.placed)
        # A refund's replay gives back what the order's replay sold: it knows the same ids.
        self.replay = Replay(self.statements, others, self.sold.replay.known, SPREAD.head(), bench.types_of)
        self.script = bench.file("refund.sql", self.replay.script)
        self.rate = self.sold.rate

    def _record(self, placed):
        """The statements of the refund of that order, those of its job included."""
        order = placed["orders"][0]["id"]
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": f"key-{order}"}

        def refund():
            post(self.server, f"/api/orders/{order}/refunds", self.body, headers)
            self._wait_for_jobs()

        return without_job_queue(recorded(self.bench.database, refund))

    def _wait_for_jobs(self):
        eventually(lambda: self.bench.sql(PENDING) == ["0"], "the refunds are carried out", within=120)

    def _sold(self, seconds, more=0):
        """Paid orders, about as many as go back in that time and `more` of each client: which replays made them."""
        _, extent = self.sold.replayed(int(self.rate * seconds) // self.clients + 1 + more)
        return extent

    def ours(self, seconds):
        """Refunds a second from the first request to the last job."""
        orders = self.sold.ids(self._sold(seconds), "paid")
        arguments = (self.bench.file("refunds", "\n".join(orders)), self.bench.file("refund.json", self.body), self.token)
        (began,) = self.bench.sql("SELECT clock_timestamp()")
        wrk(self.server.url, self.clients, seconds, SCRIPT, arguments)
        self._wait_for_jobs()
        rate, failed = self.bench.sql(
            "SELECT count(*) / extract(epoch FROM max(settled_at) - min(created_at)),"
            f" count(*) FILTER (WHERE status <> 'succeeded') FROM orders.refund WHERE created_at >= '{began}'"
        )[0].split("|")
        if failed != "0":
            raise Failed(f"{failed} refunds did not succeed")
        self.rate = float(rate)
        return self.rate

    def theirs(self, seconds):
        """Refunds a second by pgbench."""
        extent = self._sold(seconds, more=WARM_UP)
        variables = {**self.replay.variables, **extent}
        done = pgbench(self.bench.url, self.script, self.clients, variables, count=extent["last"] - extent["i"])
        refunded = self.sold.ids(extent, "refunded")
        if len(refunded) != done.count:
            raise Failed(f"{done.count} replays of a refund left {len(refunded)} refunded orders")
        return done.rate


def refunds(bench, plan):
    server = bench.quiet_server(cache="64MiB", jobs="1s").start()  # as in the demo
    given = Refunds(bench, server, plan.clients)
    ours, theirs = interleaved(plan.rounds, lambda: given.ours(plan.seconds), lambda: given.theirs(plan.seconds))
    server.stop()
    lines = ["POST /api/orders/{id}/refunds of whole orders, until jobs have carried all of them out at the test gateway",
             f"a refund: {len(given.statements)} statements, besides those by which the kernel keeps its jobs"]
    return Row.of_rates(f"refunding an order, {plan.clients} clients", ours, theirs, "pgbench, same statements", None, lines)
