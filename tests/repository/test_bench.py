"""./dev bench runs and prints every row; how fast it is, is not judged here."""
import re
import sys

import pytest

from conftest import BUILD, ROOT, run

BENCH = ROOT / "tests" / "bench" / "bench.py"


def test_a_quick_bench_prints_every_row():
    done = run(sys.executable, BENCH, "--build", BUILD, "--quick")
    assert done.returncode == 0, done.stdout
    rows = re.findall(r"^(\d)  (.+?)  .*(met|MISSED)$", done.stdout, re.MULTILINE)
    assert [(number, name.strip()) for number, name, _ in rows] == [
        ("1", "cached product GET"),
        ("2", "uncached product GET"),
        ("3", "placing an order"),
        ("4", "call through a contract"),
        ("5", "first answer after start"),
    ]
    assert re.search(r"a list of 20 products asks the database 1 time\(s\), one of 100 1$", done.stdout, re.MULTILINE)
    trips, statements = map(int, re.search(r"two lines: (\d+) round trips to PostgreSQL, (\d+) statements", done.stdout).groups())
    assert 1 < trips <= statements


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--rows", "1,6"], "there are the rows 1 to 5"),
        (["--rows", "first"], "--rows takes numbers such as 1,3, not first"),
        (["--seconds", "0"], "--seconds and --rounds are at least 1"),
    ],
)
def test_the_bench_refuses(arguments, said):
    done = run(sys.executable, BENCH, "--build", BUILD, *arguments)
    assert done.returncode == 2
    assert said in done.stdout
