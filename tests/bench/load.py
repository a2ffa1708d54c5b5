"""Puts load on a server or a database, and on what it is compared to, in turns."""

import re
import statistics
import subprocess
from dataclasses import dataclass

PGBENCH = "/usr/lib/postgresql/15/bin/pgbench"


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
    """Replays of the script, for so many seconds or so many of each client; none may fail."""
    extent = ["-t", count] if count else ["-T", max(round(seconds), 1)]
    defined = [part for name, value in variables.items() for part in ("-D", f"{name}={value}")]
    text = _run([PGBENCH, "-n", "-M", "prepared", "-f", script, "-c", clients, "-j", 2,
                 *extent, *defined, database_url], cwd="/")
    if _figure(r"number of failed transactions: (\d+)", text):
        raise Failed(text)
    return Replayed(_figure(r"tps = ([\d.]+) \(without", text),
                    int(_figure(r"number of transactions actually processed: (\d+)", text)))
