#!/usr/bin/python3
"""Measures the marketplace beside what it is compared to, in one run and in turns: `./dev bench`.

README.md of this folder says what each row means.
"""
import argparse
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

import requests
from load import Failed, interleaved, pgbench, wrk
from marketplace import Bench, uuid_of
from recording import Replay, recorded

HERE = pathlib.Path(__file__).resolve().parent
POOL = 10  # database.pool.size of the demo


@dataclass
class Plan:
    """How long and how often is measured."""

    seconds: float
    rounds: int
    clients: int = 16
    calls: int = 20_000_000


@dataclass
class Row:
    """What was measured; `lines` go below it."""

    name: str
    ours: str
    beside: str = "–"
    ratio: str = "–"
    target: str = "–"
    met: bool = True
    lines: list = field(default_factory=list)

    @classmethod
    def of_rates(cls, name, ours, theirs, beside, target, lines=()):
        return cls(name, f"{ours:,.0f}/s", f"{theirs:,.0f}/s {beside}", f"{ours / theirs:.2f}", f">= {target:.2f}",
                   ours / theirs >= target, list(lines))


def cached_product(bench, plan):
    server = bench.server().start()
    url = f"{server.url}/api/products/{bench.slug}"
    requests.get(url, timeout=10).raise_for_status()
    raw = subprocess.run(["curl", "-si", url], capture_output=True, check=True).stdout
    bare = bench.bare_server(bench.file("cached", raw))
    ours, theirs = interleaved(plan.rounds, lambda: wrk(url, plan.clients, plan.seconds),
                               lambda: wrk(bare, plan.clients, plan.seconds))
    server.stop()
    return Row.of_rates("cached product GET", ours, theirs, "bare Beast server, same bytes", 0.80)


def uncached_product(bench, plan):
    server = bench.quiet_server(cache="0").start()
    url = f"{server.url}/api/products/{bench.slug}"
    raw = subprocess.run(["curl", "-si", url], capture_output=True, check=True).stdout
    (statement,) = recorded(bench.database, lambda: requests.get(url, timeout=10).raise_for_status())
    bare = bench.bare_server(bench.file("uncached", raw), bench.url, bench.file("product.sql", statement.sql),
                             statement.parameters[0], POOL)
    ours, theirs = interleaved(plan.rounds, lambda: wrk(url, plan.clients, plan.seconds),
                               lambda: wrk(bare, plan.clients, plan.seconds))
    page = requests.get(f"{server.url}/api/products?limit=20", timeout=10)
    many = requests.get(f"{server.url}/api/products?limit=100", timeout=10)
    server.stop()
    lines = [f"a list of 20 products asks the database {page.headers['X-Debug-Queries']} time(s), "
             f"one of 100 {many.headers['X-Debug-Queries']}"]
    return Row.of_rates("uncached product GET", ours, theirs, f"libpq by hand, {POOL} connections", 0.75, lines)


def order_of(bench):
    """The body of POST /api/orders for each of the bench's carts."""
    return json.dumps({
        "shipping": [{"vendor_id": bench.vendor, "method": "pickup"}],
        "billing": {"name": "Petras Pirkėjas", "email": "petras@demo.test"},
        "payment": {"gateway": "test", "token": "tok_ok"},
    })


def place(server, body, token, key):
    answer = requests.post(f"{server.url}/api/orders", data=body.encode(), timeout=30,
                           headers={"Content-Type": "application/json", "X-Cart-Token": token, "Idempotency-Key": key})
    if answer.status_code != 201:
        raise Failed(f"an order was answered {answer.status_code}: {answer.text}")
    return answer


def round_trips(server):
    """How often the server's pool has asked PostgreSQL and waited."""
    text = requests.get(f"{server.url}/metrics", timeout=10).text
    for line in text.splitlines():
        if line.startswith("statybos_database_round_trips_total "):
            return int(float(line.split()[1]))
    raise Failed("/metrics does not count the round trips to the database")


def recorded_order(bench, server, body):
    """The statements of an order and what differs between two of them."""
    for name in ("warm-1", "warm-2", "recorded"):
        bench.make_carts(f"{sum(map(ord, name))} AS n", 0xE0000000, f"'{bench.token_hash(name)}'")
        if name != "recorded":
            place(server, body, name, f"key-{name}")
    number = sum(map(ord, "recorded"))
    before = round_trips(server)
    statements = recorded(bench.database, lambda: place(server, body, "recorded", "key-recorded"))
    known = {
        **{f"{role:08x}-0000-4000-8000-{number:012}": uuid_of(0xC0000000 + place_of, ":n::text")
           for place_of, role in enumerate((0xE0000000, 0xE0000001, 0xE0000002))},
        bench.token_hash("recorded"): "lpad(:n::text, 64, '0')",
        "key-recorded": "('key-' || :n::text)",
    }
    return statements, known, round_trips(server) - before


