#!/usr/bin/python3
"""Measures the marketplace beside what it is compared to, in one run and in turns: `./dev bench`.

README.md of this folder says what each row means.
"""
import argparse
import os
import pathlib
import signal
import sys

from contracts import contract_calls
from load import Failed
from marketplace import Bench
from orders import hot_orders, lone_orders, orders
from products import cached_product, first_answer, uncached_product
from refunds import refunds
from rows import Plan, heading

ROWS = (cached_product, uncached_product, orders, contract_calls, first_answer, lone_orders, hot_orders, refunds)


def options():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rows", default=",".join(map(str, range(1, len(ROWS) + 1))), help="which rows, as 1,3 (all)")
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
        print(f"==> {plan.rounds} round(s) of {plan.seconds:g} s a side, medians, {os.cpu_count()} cores,"
              f" load {os.getloadavg()[0]:.1f}", flush=True)
        print(heading(), flush=True)
        for number in asked.rows:
            print(ROWS[number - 1](bench, plan).text(number), flush=True)
    finally:
        bench.remove()


if __name__ == "__main__":
    # So that a stopped run stops what it started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main()
    except Failed as failure:
        sys.exit(f"bench: {failure}")
