"""Rows about asking for one product: from the cache, from the database, and right after the start."""

import statistics
import subprocess
import time

import requests
from load import interleaved, wrk
from recording import recorded
from rows import Row

POOL = 10  # database.pool.size of the demo


def path_of(bench):
    return f"/api/products/{bench.slug}"


def answer_of(url):
    """Head and body as they are sent."""
    return subprocess.run(["curl", "-sSi", url], capture_output=True, check=True).stdout


def compared(plan, url, bare):
    return interleaved(plan.rounds, lambda: wrk(url, plan.clients, plan.seconds),
                       lambda: wrk(bare, plan.clients, plan.seconds))


def cached_product(bench, plan):
    server = bench.server().start()
    url = server.url + path_of(bench)
    requests.get(url, timeout=10).raise_for_status()
    bare = bench.bare_server(bench.file("cached", answer_of(url)))
    ours, theirs = compared(plan, url, bare)
    server.stop()
    return Row.of_rates(f"cached product, {plan.clients} clients", ours, theirs, "bare Beast server, same bytes", 0.80,
                        ["GET /api/products/{slug}, answered from the response cache"])


def uncached_product(bench, plan):
    server = bench.quiet_server(cache="0").start()
    url = server.url + path_of(bench)
    answer = answer_of(url)
    (statement,) = recorded(bench.database, lambda: requests.get(url, timeout=10).raise_for_status())
    bare = bench.bare_server(bench.file("uncached", answer), bench.url, bench.file("product.sql", statement.sql),
                             statement.parameters[0], POOL)
    ours, theirs = compared(plan, url, bare)
    page, many = (requests.get(f"{server.url}/api/products?limit={limit}", timeout=10).headers["X-Debug-Queries"]
                  for limit in (20, 100))
    server.stop()
    lines = ["GET /api/products/{slug} without a response cache: one statement in PostgreSQL",
             f"a list of 20 products asks the database {page} time(s), one of 100 {many}"]
    return Row.of_rates(f"uncached product, {plan.clients} clients", ours, theirs, f"libpq by hand, {POOL} connections",
                        0.75, lines)


def first_answer(bench, plan):
    times, sizes = [], []
    server = bench.server()
    for _ in range(plan.rounds):
        began = time.monotonic()
        server.start(ready=False)
        while not answers(server.url + path_of(bench)):
            time.sleep(0.001)
        times.append((time.monotonic() - began) * 1000)
        sizes.append(server.resident_bytes() / 2**20)
        server.stop()
    milliseconds, megabytes = statistics.median(times), statistics.median(sizes)
    return Row("first answer after start", f"{milliseconds:.0f} ms, {megabytes:.0f} MB", "–", "–", "–",
               "<= 300 ms, 60 MB", milliseconds <= 300 and megabytes <= 60,
               ["statybos serve with all of the demo's plugins on a warm database, until a product is answered; memory then"])


def answers(url):
    try:
        return requests.get(url, timeout=5).status_code == 200
    except requests.ConnectionError:
        return False
