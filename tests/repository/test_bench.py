"""./dev bench runs and prints every row; how fast it is, is not judged here."""
import re
import sys

import pytest

from conftest import BUILD, ROOT, run

BENCH = ROOT / "tests" / "bench" / "bench.py"
# A rate, a time, or a time and a size.
OURS = r"(?:[\d,]+/s|[\d.]+ ns|\d+ ms, \d+ MB)"
THEIRS = r"(?:[\d,]+/s|[\d.]+ ns|–)"


def test_a_quick_bench_prints_every_row():
    done = run(sys.executable, BENCH, "--build", BUILD, "--quick")
    assert done.returncode == 0, done.stdout
    rows = re.findall(rf"^(\d)  (\w.*?)  +{OURS}  +{THEIRS}  +(.+?)  +(\S+(?: ns)?)  (none|[<>]= .+)$", done.stdout, re.MULTILINE)
    assert [row[:3] for row in rows] == [
        ("1", "cached product, 16 clients", "bare Beast server, same bytes"),
        ("2", "uncached product, 16 clients", "libpq by hand, 10 connections"),
        ("3", "placing an order, 16 clients", "pgbench, same statements"),
        ("4", "call through a contract", "C++ virtual call"),
        ("5", "first answer after start", "–"),
        ("6", "placing an order, 1 client", "pgbench, same statements"),
        ("7", "one hot product, 16 clients", "pgbench, same statements"),
        ("8", "refunding an order, 16 clients", "pgbench, same statements"),
    ], done.stdout
    ratios = [float(row[3]) for row in rows if "pgbench" in row[2]]
    assert len(ratios) == 4 and min(ratios) > 0
    verdicts = [re.search(r"(met|MISSED|none)$", row[4])[1] for row in rows]
    assert verdicts[7] == "none" and "none" not in verdicts[:7]
    assert re.search(r"a list of 20 products asks the database 1 time\(s\), one of 100 1$", done.stdout, re.MULTILINE)
    orders = re.findall(r"an order of (.+?): (\d+) SQL round trips \(aim: <= 12\), and (\d+) for its Idempotency-Key; "
                        r"(\d+) statements$", done.stdout, re.MULTILINE)
    assert [lines for lines, *_ in orders] == ["2 lines", "2 lines", "one line"]
    for _, trips, trips_of_the_key, statements in orders:
        assert 1 < int(trips) <= 12 and int(trips_of_the_key) == 2
        assert int(trips) + int(trips_of_the_key) < int(statements)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--rows", "1,9"], "there are the rows 1 to 8"),
        (["--rows", "first"], "--rows takes numbers such as 1,3, not first"),
        (["--seconds", "0"], "--seconds and --rounds are at least 1"),
    ],
)
def test_the_bench_refuses(arguments, said):
    done = run(sys.executable, BENCH, "--build", BUILD, *arguments)
    assert done.returncode == 2
    assert said in done.stdout
