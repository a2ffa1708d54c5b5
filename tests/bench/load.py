"""Puts load on a server or a database, and on what it is compared to, in turns."""

import re
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

PGBENCH = "/usr/lib/postgresql/15/bin/pgbench"
# Of each pgbench client. PostgreSQL parses a statement for the first and plans it anew for five; the
# server's connections have that behind them.
WARM_UP = 6


class Failed(Exception):
    """A measurement that does not count, with the reason."""


@dataclass
class Replayed:
    rate: float  # a second
    count: int


def interleaved(rounds, *sides):
    """The median of what each side gives, measured A B A B …"""
    figures = [[side() for side in sides] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*figures)]


def _run(command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise Failed(f"{command[0]} ended with {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def _figure(pattern, text):
    found = re.search(pattern, text)
    if not found:
        raise Failed(f"{pattern} is not in the answer:\n{text}")
    return float(found[1])


def wrk(url, clients, seconds, script=None, arguments=()):
    """Answers a second; every one of them must be 2xx or 3xx."""
    command = ["wrk", "-t1", f"-c{clients}", f"-d{max(round(seconds), 1)}s"]
    command += ["-s", script, url, "--", *arguments] if script else [url]
    text = _run(command)
    for wrong in ("Non-2xx", "Socket errors"):
        if wrong in text:
            raise Failed(f"{url}:\n{text}")
    return _figure(r"Requests/sec:\s+([\d.]+)", text)


def pgbench(database_url, script, clients, variables, seconds=None, count=None):
    """Replays of the script, for so many seconds or so many of each client; none may fail.

    The rate is that of the replays after each client's first WARM_UP, roughly.
    """
    extent = ["-t", count] if count else ["-T", max(round(seconds), 1)]
    defined = [part for name, value in variables.items() for part in ("-D", f"{name}={value}")]
    with tempfile.TemporaryDirectory(prefix="statybos-bench-log-") as folder:
        text = _run([PGBENCH, "-n", "-M", "prepared", "-f", script, "-c", clients, "-j", 2, "-l", "--log-prefix",
                     f"{folder}/log", *extent, *defined, database_url], cwd="/")
        ends = sorted(_end(line) for log in Path(folder).iterdir() for line in log.read_text().splitlines())
    if _figure(r"number of failed transactions: (\d+)", text):
        raise Failed(text)
    # A machine that made hardly more than those in its time still has a rate.
    cold = min(WARM_UP * clients, len(ends) // 2)
    return Replayed((len(ends) - cold) / (ends[-1] - ends[cold - 1]), len(ends))


def _end(line):
    """When a replay ended, in seconds: its line is `client number microseconds script seconds microseconds`."""
    words = line.split()
    return int(words[4]) + int(words[5]) / 1e6