def orders(bench, plan):
    server = bench.quiet_server(cache="64MiB").start()
    body = order_of(bench)
    statements, known, trips = recorded_order(bench, server, body)
    fixed = set(bench.sql("SELECT id FROM catalog.product UNION SELECT id FROM catalog.vendor"))
    replay = Replay(statements, known, fixed)
    script = bench.file("order.sql", replay.script(bench.types_of))
    expected = {"rate": 1500.0, "first": 1000}

    def ours():
        carts = bench.carts_of_visitors(int(expected["rate"] * 2 * max(plan.seconds, 1)) + 100)
        rate = wrk(server.url, plan.clients, plan.seconds, HERE / "orders.lua", (carts, bench.file("order.json", body)))
        expected["rate"] = max(expected["rate"], rate)
        return rate

    def theirs():
        count = int(expected["rate"] * 3 * max(plan.seconds, 1)) // plan.clients + 100
        first = expected["first"]
        expected["first"] += count
        bench.make_carts(f"i * 1000 + c AS n FROM generate_series({first + 1}, {first + count}) i,"
                         f" generate_series(0, {plan.clients - 1}) c", 0xC0000000, "lpad(n::text, 64, '0')")
        return pgbench(bench.url, script, plan.clients, plan.seconds, {**replay.variables, "i": first})

    ours_rate, their_rate = interleaved(plan.rounds, ours, theirs)
    server.stop()
    lines = [f"an order of two lines: {trips} round trips to PostgreSQL, {len(statements)} statements"]
    return Row.of_rates("placing an order", ours_rate, their_rate, "pgbench, same statements", 0.60, lines)


def contract_calls(bench, plan):
    text = subprocess.run([bench.build / "bin" / "bench_calls", str(plan.rounds * 3), str(plan.calls)],
                          capture_output=True, text=True, check=True).stdout
    kinds = {}
    for line in text.splitlines():
        kind, nanoseconds = line.split()
        kinds.setdefault(kind, []).append(float(nanoseconds))
    figure = {kind: statistics.median(values) for kind, values in kinds.items()}
    more = figure["contract"] - figure["virtual"]
    lines = [f"through a decorator {figure['decorated']:.1f} ns; an empty call of the loop {figure['control']:.1f} ns",
             f"a record in and out {figure['contract_record']:.0f} ns, as a virtual call "
             f"{figure['virtual_record']:.0f} ns"]
    return Row("call through a contract", f"{figure['contract']:.1f} ns", f"{figure['virtual']:.1f} ns virtual call",
               f"+{more:.1f} ns", "<= +5 ns", more <= 5, lines)


def first_answer(bench, plan):
    times, sizes = [], []
    server = bench.server()
    for _ in range(max(plan.rounds, 1)):
        began = time.monotonic()
        server.start(ready=False)
        while True:
            try:
                if requests.get(f"{server.url}/api/products/{bench.slug}", timeout=5).status_code == 200:
                    break
            except requests.ConnectionError:
                time.sleep(0.001)
        times.append((time.monotonic() - began) * 1000)
        sizes.append(server.resident_bytes() / 2**20)
        server.stop()
    milliseconds, megabytes = statistics.median(times), statistics.median(sizes)
    return Row("first answer after start", f"{milliseconds:.0f} ms, {megabytes:.0f} MB", "warm database, all plugins",
               "–", "<= 300 ms, 60 MB", milliseconds <= 300 and megabytes <= 60)


ROWS = (cached_product, uncached_product, orders, contract_calls, first_answer)


def show(number, row):
    print(f"{number}  {row.name:<25} {row.ours:>14}  {row.beside:<44} {row.ratio:>8}  {row.target:<17}"
          f" {'met' if row.met else 'MISSED'}", flush=True)
    for line in row.lines:
        print(f"   {line}", flush=True)


def options():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.split("\n")[0])
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rows", default="1,2,3,4,5", help="which rows, as 1,3 (all)")
    parser.add_argument("--seconds", type=float, default=5, help="of load on each side in each round (5)")
    parser.add_argument("--rounds", type=int, default=5, help="medians are taken over so many (5)")
    parser.add_argument("--quick", action="store_true", help="one second, one round: whether it works, not how fast")
    asked = parser.parse_args()
    try:
        asked.rows = sorted({int(number) for number in asked.rows.split(",")})
    except ValueError:
        parser.error(f"--rows takes numbers such as 1,3, not {asked.rows}")
    if not asked.rows or asked.rows[0] < 1 or asked.rows[-1] > len(ROWS):
        parser.error(f"there are the rows 1 to {len(ROWS)}")
    if asked.seconds < 1 or asked.rounds < 1:
        parser.error("--seconds and --rounds are at least 1")
    return asked


def main():
    asked = options()
    os.environ["STATYBOS_BUILD_DIR"] = str(asked.build)
    plan = Plan(1, 1, calls=200_000) if asked.quick else Plan(asked.seconds, asked.rounds)
    print("==> A database with the demo", flush=True)
    bench = Bench(asked.build)
    try:
        print(f"==> {plan.rounds} round(s) of {plan.seconds:g} s a side, {plan.clients} clients, {os.cpu_count()} cores,"
              f" load {os.getloadavg()[0]:.1f}", flush=True)
        for number in asked.rows:
            show(number, ROWS[number - 1](bench, plan))
    finally:
        bench.remove()


if __name__ == "__main__":
    # So that a stopped run stops what it started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main()
    except Failed as failure:
        sys.exit(f"bench: {failure}")
